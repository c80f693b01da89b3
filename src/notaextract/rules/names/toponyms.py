"""The places that we know: a phrase tree over places.csv, and which of several is meant.

Several rows may bear one name (Córdoba: a city and a province of Argentina, a city of
Spain, a department of Colombia): the noun in front decides between city and region, the
issuing country between countries.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from notaextract.data.load import Row, cached, table, words
from notaextract.facts import PlaceKind
from notaextract.rules.phrases import PhraseTree


class Toponym(NamedTuple):
    """A row of places.csv; `country` is alpha-2, or empty where no single one has it."""

    name: str
    kind: PlaceKind
    country: str
    where: str


# Cities called like their country: only a dateline means the city.
NAMESAKES = {"mexico": "MX", "guatemala": "GT", "panama": "PA"}


class Toponyms(NamedTuple):
    """`names`: phrases -> rows; `triggers`: every folded first word."""

    names: PhraseTree[Toponym]
    triggers: frozenset[str]


@cached
def toponyms() -> Toponyms:
    """The table of places, loaded once. Raises DataError."""
    names: PhraseTree[Toponym] = PhraseTree(_toponym)
    names.add_all(
        (shown, row)
        for row in table("places")
        for shown in (row[0][0], *(row[0][3].split("|") if row[0][3] else ()))
    )
    return Toponyms(names, names.first_words)


def _toponym(_: str, row: Row) -> Toponym:
    name, kind, country, _ = row.cells
    return Toponym(name, kind, country, row.where)  # type: ignore[arg-type]


def is_ambiguous(folded: str) -> bool:
    """Whether a place's name is also a surname, a given name or a common word: Guerrero, León."""
    return folded in words("ambiguous_places")


def choose(rows: Sequence[Toponym], kind: str | None, country: str | None) -> Toponym | None:
    """The one place that a name means: of the kind asked for, of the issuing country; else None.

    >>> rows = [Toponym("Mérida", "city", c, "") for c in ("ES", "MX", "VE")]
    >>> choose(rows, None, "MX").country, choose(rows, None, None)
    ('MX', None)
    """
    fitting = [row for row in rows if row.kind == kind] or list(rows)
    own = [row for row in fitting if row.country == country] or fitting
    if len({row.country for row in own}) > 1:
        return None
    return min(own, key=lambda row: row.kind)  # a city before the region of its name
