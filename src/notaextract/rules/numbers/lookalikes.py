"""Numbers that count nothing: codes, clock times, years, addresses, phone numbers, coordinates.

Cheap tests of what stands right around a number on the view. They know no fact type, so that
figures and dates can share them.
"""

from __future__ import annotations

import re
from functools import cache

from notaextract.data.load import words
from notaextract.rules.numbers.counted_nouns import adjoins, capitals_near, line_near
from notaextract.rules.numbers.grammar import year_like
from notaextract.rules.numbers.money import is_sign, may_have_sign
from notaextract.rules.reading import Reading, Tokens


def bound_left(view: str, start: int) -> bool:
    """Whether the digits at `start` go on with what stands before them: G20, COVID-19, N°5, 10:30, 3-1.

    >>> [bound_left(text, text.index("2")) for text in ("G20", "AH-20", "N°20", "y 20", "US$20", "(20")]
    [True, True, True, False, False, False]
    """
    if not start:
        return False
    before = view[start - 1]
    if before in ' (\n"':
        return False
    if (
        before.islower()
        and view[max(0, start - 7) : start].isalpha()
        and view[max(0, start - 7) : start].islower()
    ):
        return False  # a blank was lost: "en vigilancia16 contactos"
    if before.isalpha():
        low = start
        while low and start - low < 5 and view[low - 1].isalpha():
            low -= 1
        single = start - low == 1  # Q1, L4, G20; but Q250, Q8,345.6, Q8 mil
        short = single and _short(3 if view[low:start] == "G" else 2).match(view, start) is not None
        known = is_sign(view[low:start]) and not view[low - 1 : low].isdecimal()  # Q250, USD30, Bs2,5
        return short or not known
    if before == "+":
        return _phone().match(view, start) is not None
    if before.isalnum() or before in "_#°ºª@\\&*":
        return True
    if before in "-–—/.,:'’":
        return (
            start > 1
            and (view[start - 2].isalnum() or view[start - 2] in ".°º)")
            and before not in "—,"
            and not (before == "/" and view[start - 2] in "sSB")
            and not (before == "." and view[start - 2].isalpha())
        )
    return False


@cache
def _short(digits: int) -> re.Pattern[str]:
    """Fewer digits than these, without a mark or a scale word behind."""
    return re.compile(rf"\d{{1,{digits - 1}}}(?![\d]|[.,]\d| mil)")


@cache
def _phone() -> re.Pattern[str]:
    """An international number behind its plus sign: 51 1 204-2400; not "+8.2 %"."""
    return re.compile(r"\d{1,3}[ (.-]{1,2}\d(?!\d{0,3}[ ]?%)|\d{7}")


@cache
def _item() -> re.Pattern[str]:
    return re.compile(r"\d{1,3}[.)][ \n]")


def numbers_item(view: str, start: int) -> bool:
    """Whether the digits at `start` number an item of a list or end a sentence, and no sign makes them money.

    >>> numbers_item("1. Lima", 0), numbers_item("(12) Quito", 1), numbers_item("US$ 5. Lima", 4)
    (True, True, False)
    """
    return _item().match(view, start) is not None and not may_have_sign(view, start)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r" ?: ?\d")


def is_label(view: str, noun: int, end: int) -> bool:
    """Whether the noun from `noun` to `end` labels a number of its own: "Contactos: 3  Importados: 2".

    >>> is_label("Contactos: 3 Importados: 2", 13, 23), is_label("45 pacientes: 3 graves", 3, 12)
    (True, False)
    """
    return view[noun : noun + 1].isupper() and _label().match(view, end) is not None


def continues_digits(view: str, tokens: Tokens, index: int) -> bool:
    """Whether digits go on a row of digit groups that is no grouped number: "01 800 433 2000"."""
    if not index or not tokens.words[index - 1].isdecimal():
        return False
    before, start = tokens.starts[index - 1], tokens.starts[index]
    if view[tokens.ends[index - 1] : start] != " " or year_like(tokens.words[index - 1]):
        return False
    return not before or (view[before - 1] in " (+-\n" and not view[before - 2 : before - 1].isalpha())


@cache
def _bound_right() -> re.Pattern[str]:
    return re.compile(r":\d|[-–/]\w|[°º]\d|\.\d|'\w|_|\"\d|x\d", re.IGNORECASE)


def bound_right(view: str, end: int) -> bool:
    """Whether a number that ends at `end` goes on as a code, a time, a date or a coordinate."""
    return _bound_right().match(view, end) is not None


@cache
def _degrees() -> re.Pattern[str]:
    return re.compile(r"\d{1,2}(?:[.,]\d)? grados\b")


