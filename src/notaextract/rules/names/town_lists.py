"""Towns that bear a country's name, by the towns listed beside them.

Reads as towns: "Morón: 5⏎Venezuela: 2⏎Majagua: 1", "los municipios Majagua, Venezuela y Morón".
Leaves: "Perú: 3⏎Chile: 5⏎Bolivia: 4", "en Chile, Perú y Bolivia".
"""

from __future__ import annotations

import re
from functools import cache

from notaextract.rules.names.extent import known_places
from notaextract.rules.names.territories import territories
from notaextract.rules.reading import Reading, fold

_NEAR = 4  # items looked at on either side of a name


@cache
def _item() -> re.Pattern[str]:
    """A line that gives a count for what it names: "Morón: 5 (contactos)", "- Bolivia (1)"."""
    return re.compile(r"[ \t•*·–-]*(?P<head>[^\W\d_a-zà-ÿ][^\n:(\d]{1,40}?)[ ]?[:(][ ]?\d")


def is_listed_town(reading: Reading, start: int, end: int) -> bool:
    """Whether a country's name heads a count in a list whose other names are towns, not countries."""
    view = reading.view
    match = _item().match(view, reading.line_at(start)[0])
    if match is None or match.span("head") != (start, end):
        return False
    near = [head for step in (-1, 1) for head in _heads(reading, start, step)]
    states = sum(_is_state(reading, *head) for head in near)
    towns = sum(fold(view[first:last]) in known_places() for first, last in near) - states
    return towns > 0 and len(near) > 2 * states


def _heads(reading: Reading, start: int, step: int) -> list[tuple[int, int]]:
    """Offsets of the names that head the next items of the list in one direction."""
    view = reading.view
    line = reading.line_at(start)
    found: list[tuple[int, int]] = []
    blank = 0
    while len(found) < _NEAR and blank < 3:
        at = line[0] - 1 if step < 0 else line[1] + 1
        if not 0 <= at < len(view):
            break
        line = reading.line_at(at)
        if not view[line[0] : line[1]].strip():
            blank += 1
            continue
        item = _item().match(view, line[0])
        if item is None:
            break
        found.append(item.span("head"))
        blank = 0
    return found


def _is_state(reading: Reading, start: int, end: int) -> bool:
    tokens = reading.tokens
    match = territories().names.match(tokens, reading.view, tokens.at(start))
    return match is not None and tokens.ends[match.last] == end


@cache
def _named_before() -> re.Pattern[str]:
    return re.compile(r"([^\W\d_a-zà-ÿ][\w-]{2,20}),[ ]\Z")


@cache
def _named_behind() -> re.Pattern[str]:
    return re.compile(r"(?:,|[ ][ye])[ ]([^\W\d_a-zà-ÿ][\w-]{2,20})")


def is_enumerated_town(reading: Reading, start: int, end: int) -> bool:
    """Whether a country's name stands between towns in a sentence on municipalities."""
    view = reading.view
    before = _named_before().search(view, max(0, start - 26), start)
    behind = _named_behind().match(view, end) if before else None
    if before is None or behind is None or "municipio" not in view[max(0, start - 160) : start].lower():
        return False
    return all(fold(name) not in territories().triggers for name in (before[1], behind[1]))
