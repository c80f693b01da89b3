"""All date expressions of a text: triggers, the reader of each, and what stands side by side.

One look in a dictionary per word finds the triggers (months, weekdays, years, relative
words); only around them is anything matched. "hoy, 16 de marzo de 2020" is one mention.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from notaextract.data.load import cached, words
from notaextract.facts import DateValue
from notaextract.rules.calendar.days import read_days
from notaextract.rules.calendar.expressions import a_day
from notaextract.rules.calendar.numeric import read_glued, read_iso, read_numeric
from notaextract.rules.calendar.page import DateMention, Page
from notaextract.rules.calendar.parts import (
    read_fortnight,
    read_half,
    read_part,
    read_part_code,
    read_season,
    read_stretch,
)
from notaextract.rules.calendar.relative import (
    read_ago,
    read_day_number,
    read_day_word,
    read_part_of_day,
    read_today,
    read_tomorrow,
    read_unit,
)
from notaextract.rules.calendar.words import decade_words, months, parts_of_year, seasons, weekdays
from notaextract.rules.calendar.years import (
    read_century,
    read_decade,
    read_nineties,
    read_short_year,
    read_year,
    read_year_in_words,
)
from notaextract.rules.reading import Reading

Reader = Callable[[Page, int, int], list[DateMention]]


def _year_token(page: Page, index: int, free: int) -> list[DateMention]:
    return read_iso(page, index, free) or read_glued(page, index, free) or read_year(page, index, free)


def _digits_token(page: Page, index: int, free: int) -> list[DateMention]:
    """A number that may be a day: only before a mark and digits, or a part of the day."""
    end = page.tokens.ends[index]
    mark = page.view[end : end + 1]
    if mark in "/.-" and mark:
        if page.view[end + 1 : end + 2].isdigit() or page.view[end + 1 : end + 2] == " ":
            return read_numeric(page, index, free)
        return []
    if mark == " " and page.view[end + 1 : end + 2] in "/.-":
        return read_numeric(page, index, free)
    if (
        mark in " ,"
        and page.folded[max(0, page.tokens.starts[index] - 3) : page.tokens.starts[index]] == "el "
    ):
        return read_day_number(page, index, free)
    return []


def _years_token(page: Page, index: int, free: int) -> list[DateMention]:
    return read_decade(page, index, free)


def _year_word(page: Page, index: int, free: int) -> list[DateMention]:
    return (
        read_unit(page, index, free)
        or read_year_in_words(page, index, free)
        or read_short_year(page, index, free)
    )


def _month_word(page: Page, index: int, free: int) -> list[DateMention]:
    """ "mes": a day of this month, or the month itself by its name, else this or the next."""
    return read_days(page, index, free) or read_unit(page, index, free)


def _day_token(page: Page, index: int, free: int) -> list[DateMention]:
    return read_day_number(page, index, free)


@cached
def readers() -> dict[str, Reader]:
    """The trigger words, folded, and who reads from them."""
    found: dict[str, Reader] = {}

    def add(reader: Reader, *triggers: str) -> None:
        for trigger in triggers:
            found.setdefault(trigger, reader)

    add(read_today, *words("date_today"))
    add(read_day_word, *(w for w in words("date_yesterday") | words("date_two_days_ago") if " " not in w))
    add(read_tomorrow, *words("date_tomorrow"))
    add(read_part_of_day, *words("date_part_of_day"))
    add(read_days, *months(), *weekdays())
    add(_year_token, *(str(year) for year in range(1400, 2200)))
    add(_digits_token, *(str(day) for day in range(1, 32)), *(f"{day:02}" for day in range(1, 10)))
    add(_years_token, "anos", "decada", "decadas")
    add(read_century, "siglo", "siglos")
    add(read_nineties, *decade_words(), *(str(tens) for tens in range(40, 100, 10)))
    add(read_fortnight, "quincena")
    add(read_unit, "semana")
    add(_month_word, "mes")
    add(read_days, "corriente", "corrientes")
    add(_year_word, "ano")
    add(read_ago, "hace", "atras", "dentro")
    add(read_part, *parts_of_year())
    add(read_stretch, "primeros", "primeras", "ultimos", "ultimas")
    add(read_half, "primera", "segunda")
    add(read_part_code, *(code for n in range(1, 5) for code in (f"{n}t", f"t{n}", f"{n}s", f"s{n}")))
    add(read_season, *seasons())
    add(_day_token, "dia")
    add(
        read_part_code,
        *(
            f"{n}{kind}{year}"
            for n in range(1, 5)
            for kind in "ts"
            for y in range(10, 45)
            for year in (f"{y}", f"20{y}")
        ),
    )
    return found


def read_dates(
    reading: Reading, issued: str | None = None, start: int = 0, end: int | None = None
) -> Iterator[DateMention]:
    """Every date expression in reading order; relative ones resolved against `issued` (ISO).

    With `start` and `end` only expressions whose trigger stands between these offsets.
    """
    page = Page(reading, issued)
    table = readers()
    tokens = reading.tokens
    first = tokens.at(start) if start else 0
    last = tokens.at(end) if end is not None else len(tokens)
    free = start
    held: DateMention | None = None
    found = map(table.get, tokens.folds[first:last])
    for index, reader in [(i, reader) for i, reader in enumerate(found, first) if reader is not None]:
        if tokens.starts[index] < free:
            continue
        for mention in reader(page, index, free):
            free = max(free, mention.end)
            if mention.rule in _NAMES_DAY:
                page.named_day = mention.end
            if held is not None:
                joined = _join(page, held, mention)
                if joined is not None:
                    held = joined
                    continue
                yield held
            held = mention
    if held is not None:
        yield held


_NAMES_DAY = frozenset(("day", "range", "day-number", "numeric", "iso", "day-word"))
_DAY_RULES = frozenset(("day-word", "weekday"))
_JOINTS = frozenset((" ", ", ", " (", ", día ", " día ", ", el ", ", es decir, "))


_OF_WEEK = re.compile(r"[ ]de(?:[ ]la)?[ ]")


def _weekday_of_week(day: DateMention, week: DateMention) -> DateMention:
    """ "el jueves de la próxima semana"."""
    value = day.value
    if day.value.earliest and week.value.earliest and week.value.edtf and "/" in week.value.edtf:
        weekday = date.fromisoformat(day.value.earliest).weekday()
        value = a_day(date.fromisoformat(week.value.earliest) + timedelta(days=weekday), True)
    return DateMention(day.start, week.end, value, "weekday")


def _join(page: Page, first: DateMention, second: DateMention) -> DateMention | None:
    """A relative day with its date beside it: "hoy, 16 de marzo de 2020", "ayer domingo"."""
    if (
        first.rule == "weekday"
        and second.rule == "unit"
        and _OF_WEEK.fullmatch(page.folded, first.end, second.start)
    ):
        return _weekday_of_week(first, second)
    if first.rule not in _DAY_RULES or page.view[first.end : second.start].lower() not in _JOINTS:
        return None
    if second.rule == "weekday" and first.rule == "day-word":
        same = first.value.earliest is None or first.value.earliest == second.value.earliest
        return (
            DateMention(first.start, second.end, first.value, first.rule)
            if same or first.value.earliest
            else None
        )
    if second.rule not in ("day", "numeric", "iso"):
        return None
    value = second.value
    if value.earliest is None and first.value.earliest is not None:
        value = first.value
    elif first.value.earliest and first.value.earliest[5:] == (value.earliest or "")[5:] and value.relative:
        value = DateValue(first.value.edtf, first.value.earliest, first.value.latest, True)
    bracket = "(" in page.view[first.end : second.start] and page.view.startswith(")", second.end)
    return DateMention(first.start, second.end + bracket, value, first.rule)
