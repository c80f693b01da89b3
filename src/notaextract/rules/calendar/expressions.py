"""The calendar itself: days, weeks, months, parts of years; EDTF and bounds; nearest years.

Nothing here reads text. A date value is EDTF (ISO 8601-2:2019) with its first and last
day; where the year is unknown, EDTF writes XXXX and the bounds are None.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from notaextract.facts import DateValue

Hint = Literal["past", "before", "future", "after"] | None
"""Which side of the date of issue: `past`/`future` may be the day itself, `before`/`after` not."""

Unit = Literal["day", "week", "month", "year"]
Part = Literal["quarter", "quadrimester", "semester", "bimester"]
_FIRST_CODE: dict[str, int] = {"quarter": 33, "quadrimester": 37, "semester": 40}
_MONTHS: dict[str, int] = {"bimester": 2, "quarter": 3, "quadrimester": 4, "semester": 6}


def month_end(year: int, month: int) -> int:
    """The last day of a month."""
    return monthrange(year, month)[1]


def is_day(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has this day (29 February where the year is unknown)."""
    return 1 <= month <= 12 and 1 <= day <= month_end(year or 2000, month)


def a_day(day: date, relative: bool = False) -> DateValue:
    iso = day.isoformat()
    return DateValue(iso, iso, iso, relative)


def a_day_of(year: int | None, month: int, day: int, relative: bool = False) -> DateValue:
    """A day, of an unknown year where `year` is None."""
    if year is None:
        return DateValue(f"XXXX-{month:02}-{day:02}", None, None, relative)
    return a_day(date(year, month, day), relative)


def a_month(year: int | None, month: int, relative: bool = False) -> DateValue:
    if year is None:
        return DateValue(f"XXXX-{month:02}", None, None, relative)
    first = f"{year:04}-{month:02}"
    return DateValue(first, f"{first}-01", f"{first}-{month_end(year, month)}", relative)


def a_year(year: int, relative: bool = False) -> DateValue:
    return DateValue(f"{year:04}", f"{year:04}-01-01", f"{year:04}-12-31", relative)


def a_part(year: int | None, part: Part, ordinal: int, relative: bool = False) -> DateValue:
    """The n-th quarter, quadrimester, semester or bimester of a year."""
    if year is None:
        return DateValue(None, None, None, relative)
    months = _MONTHS[part]
    first, last = (ordinal - 1) * months + 1, ordinal * months
    earliest, latest = f"{year:04}-{first:02}-01", f"{year:04}-{last:02}-{month_end(year, last)}"
    if part == "bimester":  # EDTF has no code for it
        return DateValue(f"{year:04}-{first:02}/{year:04}-{last:02}", earliest, latest, relative)
    return DateValue(f"{year:04}-{_FIRST_CODE[part] + ordinal - 1}", earliest, latest, relative)


def parts_in_year(part: Part) -> int:
    return 12 // _MONTHS[part]


def part_holding(day: date, part: Part) -> int:
    """The ordinal of the part of the year that holds a day."""
    return (day.month - 1) // _MONTHS[part] + 1


def step_part(year: int, part: Part, ordinal: int, steps: int) -> tuple[int, int]:
    """(year, ordinal) some parts further or back."""
    count = parts_in_year(part)
    index = year * count + ordinal - 1 + steps
    return index // count, index % count + 1


