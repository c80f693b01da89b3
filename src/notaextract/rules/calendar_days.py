"""Days and months, alone, in ranges and in lists: "lunes 3", "27 y 28 de mayo", "enero y mayo".

Reads: "3 al 5 de mayo de 2025", "28 de febrero al 2 de marzo", "pasado 15 de diciembre",
"viernes 16", "el 12 en la mañana", "febrero pasado", "15 del presente mes".
Leaves: "avenida 10 de Agosto", "flor de mayo", "cada 8 de marzo", "Plaza de Mayo", "Julio Marzo".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from notaextract.data.load import cached, words
from notaextract.facts import DateValue
from notaextract.rules.calendar import (
    Hint,
    a_day,
    a_day_of,
    a_month,
    between,
    is_day,
    nearest_month_with,
    nearest_weekday,
    nearest_year,
    step_month,
    year_with_weekday,
)
from notaextract.rules.calendar_page import DateMention, Page
from notaextract.rules.calendar_words import cardinals, months, number_of, pattern, weekdays, year_in_words
from notaextract.rules.calendar_years import counts_something

_YEAR = r"""
    (?: (?: ,?[ ]{1,3} (?:<OF>[ ]{1,3}(?:el[ ]{1,3})?)? (?:este[ ]{1,3})? (?:ano[ ]{1,3})? (?:de[ ]{1,3}|del[ ]{1,3})? | [ ]?[-/.][ ]? )
        (?: (?P<year>(?<![\d.,])<YEAR>) | (?P<year_words><YEAR_WORDS>) )
      | [ ]?[-/][ ]?(?P<short>\d\d)(?![\w/-])
      | ,?[ ]{1,3}<OF>[ ]{1,3}(?:ano[ ]{1,3})?(?:'(?P<quoted>\d\d)\b | (?<=del[ ])(?P<two>\d\d)(?![\w%]|[.,]\d|[ ](?:de[ l]|al?[ ]|y[ ]\d|\d)) | (?<=ano[ ])(?P<of_two>\d\d)(?![\w%]|[.,]\d))
      | ,?[ ]{1,3}(?: <OF>[ ]{1,3}(?P<this>(?:este(?:[ ]mismo)?|presente|actual|corriente)[ ]ano | ano[ ](?:en[ ]curso|actual|corriente|presente) | presente | corriente)
           | <OF>[ ]{1,3}(?P<past>(?:pasado|ultimo)[ ]ano | ano[ ](?:pasado|anterior|ultimo))
           | <OF>[ ]{1,3}(?P<next>(?:proximo)[ ]ano | ano[ ](?:proximo|entrante|que[ ]viene|siguiente))
           | <OF>[ ]{1,3}(?P<named>(?:ese|dicho|aquel|mismo|citado|mencionado|referido)(?:[ ]mismo)?[ ]ano) ) \b )
"""
_HEAD = r"(?:(?P<mod><THIS>|<PAST>|<NEXT>)[ ]{1,3}(?:dia[ ]{1,3})?(?:mes[ ]{1,3}de[ ]{1,3})?)?"
_TAIL = r"""
    (?:[ ]{1,3}(?P<tail>proximo[ ]pasado|ppdo\.?|pasado|pasada|ultimo|anterior|proximo|entrante|venidero|que[ ]viene
        |del?[ ](?:los[ ])?(?:corrientes?|actual))\b(?![ ](?:<DAY>|<MONTH>|lunes|martes|miercoles|jueves|viernes|sabado|domingo|ano|mes|semana)))?
"""
_DAY_MONTH = rf"""
    {_HEAD}
    (?:(?P<weekday><WEEKDAY>),?[ ]{{1,3}}(?:(?:el|dia|a)[ ]{{1,3}}){{0,2}})?
    (?:(?P<day><DAY>)|(?P<day_word><DAY_WORD>))
    (?: [ ]{{1,3}}(?:<OF>[ ]{{1,3}})?(?:mes[ ]{{1,3}}de[ ]{{1,3}})?(?P<month><MONTH>)
      | [ ]{{1,3}}(?:<OF>[ ]{{1,3}})?(?P<abbreviated><MONTH_ANY>)
      | (?P<mark>[ ]?[-/.][ ]?)(?P<marked><MONTH_ANY>) )
    (?:{_YEAR})? {_TAIL}
"""
_DAY_OF_MONTH = r"""
    (?:(?P<weekday><WEEKDAY>),?[ ]{1,3})? (?P<day><DAY>)
    [ ]del?[ ](?: (?P<this>(?:este|presente|mismo)[ ]mes | mes[ ](?:en[ ]curso|actual|corriente|presente) | corriente(?:[ ]mes)? | presente(?![ ]ano) | los[ ]corrientes)
              | (?P<past>(?:pasado|ultimo)[ ]mes | mes[ ]pasado)
              | (?P<next>proximo[ ]mes | mes[ ](?:proximo|entrante|que[ ]viene)) )\b
"""
_MONTH_FIRST = rf"""
    (?P<month><MONTH_ANY>)[ ]{{1,2}}(?P<day><DAY>)(?:th|st|nd|rd)?,?[ ]{{1,2}}(?:de[ ]|del[ ])?(?P<year><YEAR>)
"""
_MONTH = rf"""
    {_HEAD} (?P<month><MONTH>)(?:{_YEAR})? {_TAIL}
"""
_MONTH_MARKED = r"(?P<month><MONTH_ANY>)[ ]?[-/][ ]?(?P<year><YEAR>)"
_WEEKDAY_DAY = r"(?:(?P<mod><THIS>|<PAST>|<NEXT>)[ ]{1,3}(?:dia[ ]{1,3})?)?(?P<weekday><WEEKDAY>),?[ ]{1,3}(?:dia[ ]{1,3})?(?P<day><DAY>)"
_WEEKDAY = r"""
    (?:(?P<mod><THIS>|<PAST>|<NEXT>)[ ]{1,3}(?:dia[ ]{1,3})?)?(?P<weekday><WEEKDAY>)
    (?:[ ]{1,3}(?P<tail>pasado|ultimo|proximo|entrante|venidero|que[ ]viene)\b)?
"""
_BARE_DAY = r"(?P<day><DAY>)"
_SEPARATOR = r"""
    [ ]{0,3}(?:(?P<to>-|–|—|\ba(?:l|[ ]los)?\b|\bhasta\b(?:[ ]el)?|\bal[ ]dia\b)|(?P<and>\b[ye]\b(?:[ ]el|[ ]los|[ ]del)?)|(?P<or>\b[ou]\b(?:[ ]el)?)|(?P<comma>,)(?:[ ]el)?)
    [ ]{0,3}(?:(?:el|dia|de|del|desde)[ ]){0,2}
"""


@dataclass(slots=True)
class Item:
    """One day or month of a chain, as printed; what it lacks it takes from its neighbours."""

    start: int
    end: int
    month: int | None = None
    day: int | None = None
    year: int | None = None
    weekday: int | None = None
    hint: Hint = None
    relative: bool = False
    month_start: int = -1
    separator: str = ""  # what joins it to the item in front: "to", "and", "or", "comma"
    rule: str = "day"

    @property
    def dated(self) -> bool:
        return self.month is not None or self.weekday is not None


def hint_of(modifier: str | None, weekday: bool) -> Hint:
    """pasado, último, anterior; próximo, entrante, que viene; this, the."""
    if not modifier:
        return None
    if modifier.startswith(("pasad", "ultim", "anterior", "ppdo")) or modifier.endswith("pasado"):
        return "before" if weekday else "past"
    if modifier.startswith(("proxim", "entrante", "venider", "que")):
        return "after" if weekday else "future"
    return None


def _year(page: Page, match: re.Match[str]) -> tuple[int | None, bool, bool]:
    """(year, whether the date of issue was needed, whether a year is printed)."""
    found = match.groupdict()
    if found.get("year"):
        return int(found["year"].replace(".", "")), False, True
    if found.get("year_words"):
        return year_in_words(found["year_words"]), False, True
    short = found.get("short") or found.get("quoted") or found.get("two") or found.get("of_two")
    if short:
        return 2000 + int(short) if int(short) <= 40 else 1900 + int(short), False, True
    if found.get("named"):
        return page.named_year, False, True
    for group, step in (("this", 0), ("past", -1), ("next", 1)):
        if found.get(group):
            return (page.issued.year + step if page.issued else None), True, True
    return None, False, False


def _day_number(match: re.Match[str]) -> int | None:
    found = match.groupdict()
    if found.get("day"):
        return int(re.match(r"\d+", found["day"]).group())  # type: ignore[union-attr]
    word = found.get("day_word")
    return 1 if word == "primero" else number_of(word) if word else None


def _weekday(match: re.Match[str]) -> int | None:
    word = match.groupdict().get("weekday")
    return weekdays()[word.rstrip(".")] if word else None


def _item(page: Page, at: int) -> Item | None:
    """The day or month that begins at an offset."""
    text = page.folded
    match = pattern("day_month", _DAY_MONTH).match(text, at)
    if match:
        item = _day_month(page, match)
        if item:
            return item
    match = pattern("day_of_month", _DAY_OF_MONTH).match(text, at)
    if match:
        return _day_of_month(page, match)
    match = pattern("month_first", _MONTH_FIRST).match(text, at)
    if match:
        month, day, year = (
            months()[match["month"].rstrip(".")],
            _day_number(match),
            int(match["year"].replace(".", "")),
        )
        if day and is_day(year, month, day):
            return Item(at, match.end("year"), month, day, year, month_start=match.start("month"))
    match = pattern("month", _MONTH).match(text, at)
    if match and re.search(r"\d[ ]+del?[ ]+$", page.before(at)):
        return None  # 31 de abril
    if match:
        year, relative, printed = _year(page, match)
        end = match.end()
        hint = hint_of(match["mod"], False) or hint_of(match["tail"], False)
        if match["year"] and counts_something(page, match.end("year"), match.start("year")):
            year, end, printed = None, match.end("month"), False
        return Item(
            at,
            end,
            months()[match["month"]],
            None,
            year,
            None,
            hint,
            relative,
            match.start("month"),
            rule="month",
        )
    match = pattern("month_marked", _MONTH_MARKED).match(text, at)
    if match:
        return Item(
            at,
            match.end(),
            months()[match["month"].rstrip(".")],
            None,
            int(match["year"].replace(".", "")),
            month_start=match.start("month"),
            rule="month",
        )
    match = pattern("weekday_day", _WEEKDAY_DAY).match(text, at)
    if match and not counts_something(page, match.end("day")):
        weekday = _weekday(match)
        return Item(
            at,
            match.end(),
            None,
            _day_number(match),
            None,
            weekday,
            hint_of(match["mod"], False),
            rule="weekday",
        )
    match = pattern("weekday", _WEEKDAY).match(text, at)
    if match:
        hint = hint_of(match["mod"], True) or hint_of(match["tail"], True)
        if match["mod"] or match["tail"] or _weekday_stands(page, match):
            return Item(at, match.end(), None, None, None, _weekday(match), hint, rule="weekday")
        return None
    match = pattern("bare_day", _BARE_DAY).match(text, at)
    return Item(at, match.end(), None, _day_number(match)) if match else None


def _day_month(page: Page, match: re.Match[str]) -> Item | None:
    name = match["month"] or match["abbreviated"] or match["marked"]
    month, day = months()[name.rstrip(".")], _day_number(match)
    year, relative, printed = _year(page, match)
    end = match.end()
    if match["year"] and counts_something(page, match.end("year"), match.start("year")):
        year, printed, end = None, False, match.end("month") if match["month"] else match.end("abbreviated")
    if (match["abbreviated"] and not printed and not name.endswith(".")) or (match["marked"] and not printed):
        return None
    if day is None or not is_day(year, month, day):
        return None
    if match["abbreviated"] and not printed:
        end = match.end("abbreviated")
        if page.after(end, 2)[:1] not in (",", ")", ";", "-") and page.after(end, 3).strip()[:1].isupper():
            end -= 1  # the full stop ends the sentence
    hint = hint_of(match["mod"], False) or hint_of(match["tail"], False)
    start = (
        match.start("month")
        if match["month"]
        else match.start("abbreviated")
        if match["abbreviated"]
        else match.start("marked")
    )
    return Item(match.start(), end, month, day, year, _weekday(match), hint, relative, start)


def _day_of_month(page: Page, match: re.Match[str]) -> Item | None:
    day = _day_number(match)
    steps = 0 if match["this"] else -1 if match["past"] else 1
    if page.issued is None or day is None:
        return Item(match.start(), match.end(), None, day, None, _weekday(match), rule="unresolved")
    year, month = step_month(page.issued.year, page.issued.month, steps)
    if not is_day(year, month, day):
        return None
    return Item(match.start(), match.end(), month, day, year, relative=True)


def _weekday_stands(page: Page, match: re.Match[str]) -> bool:
    """Whether a bare weekday is one day, no name, feast or set: "el lunes", not "los lunes"."""
    start, end = match.span("weekday")
    index = page.tokens.at(start)
    following = page.tokens.folds[index + 1] if index + 1 < len(page.tokens) else ""
    if following in words("date_feast") | _OTHER_DAY and page.gap(index).isspace():
        return False
    before = page.before(start).rstrip().rpartition(" ")[2].lstrip("(\"'¿¡")
    if (
        following == "de"
        and "domingo" in match["weekday"]
        and page.tokens.folds[index + 2 : index + 3] == ["ramos"]
    ):
        return False
    if page.is_capitalised(index):
        if before not in ("el", "del", "al", "dia") or (
            index + 1 < len(page.tokens) and page.is_capitalised(index + 1)
        ):
            return False
    if end < len(page.view) and page.view[end : end + 1] in "-–":
        return False
    return before in ("el", "del", "al", "dia") or before in _day_words()


_OTHER_DAY = frozenset(("siguiente", "posterior", "anterior"))  # hangs on another date of the text


@cached
def _day_words() -> frozenset[str]:
    return words("date_today") | words("date_yesterday") | words("date_tomorrow") | words("date_two_days_ago")


def _follows_name(page: Page, at: int) -> bool:
    """Whether a name or street word stands in front: "avenida 10 de Agosto", "Plaza de Mayo"."""
    index = page.token_before(at)
    hops = 0
    while index >= 0 and page.tokens.folds[index] in ("de", "del", "el", "la") and page.gap(index).isspace():
        index -= 1
        hops += 1
    if index < 0 or not page.gap(index).strip(".").isspace():
        return False
    if page.tokens.folds[index] in words("date_street_noun"):
        return hops <= 2 and not (hops and page.tokens.folds[index] in ("partido", "entre", "frente"))
    return hops == 0 and page.is_capitalised(index) and index > 0 and page.gap(index - 1).isspace()


def _stands(page: Page, item: Item) -> bool:
    """Whether an item without a year is a date and no name or set."""
    if item.year is not None or item.hint:
        return True
    before = page.before(item.start, 30)
    if re.match(r",?[ ](?:de[ ])?(?:cada ano|todos los anos)\b", page.after(item.end, 20)):
        return False
    if re.search(r"\b(?:cada|todos los|todas las|los|dias? de(?:l| los)?)[ ]$", before) and not re.search(
        r"\b(?:entre|dias) los[ ]$", before
    ):
        if not (
            before.endswith("los ") and item.month is not None and item.day is not None and item.separator
        ):
            if (
                item.month is not None
                and item.day is not None
                and re.search(r"(?:cada|todos los)[ ]$", before)
            ):
                return False
    if item.month_start < 0:
        return True
    capital = page.view[item.month_start].isupper() and not page.in_capitals(item.month_start)
    if item.day is not None:
        if (
            capital
            and page.view[item.start].isupper()
            and not page.is_capitalised(page.tokens.at(item.end) - 2) is False
            and item.day <= 31
            and page.view[item.start].isalpha()
        ):
            return False  # the municipality Diez de Octubre
        return not (capital and _follows_name(page, item.start)) and not re.search(
            r"\b(?:av|avda|avenida|calle|jr|jiron|plaza|colonia|estadio|puente|barrio)\.?[ ](?:el[ ])?$",
            before,
        )
    if capital:
        index = page.tokens.at(item.end)
        named = index < len(page.tokens) and page.is_capitalised(index) and page.gap(index - 1).isspace()
        dating = re.search(r"\b(?:en|mes de|desde|hasta|durante)[ ]+$", page.before(item.start))
        return bool(dating) and not named
    return _month_stands(page, item)


def _month_stands(page: Page, item: Item) -> bool:
    """Whether a bare month is one: behind a preposition that dates, or joined to another."""
    if item.separator:
        return True
    before = page.before(item.start, 40)
    if re.search(
        r"\b(?:flor|flores|plaza|madres|abuelas|revolucion|pronunciamiento|virgen|cruz|cruces)[ ]+de[ ]+$",
        before,
    ):
        return False
    return bool(
        re.search(
            r"\b(?:en|desde|hasta|para|de|durante|entre|a|mes de|meses de|por|y|este|pleno|finales|tras)[ ]+$",
            before,
        )
    )


def chain(page: Page, at: int, trigger: int, free: int) -> list[Item]:
    """The items of the chain that begins at an offset and covers the trigger."""
    items: list[Item] = []
    separator = ""
    while True:
        item = _item(page, at)
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
    if not any(_stands(page, item) for item in items):
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
        tense = _tense_hint(page, first, last)
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


def _tense_hint(page: Page, first: Item, last: Item) -> Hint:
    before = page.before(first.start, 30)
    if re.search(r"\b(?:a mas tardar|antes del?|para)(?: el)?[ ]+$", before):
        return "future"
    hint = _tense(page, first, last)
    if hint is None and re.search(r"\bdesde(?: el)?[ ]+$", before):
        return "past"
    return hint


def _tense(page: Page, first: Item, last: Item) -> Hint:
    tense = page.tense(first.start, last.end)
    return tense if tense in ("past", "future") else None  # type: ignore[return-value]


_SLACK = 15  # days: tense is weaker evidence than a date this near to the day of issue


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


def _near_year(page: Page, item: Item, issued: date, hint: Hint) -> int | None:
    assert item.month is not None
    if hint is None:
        tense = _tense_hint(page, item, item)
        if tense is not None:
            year = nearest_year(issued, item.month, item.day, tense)
            same = issued.year
            if year != same and is_day(same, item.month, item.day or 1):
                distance = abs((date(same, item.month, item.day or 15) - issued).days)
                if distance <= _SLACK:
                    return same
            return year
    return nearest_year(issued, item.month, item.day, hint)


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
        tense = page.tense(item.start, item.end)
        hint = tense if tense in ("past", "future") else None  # type: ignore[assignment]
    return a_day(nearest_weekday(issued, item.weekday, hint), True)
