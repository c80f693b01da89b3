"""One day or month as printed: "lunes 3", "28 de febrero", "mayo del año pasado", "15 del presente mes".

An item takes what it lacks (month, year) from its neighbours in a chain; `calendar_days`
puts items together. Dates in words and English month names are read, too.
"""

from __future__ import annotations

import re

from notaextract.rules.calendar.expressions import Hint, is_day, step_month
from notaextract.rules.calendar.names import weekday_stands
from notaextract.rules.calendar.page import Item, Page
from notaextract.rules.calendar.words import months, number_of, pattern, weekdays, year_in_words
from notaextract.rules.calendar.years import counts_something

_THIS_YEAR = r"""
    (?P<this> (?:este(?:[ ]mismo)?|presente|actual|corriente)[ ]ano
            | ano[ ](?:en[ ]curso|actual|corriente|presente) | presente | corriente )
"""
_PAST_YEAR = r"(?P<past> (?:pasado|ultimo)[ ]ano | ano[ ](?:pasado|anterior|ultimo) )"
_NEXT_YEAR = r"(?P<next> proximo[ ]ano | ano[ ](?:proximo|entrante|que[ ]viene|siguiente) )"
_NAMED_YEAR = r"(?P<named> (?:ese|dicho|aquel|mismo|citado|mencionado|referido)(?:[ ]mismo)?[ ]ano )"
_TWO_DIGITS = r"""
    (?: '(?P<quoted>\d\d)\b
      | (?<=del[ ])(?P<two>\d\d)(?![\w%]|[.,]\d|[ ](?:de[ l]|al?[ ]|y[ ]\d|\d))
      | (?<=ano[ ])(?P<of_two>\d\d)(?![\w%]|[.,]\d) )
"""
_OF = r"<OF>[ ]{1,3}"
_YEAR_LEAD = rf"""
    ,?[ ]{{1,3}}(?:{_OF}(?:el[ ]{{1,3}})?)?(?:este[ ]{{1,3}})?(?:ano[ ]{{1,3}})?(?:del?[ ]{{1,3}})?
"""
YEAR_BEHIND = rf"""
    (?: (?:{_YEAR_LEAD}|[ ]?[-/.][ ]?)(?: (?P<year>(?<![\d.,])<YEAR>) | (?P<year_words><YEAR_WORDS>) )
      | [ ]?[-/][ ]?(?P<short>\d\d)(?![\w/-])
      | ,?[ ]{{1,3}}{_OF}(?:ano[ ]{{1,3}})?{_TWO_DIGITS}
      | ,?[ ]{{1,3}}{_OF}(?:{_THIS_YEAR}|{_PAST_YEAR}|{_NEXT_YEAR}|{_NAMED_YEAR})\b )
"""
"""A year behind a day, month or part of a year; read by `year_of`."""

