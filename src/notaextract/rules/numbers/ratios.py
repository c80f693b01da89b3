"""Ratios: "dos de cada tres", "9 de 10", "la mitad", "un tercio", "tres cuartas partes", "3/4 partes".

Leaves: "cuartos de final", "la segunda mitad", "el doble", "tercera reunión", "mitad y mitad".
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from notaextract.data.load import words
from notaextract.rules.numbers.counted_nouns import adjoins, counted_noun
from notaextract.rules.numbers.grammar import Number, number_words, read_number
from notaextract.rules.reading import Reading


class Ratio(NamedTuple):
    start: int
    end: int
    value: float
    unit: str | None


@cache
def _of() -> re.Pattern[str]:
    return re.compile(r" {1,6}(?P<each>de {1,6}cada|de) {1,6}(?=[\w])", re.IGNORECASE)


@cache
def _slash() -> re.Pattern[str]:
    return re.compile(r"/(\d{1,2})(?= partes?\b| de (?:la|el|los|las|sus?|cada)\b| del\b)", re.IGNORECASE)


def fraction_value(numerator: float, denominator: float) -> float:
    """The quotient to four decimals, as the contract prints it.

    >>> fraction_value(2, 3)
    0.6667
    """
    return round(numerator / denominator, 4)


def ratio_of(reading: Reading, number: Number) -> Ratio | None:
    """The ratio that begins with `number`: "N de cada M", "N de M cosas", "N/M partes"."""
    view = reading.view
    if number.digits and view[number.end : number.end + 1] == "/" and isinstance(number.value, int):
        match = _slash().match(view, number.end)
        if match is None or not 0 < number.value < int(match[1]) <= 20:
            return None
        end = match.end()
        if view.startswith(" parte", end):
            end = reading.tokens.ends[reading.tokens.at(end)]
        return Ratio(number.start, end, fraction_value(number.value, int(match[1])), None)
    match = _of().match(view, number.end)
    if match is None:
        return None
    whole = read_number(view, match.end())
    each = len(match["each"]) > 2
    if whole is None or not 0 < number.value < whole.value:
        return None
    noun = counted_noun(reading, whole.end, True)
    if not each:
        plain_numbers = isinstance(number.value, int) and isinstance(whole.value, int) and number.scale == 1
        if whole.value > 100 or number.digits != whole.digits or not plain_numbers:
            return None
        if noun is None:
            return _out_of_ten(reading, number, whole)
        if noun.start != reading.tokens.starts[noun.head] or _is_time(reading.tokens.folds[noun.head]):
            return None
    if noun is None:
        return Ratio(number.start, whole.end, fraction_value(number.value, whole.value), None)
    unit = " ".join(reading.text[noun.start : noun.end].split())
    return Ratio(number.start, noun.end, fraction_value(number.value, whole.value), unit)


@cache
def _no_ratio_behind() -> re.Pattern[str]:
    return re.compile(r"(?: de |[-/.,:]\d| [^\W\d_]*s\b|[^\W_])", re.IGNORECASE)


def _out_of_ten(reading: Reading, number: Number, whole: Number) -> Ratio | None:
    """ "9 de 10 lo aprueban": without its noun only of ten or a hundred, and of nothing that is numbered."""
    if whole.value not in (10, 100) or _no_ratio_behind().match(reading.view, whole.end):
        return None
    index = reading.tokens.at(number.start)
    if index and reading.tokens.folds[index - 1] in words("figure_scored"):
        return None
    return Ratio(number.start, whole.end, fraction_value(number.value, whole.value), None)


def _is_time(fold: str) -> bool:
    return fold in ("anos", "dias", "meses", "horas", "semanas", "minutos")


def fraction_at(reading: Reading, index: int) -> Ratio | None:
    """The fraction in words whose last word is token `index` (mitad, tercio, partes, cuartos …)."""
    tokens, view = reading.tokens, reading.view
    fold = tokens.folds[index]
    if not index or not adjoins(view, tokens, index):
        return None
    before = tokens.folds[index - 1]
    if fold == "mitad":
        if before != "la":
            return None
        return Ratio(tokens.starts[index - 1], tokens.ends[index], 0.5, None)
    if fold in ("parte", "partes"):
        entry = number_words().get(before)
        if entry is None or entry[1] != "fraction" or index < 2 or not adjoins(view, tokens, index - 1):
            return None
        return _fraction(reading, index - 2, index, entry[0], ("la", "una"))
    entry = number_words().get(fold)
    if entry is None or entry[1] != "fraction" or not fold.endswith(("o", "os")):
        return None
    if fold not in ("tercio", "tercios") and not _of_a_whole(reading, index):
        return None
    return _fraction(reading, index - 1, index, entry[0], ("un",))


def _of_a_whole(reading: Reading, index: int) -> bool:
    """ "un quinto de la población", "tres cuartos del total": not a room, a coin or a fifth place."""
    follow = reading.tokens.folds[index + 1 : index + 3]
    return follow[:1] == ["del"] or (
        follow[:1] == ["de"] and follow[1:] in (["la"], ["los"], ["las"], ["su"], ["sus"])
    )


def _fraction(reading: Reading, first: int, last: int, whole: int, one: tuple[str, ...]) -> Ratio | None:
    tokens = reading.tokens
    word = tokens.folds[first]
    if word in one:
        count = 1
    else:
        entry = number_words().get(word)
        if word.isdecimal():
            count = int(word)
        elif entry is not None and entry[1] == "unit" and word not in ("uno", "una", "un"):
            count = entry[0]
        else:
            return None
        if count == 1 and tokens.folds[last][-1] == "s":
            return None
    if not 0 < count < whole or reading.view[tokens.ends[first] : tokens.starts[first + 1]].strip():
        return None
    return Ratio(tokens.starts[first], tokens.ends[last], fraction_value(count, whole), None)
