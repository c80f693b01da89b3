"""Parts of a year: quarters, semesters, bimesters, fortnights, first months, seasons.

Reads: "primer semestre de este año", "cuarto trimestre", "2T25", "primeros tres meses del
año", "primera quincena de abril", "verano de 2025".
Leaves: "por semestre", "primer trimestre del embarazo", "últimos 12 meses", "cada verano".
"""

from __future__ import annotations

import re
from datetime import date

from notaextract.data.load import words
from notaextract.facts import DateValue
from notaextract.rules.calendar.expressions import (
    Hint,
    Part,
    a_month,
    a_part,
    between,
    days,
    nearest_part,
    part_holding,
    parts_in_year,
    step_part,
)
from notaextract.rules.calendar.items import MONTH_LEAD, MONTH_TAIL, YEAR_BEHIND, hint_of, year_of
from notaextract.rules.calendar.page import UNRESOLVED, DateMention, Page
from notaextract.rules.calendar.relative import read_unit
from notaextract.rules.calendar.words import months, number_of, ordinals, parts_of_year, pattern, seasons

_PART = rf"""
    (?: (?:(?P<from><ORDINAL>)[ ](?:y|al?)[ ](?:el[ ])?)?
        (?P<ordinal><ORDINAL>|[1-6](?:\.?[ºª°]|\.?(?:er|do|to|ro))?)\.?[ ]{{1,3}}(?P<part><PART>)s?
      | (?P<mod>este|presente|actual|pasado|proximo|ultimo)[ ](?P<part_mod><PART>)
      | (?P<part_first><PART>)[ ]
        (?: (?P<tail>pasado|anterior|proximo|que[ ]viene|en[ ]curso|actual|entrante)
          | (?P<roman>i{{1,3}}|iv)\b )
    )\b
    (?:{YEAR_BEHIND}|(?P<of_year>[ ]del[ ]ano)\b(?![ ](?:anterior|siguiente)))?
"""

_CODE = r"""
    (?: (?P<q>[1-4])(?P<k>[ts])(?P<y>20\d\d|\d\d)
      | (?: (?P<q_first>[1-4])(?P<k_behind>[ts]) | (?P<k_first>[ts])(?P<q_behind>[1-4]) )[ ]?
        (?P<full>20\d\d) )\b
"""

_HALF = rf"""
    (?P<which>primera|segunda)[ ]mitad
    (?:{YEAR_BEHIND}|[ ]del[ ]ano\b(?![ ](?:anterior|siguiente)))
"""

_STRETCH = rf"""
    (?P<which>primer[oa]s|ultim[oa]s)[ ](?P<number><SMALL>)[ ](?P<unit>mes(?:es)?|dias)
    (?: [ ](?P<of_year>del[ ]ano)\b(?![ ](?:anterior|siguiente|pasado|\d)) | [ ]de[ ](?P<month><MONTH>) )?
    (?:{YEAR_BEHIND})?
"""

_FORTNIGHT = rf"""
    (?P<which>primera|segunda|ultima|1ra\.?|2da\.?)[ ]quincena[ ](?:del?[ ])?(?:mes[ ]de[ ])?
    {MONTH_LEAD}(?P<month><MONTH>)(?:{YEAR_BEHIND})?{MONTH_TAIL}
"""

_SEASON = rf"""
    (?:(?P<mod>este|esta|proxim[oa]|pasad[oa])[ ])?(?P<season><SEASON>)(?:[ ](?:austral|boreal))?
    (?:{YEAR_BEHIND})?(?:[ ](?P<tail>pasad[oa]|proxim[oa]))?\b
"""


def _part_pattern() -> re.Pattern[str]:
    source = _PART.replace(
        "<ORDINAL>", "(?:" + "|".join(w for w in ordinals() if len(w) > 1 or w == "i") + "|ii|iii|iv)"
    )
    return pattern("part", source.replace("<PART>", "(?:" + "|".join(parts_of_year()) + ")"))


