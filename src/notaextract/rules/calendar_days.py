"""Days and months, alone, in ranges and in lists: "lunes 3", "27 y 28 de mayo", "enero y mayo".

Reads: "3 al 5 de mayo de 2025", "28 de febrero al 2 de marzo", "3, 4 y 5 de mayo" (one
stretch), "3 y 5 de mayo" (two dates), "desde el lunes 3 hasta el viernes 7".
Leaves: "de lunes a viernes".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from notaextract.data.load import words
from notaextract.facts import DateValue
from notaextract.rules.calendar import between
from notaextract.rules.calendar_items import read_item
from notaextract.rules.calendar_names import stands
from notaextract.rules.calendar_page import DateMention, Item, Page
from notaextract.rules.calendar_settling import settle, tense_hint
from notaextract.rules.calendar_words import cardinals, months, pattern, weekdays

_SEPARATOR = r"""
    [ ]{0,3}(?:(?P<to>-|–|—|\ba(?:l|[ ]los)?\b|\bhasta\b(?:[ ]el)?|\bal[ ]dia\b)|(?P<and>\b[ye]\b(?:[ ]el|[ ]los|[ ]del)?)|(?P<or>\b[ou]\b(?:[ ]el)?)|(?P<comma>,)(?:[ ]el)?)
    [ ]{0,3}(?:(?:el|dia|de|del|desde)[ ]){0,2}
"""

_GAP = re.compile(r"[ ]{0,3}[,.\-–—/]?[ ]{0,3}|[.]?[ºª°][ ]{1,3}")

_CHAIN: dict[str, frozenset[str]] = {}


def _chain_words() -> frozenset[str]:
    kept = _CHAIN.get("words")
    if kept is None:
        kept = _CHAIN["words"] = frozenset(
            [
                *"de del dl d al a y e o u el los hasta dia dias mes ano este esta presente actual corriente ero er ro".split(),
                *"primero 1ero 1er 1ro treinta mil dos novecientos º ª ultimo".split(),
                *(str(n) for n in range(1, 32)),
                *(f"{n:02}" for n in range(1, 10)),
                *(f"{n}{mark}" for n in range(1, 32) for mark in ("º", "°", "o", "er", "ro", "ero")),
                *(str(n) for n in range(1900, 2100)),
                *(word for word, number in cardinals().items() if number <= 30),
                *"presente actual corriente curso entrante que viene".split(),
                *words("date_past"),
                *words("date_next"),
                *months(),
                *weekdays(),
            ]
        )
    return kept


def chain(page: Page, at: int, trigger: int, free: int) -> list[Item]:
    """The items of the chain that begins at an offset and covers the trigger."""
    items: list[Item] = []
    separator = ""
    while True:
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


def read_days(page: Page, index: int, free: int) -> list[DateMention]:
    """The date mentions of the chain around a month or weekday, in order."""
    tokens = page.tokens
    trigger = tokens.starts[index]
    first = index
    while first > 0 and index - first < 16 and tokens.starts[first - 1] >= free:
        if tokens.folds[first - 1] not in _chain_words() or not _GAP.fullmatch(page.gap(first - 1)):
            break
        first -= 1
    for candidate in range(first, index + 1):
        items = chain(page, tokens.starts[candidate], trigger, free)
        if items and items[0].start <= trigger:
            mentions = list(_mentions(page, items))
            if mentions or any(item.day is not None and item.month is not None for item in items):
                return mentions
    return []


def _mentions(page: Page, items: list[Item]) -> Iterator[DateMention]:
    """Settle a chain: what is one range, what is a list, and what each stands for."""
    between_two = bool(
        re.search(r"\bentre(?:[ ]el|[ ]los(?:[ ]dias)?|[ ]la noche del)?[ ]+$", page.before(items[0].start))
    )
    groups: list[list[Item]] = [[items[0]]]
    for before, item in zip(items, items[1:], strict=False):
        joined = item.separator == "to" or (item.separator == "and" and between_two and len(items) == 2)
        if joined or _contiguous(before, item, items):
            groups[-1].append(item)
        else:
            groups.append([item])
    if len(groups) > 1:
        groups = _lists(groups)
    later = items[-1]
    for here, after in zip(reversed(items[:-1]), reversed(items[1:]), strict=True):
        if (
            here.year is None
            and here.month is not None
            and here.hint is None
            and not here.relative
            and len(groups) > 1
        ):
            here.year, here.relative = after.year, after.relative
    if not any(stands(page, item) for item in items):
        return
    for group in groups:
        last = group[-1]
        if last.month is None and last.weekday is None and later.month is not None:
            last.month, last.year, last.relative, last.hint = (
                later.month,
                last.year or later.year,
                later.relative,
                last.hint or later.hint,
            )
        if len(group) == 1:
            value = settle(page, last)
        else:
            value = _range(page, group[0], last)
        if value is not None:
            if last.year is not None and not last.relative:
                page.named_year = last.year
            yield DateMention(group[0].start, last.end, value, last.rule if len(group) == 1 else "range")


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
    """In a list that is not one stretch, a bare day needs the month that follows; a comma does not join months."""
    kept: list[list[Item]] = []
    month_ahead = False
    listed = (
        groups[-1][0].separator == "and"
        or groups[-1][-1].separator == "and"
        or groups[-1][0].separator == "or"
    )
    for group in reversed(groups):
        if not group[-1].dated and not listed:
            continue
        month_ahead = month_ahead or group[-1].month is not None
        if group[-1].dated or month_ahead:
            kept.append(group)
    kept.reverse()
    return kept


def _range(page: Page, first: Item, last: Item) -> DateValue | None:
    """A range: the first item takes from the last what it lacks."""
    if first.month is None and last.month is not None and first.day is not None:
        first.month, first.year = last.month, first.year or last.year
        first.relative = first.relative or last.relative
    if first.month is None and last.month is None:
        return _weekday_range(page, first, last)
    if last.month is None:
        return None
    if first.year is None and last.year is not None and first.month is not None:
        wraps = (first.month, first.day or 1) > (last.month, last.day or 31)
        first.year = last.year - wraps
        first.relative = last.relative
    hint = first.hint or last.hint
    if last.year is None and first.year is None and page.issued is not None:
        tense = tense_hint(page, first, last)
        hint = hint or tense
        if first.hint in ("past", "before") or (hint == "past"):
            begin = settle(page, first, first.hint or hint)
            if begin and begin.earliest:
                first.year = int(begin.earliest[:4])
                last.year = first.year + ((last.month, last.day or 31) < (first.month or 1, first.day or 1))
        else:
            end = settle(page, last, hint)
            if end and end.earliest:
                last.year = int(end.earliest[:4])
                first.year = last.year - ((last.month, last.day or 31) < (first.month or 1, first.day or 1))
        first.relative = last.relative = True
    elif last.year is None and first.year is not None:
        last.year = first.year + ((last.month, last.day or 31) < (first.month or 1, first.day or 1))
        last.relative = first.relative
    begin, end = settle(page, first, None), settle(page, last, None)
    return between(begin, end) if begin and end else None


def _weekday_range(page: Page, first: Item, last: Item) -> DateValue | None:
    """ "desde el lunes 3 hasta el viernes 7"; "de lunes a viernes" is a set and none."""
    if first.day is None or last.day is None:
        return None
    begin, end = settle(page, first), settle(page, last)
    if first.weekday is None and end and end.earliest:
        first.month, first.year = int(end.earliest[5:7]), int(end.earliest[:4])
        begin = settle(page, first)
    return between(begin, end) if begin and end else None
