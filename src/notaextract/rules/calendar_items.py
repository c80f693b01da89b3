"""One day or month as printed: "lunes 3", "28 de febrero", "mayo del año pasado", "15 del presente mes".

An item takes what it lacks (month, year) from its neighbours in a chain; `calendar_days`
puts items together. Dates in words and English month names are read, too.
"""

from __future__ import annotations

import re

from notaextract.rules.calendar import Hint, is_day, step_month
from notaextract.rules.calendar_names import weekday_stands
from notaextract.rules.calendar_page import Item, Page
from notaextract.rules.calendar_words import months, number_of, pattern, weekdays, year_in_words
from notaextract.rules.calendar_years import counts_something

YEAR_BEHIND = r"""
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
    (?:{YEAR_BEHIND})? {_TAIL}
"""

_DAY_OF_MONTH = r"""
    (?:(?P<weekday><WEEKDAY>),?[ ]{1,3})? (?P<day><DAY>)
    [ ]del?[ ](?: (?P<this>(?:este|presente|mismo)[ ]mes | mes[ ](?:en[ ]curso|actual|corriente|presente) | corriente(?:[ ]mes)? | presente(?![ ]ano) | los[ ]corrientes)
              | (?P<past>(?:pasado|ultimo)[ ]mes | mes[ ]pasado)
              | (?P<next>proximo[ ]mes | mes[ ](?:proximo|entrante|que[ ]viene)) )\b
"""

_MONTH_FIRST = r"""
    (?P<month><MONTH_ANY>)[ ]{1,2}(?P<day><DAY>)(?:th|st|nd|rd)?,?[ ]{1,2}(?:de[ ]|del[ ])?(?P<year><YEAR>)
"""

_MONTH = rf"""
    {_HEAD} (?P<month><MONTH>)(?:{YEAR_BEHIND})? {_TAIL}
"""

_MONTH_MARKED = r"(?P<month><MONTH_ANY>)[ ]?[-/][ ]?(?P<year><YEAR>)"

_WEEKDAY_DAY = r"(?:(?P<mod><THIS>|<PAST>|<NEXT>)[ ]{1,3}(?:dia[ ]{1,3})?)?(?P<weekday><WEEKDAY>),?[ ]{1,3}(?:dia[ ]{1,3})?(?P<day><DAY>)"

_WEEKDAY = r"""
    (?:(?P<mod><THIS>|<PAST>|<NEXT>)[ ]{1,3}(?:dia[ ]{1,3})?)?(?P<weekday><WEEKDAY>)
    (?:[ ]{1,3}(?P<tail>pasado|ultimo|proximo|entrante|venidero|que[ ]viene)\b)?
"""

_BARE_DAY = r"(?P<day><DAY>)"


def hint_of(modifier: str | None, weekday: bool) -> Hint:
    """pasado, último, anterior; próximo, entrante, que viene; this, the."""
    if not modifier:
        return None
    if modifier.startswith(("pasad", "ultim", "anterior", "ppdo")) or modifier.endswith("pasado"):
        return "before" if weekday else "past"
    if modifier.startswith(("proxim", "entrante", "venider", "que")):
        return "after" if weekday else "future"
    return None


def year_of(page: Page, match: re.Match[str]) -> tuple[int | None, bool, bool]:
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


def day_number(match: re.Match[str]) -> int | None:
    found = match.groupdict()
    if found.get("day"):
        return int(re.match(r"\d+", found["day"]).group())  # type: ignore[union-attr]
    word = found.get("day_word")
    return 1 if word == "primero" else number_of(word) if word else None


def weekday_of(match: re.Match[str]) -> int | None:
    word = match.groupdict().get("weekday")
    return weekdays()[word.rstrip(".")] if word else None


def read_item(page: Page, at: int) -> Item | None:
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
            day_number(match),
            int(match["year"].replace(".", "")),
        )
        if day and is_day(year, month, day):
            return Item(at, match.end("year"), month, day, year, month_start=match.start("month"))
    match = pattern("month", _MONTH).match(text, at)
    if match and re.search(r"\d[ ]+del?[ ]+$", page.before(at)):
        return None  # 31 de abril
    if match:
        year, relative, printed = year_of(page, match)
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
        weekday = weekday_of(match)
        return Item(
            at,
            match.end(),
            None,
            day_number(match),
            None,
            weekday,
            hint_of(match["mod"], False),
            rule="weekday",
        )
    match = pattern("weekday", _WEEKDAY).match(text, at)
    if match:
        hint = hint_of(match["mod"], True) or hint_of(match["tail"], True)
        if match["mod"] or match["tail"] or weekday_stands(page, match):
            return Item(at, match.end(), None, None, None, weekday_of(match), hint, rule="weekday")
        return None
    match = pattern("bare_day", _BARE_DAY).match(text, at)
    return Item(at, match.end(), None, day_number(match)) if match else None


def _day_month(page: Page, match: re.Match[str]) -> Item | None:
    name = match["month"] or match["abbreviated"] or match["marked"]
    month, day = months()[name.rstrip(".")], day_number(match)
    year, relative, printed = year_of(page, match)
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
    return Item(match.start(), end, month, day, year, weekday_of(match), hint, relative, start)


def _day_of_month(page: Page, match: re.Match[str]) -> Item | None:
    day = day_number(match)
    steps = 0 if match["this"] else -1 if match["past"] else 1
    if page.issued is None or day is None:
        return Item(match.start(), match.end(), None, day, None, weekday_of(match), rule="unresolved")
    year, month = step_month(page.issued.year, page.issued.month, steps)
    if not is_day(year, month, day):
        return None
    return Item(match.start(), match.end(), month, day, year, relative=True)
