"""Documents as JSON: one object, an array, or one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from notaextract.facts import Document


def write(documents: Iterable[Document], stream: TextIO, *, array: bool = False) -> None:
    """Write indented JSON; an array (also of none or one) where `array`, else one object.

    Each document is written as soon as it is there.
    """
    if not array:
        for document in documents:
            stream.write(json.dumps(document.to_dict(), ensure_ascii=False, indent=2) + "\n")
        return
    between = "[\n"
    for document in documents:
        stream.write(between + json.dumps(document.to_dict(), ensure_ascii=False, indent=2))
        between = ",\n"
    stream.write("[]\n" if between == "[\n" else "\n]\n")


def write_lines(documents: Iterable[Document], stream: TextIO) -> None:
    """Write one object a line, each flushed before the next document is asked for."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
    for document in documents:
        stream.write(encode(document.to_dict()) + "\n")
        stream.flush()
