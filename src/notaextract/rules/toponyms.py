"""The places that we know: a phrase tree over places.csv, and which of several is meant.

Several rows may bear one name (Córdoba: a city and a province of Argentina, a city of
Spain, a department of Colombia): the noun in front decides between city and region, the
issuing country between countries.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from notaextract.data.load import cached, table, words
from notaextract.facts import PlaceKind
from notaextract.rules.phrases import PhraseTree
from notaextract.rules.reading import fold, word_pattern


class Toponym(NamedTuple):
    """A row of places.csv; `country` is alpha-2, or empty where no single one has it."""

    name: str
    kind: PlaceKind
    country: str
    where: str


class Toponyms(NamedTuple):
    """`names`: phrases -> rows; `triggers`: every folded first word."""

    names: PhraseTree[Toponym]
    triggers: frozenset[str]


@cached
def toponyms() -> Toponyms:
    """The table of places, loaded once. Raises DataError."""
    names: PhraseTree[Toponym] = PhraseTree()
    triggers: set[str] = set()
    first_word = word_pattern()
    for row in table("places"):
        name, kind, country, variants = row.cells
        toponym = Toponym(name, kind, country, row.where)  # type: ignore[arg-type]
        for shown in (name, *variants.split("|")) if variants else (name,):
            names.add(shown, toponym)
            first = first_word.match(shown)
            if first is not None:
                triggers.add(fold(first.group()))
    return Toponyms(names, frozenset(triggers))


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
