"""A document as rows of two tables, documents and facts: what every database output stores.

The typed columns of a fact are the union of the values' fields. `code` is the printed
number of a release or a norm (045-2025-OCI/RREE), so that `number` is always numeric. The
exact value stays in `value` as JSON; `shown` is the line that a person reads.
"""

from __future__ import annotations

import json
from dataclasses import fields
from functools import lru_cache
from typing import Any, NamedTuple

from notaextract.facts import VALUE_TYPES, Document, FigureValue, Value
from notaextract.output.context import Sentences
from notaextract.output.values import shown

# Column and kind: "text", "integer" or "real".
DOCUMENT_COLUMNS: tuple[tuple[str, str], ...] = (
    ("id", "text"),
    ("sha256", "text"),
    ("fingerprint", "text"),
    ("state", "text"),
    ("problem", "text"),
    ("document_type", "text"),
    ("number", "text"),
    ("sequence", "integer"),
    ("year", "integer"),
    ("date", "text"),
    ("time", "text"),
    ("place", "text"),
    ("title", "text"),
    ("issuer", "text"),
    ("voters", "text"),
    ("text_sha256", "text"),
    ("text", "text"),
    ("facts", "integer"),
)
_SHARED: tuple[tuple[str, str], ...] = (
    ("document", "text"),
    ("position", "integer"),
    ("type", "text"),
    ("text", "text"),
    ("start", "integer"),
    ("end", "integer"),
    ("found_by", "text"),
    ("sentence", "text"),
    ("shown", "text"),
    ("value", "text"),
)
_TYPED: tuple[tuple[str, str], ...] = (
    ("name", "text"),
    ("kind", "text"),
    ("number", "real"),
    ("number_high", "real"),
    ("qualifier", "text"),
    ("unit", "text"),
    ("currency", "text"),
    ("edtf", "text"),
    ("earliest", "text"),
    ("latest", "text"),
    ("relative", "integer"),
    ("alpha2", "text"),
    ("alpha3", "text"),
    ("form", "text"),
    ("acronym", "text"),
    ("category", "text"),
    ("known", "integer"),
    ("part_of", "text"),
    ("office", "text"),
    ("country", "text"),
    ("edition", "integer"),
    ("code", "text"),
    ("document_type", "text"),
    ("sequence", "integer"),
    ("year", "integer"),
    ("suffix", "text"),
)
FACT_COLUMNS = _SHARED + _TYPED
SENTENCE_COLUMNS: tuple[tuple[str, str], ...] = (
    ("document", "text"),
    ("position", "integer"),
    ("start", "integer"),
    ("end", "integer"),
    ("text", "text"),
)
ERROR_COLUMNS: tuple[tuple[str, str], ...] = (("id", "text"), ("kind", "text"), ("message", "text"))

Row = tuple[Any, ...]
# Where a field of a value goes, by type of fact, in the order of the fields.
_PLACES: dict[str, tuple[tuple[str, int], ...]] = {}
_REALS = frozenset(("number", "number_high"))
_MOST = 2**63


def _places() -> dict[str, tuple[tuple[str, int], ...]]:
    if not _PLACES:
        order = {name: index for index, (name, _) in enumerate(_TYPED)}
        for kind, cls in VALUE_TYPES.items():
            printed = kind in ("release_number", "legal_reference")
            _PLACES[kind] = tuple(
                (f.name, order["code" if printed and f.name == "number" else f.name]) for f in fields(cls)
            )
    return _PLACES


class Rows(NamedTuple):
    """One document as rows of DOCUMENT_COLUMNS, FACT_COLUMNS and SENTENCE_COLUMNS."""

    document: Row
    facts: list[Row]
    sentences: list[Row]


def storable(text: str) -> str:
    """A text that any UTF-8 store takes, as long as before: a lone surrogate becomes U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


class _Stored(NamedTuple):
    """What a value is in a row."""

    shown: str
    encoded: str  # JSON
    typed: Row


def _stored(value: Value) -> _Stored:
    typed: list[Any] = [None] * len(_TYPED)
    plain: dict[str, Any] = {}
    for name, place in _places()[value.TYPE]:
        plain[name] = item = getattr(value, name)
        typed[place] = _number(item) if isinstance(item, int | float) and name in _REALS else _bounded(item)
    return _Stored(storable(shown(value)), storable(_encode(plain)), tuple(typed))


# Names and dates come again and again. Figures are made each time: 2 and 2.0 are equal, their JSON is not.
_stored_again = lru_cache(maxsize=4096)(_stored)
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def rows(document: Document, fingerprint: str, sentences: Sentences | None = None) -> Rows:
    """The rows of one document. `sentences` saves finding them again."""
    found = sentences or Sentences(document)
    facts: list[Row] = []
    # What is cut from a text that can be stored can be stored.
    cut = str if storable(document.text) is document.text else storable
    around = ""
    for position, fact in enumerate(document.facts):
        value = fact.value
        stored = (_stored if isinstance(value, FigureValue) else _stored_again)(value)
        sentence = cut(found.around(fact))
        if sentence != around:
            around = sentence  # one string for all facts of a sentence: it goes to the parent once
        facts.append(
            (
                document.source,
                position,
                value.TYPE,
                cut(fact.text),
                fact.start,
                fact.end,
                fact.source,
                around,
                stored.shown,
                stored.encoded,
                *stored.typed,
            )
        )
    head = document.header
    told = (
        document.source,
        document.source_sha256,
        fingerprint,
        document.state,
        document.problem,
        head.document_type,
        head.number,
        _bounded(head.sequence),
        _bounded(head.year),
        head.date,
        head.time,
        head.place,
        head.title,
        head.issuer,
        ", ".join(document.engine.voters),
        document.text_sha256,
        document.text,
        len(facts),
    )
    whole = [
        (document.source, position, start, end, storable(document.text[start:end]))
        for position, (start, end) in enumerate(found.places())
    ]
    return Rows(tuple(storable(cell) if isinstance(cell, str) else cell for cell in told), facts, whole)


def _number(number: int | float) -> float | None:
    try:
        return float(number)
    except OverflowError:  # hundreds of digits: the JSON has them
        return None


def _bounded(item: Any) -> Any:
    """Strings made storable, booleans 0 or 1; an integer beyond 64 bits is left to the JSON."""
    if isinstance(item, str):
        return storable(item)
    if isinstance(item, bool):
        return int(item)
    if isinstance(item, int) and not -_MOST <= item < _MOST:
        return None
    return item