def read_part(page: Page, index: int, free: int) -> list[DateMention]:
    """ "primer semestre de 2025", "cuarto trimestre", "próximo bimestre", "trimestre pasado"."""
    tokens = page.tokens
    for candidate in (index - 3, index - 2, index - 1, index):
        if candidate < 0 or tokens.starts[candidate] < free:
            continue
        match = _part_pattern().match(page.folded, tokens.starts[candidate])
        if match and match.end() > tokens.starts[index]:
            return _part(page, match)
    return []


def _part(page: Page, match: re.Match[str]) -> list[DateMention]:
    part = parts_of_year()[match["part"] or match["part_mod"] or match["part_first"]]
    start, end = match.span()
    after = page.after(end, 40)
    following = re.match(r"[ ](?:de|del)[ ](?:la[ ]|su[ ]|el[ ]|este[ ])?([a-z]+)", after)
    if following and following.group(1) in words("date_gestation"):
        return []
    if re.match(r"[ ](?:del|de)[ ](?:mismo[ ])?ano[ ](?:anterior|siguiente)", after):
        return []
    ordinal_word = match["ordinal"] or match["roman"]
    year, relative, printed = year_of(page, match)
    if ordinal_word is None:
        return _part_relative(page, start, end, part, match["mod"] or match["tail"])
    digit = re.match(r"[1-6]", ordinal_word)
    ordinal = int(digit.group()) if digit else ordinals().get(ordinal_word, 0)
    if ordinal == -1:
        ordinal = parts_in_year(part)
        if not printed and not match["of_year"]:
            return []
    if not 1 <= ordinal <= parts_in_year(part):
        return []
    if not printed and re.search(r"\b(?:un|cada|otro|su|nuestro)[ ]$", page.before(start)):
        return []
    if not printed and page.issued is not None:
        relative = True
        hint: Hint = page.tense(start, end)
        year = page.issued.year if match["of_year"] else nearest_part(page.issued, part, ordinal, hint)
    if year is None:
        return [DateMention(start, end, UNRESOLVED, "part-of-year")]
    if not relative:
        page.named_year = year
    value = a_part(year, part, ordinal, relative)
    if match["from"]:
        first = ordinals().get(match["from"], 0)
        if not 1 <= first < ordinal:
            return []
        value = between(a_part(year, part, first, relative), value) or value
    return [DateMention(start, end, value, "part-of-year")]


def _part_relative(page: Page, start: int, end: int, part: Part, modifier: str) -> list[DateMention]:
    if modifier.startswith(("ultimo", "anterior")):
        return []
    if page.issued is None:
        return [DateMention(start, end, UNRESOLVED, "part-of-year")]
    steps = (
        -1
        if modifier.startswith("pasado")
        else 1
        if modifier.startswith(("proximo", "que", "entrante"))
        else 0
    )
    year, ordinal = step_part(page.issued.year, part, part_holding(page.issued, part), steps)
    return [DateMention(start, end, a_part(year, part, ordinal, True), "part-of-year")]


def read_part_code(page: Page, index: int, _free: int) -> list[DateMention]:
    """ "2T25", "1S2024": the quarter or half of a financial report."""
    start = page.tokens.starts[index]
    match = pattern("part_code", _CODE).match(page.folded, start)
    if match is None or not any(c.isupper() for c in page.view[start : start + 2]):
        return []
    printed = match["y"] or match["full"]
    ordinal = int(match["q"] or match["q_first"] or match["q_behind"])
    kind = match["k"] or match["k_behind"] or match["k_first"]
    year = int(printed) + (2000 if len(printed) == 2 else 0)
    part: Part = "quarter" if kind == "t" else "semester"
    if ordinal > parts_in_year(part):
        return []
    return [DateMention(start, match.end(), a_part(year, part, ordinal), "part-of-year")]


def read_half(page: Page, index: int, _free: int) -> list[DateMention]:
    """ "primera mitad de 2025", "segunda mitad del año"; else a fortnight is tried."""
    start = page.tokens.starts[index]
    match = pattern("half", _HALF).match(page.folded, start)
    if match is None:
        return []
    year, relative, printed = year_of(page, match)
    if not printed:
        year, relative = (page.issued.year if page.issued else None), True
    ordinal = 1 if match["which"] == "primera" else 2
    return [DateMention(start, match.end(), a_part(year, "semester", ordinal, relative), "part-of-year")]


