"""From an item to its value: which year, which month, by words, tense and the nearest date.

pasado and próximo decide alone. Else the tense of the verb does ("se reunieron en
noviembre"), unless that would move a date far that lies near the day of issue; else it is
the year of issue. Without a date of issue the year stays unknown.
"""

from __future__ import annotations

import re
from datetime import date

from notaextract.facts import DateValue
from notaextract.rules.calendar.expressions import (
    Hint,
    a_day,
    a_day_of,
    a_month,
    is_day,
    nearest_month_with,
    nearest_weekday,
    nearest_year,
    year_with_weekday,
)
from notaextract.rules.calendar.page import Item, Page
from notaextract.rules.calendar.words import months

_SLACK = 15  # days: tense is weaker evidence than a date this near to the day of issue


def tense_hint(page: Page, first: Item, last: Item) -> Hint:
    before = page.before(first.start, 30)
    if re.search(r"\b(?:a mas tardar|antes del?|para)(?: el)?[ ]+$", before):
        return "future"
    hint = _tense(page, first, last)
    if hint is None and re.search(r"\bdesde(?: el)?[ ]+$", before):
        return "past"
    return hint


def _tense(page: Page, first: Item, last: Item) -> Hint:
    return page.tense(first.start, last.end)


def settle(page: Page, item: Item, hint: Hint = None) -> DateValue | None:
    """The value of one item on its own."""
    hint = item.hint or hint
    issued = page.issued
    if item.month is None:
        return _settle_weekday(page, item, hint)
    year, relative = item.year, item.relative
    cited = re.search(r"/((?:19|20)\d\d),?[ ]+de[ ]+$", page.before(item.start))
    if cited and year is None:  # Real Decreto 11/2020, de 31 de marzo
        year = int(cited.group(1))
    if year is None and issued is None:
        year = _printed_elsewhere(page, item)
    if year is None and issued is not None:
        relative = True
        if item.day is not None and item.weekday is not None:
            year = year_with_weekday(issued, item.month, item.day, item.weekday, hint)
        if year is None:
            year = _near_year(page, item, issued, hint)
    if item.day is None:
        return a_month(year, item.month, relative)
    if not is_day(year, item.month, item.day):
        return None
    return a_day_of(year, item.month, item.day, relative)


_AROUND = 3000


def _printed_elsewhere(page: Page, item: Item) -> int | None:
    """The year that a text without a date of issue prints with the same month, where it prints but
    one: "aplazan hasta febrero" beside "febrero de 2021"."""
    name = re.compile(r"[a-z]+").match(page.folded, item.month_start) if item.month_start >= 0 else None
    if name is None:
        return None
    around = slice(max(0, item.start - _AROUND), item.end + _AROUND)
    years = set(re.findall(rf"\b{name[0]}[ ]del?[ ](?:ano[ ])?((?:19|20)\d\d)\b", page.folded[around]))
    if not years:
        return _only_year(page.folded[around])
    return int(years.pop()) if len(years) == 1 else None


def _only_year(text: str) -> int | None:
    """The year that a text prints again and again, and no other, at least once with a month: all of it is
    about that year."""
    printed = re.findall(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d/-]|[.,]\d)", text)
    if len(printed) < 2 or len(set(printed)) > 1:
        return None
    dated = re.search(rf"\b[a-z]{{4,10}}[ ]del?[ ](?:ano[ ])?{printed[0]}\b", text)
    month = dated and dated.group().split()[0]
    return int(printed[0]) if month in months() else None


def _near_year(page: Page, item: Item, issued: date, hint: Hint) -> int | None:
    assert item.month is not None
    if hint is None:
        tense = tense_hint(page, item, item)
        if tense is not None:
            return year_by_tense(issued, item, tense)
    return nearest_year(issued, item.month, item.day, hint)


def year_by_tense(issued: date, item: Item, tense: Hint) -> int | None:
    """The year that a verb's tense gives a day or month, unless it lies near in the year of issue."""
    assert item.month is not None
    year, same = nearest_year(issued, item.month, item.day, tense), issued.year
    if year == same or not is_day(same, item.month, item.day or 1):
        return year
    return same if abs((date(same, item.month, item.day or 15) - issued).days) <= _SLACK else year


def _settle_weekday(page: Page, item: Item, hint: Hint) -> DateValue | None:
    issued = page.issued
    if item.day is not None:
        if issued is None:
            return DateValue(f"XXXX-XX-{item.day:02}", None, None, True)
        found = nearest_month_with(issued, item.day, item.weekday, hint)
        return a_day(found, True) if found else None
    if item.weekday is None:
        return None
    if issued is None:
        return DateValue(None, None, None, True)
    if hint is None:
        hint = page.tense(item.start, item.end)
    return a_day(nearest_weekday(issued, item.weekday, hint), True)