def numbered(reading: Reading, index: int, start: int) -> bool:
    """Whether the number at `start` (token `index`) is the number of a thing: artículo 5, calle 13, Ruta 5.

    A list counts as one: "artículos 22, 23 y 43".
    """
    view, tokens = reading.view, reading.tokens
    if _minutes_past(tokens, index):
        return True
    steps = 0
    while index and steps < 12:
        gap = view[tokens.ends[index - 1] : start]
        if gap.strip(" .:°º,-") or "\n" in gap:
            return False
        before = tokens.folds[index - 1]
        if "," in gap and not before.isdecimal():
            return False
        if steps and gap == "-":
            return False  # "COVID-19 y seis muertes": its number is one
        if before in words("figure_numbered") and tokens.words[index - 1][-1] not in "áéíóú":
            if before == "no" and "." not in gap and tokens.words[index - 1].islower():
                return False
            if before == "magnitud" and _degrees().match(view, start):
                return False  # its unit is told: "magnitud 2.8 grados"
            return "." not in gap or len(before) <= 4
        if before in words("figure_numbered_name"):
            return tokens.words[index - 1][0].isupper() and not gap.strip()
        if not (before.isdecimal() or before in ("y", "e", "o", "al", "a", "bis")) or steps > 10:
            return False
        if before.isalpha() and not (index > 1 and tokens.folds[index - 2].isdecimal()):
            return False  # "en una semana y cinco lluvias"
        index -= 1
        start = tokens.starts[index]
        steps += 1
    return False


def in_name(reading: Reading, index: int, start: int, end: int) -> bool:
    """Whether a number stands inside a name: "Financiera Tres Fronteras", "Canal 13 Noticias".

    `index` is the number's first token; a capitalised word runs into it and another follows.
    """
    view, tokens = reading.view, reading.tokens
    word = tokens.words[index]
    follow = tokens.at(end)
    if follow >= len(tokens) or not tokens.words[follow][0].isupper():
        return False
    if word[0].isalpha():
        if not word[0].isupper() or (len(word) > 1 and word.isupper()):
            return False
    elif index == 0 or not tokens.words[index - 1][0].isupper() or not adjoins(view, tokens, index):
        return False
    sentence, _ = reading.sentence_at(start)
    opens = not word[0].isalpha() and sentence in (start, tokens.starts[index - 1])
    return not opens and not capitals_near(reading.view, start) and not _title_case(reading, start)


def _title_case(reading: Reading, start: int) -> bool:
    """Whether a headline capitalises every longer word, so that capitals tell nothing."""
    low, high = line_near(reading.view, start)
    tokens = reading.tokens
    longer = [w for w in tokens.words[tokens.at(low) : tokens.at(high)] if len(w) > 4 and w[0].isalpha()]
    return len(longer) > 3 and all(w[0].isupper() for w in longer)


def clock(view: str, tokens: Tokens, index: int, value: float, symbol: bool) -> bool:
    """Whether "N horas" is a time of day: "a las 15 horas", "desde las 8 hs"; not "en 72 horas"."""
    if not 0 <= value <= 24 and not (100 <= value <= 2400 and value % 100 < 60):
        return False
    if not 0 < index < len(tokens):
        return False
    before = tokens.folds[index - 1]
    if before not in ("las", "la"):
        return (
            symbol
            and value <= 24
            and view[tokens.ends[index - 1] : tokens.starts[index]].strip() in (",", "-", "–")
        )
    earlier = tokens.folds[index - 2] if index > 1 else ""
    if value != int(value):
        return True  # "las 16.49 horas"
    if not symbol and _hours_of_doing(view, tokens, index + 1):
        return False  # "a las dos horas de vuelo"
    if earlier == "de" and value == 24:
        return False
    return (
        earlier
        in (
            "a",
            "de",
            "desde",
            "hasta",
            "entre",
            "y",
            "para",
            "sobre",
            "hacia",
            "partir",
            "o",
            "eran",
            "son",
            "tipo",
        )
        or symbol
    )


def _hours_of_doing(view: str, tokens: Tokens, unit: int) -> bool:
    """Whether "horas de WORD" tells what the hours are spent with: "a las dos [horas] de vuelo"; not
    "a las dos [horas] de la tarde", "de hoy", "del lunes", "de España"."""
    if tokens.folds[unit : unit + 2] != ["horas", "de"] or unit + 2 >= len(tokens):
        return False
    word = tokens.words[unit + 2]
    return (
        len(word) > 4
        and word.islower()
        and view[tokens.ends[unit] : tokens.starts[unit + 2]] == " de "
        and tokens.folds[unit + 2] not in words("figure_clock_of") | words("weekdays_months")
    )


def _minutes_past(tokens: Tokens, index: int) -> bool:
    """Whether "N minutos" ends a time of day: "a las 19 horas con [dos minutos]", "a las 9 h [15 min]"."""
    folds = tokens.folds
    if index > 2 and folds[index - 1] in ("h", "hs", "hrs", "horas") and folds[index - 3] in ("las", "la"):
        return True
    if (
        index < 4
        or folds[index + 1 : index + 2] != ["minutos"]
        or folds[index - 1] not in ("con", "y")
        or folds[index - 2] not in ("hora", "horas", "hrs")
    ):
        return False
    return folds[index - 4] in ("las", "la")


@cache
def quarter_hour() -> re.Pattern[str]:
    """A time of day with a point: "8.30 horas"."""
    return re.compile(r"(?:[01]?\d|2[0-3])(?:[.,](?:00|15|30|45)| ?h ?[0-5]\d(?! ?m))")


def opening_hours(tokens: Tokens, index: int, low: float, high: float, symbol: bool) -> bool:
    """Whether "de LOW a HIGH horas" is a timetable ("de lunes a viernes, de 9 a 18 horas")."""
    if not 0 <= low < high <= 24:
        return False
    if (index and tokens.folds[index - 1] in ("las", "la")) or (symbol and low >= 6):
        return True
    context = tokens.folds[max(0, index - 10) : index + 10]
    return not words("figure_timetable").isdisjoint(context)
