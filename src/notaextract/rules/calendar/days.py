"""Days and months, alone, in ranges and in lists: "lunes 3", "27 y 28 de mayo", "enero y mayo".

Reads: "3 al 5 de mayo de 2025", "28 de febrero al 2 de marzo", "3, 4 y 5 de mayo" (one
stretch), "3 y 5 de mayo" (two dates), "desde el lunes 3 hasta el viernes 7".
Leaves: "de lunes a viernes".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from notaextract.data.load import cached, words
from notaextract.facts import DateValue
from notaextract.rules.calendar.expressions import between
from notaextract.rules.calendar.items import read_item
from notaextract.rules.calendar.names import stands
from notaextract.rules.calendar.page import DateMention, Item, Page
from notaextract.rules.calendar.settling import settle, tense_hint, year_by_tense
from notaextract.rules.calendar.words import cardinals, months, pattern, weekdays
from notaextract.rules.calendar.years import counts_something

_SEPARATOR = r"""
    [ ]{0,3}
    (?: (?P<to> -|–|— | \ba(?:l|[ ]los)?\b | \bhasta\b(?:[ ]el)? | \bal[ ]dia\b )
      | (?P<and> \b[ye]\b(?:[ ]el|[ ]los|[ ]del)? )
      | (?P<or> \b[ou]\b(?:[ ]el)? )
      | (?P<comma> ,(?:[ ]el)? ) )
    [ ]{0,3}(?:(?:el|dia|de|del|desde)[ ]){0,2}
