"""Overlaps decided: which of two facts on one stretch of text stands.

`OVERLAPS` is the whole policy, read from the top; two facts that no row names both
stand (a country inside an organisation, an ordinal inside an event). What loses is
kept as a decision, so that `notaextract explain` can show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from notaextract.facts import (
    Decision,
    EventValue,
    Fact,
    LegalReferenceValue,
    OrganizationValue,
    PersonValue,
)
from notaextract.rules.reading import fold


class Row(NamedTuple):
    """A loser gives way to a winner that it meets in the way told by `where`.

    `loser` and `winner` are a type, or "type/source" with the source's beginning;
    `where` is same (one span), inside (the loser in the winner), around (the winner in
    the loser), or meets (any overlap).
    """

    loser: str
    where: str
    winner: str
    why: str


OVERLAPS = (
    Row("country", "inside", "person", "a person's name holds no country: Francia Márquez"),
    Row("place", "inside", "person", "a person's name holds no place"),
    Row("person", "inside", "organization/gazetteer", "as in Universidad César Vallejo"),
    Row("person", "inside", "organization/rule:definition", "a body named after a person"),
    Row("person", "inside", "organization/rule:company_form", "a company named after a person"),
    Row("person", "inside", "organization/rule:head_noun", "as in Instituto Pedro Kourí"),
    Row("person", "inside", "legal_reference", "a norm named after a person"),
    Row("person/ner", "inside", "place/gazetteer", "a place that is known"),
    Row("organization/ner", "meets", "person", "the name of a person"),
    Row("organization", "inside", "country", "a country's long form: Federación de Rusia"),
    Row("organization/ner", "meets", "legal_reference", "the name of a norm"),
    Row("organization/ner", "same", "event", "the name of a meeting"),
    Row("organization/rule:head_noun", "inside", "event", "words of a meeting's name"),
    Row("organization/ner", "inside", "event", "words of a meeting's name"),
    Row("organization/rule:head_noun", "inside", "legal_reference/rule:norm_name", "words of a norm's name"),
    Row("organization/ner", "same", "place/gazetteer", "a place that is known"),
    Row("place", "same", "country", "a country is no place"),
    Row("place", "inside", "country", "a piece of a country's name: Guinea Ecuatorial"),
    Row("place", "same", "organization", "the body of that name"),
    Row("place/ner", "inside", "organization", "a piece of a body's name"),
    Row("place/ner", "meets", "legal_reference", "words of a norm's name"),
    Row("place/ner", "meets", "event", "words of a meeting's name"),
    Row("event/ner", "meets", "legal_reference", "the name of a norm"),
    Row("event/ner", "meets", "organization/gazetteer", "a body that is known"),
    Row("event", "same", "organization/gazetteer", "a body that is known"),
    Row("legal_reference", "inside", "release_number", "a piece of the release's own number"),
    Row("date", "inside", "release_number", "the year in the release's number"),
    Row("figure", "inside", "release_number", "the release's number counts nothing"),
    Row("organization", "inside", "release_number", "the office in the release's number"),
    Row("figure", "inside", "legal_reference", "a norm's number counts nothing"),
    Row("figure", "inside", "date", "a piece of a date"),
    Row("figure", "around", "date", "a date with a word behind it"),
)  # fmt: skip


def _is(fact: Fact, key: str) -> bool:
    kind, _, source = key.partition("/")
    return fact.type == kind and (not source or fact.source.startswith(source))


def _lies(loser: Fact, where: str, winner: Fact) -> bool:
    if where == "same":
        return (loser.start, loser.end) == (winner.start, winner.end)
    if where == "inside":
        return winner.start <= loser.start and loser.end <= winner.end
    if where == "around":
        return loser.start <= winner.start and winner.end <= loser.end
    return loser.start < winner.end and winner.start < loser.end


_BY_TYPES: dict[tuple[str, str], tuple[Row, ...]] = {}  # (loser's type, winner's type) -> rows in order
for _row in OVERLAPS:
    _types = (_row.loser.partition("/")[0], _row.winner.partition("/")[0])
    _BY_TYPES[_types] = (*_BY_TYPES.get(_types, ()), _row)


def _year_of_norm(loser: Fact, winner: Fact) -> bool:
    """A year that belongs to a norm's number or name; a plan's range of years is a date, and so is a
    norm's day: "Resolución 12/2022 del [2 de mayo de 2022]"."""
    if loser.type != "date" or not isinstance(winner.value, LegalReferenceValue):
        return False
    if not _lies(loser, "inside", winner):
        return False
    if winner.value.number is not None:
        return not re.match(r"\d{1,2}(?:\.?[º°]|ro|er)?\s+de\s", loser.text)
    return len(loser.text) <= 4