def step_month(year: int, month: int, steps: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + steps
    return index // 12, index % 12 + 1


def a_decade(year: int) -> DateValue:
    first = year // 10 * 10
    return DateValue(f"{first // 10:03}X", f"{first:04}-01-01", f"{first + 9:04}-12-31")


def a_century(ordinal: int) -> DateValue:
    """The century by its number; facts.md writes "siglo XIX" as 18XX, 1800 to 1899."""
    first = (ordinal - 1) * 100
    return DateValue(f"{ordinal - 1:02}XX", f"{first:04}-01-01", f"{first + 99:04}-12-31")


def days(first: date, last: date, relative: bool = False) -> DateValue:
    """A range of days (EDTF interval)."""
    return DateValue(f"{first.isoformat()}/{last.isoformat()}", first.isoformat(), last.isoformat(), relative)


def a_week(day: date, relative: bool = True) -> DateValue:
    """The week that holds a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return days(monday, monday + timedelta(days=6), relative)


def between(first: DateValue, last: DateValue) -> DateValue | None:
    """From one date to another; None where the second ends before the first begins."""
    if first.earliest and last.latest and first.earliest > last.latest:
        return None
    edtf = f"{first.edtf}/{last.edtf}" if first.edtf and last.edtf else None
    if edtf is not None and edtf.count("/") > 1:
        edtf = f"{first.earliest}/{last.latest}"
    if first.earliest is None or last.latest is None:
        return DateValue(edtf, None, None, first.relative or last.relative)
    return DateValue(edtf, first.earliest, last.latest, first.relative or last.relative)


def nearest_weekday(issued: date, weekday: int, hint: Hint) -> date:
    """The nearest day of that name (Monday 0) on the side that the hint tells."""
    ahead = (weekday - issued.weekday()) % 7
    if hint == "after":
        ahead = ahead or 7
    elif hint == "before":
        ahead -= 7
    elif hint == "past":
        ahead = ahead - 7 if ahead else 0
    elif hint is None and ahead > 3:
        ahead -= 7
    return issued + timedelta(days=ahead)


def nearest_year(issued: date, month: int, day: int | None, hint: Hint) -> int | None:
    """The nearest year in which that day or month lies on the side that the hint tells.

    Without a hint it is the year of issue. None where no near year has the day.
    """
    for year in _years(issued.year, hint):
        if day is not None and not is_day(year, month, day):
            continue
        first = date(year, month, day or 1)
        last = date(year, month, day or month_end(year, month))
        if _on_side(issued, first, last, hint):
            return year
    return None


def _years(year: int, hint: Hint) -> range:
    return range(year, year - 9, -1) if hint in ("past", "before") else range(year, year + 9)


def _on_side(issued: date, first: date, last: date, hint: Hint) -> bool:
    """Whether a stretch of days lies on the hinted side; one that holds the day of issue may."""
    if hint == "past":
        return first <= issued
    if hint == "before":
        return last < issued
    if hint == "future":
        return last >= issued
    if hint == "after":
        return first > issued
    return True


def nearest_part(issued: date, part: Part, ordinal: int, hint: Hint) -> int:
    """The year of that quarter or semester, as `nearest_year` takes it."""
    months = _MONTHS[part]
    for year in _years(issued.year, hint):
        last = ordinal * months
        first_day = date(year, last - months + 1, 1)
        if _on_side(issued, first_day, date(year, last, month_end(year, last)), hint):
            return year
    return issued.year


def nearest_month_with(issued: date, day: int, weekday: int | None, hint: Hint) -> date | None:
    """The day of that number nearest to the date of issue, on that weekday where one is named."""
    found: list[date] = []
    for steps in range(-6, 7):
        year, month = step_month(issued.year, issued.month, steps)
        if not is_day(year, month, day):
            continue
        candidate = date(year, month, day)
        if weekday is not None and candidate.weekday() != weekday:
            continue
        if _on_side(issued, candidate, candidate, hint):
            found.append(candidate)
    return min(found, key=lambda candidate: abs((candidate - issued).days), default=None)


def year_with_weekday(issued: date, month: int, day: int, weekday: int, hint: Hint) -> int | None:
    """The year near the date of issue in which that day falls on that weekday."""
    years = [issued.year, issued.year - 1, issued.year + 1]
    if hint in ("future", "after"):
        years = [issued.year, issued.year + 1, issued.year - 1]
    for year in years:
        if is_day(year, month, day) and date(year, month, day).weekday() == weekday:
            return year
    return None


def back(issued: date, number: int, unit: Unit) -> DateValue | None:
    """The day, week, month or year some units before (or, negative, after) the date of issue."""
    try:
        if unit == "day":
            return a_day(issued - timedelta(days=number), True)
        if unit == "week":
            return a_week(issued - timedelta(weeks=number))
        if unit == "month":
            year, month = step_month(issued.year, issued.month, -number)
            return a_month(year, month, True) if year > 0 else None
        return a_year(issued.year - number, True) if issued.year - number > 0 else None
    except OverflowError:
        return None
