"""Dates in digits alone: 03/05/2025, 3-5-25, 2025-05-03, 20250503 no.

Day first, as Spanish writes it; month first only where day first is impossible; a
four-digit head is ISO 8601. Leaves: "82/2018", "1.250.000", "204/25", telephone numbers.
"""

from __future__ import annotations

import re

from notaextract.facts import DateValue
from notaextract.rules.calendar.expressions import a_day_of, between, is_day
from notaextract.rules.calendar.page import DateMention, Page
from notaextract.rules.calendar.words import months, pattern

_ALONE = r"(?<![\w/.,-])"
_NUMERIC = rf"""
    {_ALONE} (?P<a>\d{{1,2}})(?P<mark>[ ]?[/.-][ ]?)(?P<b>\d{{1,2}})(?P=mark)(?P<y>(?:1[89]|20|21)\d\d|\d\d)
    (?![\d/]|[-.]\w|,\d)
"""
_ISO = rf"""
    {_ALONE} (?P<y>(?:1[4-9]|2[01])\d\d)(?P<mark>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=mark)
    (?P<d>0?[1-9]|[12]\d|3[01])(?![\d/-]|\.\d)
"""
_DAY_MONTH = r"(?<![\w/.,-])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\w/%]|[.,]\d)"


def _century(printed: str) -> int:
    year = int(printed)
    if len(printed) == 4:
        return year
    return 2000 + year if year < 70 else 1900 + year


def _day(match: re.Match[str]) -> DateValue | None:
    """Day first, or month first where day first is impossible."""
    day, month, year = int(match["a"]), int(match["b"]), _century(match["y"])
    if not 1 <= month <= 12 and 1 <= day <= 12:
        day, month = month, day
    return a_day_of(year, month, day) if is_day(year, month, day) else None


def read_numeric(page: Page, index: int, _free: int) -> list[DateMention]:
    """A date in digits that begins at a token."""
    start, text = page.tokens.starts[index], page.folded
    match = pattern("numeric", _NUMERIC).match(text, start)
    if match is None:
        return _day_and_month(page, index, start)
    value = _day(match)
    if value is None:
        return []
    mark = match["mark"].strip()
    if len(match["y"]) == 2 and mark == "." and not _in_dateline(text, start, match):
        return []
    if len(match["y"]) == 2 and mark == "-" and len(match["a"]) + len(match["b"]) < 3:
        return []
    if re.search(r"(?:\bn|\bno|\bnro|\bnum|\btel|\bfax|\bext|#)\.?[ºª°]?\.?:?[ ]?$", page.before(start)):
        return []
    page.named_year = _century(match["y"])
    end = match.end()
    joint = _TO.match(text, end)
    last = pattern("numeric", _NUMERIC).match(text, joint.end()) if joint else None
    if joint is not None and last is not None and (joint.group().strip() != "y" or _between(page, start)):
        until = _day(last)
        whole = between(value, until) if until else None
        if whole is not None:
            return [DateMention(start, last.end(), whole, "range")]
    return [DateMention(start, end, value, "numeric")]


def _in_dateline(text: str, start: int, match: re.Match[str]) -> bool:
    """ "Caracas, 15.08.25": points and a short year only behind a place that opens the line."""
    line = text.rfind("\n", max(0, start - 40), start) + 1
    full = len(match["a"]) == len(match["b"]) == 2
    return full and start - line < 40 and bool(re.fullmatch(r"[ ]*[a-z][a-z .]{2,30}, ?", text[line:start]))


_TO = re.compile(r"[ ](?:al?|hasta(?: el)?|y(?: el)?)[ ]|[ ]?[–—][ ]?|[ ]-[ ]")


def _between(page: Page, start: int) -> bool:
    return bool(re.search(r"\bentre(?: el)?[ ]$", page.before(start)))


def _day_and_month(page: Page, _index: int, start: int) -> list[DateMention]:
    """ "el lunes 15/03": day and month alone, only behind a weekday or "el día"."""
    if page.issued is None or "/" not in page.folded[start + 1 : start + 3]:
        return []
    match = pattern("numeric_day_month", _DAY_MONTH).match(page.folded, start)
    if match is None:
        return []
    if not pattern("day_before", r"\b(?:el|del|al|dia|<WEEKDAY>)[ ]$").search(page.before(start)):
        return []
    day, month = int(match["a"]), int(match["b"])
    if not is_day(None, month, day) or len(match["b"]) < 2:
        return []
    year = page.issued.year
    if not is_day(year, month, day):
        return []
    return [DateMention(start, match.end(), a_day_of(year, month, day, True), "numeric")]


def read_iso(page: Page, index: int, _free: int) -> list[DateMention]:
    """2025-05-03, also with slashes; a year of another shape is left to the readers of years."""
    start = page.tokens.starts[index]
    match = pattern("iso", _ISO).match(page.folded, start)
    if match is None:
        return []
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    if not is_day(year, month, day):
        return []
    page.named_year = year
    end = match.end()
    return [DateMention(start, end, a_day_of(year, month, day), "iso")]


def read_glued(page: Page, index: int, _free: int) -> list[DateMention]:
    """ "Redacción MinsapDecember 28, 2020": a month first glued to the word in front, read from its year."""
    start, end = page.tokens.starts[index], page.tokens.ends[index]
    before = page.before(start)
    match = pattern("glued", r"(?<=[a-z])(?P<month><MONTH>)[ ](?P<day>\d{1,2}),[ ]$").search(before)
    if match is None:
        return []
    first = start - len(before) + match.start()
    year, month, day = int(page.folded[start:end]), months()[match["month"]], int(match["day"])
    if not page.view[first].isupper() or not is_day(year, month, day):
        return []
    return [DateMention(first, end, a_day_of(year, month, day), "day")]