"""
_LONGEST = 12  # items of one chain
_FARTHEST = 16  # tokens from a trigger back to the start of its chain

_GAP = re.compile(r"[ ]{0,3}[,.\-–—/]?[ ]{0,3}|[.]?[ºª°][ ]{1,3}")
_NUMBER_SIGN = re.compile(r"\b(?:n|nro|num|no)\.?[ºª°.][ ]?$")


@cached
def _chain_words() -> frozenset[str]:
    """Every word that may stand in a chain in front of a month or weekday."""
    days = [word for number in range(1, 32) for word in (f"{number}", f"{number:02}")]
    marked = [f"{number}{mark}" for number in range(1, 32) for mark in ("º", "°", "o", "er", "ro", "ero")]
    spelled = [word for word, number in cardinals().items() if number <= 30]
    years = [str(year) for year in range(1900, 2100)]
    lists = (words(f"date_{name}") for name in ("link", "this", "past", "next"))
    return frozenset([*days, *marked, *spelled, *years, *months(), *weekdays()]).union(*lists)


def chain(page: Page, at: int, trigger: int, free: int) -> list[Item]:
    """The items of the chain that begins at an offset and covers the trigger."""
    items: list[Item] = []
    separator = ""
    while len(items) < _LONGEST:
        item = read_item(page, at)
        if item is None:
            break
        item.separator = separator
        items.append(item)
        joint = pattern("separator", _SEPARATOR).match(page.folded, item.end)
        if joint is None or joint.end() == item.end:
            break
        separator = str(joint.lastgroup)
        at = joint.end()
    _same_month(page, items)
    while items and not items[-1].dated and items[-1].rule != "unresolved":
        items.pop()
    if not items or items[-1].end <= trigger or items[0].start < free:
        return []
    while (
        items[0].end <= trigger
        and items[0].weekday is not None
        and items[0].month is None
        and len(items) > 1
        and items[1].separator == "comma"
    ):
        items.pop(0)
    return items


def _same_month(page: Page, items: list[Item]) -> None:
    """ "2 de junio hasta el 15": a bare day at the end of a range lies in the month of its start."""
    if len(items) < 2 or items[-1].dated or items[-1].day is None:
        return
    first, last = items[-2:]
    joint = page.folded[first.end : last.start].strip()
    if joint not in ("al", "hasta el", "al dia") or first.month is None:
        return
    runs_on = (first.day or 31) < (last.day or 0)
    if runs_on and not counts_something(page, last.end) and page.after(last.end, 4) != " de ":
        last.month, last.year = first.month, first.year
        last.relative, last.hint = first.relative, first.hint


def read_days(page: Page, index: int, free: int) -> list[DateMention]:
    """The date mentions of the chain around a month or weekday, in order."""
    tokens = page.tokens
    trigger = tokens.starts[index]
    first = index
    free = max(free, page.barren)
    while first > 0 and index - first < _FARTHEST and tokens.starts[first - 1] >= free:
        if tokens.folds[first - 1] not in _chain_words() or not _GAP.fullmatch(page.gap(first - 1)):
            break
        if _NUMBER_SIGN.search(page.before(tokens.starts[first - 1])):
            break  # "Boletín N° 23 / junio 2025"
        first -= 1
    for candidate in range(first, index + 1):
        items = chain(page, tokens.starts[candidate], trigger, free)
        if items and items[0].start <= trigger:
            mentions = list(_mentions(page, items))
            if mentions:
                return mentions
            if any(item.day is not None and item.month is not None for item in items):
                page.barren = items[-1].end
                return []
    page.barren = tokens.ends[index]
    return []


@cache
def _between() -> re.Pattern[str]:
    return re.compile(r"\bentre(?:[ ]el|[ ]los(?:[ ]dias)?|[ ]la[ ]noche[ ]del)?[ ]+$")


def _mentions(page: Page, items: list[Item]) -> Iterator[DateMention]:
    """Settle a chain: what is one range, what is a list, and what each stands for."""
    between_two = len(items) == 2 and bool(_between().search(page.before(items[0].start)))
    groups: list[list[Item]] = [[items[0]]]
    for before, item in pairwise(items):
        joined = item.separator == "to" or (item.separator == "and" and between_two)
        if joined or _contiguous(before, item, items):
            groups[-1].append(item)
        else:
            groups.append([item])
    if len(groups) > 1:
        groups = _lists(groups)
        _share_years(items)
    if not any(stands(page, item) for item in items):
        return
    for group in groups:
        last = group[-1]
        _share_month(last, items[-1])
        value = settle(page, last) if len(group) == 1 else _range(page, group[0], last)
        if value is not None:
            if last.year is not None and not last.relative:
                page.named_year = last.year
            yield DateMention(group[0].start, last.end, value, last.rule if len(group) == 1 else "range")


def _share_years(items: list[Item]) -> None:
    """In a list a month without a year takes that of the next: "marzo y mayo de 2025"."""
    for index in range(len(items) - 2, -1, -1):
        item, after = items[index], items[index + 1]
        if item.year is None and item.month is not None and item.hint is None and not item.relative:
            item.year, item.relative = after.year, after.relative


def _share_month(item: Item, last: Item) -> None:
    """A bare day takes the month and year at the end of its list: "3 y 5 de mayo"."""
    if item.month is None and item.weekday is None and last.month is not None:
        item.month, item.relative = last.month, last.relative
        item.year, item.hint = item.year or last.year, item.hint or last.hint


def _contiguous(before: Item, item: Item, items: list[Item]) -> bool:
    """ "15 y 16 de septiembre", "3, 4 y 5 de mayo", "enero y febrero": one stretch of time."""
    if item.separator not in ("and", "comma") or before.year is not None:
        return False
    if item.separator == "comma" and items[-1].separator != "and":
        return False
    if before.day is not None and item.day is not None and before.month is None:
        return item.day == before.day + 1
    if before.day is None and item.day is None and before.month and item.month and before.weekday is None:
        return item.month == before.month + 1 and item.separator == "and" and len(items) == 2
    return False


def _lists(groups: list[list[Item]]) -> list[list[Item]]:
    """In a list that is not one stretch a bare day needs "y" in the list and a month behind it."""
    kept: list[list[Item]] = []
    month_ahead = False
    listed = {groups[-1][0].separator, groups[-1][-1].separator} & {"and", "or"}
    for group in reversed(groups):
        if not group[-1].dated and not listed:
            continue
        month_ahead = month_ahead or group[-1].month is not None
        if group[-1].dated or month_ahead:
            kept.append(group)
    kept.reverse()
    return kept


def _wraps(first: Item, last: Item) -> bool:
    """Whether a range without its own years runs over New Year: "20 de diciembre al 6 de enero"."""
    return (first.month or 1, first.day or 1) > (last.month or 12, last.day or 31)


def _range(page: Page, first: Item, last: Item) -> DateValue | None:
    """A range: the first item takes from the last what it lacks, and the other way round."""
    if first.month is None and last.month is not None and first.day is not None:
        first.month, first.year = last.month, first.year or last.year
        first.relative = first.relative or last.relative
    if first.month is None and last.month is None:
        return _weekday_range(page, first, last)
    if last.month is None:
        return None
    if first.year is None and last.year is None:
        _date_range(page, first, last)
    elif first.year is None and last.year is not None and first.month is not None:
        first.year, first.relative = last.year - _wraps(first, last), last.relative
    elif last.year is None and first.year is not None:
        last.year, last.relative = first.year + _wraps(first, last), first.relative
    begin, end = settle(page, first), settle(page, last)
    return between(begin, end) if begin and end else None


def _date_range(page: Page, first: Item, last: Item) -> None:
    """Give a range without any year its years, by the words, the tense and the date of issue."""
    if page.issued is None:
        return
    hint = first.hint or last.hint
    tense = None if hint else tense_hint(page, first, last)
    anchor = first if (hint or tense) in ("past", "before") else last
    value = settle(page, anchor, hint or tense)
    if value is None or value.earliest is None:
        return
    year = int(value.earliest[:4])
    if tense and anchor.month and anchor.weekday is None:
        year = year_by_tense(page.issued, anchor, tense) or year
    wraps = _wraps(first, last)
    first.year, last.year = (year, year + wraps) if anchor is first else (year - wraps, year)
    first.relative = last.relative = True


def _weekday_range(page: Page, first: Item, last: Item) -> DateValue | None:
    """ "desde el lunes 3 hasta el viernes 7"; "de lunes a viernes" is a set and none."""
    if first.day is None or last.day is None:
        return None
    begin, end = settle(page, first), settle(page, last)
    if first.weekday is None and end and end.earliest:
        first.month, first.year = int(end.earliest[5:7]), int(end.earliest[:4])
        begin = settle(page, first)
    return between(begin, end) if begin and end else None
