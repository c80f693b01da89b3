"""Documents as JSON: one object, an array, or one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from notaextract.facts import Document


def write(
    documents: Iterable[Document], stream: TextIO, *, array: bool = False, with_text: bool = False
) -> None:
    """Write indented JSON; an array (also of none or one) where `array`, else one object.

    Each document is written as soon as it is there, with the text that offsets count in
    where `with_text`.
    """
    records = (document.to_dict(with_text=with_text) for document in documents)
    if not array:
        for record in records:
            stream.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
        return
    between = "[\n"
    for record in records:
        stream.write(between + json.dumps(record, ensure_ascii=False, indent=2))
        between = ",\n"
    stream.write("[]\n" if between == "[\n" else "\n]\n")


def write_lines(documents: Iterable[Document], stream: TextIO, *, with_text: bool = False) -> None:
    """Write one object a line, each flushed before the next document is asked for."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
    for document in documents:
        stream.write(encode(document.to_dict(with_text=with_text)) + "\n")
        stream.flush()
