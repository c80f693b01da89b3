"""Documents as the data that the report page reads: columns of numbers and tables of what recurs.

Browsers count text in UTF-16 code units, the contract in code points; offsets are turned
here, once. A document's text comes in pieces [UTF-16 offset, code point offset, text]: one
where the whole text is kept, its sentences with facts, or the facts alone where it is not.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from notaextract.facts import FACT_TYPES, Document, Fact, Note, Value
from notaextract.output.language import Language
from notaextract.output.report.labels import labels
from notaextract.output.values import shown
from notaextract.rules.reading import Reading

Keep = Literal["all", "sentences", "facts"]


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that gave no document, or not all of it."""

    source: str
    state: str
    told: str


class Units:
    """Code point offsets of one text as UTF-16 offsets.

    >>> Units("a😀b").at(2)
    3
    """

    def __init__(self, text: str) -> None:
        wide = None if text.isascii() else re.finditer("[\U00010000-\U0010ffff]", text)
        self._wide = [match.start() for match in wide] if wide else []

    def at(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset) if self._wide else offset


def pieces(document: Document, sentences: Sequence[tuple[int, int]], keep: Keep) -> list[tuple[int, int]]:
    """(start, end) of what is kept of the text, in order, touching or apart; every fact lies in one."""
    if keep == "all" and document.text:
        return [(0, len(document.text))]
    spans = [(fact.start, fact.end) for fact in document.facts]
    if keep != "facts" and document.text:
        starts = [start for start, _ in sentences]
        for fact in document.facts:
            first = max(bisect_left(starts, fact.start + 1) - 1, 0)
            spans += sentences[first : max(bisect_left(starts, fact.end), first + 1)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _said(document: Document, start: int, end: int) -> str:
    """The text between two offsets, put together from the facts where the text itself is not known."""
    if document.text:
        return document.text[start:end]
    letters = [" "] * (end - start)
    for fact in document.facts:
        if start <= fact.start and fact.end <= end:
            letters[fact.start - start : fact.end - start] = fact.text
    return "".join(letters)


def _soft_breaks(reading: Reading) -> list[int]:
    """Where a line ends that goes on: the page sets such lines anew, as wide as it is."""
    view = reading.view
    return [match.start() for match in re.finditer("\n", reading.text) if view[match.start()] == " "]


class Columns:
    """Facts of all documents as columns; values and sources once each."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.value: list[int] = []
        self.start: list[int] = []
        self.length: list[int] = []
        self.source: list[int] = []
        self.values: list[list[Any]] = []
        self.sources: dict[str, int] = {}
        self._known: dict[Value, int] = {}

    def add(self, fact: Fact, units: Units) -> None:
        index = self._known.get(fact.value)
        if index is None:
            index = self._known[fact.value] = len(self.values)
            record = {f.name: getattr(fact.value, f.name) for f in fields(fact.value)}
            self.values.append([FACT_TYPES.index(fact.type), shown(fact.value, self.language), record])
        start = units.at(fact.start)
        self.value.append(index)
        self.start.append(start)
        self.length.append(units.at(fact.end) - start)
        self.source.append(self.sources.setdefault(fact.source, len(self.sources)))


def payload(
    documents: Iterable[Document],
    language: Language,
    *,
    keep: Keep = "all",
    problems: Iterable[Problem] = (),
    alone: bool = False,
) -> dict[str, Any]:
    """What the page reads, as JSON-ready data. `alone` shows the reader of the first document only."""
    columns = Columns(language)
    engines: dict[str, int] = {}
    rows = []
    told = [[problem.source, problem.state, problem.told] for problem in problems]
    for document in documents:
        units = Units(document.text) if document.text else _FactUnits(document)
        facts = sorted(document.facts, key=lambda fact: (fact.start, -fact.end))
        for fact in facts:
            columns.add(fact, units)
        reading = Reading(Note(document.text)) if document.text else None
        sentences = reading.sentences if reading else []
        kept = [
            [units.at(start), start, _said(document, start, end)]
            for start, end in pieces(document, sentences, keep)
        ]
        edges = array("l")
        for start, end in sentences if keep != "facts" else ():
            edges.extend((units.at(start), units.at(end)))
        made = " · ".join((f"notaextract {document.engine.version}".rstrip(), *document.engine.voters))
        if document.state != "ok":
            told.append([document.source, document.state, document.problem or ""])
        rows.append(
            {
                "source": document.source,
                "header": document.header.to_dict(),
                "state": document.state,
                "engine": engines.setdefault(made, len(engines)),
                "characters": len(document.text),
                "pieces": kept,
                "whole": keep == "all" and bool(document.text),
                "sentences": list(edges),
                "soft": [units.at(at) for at in _soft_breaks(reading)] if reading else [],
                "facts": len(facts),
            }
        )
    return {
        "types": list(FACT_TYPES),
        "documents": rows,
        "columns": {
            "value": columns.value,
            "start": columns.start,
            "length": columns.length,
            "source": columns.source,
        },
        "values": columns.values,
        "sources": list(columns.sources),
        "engines": list(engines),
        "problems": told,
        "keep": keep,
        "alone": alone,
        "labels": labels(language),
    }


class _FactUnits(Units):
    """UTF-16 offsets where only the facts' own words are known: what stands between counts as it is."""

    def __init__(self, document: Document) -> None:
        wide = {
            fact.start + index
            for fact in document.facts
            for index, letter in enumerate(fact.text)
            if letter > "\uffff"
        }
        self._wide = sorted(wide)
