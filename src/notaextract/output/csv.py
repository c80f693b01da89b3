"""Facts as CSV: one row a fact, the same columns for every type.

A spreadsheet runs a cell that begins with = + - @ as a formula; such text is written
behind an apostrophe. Numbers of our own are written as they are.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import TextIO

from notaextract.facts import Document
from notaextract.output.context import Sentences
from notaextract.output.values import shown

COLUMNS = ("source", "type", "text", "start", "end", "value", "details", "found_by", "sentence")


def plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> plain("=1+1"), plain("OEA")
    ("'=1+1", 'OEA')
    """
    return f"'{cell}" if cell.lstrip()[:1] in ("=", "+", "-", "@") or cell[:1] in ("\t", "\r") else cell


def write(documents: Iterable[Document], stream: TextIO) -> None:
    """Write a head line and one row a fact; `details` is the value as JSON."""
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(COLUMNS)
    for document in documents:
        sentences = Sentences(document)
        for fact in document.facts:
            record = fact.to_dict()
            rows.writerow(
                (
                    plain(document.source),
                    fact.type,
                    plain(fact.text),
                    fact.start,
                    fact.end,
                    plain(shown(fact.value)),
                    json.dumps(record["value"], ensure_ascii=False),
                    plain(fact.source),
                    plain(sentences.around(fact)),
                )
            )
