"""Days and months that are no dates: names, feasts, sets.

Leaves: "avenida 10 de Agosto", "municipio Diez de Octubre", "flor de mayo", "Plaza de Mayo",
"cada 8 de marzo", "los lunes", "Viernes Santo", "Santo Domingo", "el miércoles siguiente".
"""

from __future__ import annotations

import re
from functools import cache

from notaextract.data.load import cached, words
from notaextract.rules.calendar.page import Item, Page

_OTHER_DAY = frozenset(("siguiente", "posterior", "anterior"))  # hangs on another date of the text


@cached
def _day_words() -> frozenset[str]:
    return words("date_today") | words("date_yesterday") | words("date_tomorrow") | words("date_two_days_ago")


_BEFORE_ONE_DAY = frozenset(("el", "del", "al", "dia"))


def weekday_stands(page: Page, match: re.Match[str]) -> bool:
    """Whether a bare weekday is one day, no name, feast or set: "el lunes", not "los lunes"."""
    start, end = match.span("weekday")
    folds = page.tokens.folds
    index = page.tokens.at(start)
    following = folds[index + 1 : index + 3]
    if following and page.gap(index).isspace():
        if following[0] in words("date_feast") | _OTHER_DAY:
            return False
        if following[0] == "de" and following[1:] and following[1] in words("date_feast"):
            return False  # domingo de Ramos
    if page.view[end : end + 1] in ("-", "–"):
        return False
    before = page.before(start).rstrip().rpartition(" ")[2].lstrip("(\"'¿¡")
    if before in _day_words():
        return True
    if before == "dia" and not _one_day().search(page.before(start)):
        return False  # un día viernes
    if page.is_capitalised(index) and index + 1 < len(page.tokens) and page.is_capitalised(index + 1):
        return False
    return before in _BEFORE_ONE_DAY


@cache
def _one_day() -> re.Pattern[str]:
    return re.compile(r"\b(?:el|del|al|este|proximo|pasado)[ ]dia[ ]$")


_LINKS = frozenset(("de", "del", "el", "la"))
_NAMED_BY_DAY = frozenset(
    ("partido", "entre", "frente")
)  # streets and bodies; with "de" between, plain words


def _street_before(page: Page, at: int) -> bool:
    """Whether a word for what is named after days stands in front: "calle 28 de julio"."""
    index = page.token_before(at)
    hops = 0
    while index >= 0 and page.tokens.folds[index] in _LINKS and page.gap(index).isspace():
        index -= 1
        hops += 1
    if index < 0 or hops > 2 or not page.gap(index).strip(".").isspace():
        return False
    fold = page.tokens.folds[index]
    return fold in words("date_street_noun") and not (hops and fold in _NAMED_BY_DAY)


def _name_before(page: Page, at: int) -> bool:
    """Whether a capitalised word that opens no sentence stands right in front."""
    index = page.token_before(at)
    return (
        index > 0
        and page.gap(index).isspace()
        and page.is_capitalised(index)
        and page.gap(index - 1).isspace()
    )


@cache
def _every_year_before() -> re.Pattern[str]:
    return re.compile(r"\b(?:cada|todos los|todas las)[ ]$")


@cache
def _every_year_behind() -> re.Pattern[str]:
    return re.compile(r",?[ ](?:de[ ])?(?:cada ano|todos los anos)\b")


def stands(page: Page, item: Item) -> bool:
    """Whether an item without a year is a date and no name or set."""
    if item.year is not None or item.hint:
        return True
    if _every_year_behind().match(page.after(item.end)) or _every_year_before().search(
        page.before(item.start)
    ):
        return False
    if item.month_start < 0:
        return True
    capital = page.view[item.month_start].isupper() and not page.in_capitals(item.month_start)
    if item.day is None:
        return _month_stands(page, item, capital)
    if capital and page.view[item.start].isupper():
        return False  # the municipality Diez de Octubre
    if capital:
        return not (_street_before(page, item.start) or _name_before(page, item.start))
    # Small letters leave a street only right behind its noun: "la calle 28 de julio", "la carretera
    # del 5 de mayo" may be either.
    return not (_street_before(page, item.start) and not page.before(item.start).endswith(("el ", "del ")))


@cache
def _dating() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:en|desde|hasta|para|de|durante|entre|a|meses de|por|y|este|pleno|finales|tras)[ ]+$"
    )


@cache
def _dating_capital() -> re.Pattern[str]:
    return re.compile(r"\b(?:en|mes de|desde|hasta|durante)[ ]+$")


def _month_stands(page: Page, item: Item, capital: bool) -> bool:
    """Whether a bare month is one: behind a preposition that dates, or joined to another."""
    before = page.before(item.start)
    if capital:
        index = page.tokens.at(item.end)
        named = index < len(page.tokens) and page.is_capitalised(index) and page.gap(index - 1).isspace()
        return not named and bool(_dating_capital().search(before))
    if item.separator or item.start < item.month_start:  # "este agosto"
        return True
    index = page.token_before(item.start)
    if (
        index > 0
        and page.tokens.folds[index] == "de"
        and page.tokens.folds[index - 1] in words("date_month_name")
    ):
        return False  # flor de mayo
    return bool(_dating().search(before))