def _topic_of_norm(loser: Fact, winner: Fact) -> bool:
    """A meeting without a number inside a norm's name: "Acuerdo de [Diálogo Político]"."""
    event = loser.value
    named = winner.source == "rule:norm_name" and _lies(loser, "inside", winner)
    return named and isinstance(event, EventValue) and event.edition is None


def decide(facts: Iterable[Fact]) -> tuple[list[Fact], list[Decision]]:
    """The facts that stand, in reading order, and what lost to what and why.

    Two facts of one type never share a span: the first found stands.
    """
    ordered = sorted(facts, key=lambda fact: (fact.start, -fact.end))
    decisions: list[Decision] = []
    unique: list[Fact] = []
    seen: dict[tuple[str, int, int], Fact] = {}
    for fact in ordered:
        key = (fact.type, fact.start, fact.end)
        if key in seen:
            decisions.append(Decision(fact, seen[key], "the same mention, found before"))
        else:
            seen[key] = fact
            unique.append(fact)
    lost: set[int] = set()
    for index, other in _neighbours(unique):
        if index in lost or other in lost:
            continue
        loser, winner = unique[index], unique[other]
        why = _why(loser, winner)
        if why:
            lost.add(index)
            decisions.append(Decision(loser, winner, why))
    kept = [fact for index, fact in enumerate(unique) if index not in lost]
    surnames = _surnames(kept)
    standing = []
    for fact in kept:
        owner = surnames.get(fold(fact.text)) if _is(fact, "organization/ner") else None
        if owner is None or (isinstance(fact.value, OrganizationValue) and fact.value.known):
            standing.append(fact)
        else:
            decisions.append(Decision(fact, owner, "the surname of a person of this release"))
    return standing, decisions


def _same_body(loser: Fact, winner: Fact) -> bool:
    """A body's short name inside its full one: "Entidad Binacional [Yacyretá]"."""
    one, other = loser.value, winner.value
    return (
        isinstance(one, OrganizationValue)
        and isinstance(other, OrganizationValue)
        and one.name == other.name
        and _lies(loser, "inside", winner)
    )


def _why(loser: Fact, winner: Fact) -> str | None:
    for row in _BY_TYPES.get((loser.type, winner.type), ()):
        if _is(loser, row.loser) and _is(winner, row.winner) and _lies(loser, row.where, winner):
            return row.why
    if _same_body(loser, winner):
        return "the body's short name inside its full one"
    if _topic_of_norm(loser, winner):
        return "what a norm is about"
    return "the year of a norm" if _year_of_norm(loser, winner) else None


def _neighbours(facts: Sequence[Fact]) -> Iterable[tuple[int, int]]:
    """Both orders of every two facts that overlap; `facts` are in reading order."""
    live: list[int] = []
    pairs: list[tuple[int, int]] = []
    for index, fact in enumerate(facts):
        live = [other for other in live if facts[other].end > fact.start]
        for other in live:
            pairs += ((index, other), (other, index))
        live.append(index)
    return pairs


def _surnames(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Folded words of the people's names -> the person."""
    words: dict[str, Fact] = {}
    for fact in facts:
        if isinstance(fact.value, PersonValue):
            for word in fact.value.name.split():
                words.setdefault(fold(word), fact)
    return words
