"""People behind a courtesy: "el doctor Tedros Ghebreyesus", "la Lcda. Rosa Quispe", "doctora Oliva".

A title that is said to people alone makes a person of any capitalised name behind it, also of
one that no list of given names holds. Leaves: "señor Presidente" (an office), "Doctor Honoris
Causa", "el señor Hugo" (a given name alone), "avenida Dr. Gálvez", "Dr. (51 1) 204".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from notaextract.data.load import words
from notaextract.rules.names.extent import capital
from notaextract.rules.names.person_mentions import Named
from notaextract.rules.names.persons import (
    in_contact_line,
    is_listed_place,
    is_namesake,
    name_reach,
    part_of_name,
)
from notaextract.rules.reading import Reading


def by_courtesy(reading: Reading) -> Iterator[Named]:
    short, titles = words("courtesies_short"), words("courtesies") | words("courtesies_short")
    folds = reading.tokens.folds
    for index in reading.tokens.among(titles):
        name = _name_behind(reading, index, ". " if folds[index] in short else " ")
        if name is not None:
            yield Named(*name, "rule:courtesy", folds[index])
    several = words("courtesies_plural")
    for index in reading.tokens.among(several):
        at: int | None = index
        gap = " "
        while at is not None and (name := _name_behind(reading, at, gap)) is not None:
            yield Named(*name, "rule:courtesy", folds[index])
            at, gap = _before_next(reading, name[1]), ", "


@cache
def _another() -> re.Pattern[str]:
    return re.compile(r"(?:,|,?[ ][ye])[ ](?=[^\W\d_a-záéíóúñü])")


def _before_next(reading: Reading, end: int) -> int | None:
    """The token in front of the next name of a list: "los doctores Ana Ríos [y] Luis Paz"."""
    match = _another().match(reading.view, end)
    return reading.tokens.at(match.end()) - 1 if match else None


def _name_behind(reading: Reading, index: int, gap: str) -> tuple[int, int] | None:
    """Offsets of the name behind the courtesy at a token, its degree ("ingeniero Agrónomo") left out."""
    tokens, view = reading.tokens, reading.view
    first = index + 1
    while first < len(tokens) and tokens.folds[first] in words("degrees"):
        first, gap = first + 1, " "
    if first >= len(tokens) or view[tokens.ends[first - 1] : tokens.starts[first]] not in (gap, " "):
        return None
    word, start = tokens.words[first], tokens.starts[first]
    if not capital(word) or not part_of_name(reading, first) or (word.isupper() and len(word) > 1):
        return None
    last = name_reach(reading, first)
    folded = tokens.folds[first]
    if last == first and (len(word) < 4 or folded in words("common_openers")):
        return None
    if last - first < 2 and all(fold in words("given_names") for fold in tokens.folds[first : last + 1]):
        return None
    end = tokens.ends[last]
    if is_namesake(view, start) or is_listed_place(view, end) or in_contact_line(reading, start):
        return None
    return start, end
