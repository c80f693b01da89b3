"""Offices of people: "ministra de Salud", "director general adjunto de la OIM", "canciller (e)".

An office is a noun of `data/offices.csv` (singular or plural), the adjectives that follow
it and its complement. Its text is lower case as written and runs through its institution.

Reads: "presidente de la República", "candidato por la coalición «Sí se puede» a la
gubernatura", "ministro del Interior encargado". Stops at the name of its holder, at a
comma, at a verb.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from notaextract.data.load import cached, table, words
from notaextract.rules.names import ARTICLES, SMALL, capital, closed_end, name_end, organization_nouns
from notaextract.rules.reading import Reading


class Office(NamedTuple):
    """Tokens `first` to `last` and offsets of an office; `rank` is office or occupation."""

    first: int
    last: int
    start: int
    end: int
    rank: str
    plural: bool


@cached
def office_nouns() -> dict[str, tuple[str, bool]]:
    """Folded noun -> (rank, plural); plurals are formed by rule."""
    nouns: dict[str, tuple[str, bool]] = {}
    for row in table("offices"):
        noun, rank = row.cells
        nouns.setdefault(
            noun[:-1] + "ces" if noun.endswith("z") else noun + ("s" if noun[-1] in "aeiou" else "es"),
            (rank, True),
        )
    for row in table("offices"):
        nouns[row.cells[0]] = (row.cells[1], False)
    return nouns


_COMPLEMENT = frozenset(("de", "del", "para", "ante", "por", "en", "a", "al", "con", "contra"))


@cache
def _between() -> re.Pattern[str]:
    return re.compile(r"[ ]{1,20}|-|[ ]?\(e\)[ ]?")


def office_at(reading: Reading, index: int, is_person: Callable[[int], bool]) -> Office:
    """The office whose noun is token `index`; `is_person` tells where its holder's name begins."""
    tokens, view = reading.tokens, reading.view
    rank, plural = office_nouns()[tokens.folds[index]]
    last = _adjectives(reading, index)
    while True:
        further = _complement(reading, last, is_person)
        if further is None:
            break
        last = _adjectives(reading, further)
    end = closed_end(view, tokens.starts[index], tokens.ends[last])
    interim = re.compile(r" \((?:e|i|s|a\.i\.|interin[oa]|encargad[oa])\)").match(view, end)
    if interim:
        end = interim.end()
    elif acting := re.compile(r" a\. ?i\.").match(view, end):
        end = acting.end()
    return Office(index, last, tokens.starts[index], end, rank, plural)


def _next(reading: Reading, index: int) -> int | None:
    tokens = reading.tokens
    if index + 1 < len(tokens) and _between().fullmatch(
        reading.view, tokens.ends[index], tokens.starts[index + 1]
    ):
        return index + 1
    return None


def _adjectives(reading: Reading, index: int) -> int:
    """The last of the adjectives right behind a noun: "director [general adjunto]"."""
    tokens = reading.tokens
    while (after := _next(reading, index)) is not None and tokens.folds[after] in words("office_adjectives"):
        index = after
    return index


def _complement(reading: Reading, index: int, is_person: Callable[[int], bool]) -> int | None:
    """The last token of one "de la …" behind token `index`, or None."""
    tokens, view = reading.tokens, reading.view
    at = _next(reading, index)
    if at is None or tokens.folds[at] not in _COMPLEMENT:
        return None
    at = _next(reading, at)
    if at is not None and tokens.folds[at] in ARTICLES:
        at = _next(reading, at)
    if at is None or is_person(at):
        return None
    if capital(tokens.words[at]) or tokens.words[at][0].isdigit():
        if tokens.folds[at] in words("weekdays_months"):
            return None
        nouns = organization_nouns()
        return name_end(view, tokens, at, lambda i: is_person(i) or (tokens.folds[i] in nouns and i > at + 1))
    if tokens.folds[at] in SMALL or tokens.folds[at] in words("connectives"):
        return None
    if tokens.folds[at] in office_nouns():
        return None  # "asesor del presidente Juan Díaz": the office that a name follows is its own
    return _common_complement(reading, at, is_person)


def _common_complement(reading: Reading, at: int, is_person: Callable[[int], bool]) -> int:
    """ "de campaña", "de la coalición Todos por México", "por la coalición «Sí se puede»"."""
    tokens, view = reading.tokens, reading.view
    quote = re.compile(r' "([^"\n]{2,60})"').match(view, tokens.ends[at])
    if quote:
        return tokens.at(quote.end()) - 1
    after = _next(reading, at)
    if after is not None and capital(tokens.words[after]) and not is_person(after):
        if tokens.folds[at] in organization_nouns() or tokens.folds[at] in words("office_fields"):
            return name_end(view, tokens, after, is_person)
    elif (
        after is not None
        and re.search(r"(?:al|ales|ic[oa]s?|iv[oa]s?|ari[oa]s?|nte|nal|or|ora)\Z", tokens.folds[after])
        and len(tokens.folds[after]) > 4
    ):
        return after
    return at


def as_written(reading: Reading, start: int, end: int) -> str:
    """An office's text: blanks folded, its first word in lower case; all of it where set in capitals."""
    text = " ".join(reading.text[start:end].split())
    letters = [c for c in text if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters):
        return text.lower()
    head, _, rest = text.partition(" ")
    if rest and rest.split(" ")[0].lower() in words("office_adjectives"):
        second, _, tail = rest.partition(" ")
        rest = " ".join(part for part in (second.lower(), tail) if part)
    return " ".join(part for part in (head.lower(), rest) if part)
