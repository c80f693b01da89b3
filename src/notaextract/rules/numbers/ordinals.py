"""Ordinals in digits ("63.ª Sesión", "176.º aniversario") and in Roman numerals ("X Congreso").

Roman numerals count only before the noun of a numbered meeting: "Juan Pablo II", "siglo XXI", "Título IV"
hold none. Marks after RAE/ASALE, Ortografía VIII.2.3 (63.ª, 1.er), with the common ones beside (63a., 5to).
Misprints that every reader resolves are read (XXlll).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from notaextract.data.load import words
from notaextract.rules.numbers.counted_nouns import adjoins, event_nouns, line_near
from notaextract.rules.reading import Reading


class Ordinal(NamedTuple):
    start: int
    end: int
    value: int
    noun: str


@cache
def _mark() -> re.Pattern[str]:
    """The ordinal mark behind digits; group "feminine" where it says so."""
    return re.compile(
        r"""
        (?: (?P<feminine> \.?ª | \.?\^a\b | \.?a\b\.? | r?a\b\.? | (?:er|d|t|m|v|n|av)a\b\.? )
          | \.?[º°] | \.?\^?o\b\.? | \.?er\b\.? | (?:r|d|t|m|v|n|er|av)o\b\.? )
        [ ]{1,6} (?=[^\W\d_]{3})
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def ordinal_in_digits(reading: Reading, at: int, end: int) -> Ordinal | None:
    """The ordinal whose plain digits stand at `at`…`end`."""
    view = reading.view
    if (
        view[end : end + 1] not in ".ªº°^aAoOrReEdDtTmMvVnN"
        or not 0 < end - at <= 3
        or not view[at:end].isdecimal()
    ):
        return None
    match = _mark().match(view, end)
    if match is None:
        return None
    tokens = reading.tokens
    index = tokens.at(match.end())
    if index >= len(tokens) or tokens.starts[index] != match.end():
        return None
    fold, word = tokens.folds[index], tokens.words[index]
    if fold in words("figure_ordinal_not") or not fold.isalpha() or fold.endswith(("mente", "ando", "iendo")):
        return None
    if _singular_event(fold) is None:
        line, _ = line_near(view, at, 40)
        if word[0].isupper() or not view[line:at].strip(' -•*"(¿¡') or fold[-1] == "s":
            return None
        if bool(match["feminine"]) != _is_feminine(fold):
            return None
    value = int(view[at:end])
    return Ordinal(at, tokens.ends[index], value, word) if value else None


def _is_feminine(fold: str) -> bool:
    return fold.endswith(("a", "ion", "dad", "tud", "umbre", "serie", "fase", "clase", "copa", "dosis"))


def _singular_event(fold: str) -> str | None:
    """The noun itself or its singular, where numbered meetings bear it (jornadas -> jornada)."""
    nouns = event_nouns()
    for form in (fold, fold.removesuffix("s"), fold.removesuffix("es")):
        if form in nouns:
            return form
    return None


_DIGITS = (("M", 1000), ("CM", 900), ("D", 500), ("CD", 400), ("C", 100), ("XC", 90), ("L", 50), ("XL", 40))
_LOW = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))


@cache
def roman_numerals() -> dict[str, int]:
    """Every Roman numeral up to 399 with its value, l for I as misprinted behind a true letter.

    >>> roman_numerals()["LXVI"], roman_numerals()["XXlll"]
    (66, 23)
    """
    found = {}
    for value in range(1, 400):
        left, numeral = value, ""
        for letters, worth in (*_DIGITS, *_LOW):
            count, left = divmod(left, worth)
            numeral += letters * count
        found[numeral] = value
        if "I" in numeral[1:]:
            found[numeral[0] + numeral[1:].replace("I", "l")] = value
    for single in ("C", "D", "M"):
        found.pop(single, None)
    return found


def roman_ordinals(reading: Reading) -> Iterator[Ordinal]:
    """Every Roman numeral before an event noun, in order."""
    tokens, view = reading.tokens, reading.view
    romans = roman_numerals()
    for index, word in enumerate(tokens.words):
        if word not in romans or index + 1 >= len(tokens):
            continue
        start, noun = tokens.starts[index], index + 1
        gap = view[tokens.ends[index] : tokens.starts[noun]]
        if not (gap.strip() in ("", "°", ".") and 0 < len(gap) <= 8 and "\n" not in gap) or (
            gap.startswith(".") and len(word) == 1
        ):
            continue
        if _singular_event(tokens.folds[noun]) is None or (start and view[start - 1] in "-–/."):
            continue
        if index and adjoins(view, tokens, index) and tokens.folds[index - 1] in words("figure_numbered"):
            continue
        if len(word) == 1 and not tokens.words[noun][0].isupper():
            continue
        yield Ordinal(start, tokens.ends[noun], romans[word], tokens.words[noun])