_MODIFIER = r"(?:(?P<mod><THIS>|<PAST>|<NEXT>)[ ]{1,3}(?:dia[ ]{1,3})?)?"
MONTH_LEAD = r"(?:(?P<mod><THIS>|<PAST>|<NEXT>)[ ]{1,3}(?:dia[ ]{1,3})?(?:mes[ ]{1,3}de[ ]{1,3})?)?"
MONTH_TAIL = r"""
    (?: [ ]{1,3}
        (?P<tail> proximo[ ]pasado | (?:recien[ ])?pasados? | ppdo\.? | ultimos? | anterior | proximos?
                | entrante | venidero
                | que[ ]viene | del?[ ](?:los[ ])?(?:corrientes?|actual) )\b
        (?![ ](?:<DAY>|<MONTH>|<WEEKDAY>|ano|mes|semana)) )?
"""
_DAY_MONTH = rf"""
    {MONTH_LEAD}
    (?: (?P<weekday><WEEKDAY>),?[ ]{{1,3}}(?:(?:el|dia|a)[ ]{{1,3}}){{0,2}} )?
    (?: (?P<day><DAY>)|(?P<day_word><DAY_WORD>) )
    (?: [ ]{{1,3}}(?:dias[ ])?(?:{_OF}){{0,2}}(?:mes[ ]{{1,3}}de[ ]{{1,3}})?(?P<month><MONTH>)
      | [ ]{{1,3}}(?:{_OF})?(?P<abbreviated><MONTH_ANY>)
      | [ ]?[-/.][ ]?(?P<marked><MONTH_ANY>) )
    (?:{YEAR_BEHIND})? {MONTH_TAIL}
"""
_THIS_MONTH = r"""
    (?P<this> (?:este|presente|mismo)[ ]mes | mes[ ](?:en[ ]curso|actual|corriente|presente)
            | corriente(?:[ ]mes)? | presente(?![ ]ano) | los[ ]corrientes )
"""
_DAY_OF_MONTH = rf"""
    (?: (?P<weekday><WEEKDAY>),?[ ]{{1,3}} )? (?P<day><DAY>) [ ]del?[ ]
    (?: {_THIS_MONTH} | (?P<past>(?:pasado|ultimo)[ ]mes | mes[ ]pasado)
      | (?P<next>proximo[ ]mes | mes[ ](?:proximo|entrante|que[ ]viene)) )\b
"""
_MONTH_FIRST = r"""
    (?P<month><MONTH_ANY>)[ ]{1,2}(?P<day><DAY>)(?:th|st|nd|rd)?,?[ ]{1,2}(?:del?[ ])?(?P<year><YEAR>)
"""
_MONTH = rf"{MONTH_LEAD} (?P<month><MONTH>)(?:{YEAR_BEHIND})? {MONTH_TAIL}"
_MONTH_MARKED = r"(?P<month><MONTH_ANY>)[ ]?[-/][ ]?(?P<year><YEAR>)"
_WEEKDAY_DAY = rf"{_MODIFIER}(?P<weekday><WEEKDAY>),?[ ]{{1,3}}(?:dia[ ]{{1,3}})?(?P<day><DAY>)"
_WEEKDAY = rf"""
    {_MODIFIER}(?P<weekday><WEEKDAY>)
    (?: [ ]{{1,3}}(?P<tail>(?:recien[ ])?pasado|ultimo|proximo|entrante|venidero|que[ ]viene)\b )?
"""
_BARE_DAY = r"(?P<day><DAY>)"


def hint_of(modifier: str | None, weekday: bool) -> Hint:
    """Which side of the date of issue a modifier tells: "pasado", "último"; "próximo", "que viene"."""
    if not modifier:
        return None
    if modifier.startswith(("pasad", "recien", "ultim", "anterior", "ppdo")) or modifier.endswith("pasado"):
        return "before" if weekday else "past"
    if modifier.startswith(("proxim", "entrante", "venider", "que")):
        return "after" if weekday else "future"
    return None


def year_of(page: Page, match: re.Match[str]) -> tuple[int | None, bool, bool]:
    """(year, whether the date of issue was needed, whether a year is printed)."""
    found = match.groupdict()
    if found.get("year"):
        return _full_year(found["year"]), False, True
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


def day_number(match: re.Match[str]) -> int | None:
    found = match.groupdict()
    if found.get("day"):
        return int(re.match(r"\d+", found["day"]).group())  # type: ignore[union-attr]
    word = found.get("day_word")
    return 1 if word == "primero" else number_of(word) if word else None


def weekday_of(match: re.Match[str]) -> int | None:
    word = match.groupdict().get("weekday")
    return weekdays()[word] if word else None


def read_item(page: Page, at: int) -> Item | None:
    """The day or month that begins at an offset."""
    text = page.folded
    match = pattern("day_month", _DAY_MONTH).match(text, at)
    item = _day_month(page, match) if match else None
    if item is not None:
        return item
    match = pattern("day_of_month", _DAY_OF_MONTH).match(text, at)
    if match:
        return _day_of_month(page, match)
    match = pattern("month_first", _MONTH_FIRST).match(text, at)
    item = _month_first(match) if match else None
    if item is not None:
        return item
    match = pattern("month", _MONTH).match(text, at)
    if match:
        return _month(page, match)
    match = pattern("month_marked", _MONTH_MARKED).match(text, at)
    if match:
        month, year = _month_number(match["month"]), _full_year(match["year"])
        return Item(at, match.end(), month, year=year, month_start=at, rule="month")
    match = pattern("weekday_day", _WEEKDAY_DAY).match(text, at)
    if match and not counts_something(page, match.end("day")):
        hint = hint_of(match["mod"], weekday=False)
        return Item(
            at, match.end(), day=day_number(match), weekday=weekday_of(match), hint=hint, rule="weekday"
        )
    match = pattern("weekday", _WEEKDAY).match(text, at)
    if match:
        return _weekday(page, match)
    match = pattern("bare_day", _BARE_DAY).match(text, at)
    return Item(at, match.end(), day=day_number(match)) if match else None


