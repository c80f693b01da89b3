"""The words of Spanish date expressions, as values and as pieces of patterns.

Every pattern reads `folded` text: lower case without accents, at the offsets of the
view. Words come from `months.csv`, `number_words.csv` and the `date_…` lists of
`word_lists/dates.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from notaextract.data.load import cached, table, words
from notaextract.rules.calendar.expressions import Part

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = ("spring", "summer", "autumn", "winter")  # EDTF 21 to 24
PARTS: tuple[Part, ...] = ("quarter", "quadrimester", "semester", "bimester")


def one_of(choices: Iterable[str]) -> str:
    """An alternation, longest first, blanks inside a choice elastic."""
    ordered = sorted(set(choices), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", "[ ]+") for word in ordered) + ")"


@cached
def months() -> dict[str, int]:
    return {row.cells[0]: int(row.cells[1]) for row in table("months")}


@cached
def weekdays() -> dict[str, int]:
    """Monday is 0, as in `datetime`."""
    return {word: index for index, day in enumerate(WEEKDAYS) for word in words(f"date_{day}")}


@cached
def cardinals() -> dict[str, int]:
    """Number words from 1 to 99 that are one word."""
    rows = (row.cells for row in table("number_words"))
    return {word: int(value) for word, value, role in rows if role in ("unit", "teen", "ten")}


@cached
def ordinals() -> dict[str, int]:
    """First to sixth; the last is -1."""
    found = {word: number for number in range(1, 7) for word in words(f"date_ordinal_{number}")}
    return found | dict.fromkeys(words("date_ordinal_last"), -1)


@cached
def parts_of_year() -> dict[str, Part]:
    return {word: part for part in PARTS for word in words(f"date_part_{part}")}


@cached
def seasons() -> dict[str, int]:
    return {word: 21 + index for index, season in enumerate(SEASONS) for word in words(f"date_{season}")}


@cached
def decade_words() -> dict[str, int]:
    """noventa -> 90, also "noventas"."""
    tens = {word: cardinals()[word] for word in words("date_decade")}
    return tens | {f"{word}s": value for word, value in tens.items()}


def number_of(text: str) -> int | None:
    """A whole number in digits or words up to 99 ("treinta y uno").

    >>> number_of("treinta y un"), number_of("12")
    (31, 12)
    """
    if text.isdigit():
        return int(text)
    total = 0
    for word in text.split():
        if word != "y":
            value = cardinals().get(word)
            if value is None:
                return None
            total += value
    return total or None


def year_in_words(text: str) -> int | None:
    """ "dos mil veinticinco" -> 2025, "mil novecientos ochenta y cuatro" -> 1984."""
    head, _, tail = text.partition("mil")
    base = 2000 if head.strip() == "dos" else 1000
    tail = tail.strip()
    if base == 1000:
        if not tail.startswith("novecientos"):
            return None
        base, tail = 1900, tail.removeprefix("novecientos").strip()
    rest = number_of(tail) if tail else 0
    return None if rest is None else base + rest


@cached
def _pieces_built() -> dict[str, str]:
    names = sorted(months(), key=len)
    full = [name for name in names if len(name) > 4 or name in ("mayo", "july", "june")]
    units = [word for word, value in cardinals().items() if value < 10]
    tens = [word for word, value in cardinals().items() if value >= 20 and value % 10 == 0]
    plain = [word for word, value in cardinals().items() if value < 30 and word not in tens]
    small = f"(?:{one_of(tens)}(?:(?:[ ]+y[ ]+|i){one_of(units)})?|{one_of(plain)})"
    day_words = one_of([*(w for w, n in cardinals().items() if n <= 30), "treinta y uno", "primero"])
    return {
        "MONTH": one_of(full) + r"\b",
        "MONTH_ANY": f"(?:{one_of(names)})" + r"\b\.?",
        "WEEKDAY": r"(?<!\bsanto[ ])" + one_of(weekdays()) + r"\b",  # "Santo Domingo, 27 de junio": the city
        "DAY": r"(?:(?:0?[1-9]|[12]\d|3[01])(?![\d%]|[.,]\d)(?:\.?[ºª°]\.?|\.?(?:ero|ro|er|o)\b\.?)?(?!\w))",
        "DAY_WORD": f"(?:{day_words})" + r"\b",
        "YEAR": r"(?:1[4-9]\d\d|2[01]\d\d|2\.0[0-4]\d)(?![\w%]|[.,]\d|[ ]\d{3,4}\b(?![ ]?-))",
        "YEAR_WORDS": rf"(?:dos[ ]+mil|mil[ ]+novecientos)(?:[ ]+{small})?\b",
        "SMALL": rf"(?:\d{{1,3}}\b|{small})",
        "THIS": one_of(words("date_this")),
        "PAST": one_of(words("date_past")),
        "NEXT": one_of(words("date_next")),
        "HELD": one_of(words("date_held")),
        "OF": r"(?:del?|dl|d)",
    }


@cached
def _grammar() -> dict[str, re.Pattern[str]]:
    return {}


def pattern(name: str, source: str) -> re.Pattern[str]:
    """A verbose pattern with the pieces put in for <NAME>; compiled once."""
    kept = _grammar()
    found = kept.get(name)
    if found is None:
        pieces = _pieces_built()
        filled = re.sub(r"<([A-Z_]+)>", lambda match: pieces[match.group(1)], source)
        found = kept[name] = re.compile(filled, re.VERBOSE)
    return found


@cache
def roman(text: str) -> int | None:
    """The value of a Roman numeral in small or capital letters; None for any other word.

    A small L misprinted for I behind an X counts as I ("XXlll").
    """
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    letters = text.lower()
    if letters.startswith("x") and text[-1:] == "l" and set(text) - set("XVIl") == set():
        letters = letters.replace("l", "i")
    if not re.fullmatch(r"(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,4})", letters) or not letters:
        return None
    total = 0
    for here, after in zip(letters, [*letters[1:], ""], strict=True):
        step = values[here]
        total += -step if after and values[after] > step else step
    return total
