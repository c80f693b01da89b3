"""Facts of type figure: a stated quantity with what it counts.

Reads: "13 200 ciudadanos", "S/ 3,5 millones", "entre 5 % y 7 %", "dos de cada tres personas",
"63.ª Sesión", "X Congreso", "2,5 puntos porcentuales", "72 horas", "de 10 a 15 países".
Leaves: "15 de mayo", "a las 10 horas", "artículo 5", "COVID-19", "miles de personas", "hace tres días",
"un acuerdo", "Ruta 5", "Ley 2025", "2-0", "Juan Pablo II".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from notaextract.data.load import cached, words
from notaextract.facts import Fact, FigureValue
from notaextract.rules.numbers.counted_nouns import adjoins, capitals_near
from notaextract.rules.numbers.grammar import number_words, year_like
from notaextract.rules.numbers.lookalikes import (
    bound_left,
    bound_right,
    clock,
    continues_digits,
    in_name,
    is_label,
    numbered,
    numbers_item,
    opening_hours,
    quarter_hour,
)
from notaextract.rules.numbers.money import is_sign_before
from notaextract.rules.numbers.ordinals import ordinal_in_digits, roman_ordinals
from notaextract.rules.numbers.qualifiers import Qualified, qualifier_before, qualifier_behind
from notaextract.rules.numbers.quantities import Quantities, Quantity
from notaextract.rules.numbers.ranges import Range, read_range
from notaextract.rules.numbers.ratios import Ratio, fraction_at, ratio_of
from notaextract.rules.reading import Reading


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"[\d½¼¾]")


@cached
def _triggers() -> frozenset[str]:
    """Folded words that may begin a number, or end a fraction."""
    found = {
        word for word, (_, role) in number_words().items() if role not in ("scale", "collective", "fraction")
    }
    fractions = {
        word
        for word, (_, role) in number_words().items()
        if role == "fraction" and word[-2:] in ("io", "os", "to")
    }
    found |= {"millon", "billon"}  # "el millón de visitantes"
    return frozenset(found | fractions | {"mitad", "parte", "partes"})


def figures(reading: Reading) -> Iterator[Fact]:
    """Yield every figure of a release in reading order."""
    return iter(sorted(_Figures(reading).read(), key=lambda fact: (fact.start, -fact.end)))


class _Figures:
    """Walks over the candidates of one release; `done` is where the last one read has ended."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.view = reading.view
        self.tokens = reading.tokens
        self.quantities = Quantities(reading)
        self.done = 0

    def read(self) -> Iterator[Fact]:
        for ordinal in roman_ordinals(self.reading):
            value = FigureValue("ordinal", ordinal.value, unit=ordinal.noun)
            yield self.reading.fact(ordinal.start, ordinal.end, value, "rule:roman-ordinal")
        view = self.view
        for start, index in self._candidates():
            if start < self.done:
                continue
            if index < 0:
                if numbers_item(view, start):
                    continue
                index = self.tokens.at(start)
                if bound_left(view, start) or continues_digits(view, self.tokens, index):
                    self._skip_run(start)
                    continue
                fact = self._figure(start, index)
            else:
                fact = self._worded(start, index)
            if fact is not None:
                self.done = max(self.done, fact.end)
                yield fact

    def _candidates(self) -> list[tuple[int, int]]:
        """(offset, token) of every place where a number may begin; token -1 for digits."""
        starts = self.tokens.starts
        found = [(starts[index], index) for index in self.tokens.among(_triggers())]
        view = self.view
        before = -2
        for match in _digits().finditer(view):
            at = match.start()
            if at != before + 1:
                found.append((at, -1))
            before = at
        found.sort()
        return found

    def _skip_run(self, start: int) -> None:
        end = start
        view = self.view
        while end < len(view) and (
            view[end].isdecimal() or (view[end] in ".,:'/-" and view[end + 1 : end + 2].isdecimal())
        ):
            end += 1
        self.done = max(self.done, end)

    def _worded(self, start: int, index: int) -> Fact | None:
        """A figure that begins with, or a fraction that ends in, the trigger word `index`."""
        fold = self.tokens.folds[index]
        entry = number_words().get(fold)
        if fold in ("un", "una", "uno"):
            follow = self.tokens.folds[index + 1 : index + 3]
            if follow[:1] != ["de"] or follow[1:] != ["cada"]:
                behind = number_words().get(follow[0]) if follow else None
                scaled = behind is not None and behind[1] in ("thousand", "scale", "collective")
                ranged = follow[:1] in (["o"], ["a"], ["y"]) and follow[-1] in _triggers()
                if not scaled and not ranged and follow != ["por", "ciento"]:
                    return None
        elif fold in ("millon", "billon"):
            before = self.tokens.folds[index - 1] if index else ""
            if before not in ("el", "este", "ese", "del", "al", "primer") or not adjoins(
                self.view, self.tokens, index
            ):
                return None
        elif entry is None or entry[1] == "fraction":
            ratio = fraction_at(self.reading, index)
            return None if ratio is None else self._ratio(ratio)
        elif entry[1] == "half":
            return self._half(start, index)
        return self._figure(start, index)

    def _half(self, start: int, index: int) -> Fact | None:
        """ "medio millón", "media hora", and "un año y medio", "metro y medio" from its last word."""
        folds, tokens = self.tokens.folds, self.tokens
        if index > 2 and folds[index - 1] == "y" and folds[index - 3] in ("un", "una"):
            at = tokens.starts[index - 3]
            quantity = self.quantities.one_and_a_half(at, index)
            if quantity is not None:
                return self._finish(quantity, index - 3)
        if index > 2 and folds[index - 1] == "y" and folds[index - 3] in words("figure_before_half"):
            at = tokens.starts[index - 2]  # "a metro y medio", "durante hora y media"
            quantity = (
                self.quantities.one_and_a_half(at, index) if adjoins(self.view, tokens, index - 2) else None
            )
            return None if quantity is None else self._finish(quantity, index - 2)
        quantity = self.quantities.at(start)
        if quantity is None or quantity.kind is None:
            return None
        if quantity.number.scale == 1 and not words("figure_half_unit") & set(folds[index + 1 : index + 2]):
            return None
        return self._finish(quantity, index)

    def _figure(self, start: int, index: int) -> Fact | None:
        reading = self.reading
        first = self.quantities.at(start)
        if first is None:
            if self.view[start].isdecimal():
                self._skip_run(start)
            return None
        number = first.number
        if start and self.view[start - 1].isalpha() and not first.signed and is_sign_before(self.view, start):
            self._skip_run(start)  # letters that are no currency here
            return None
        if number.digits and bound_right(self.view, number.end) and first.kind is None:
            ratio = ratio_of(reading, number)
            if ratio is not None and not numbered(reading, index, start):
                return self._ratio(ratio)
            ranged = self._range(first, index)
            if ranged is None:
                self._skip_run(start)
            return ranged
        if first.kind == "count" and number.value < 100 and first.end > number.end:
            behind = self.tokens.at(number.end)
            entry = number_words().get(self.tokens.folds[behind])
            if entry is not None and entry[1] == "fraction":
                parts = self.tokens.folds[behind + 1 : behind + 2] == ["partes"]
                ratio = fraction_at(reading, behind + 1 if parts else behind)
                if ratio is not None and ratio.start == start:
                    return self._ratio(ratio)
                if entry[0] != 4 or parts:
                    self.done = max(self.done, first.end)
                    return None
        degrees = first.kind == "measure" and first.unit in ("°", "º")
        if first.kind is None or first.kind == "count" or degrees:
            if number.digits and number.scale == 1 and not number.grouped:
                ordinal = ordinal_in_digits(reading, start, number.end)
                if ordinal is not None and not numbered(reading, index, start):
                    value = FigureValue("ordinal", ordinal.value, unit=ordinal.noun)
                    return reading.fact(ordinal.start, ordinal.end, value, "rule:ordinal")
            if first.kind is None:
                ratio = ratio_of(reading, number)
                if ratio is not None and not numbered(reading, index, start):
                    return self._ratio(ratio)
        ranged = self._range(first, index)
        if ranged is not None:
            return ranged
        if not number.digits and number.value == 1 and number.scale == 1 and first.kind != "percent":
            return None
        if first.kind is None:
            self.done = max(self.done, number.end)
            return None
        return self._finish(first, index)

    def _ratio(self, ratio: Ratio) -> Fact:
        index = self.tokens.at(ratio.start)
        qualified = qualifier_before(self.view, self.tokens, index, ratio.start)
        value = FigureValue("ratio", ratio.value, qualifier=qualified.qualifier, unit=ratio.unit)
        return self.reading.fact(ratio.start, ratio.end, value, "rule:ratio")

    def _range(self, first: Quantity, index: int) -> Fact | None:
        found = read_range(self.quantities, first, index)
        if found is None:
            return None
        low, high = found.low, found.high
        kind = high.kind or low.kind
        if kind is None or not self._stands(replace(high, start=low.start), index, found):
            if kind == "duration":  # a timetable: its second number is no duration either
                self.done = max(self.done, high.end)
            return None
        currency = (
            self.quantities.currencies.resolve(found.codes, low.start)
            if kind == "money" and found.codes
            else None
        )
        value = FigureValue(kind, low.value, high.value, "between", high.unit or low.unit, currency)
        return self.reading.fact(low.start, high.end, value, "rule:range")

    def _finish(self, quantity: Quantity, index: int) -> Fact | None:
        reading = self.reading
        start = quantity.start
        if quantity.signed or start < quantity.number.start:
            index = self.tokens.at(start)
        qualified = qualifier_before(self.view, self.tokens, index, start)
        if not self._stands(quantity, index, None, qualified):
            return None
        qualifier = qualified.qualifier
        weather = quantity.kind == "measure" and (quantity.unit or "").startswith(_DEGREES)
        if (quantity.kind == "count" and self._superlative(qualified.first)) or (
            weather and qualified.first == index  # "la mínima será de 4 °C" states it
        ):
            qualifier = "exact"
        value = quantity.value
        if quantity.bound is not None:  # "tres o más hijos"
            qualifier = quantity.bound
        elif qualifier in ("exact", "more_than"):  # "mayores de 65 años y más"
            qualifier = qualifier_behind(self.view, self.tokens, quantity.end) or qualifier
        if quantity.kind == "measure":
            start, value = self._below_zero(quantity, index)
        assert quantity.kind is not None
        currency = None
        if quantity.kind == "money":
            currency = self.quantities.currencies.resolve(quantity.codes, start) if quantity.codes else None
        figure = FigureValue(quantity.kind, value, None, qualifier, quantity.unit, currency)
        return reading.fact(start, quantity.end, figure, f"rule:{_RULES[quantity.kind]}")

    def _superlative(self, first: int) -> bool:
        """ "el menor de 11 hermanos": one of them, not fewer."""
        folds = self.tokens.folds
        return folds[first] in ("mayor", "menor", "mayores", "menores") and folds[first - 1] in _ARTICLES

    def _below_zero(self, quantity: Quantity, index: int) -> tuple[int, int | float]:
        """ "menos 18 grados", "10 grados bajo cero": the sign said in words."""
        if not quantity.unit or not quantity.unit.startswith(_DEGREES):
            return quantity.start, quantity.value
        folds = self.tokens.folds
        behind = self.tokens.at(quantity.end)
        if folds[behind : behind + 2] == ["bajo", "cero"]:
            return quantity.start, -abs(quantity.value)
        if index and folds[index - 1] == "menos" and quantity.value > 0:
            return self.tokens.starts[index - 1], -quantity.value
        return quantity.start, quantity.value

    def _stands(
        self, quantity: Quantity, index: int, ranged: Range | None, qualified: Qualified | None = None
    ) -> bool:
        """Whether the quantity counts something here: no code, clock time, year, date, name or idiom."""
        view, tokens, number = self.view, self.tokens, quantity.number
        kind, start, end = quantity.kind, quantity.start, quantity.end
        if kind == "money":
            return bool(quantity.codes) or not number.linked
        if kind == "duration" and not self._is_duration(quantity, index, ranged, qualified):
            return False
        if kind in ("count", "ordinal", "measure", "duration"):
            if number.scale == 1 and numbered(self.reading, index, start):
                return False
            if (
                not quantity.symbol
                and (number.scale == 1 or not number.digits)
                and in_name(self.reading, index, start, number.end)
            ):
                return False
        if kind == "count" and is_label(view, tokens.starts[tokens.at(number.end)], end):
            return False
        if kind == "count" and quantity.unit == "veces":  # "tres veces más" is a multiple, like "el doble"
            follow = tokens.folds[tokens.at(end)] if tokens.at(end) < len(tokens) else ""
            if follow in words("figure_multiple") and view[end : end + 1] == " ":
                return False
        if kind == "count":
            written = view[number.start : number.end]
            if year_like(written) and not (qualified and qualified.qualifier != "exact"):
                before = tokens.folds[index - 1] if index else ""
                if before in words("figure_before_year") and number.value % 100:
                    return False
                if before in ("en", "de", "del", "ano", "durante", "desde"):
                    return False
            phrase = f"{tokens.folds[index]} {tokens.folds[index + 1]}" if index + 1 < len(tokens) else ""
            if not number.digits and phrase in words("figure_idiom"):
                return False
        if kind == "measure" and quantity.unit in ("°", "º"):
            return self._is_temperature(index, end)
        return True

    def _is_temperature(self, index: int, end: int) -> bool:
        if self.view[end : end + 1].isdecimal() or self.view[end : end + 2].lstrip()[:1] in ("'", "º"):
            return False
        follow = self.tokens.at(end)
        near = self.tokens.folds[max(0, index - 12) : follow + 3]
        spaced = follow < len(self.tokens) and self.view[end : self.tokens.starts[follow]] == " "
        if spaced and self.tokens.folds[follow] not in _BEHIND_DEGREES:
            return False  # "3° piso"
        return not words("figure_temperature").isdisjoint(near)

    def _is_duration(
        self, quantity: Quantity, index: int, ranged: Range | None, qualified: Qualified | None
    ) -> bool:
        view, tokens = self.view, self.tokens
        folds = tokens.folds
        unit = (quantity.unit or "").lower()
        if unit.startswith("h"):
            if ranged is not None and opening_hours(
                tokens, index, ranged.low.value, ranged.high.value, quantity.symbol
            ):
                return False
            if clock(view, tokens, index, quantity.value, quantity.symbol):
                return False
            if quantity.symbol and quarter_hour().match(view, quantity.number.start):
                return False  # "14 h 30"
            written = view[quantity.number.start : quantity.number.end]
            if (
                qualified
                and qualified.qualifier in ("exact", "at_least")
                and quarter_hour().fullmatch(written)
            ):
                return False
        first = qualified.first if qualified else index
        kind = qualified.qualifier if qualified else "exact"
        while first and folds[first - 1] in ("ya", "apenas", "solo", "los", "las", "como", "tan"):
            first -= 1
        before = folds[first - 1] if first else ""
        if before in ("hace", "hacia") and kind in ("exact", "about"):
            return first > 1 and folds[first - 2] == "desde"
        behind = tokens.at(quantity.end)
        after = folds[behind : behind + 3]
        if (
            after[:1] == ["atras"]
            or after[:2] == ["del", "mes"]
            or (after[:2] == ["del", "ano"] and before in _FIRST)
        ):
            return False
        if before in _FIRST and after[:2] == ["de", "este"]:
            return False
        written = tokens.words[tokens.at(quantity.number.end)] if not quantity.symbol else ""
        if written[:1].isupper() and not capitals_near(self.view, quantity.start):
            return False  # 24 Horas, a newspaper
        if before in words("figure_medium"):
            return False
        quoted = view[quantity.start - 1 : quantity.start] == '"' == view[quantity.end : quantity.end + 1]
        return not quoted


_DEGREES = ("°", "º", "grado")
_ARTICLES = ("el", "la", "los", "las")
_BEHIND_DEGREES = ("de", "en", "y", "a", "bajo", "con", "la", "el", "durante", "por", "este", "hoy", "como")
_FIRST = ("primeros", "primeras", "ultimos", "ultimas")
_RULES = {
    "count": "quantity",
    "money": "money",
    "percent": "percent",
    "measure": "measure",
    "duration": "duration",
    "ordinal": "ordinal",
    "ratio": "ratio",
}