def _month_number(name: str) -> int:
    return months()[name.rstrip(".")]


def _full_year(printed: str) -> int:
    return int(printed.replace(".", ""))


def _day_month(page: Page, match: re.Match[str]) -> Item | None:
    """ "3 de mayo de 2025", "24 Feb.", "3-may-2025"; None for what the calendar does not have."""
    kind = "month" if match["month"] else "abbreviated" if match["abbreviated"] else "marked"
    name, end = match[kind], match.end()
    month, day = _month_number(name), day_number(match)
    year, relative, printed = year_of(page, match)
    if match["year"] and counts_something(page, match.end("year"), match.start("year")):
        year, printed, end = None, False, match.end(kind)
    short = kind == "abbreviated" and not name.endswith(".") and page.after(end, 2) not in (" (", " -", " –")
    if not printed and (kind == "marked" or short):
        return None
    if day is None or not is_day(year, month, day):
        return None
    if kind == "abbreviated" and not printed:
        end = match.end(kind)
        if page.after(end, 3).strip()[:1].isalpha() and page.view[end : end + 3].strip()[:1].isupper():
            end -= 1  # the full stop ends the sentence
    hint = hint_of(match["mod"], weekday=False) or hint_of(match["tail"], weekday=False)
    return Item(match.start(), end, month, day, year, weekday_of(match), hint, relative, match.start(kind))


def _day_of_month(page: Page, match: re.Match[str]) -> Item | None:
    """ "15 del presente mes", "20 del mes pasado"."""
    day = day_number(match)
    steps = 0 if match["this"] else -1 if match["past"] else 1
    if page.issued is None or day is None:
        return Item(match.start(), match.end(), day=day, weekday=weekday_of(match), rule="unresolved")
    year, month = step_month(page.issued.year, page.issued.month, steps)
    return (
        Item(match.start(), match.end(), month, day, year, relative=True)
        if is_day(year, month, day)
        else None
    )


def _month_first(match: re.Match[str]) -> Item | None:
    """ "Abril 14, 2025", "April 14, 2025"."""
    month, day, year = _month_number(match["month"]), day_number(match), _full_year(match["year"])
    if day is None or not is_day(year, month, day):
        return None
    return Item(match.start(), match.end("year"), month, day, year, month_start=match.start("month"))


def _month(page: Page, match: re.Match[str]) -> Item | None:
    """ "mayo", "pasado mes de mayo", "mayo del año pasado"; none behind a day that does not exist."""
    if re.search(r"\d[ ]+del?[ ]+$", page.before(match.start())):
        return None  # 31 de abril
    year, relative, _ = year_of(page, match)
    end = match.end()
    if match["year"] and counts_something(page, match.end("year"), match.start("year")):
        year, end = None, match.end("month")
    hint = hint_of(match["mod"], weekday=False) or hint_of(match["tail"], weekday=False)
    month, start = _month_number(match["month"]), match.start("month")
    return Item(match.start(), end, month, None, year, None, hint, relative, start, rule="month")


def _weekday(page: Page, match: re.Match[str]) -> Item | None:
    """ "este martes", "lunes pasado", "el viernes"."""
    if not (match["mod"] or match["tail"] or weekday_stands(page, match)):
        return None
    hint = hint_of(match["mod"], weekday=True) or hint_of(match["tail"], weekday=True)
    return Item(match.start(), match.end(), weekday=weekday_of(match), hint=hint, rule="weekday")
