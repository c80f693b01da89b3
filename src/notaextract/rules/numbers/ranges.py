"""Ranges: two quantities that bound one figure.

Reads: "de 10 a 15 países", "entre 5 % y 7 %", "40-50 años", "350 a 400 millones de dólares",
"Bs 12.500 a Bs 50.000", "dos o tres sesiones", "entre US$500.000 y US$750.000".
Leaves changes ("bajó de 9,1 % a 6,75 %", "desde 3,8 % hasta 4,0 %": two figures) and lists
("12 y 13 años": the last number carries the noun).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from notaextract.data.load import words
from notaextract.rules.numbers.grammar import number_words, year_like
from notaextract.rules.numbers.quantities import Quantities, Quantity
from notaextract.rules.reading import Reading, fold


class Range(NamedTuple):
    low: Quantity
    high: Quantity
    codes: tuple[str, ...]


@cache
def _connector() -> re.Pattern[str]:
    """What stands between the ends; the sign of the second amount may follow."""
    return re.compile(
        r"""
        (?: [ ]{1,6} (?P<word> al? | y | [oóu] | hasta ) [ ]{1,6} (?: (?:el|los|las|unos|unas) [ ]{1,6} )?
          | [ ]? (?P<dash> [-–—] ) [ ]? )
        (?P<sign> [^\W\d_]{0,4} [$€£₡₲/.]{1,2} [A-Z]{0,3} \.? [ ]{0,2} (?=\d)
          | [A-Z][A-Za-z]{1,2} [ ] (?=\d)
          | (?-i:[QLG]|Bs|Gs) \.? [ ]? (?=\d) )?
        (?P<next> \d | [^\W\d_]{1,20} )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def read_range(quantities: Quantities, first: Quantity, index: int) -> Range | None:
    """The range that begins with `first`, whose first token is `index`; None where it stands alone."""
    view = quantities.view
    if first.kind in ("count", "ordinal") and view[first.end : first.end + 1] != " ":
        return None
    match = _connector().match(view, first.end)
    if match is None:
        return None
    start = match.start("next")
    if not view[start].isdecimal() and fold(match["next"]) not in number_words():
        return None
    before = _before(quantities, index, first)
    if before in ("en", "ano", "durante") and first.kind is None and year_like(view[first.start : first.end]):
        return None  # "107.000 ha en 2023 a 79.256 ha en 2024"
    word = (match["word"] or "").lower()
    if word == "y" and before != "entre":
        return None
    if word == "hasta" and (before not in ("de", "desde", "del", "entre") or first.kind is not None):
        return None
    if word in ("o", "ó", "u") and first.kind is not None:
        return None
    if match["dash"] is not None and not _dashed(view, match, first):
        return None
    second = quantities.at(start)
    if second is None or second.kind == "ordinal":
        return None
    joined = _join(first, second)
    if joined is None:
        return None
    low, high = joined.low, joined.high
    if not low.value < high.value:
        return None
    if word in ("a", "al", "hasta") and _is_change(quantities.reading, first, before):
        return None
    return joined


def _before(quantities: Quantities, index: int, first: Quantity) -> str:
    """The word before the range, qualifiers like "unos" and articles aside."""
    folds = quantities.tokens.folds
    if first.start < first.number.start:
        index = quantities.tokens.at(first.start)
    index -= 1
    while index > 0 and folds[index] in ("los", "las", "el", "la", "unos", "unas", "un", "una"):
        index -= 1
    return folds[index] if index >= 0 else ""


def _dashed(view: str, match: re.Match[str], first: Quantity) -> bool:
    """Two plain numbers with a dash between; not a dash with one blank, not a bullet."""
    gap = match.group()
    if gap.startswith(" ") != (" " in gap.strip("-–—$") and gap[: gap.find(match["dash"]) + 2].endswith(" ")):
        return False
    after = match.start("next")
    run = re.match(r"[\d.,' ]*", view[after : after + 24])
    end = after + (run.end() if run else 0)
    return not re.match(r"[-/:]\d", view[end : end + 2]) and first.kind in (None, "percent", "money")


def _join(first: Quantity, second: Quantity) -> Range | None:
    """Give the end without a unit the other one's; None where both have units that differ."""
    if first.kind is None and second.kind is None:
        return None
    if first.kind is None:
        low = replace(first, value=_shared_scale(first, second), kind=second.kind)
        return Range(low, second, second.codes)
    if second.kind is None:
        if first.kind != "money" or not first.signed:
            return None
        low = replace(first, value=_shared_scale(first, second))
        return Range(low, replace(second, kind="money", codes=first.codes), first.codes)
    if first.kind != second.kind:
        return None
    if first.kind == "money":
        if first.codes and second.codes and not set(first.codes) & set(second.codes):
            return None
        codes = min(first.codes or second.codes, second.codes or first.codes, key=len)
        return Range(replace(first, value=_shared_scale(first, second)), second, codes)
    same = fold(first.unit or "") == fold(second.unit or "")
    return Range(first, second, ()) if same or first.kind == "percent" else None


def _shared_scale(low: Quantity, high: Quantity) -> int | float:
    """ "350 a 400 millones": the first number takes the scale word of the second where it has none."""
    scale = high.number.scale
    if scale < 1000 or low.number.scale >= scale or low.value >= high.number.head:
        return low.value
    if high.number.head * scale != high.number.value:
        return low.value
    value = low.value * scale
    return int(value) if value == int(value) else value


@cache
def _clause_edge() -> re.Pattern[str]:
    return re.compile(r"[.;:(\n](?!\d)")


def _is_change(reading: Reading, first: Quantity, before: str) -> bool:
    """Whether the two ends are before and after ("pasó de 88 a 100 pesos"), no range."""
    if before not in ("de", "del", "desde") and first.kind is None:
        return False
    if before == "desde" and first.kind is not None:
        return True
    view, tokens = reading.view, reading.tokens
    low = max(0, first.start - 90)
    for edge in _clause_edge().finditer(view, low, first.start):
        if edge.group() != "(" or ")" not in view[edge.end() : first.start]:
            low = edge.end()
    near = tokens.folds[tokens.at(low) : tokens.at(first.start)]
    return not words("figure_change").isdisjoint(near)