def read_stretch(page: Page, index: int, _free: int) -> list[DateMention]:
    """ "primeros tres meses del año", "primeros diez días de mayo"; "últimos 12 meses" is a duration."""
    start = page.tokens.starts[index]
    match = pattern("stretch", _STRETCH).match(page.folded, start)
    if match is None:
        return []
    number = number_of(match["number"]) or 0
    year, relative, printed = year_of(page, match)
    if not (printed or match["month"] or match["of_year"]):
        return []
    if not printed:
        relative, year = True, page.issued.year if page.issued else None
    first_ones = match["which"].startswith("primer")
    if year is None:
        return [DateMention(start, match.end(), UNRESOLVED, "stretch")]
    if match["unit"] == "dias":
        if not match["month"] or not 1 < number < 29:
            return []
        month = months()[match["month"]]
        last_day = int(str(a_month(year, month).latest)[-2:])
        first, last = (1, number) if first_ones else (last_day - number + 1, last_day)
        return [
            DateMention(
                start,
                match.end(),
                days(date(year, month, first), date(year, month, last), relative),
                "stretch",
            )
        ]
    if match["month"] or not 1 < number < 12:
        return []
    first, last = (1, number) if first_ones else (13 - number, 12)
    one, two = a_month(year, first), a_month(year, last)
    value = DateValue(f"{one.edtf}/{two.edtf}", one.earliest, two.latest, relative)
    return [DateMention(start, match.end(), value, "stretch")]


def read_fortnight(page: Page, index: int, free: int) -> list[DateMention]:
    """ "primera quincena de abril"."""
    start = page.tokens.starts[index - 1] if index else page.tokens.starts[index]
    match = pattern("fortnight", _FORTNIGHT).match(page.folded, start)
    if match is None:
        return read_unit(page, index, free)
    month = months()[match["month"]]
    year, relative, printed = year_of(page, match)
    if not printed:
        relative = True
        if page.issued is None:
            return [DateMention(start, match.end(), UNRESOLVED, "stretch")]
        hint = hint_of(match["mod"] or match["tail"], weekday=False)
        year = _month_year(page.issued, month, hint or page.tense(start, match.end()))
    if year is None:
        return []
    half = a_month(year, month)
    first_half = match["which"].startswith(("primera", "1"))
    first = date(year, month, 1 if first_half else 16)
    last = date(year, month, 15) if first_half else date.fromisoformat(str(half.latest))
    return [DateMention(start, match.end(), days(first, last, relative), "stretch")]


def _month_year(issued: date, month: int, tense: str | None) -> int:
    if tense == "past" and month > issued.month:
        return issued.year - 1
    return issued.year + (tense == "future" and month < issued.month)


def read_season(page: Page, index: int, free: int) -> list[DateMention]:
    """ "verano de 2025", "este invierno"; a bare season recurs every year and is none."""
    tokens = page.tokens
    start = tokens.starts[index]
    if (
        index
        and tokens.folds[index - 1] in ("este", "esta", "proximo", "proxima", "pasado", "pasada")
        and page.gap(index - 1).isspace()
    ):
        start = tokens.starts[index - 1]
    source = _SEASON.replace("<SEASON>", "(?:" + "|".join(seasons()) + ")")
    match = pattern("season", source).match(page.folded, start)
    if match is None or start < free:
        return []
    code = seasons()[match["season"]]
    year, relative, printed = year_of(page, match)
    modifier = match["mod"] or match["tail"]
    if not printed:
        if not modifier or page.is_capitalised(index):
            return []
        if page.issued is None or not modifier.startswith("est"):
            return [DateMention(start, match.end(), UNRESOLVED, "season")]
        year, relative = page.issued.year, True
    if year is None or page.view[match.end() : match.end() + 1] in ("-", "/", "–"):
        return []
    return [DateMention(start, match.end(), DateValue(f"{year:04}-{code}", None, None, relative), "season")]
