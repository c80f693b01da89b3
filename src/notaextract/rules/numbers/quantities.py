"""One quantity at an offset: its number, sign, unit, currency or counted noun, without qualifier or range.

Shared by plain figures and both ends of a range. What a doubtful mark means ("3.450") is settled here,
as soon as it is known what is counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from notaextract.data.load import cached, words
from notaextract.facts import FigureKind, Qualifier
from notaextract.rules.numbers.counted_nouns import counted_noun, event_nouns, line_near, phrase_end
from notaextract.rules.numbers.grammar import (
    Number,
    plain,
    read_digits,
    read_number,
    read_words,
    year_like,
)
from notaextract.rules.numbers.marks import Marks
from notaextract.rules.numbers.money import Currencies, Sign, codes_of, name_behind, sign_before, sign_behind
from notaextract.rules.numbers.units import unit_behind
from notaextract.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Quantity:
    """`kind` is None for a bare number. `value` has doubts settled and the sign of negatives."""

    start: int
    end: int
    number: Number
    value: int | float
    kind: FigureKind | None = None
    unit: str | None = None
    codes: tuple[str, ...] = ()
    symbol: bool = False
    signed: bool = False
    """The currency sign stood before the number."""
    bound: Qualifier | None = None
    """What stands between the number and its noun says: "tres o más hijos"."""


@cache
def _millions_behind() -> re.Pattern[str]:
    """Scale abbreviations of amounts: "152.3 MM", "3 M", "5 mil MM"."""
    return re.compile(r" ?(?P<scale>MM|mm|M|k|K|bn)\b(?![²³/€])(?!\.[A-Z])")


@cache
def _or_more() -> re.Pattern[str]:
    return re.compile(r" {1,6}[oó] {1,6}(?:m[aá]s|(?P<less>menos))(?= )", re.IGNORECASE)


@cache
def _and_half() -> re.Pattern[str]:
    return re.compile(r" y medi[oa]\b(?! [a-z]*(?:millon|centenar|docena))", re.IGNORECASE)


@cached
def _rate_behind() -> re.Pattern[str]:
    """What an amount with three decimals is the price of, on the folded view: "por dólar", "el litro"."""
    return re.compile(rf"(?: (?:por|el|al|cada|la) |/)(?:{'|'.join(sorted(words('figure_rate')))})\b")


@cache
def _hours_before() -> re.Pattern[str]:
    return re.compile(r"\d ?h ?\Z")


@cache
def _minus() -> re.Pattern[str]:
    """ "-1,14 %", "(-)0.6%" (as statistical offices set it)."""
    return re.compile(r"(?<![\w.,°%)])(?:[-–]|\([-–][ ]?\)[ ]?)\Z")


_SCALES = {"MM": 10**6, "mm": 10**6, "M": 10**6, "k": 1000, "K": 1000, "bn": 10**9}
_ABBREVIATED = {"millones": 10**6, "miles de millones": 10**9}


class Quantities:
    """Reads quantities of one release; holds what the release says of marks and currencies."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.view = reading.view
        self.tokens = reading.tokens
        self.marks = Marks(reading)
        self.currencies = Currencies(reading)

    def at(self, at: int) -> Quantity | None:
        """The quantity whose number starts at `at`; a bare number has kind None. None: no number."""
        number = read_number(self.view, at)
        if number is None:
            return None
        number = self._repeated(number)
        sign = sign_before(self.reading, at) if number.digits else None
        if sign is not None:
            return self._amount(number, sign)
        end = number.end
        view = self.view
        if not number.linked:
            plain_unit = self._with_unit(number, end)
            if plain_unit is not None:
                return plain_unit
            behind = sign_behind(self.reading, end)
            if behind is None and number.digits:
                scaled = self._scaled_unit(number)
                if scaled is not None:
                    return scaled
                behind = self._scaled_sign(number)
            elif behind is not None:
                return self._money(number, number.value, at, behind.end, behind.codes)
            if behind is not None:
                return self._money(number, number.value * 10**6, at, behind.end, behind.codes)
        else:
            linked = end + 3 if view[end : end + 4].lower() == " de " else end
            behind = sign_behind(self.reading, end) or sign_behind(self.reading, linked)
            if behind is not None:
                return self._money(number, number.value, at, behind.end, behind.codes)
        name = name_behind(view, self.tokens, end, number.linked)
        if name is not None and self._is_amount(number, name):
            return self._money(number, number.value, at, name.end, name.codes)
        after = end
        if number.linked:
            if view[end : end + 4].lower() == " de ":
                after = end + 3
            linked_unit = self._with_unit(number, after)
            if linked_unit is not None:
                return linked_unit
            if after == end and number.scale > 10**3:
                return self._bare(number)
        return self._counted(number, after) or self._bounded(number) or self._bare(number)

    def _bounded(self, number: Number) -> Quantity | None:
        """ "tres o más hijos", "dos o menos": the noun stands behind the bound."""
        match = _or_more().match(self.view, number.end)
        if match is None:
            return None
        longer = number._replace(end=match.end())
        quantity = self._with_unit(longer, longer.end) or self._counted(longer, longer.end)
        if quantity is None or quantity.kind == "ordinal":
            return None
        return replace(quantity, bound="at_most" if match["less"] else "at_least")

    def one_and_a_half(self, at: int, half: int) -> Quantity | None:
        """ "un año y medio", from its article at `at` to the token `half`; None without a unit there.

        Without an article, "a metro y medio", `at` is where the unit starts.
        """
        first = self.tokens.at(at)
        bare = first == half - 2
        unit = unit_behind(self.view, self.tokens, at - 1 if bare else self.tokens.ends[first])
        if unit is None or unit.end != self.tokens.ends[half - 2] or unit.kind not in ("duration", "measure"):
            return None
        kind: FigureKind = unit.kind  # type: ignore[assignment]
        number = Number(at, at if bare else self.tokens.ends[first], 1.5, False)
        end = self.tokens.ends[half]
        return Quantity(at, end, number, 1.5, kind, self.reading.text[unit.start : unit.end])

    def _repeated(self, number: Number) -> Number:
        """Legal custom says a number twice, "15 (quince) días", "quince (15) días": both are one number."""
        view, end = self.view, number.end
        if not view.startswith(" (", end):
            return number
        again = read_words(view, end + 2) if number.digits else read_digits(view, end + 2)
        if again is None or again.value != number.value or not view.startswith(") ", again.end):
            return number
        return number._replace(end=again.end + 1)

    def _bare(self, number: Number) -> Quantity:
        return Quantity(number.start, number.end, number, self.marks.settle(number, None))

    def _scaled_sign(self, number: Number) -> Sign | None:
        """ "45 M€", "3 MM USD": a scale abbreviation and the sign behind the number."""
        match = _millions_behind().match(self.view, number.end)
        if match is None or match["scale"] not in ("MM", "M"):
            return None
        return sign_behind(self.reading, match.end())

    def _scaled_unit(self, number: Number) -> Quantity | None:
        """ "6,7 M ha": a scale abbreviation before a unit's symbol."""
        match = _millions_behind().match(self.view, number.end)
        if (
            match is None
            or match["scale"] not in ("MM", "M")
            or self.view[match.end() : match.end() + 1] != " "
        ):
            return None
        unit = unit_behind(self.view, self.tokens, match.end())
        if unit is None or unit.kind != "measure" or not unit.symbol:
            return None
        value = _whole(self.marks.settle(number, "measure") * 10**6)
        written = self.reading.text[unit.start : unit.end]
        return Quantity(number.start, unit.end, number, value, "measure", written, symbol=True)

    def _with_unit(self, number: Number, at: int) -> Quantity | None:
        unit = unit_behind(self.view, self.tokens, at)
        if unit is None or (self.view[unit.start : unit.end] == "ha" and self._is_verb(number, unit.end)):
            return None
        if unit.kind == "money":
            scale, _, noun = unit.name.rpartition(" de ")
            value = self.marks.settle(number, "millions") * _ABBREVIATED[scale]
            return self._money(number, _whole(value), number.start, unit.end, codes_of(noun))
        if number.value == 1 and not number.digits and number.scale == 1 and unit.kind != "percent":
            return None
        end, unit_end = unit.end, unit.end
        value = self.marks.settle(number, unit.kind)
        if not unit.symbol and unit.kind != "percent":
            index = self.tokens.at(unit.end) - 1
            unit_end = end = phrase_end(self.reading, index, self.tokens.folds[index].endswith("s"))[0]
            half = _and_half().match(self.view, unit.end)
            if half is not None and isinstance(value, int) and unit.kind != "percent":
                value, end = value + 0.5, half.end()
                unit_end = unit.end
        start = number.start
        if number.digits and unit.kind in ("percent", "measure"):
            negative = _minus().search(self.view, max(0, start - 6), start)
            if negative is not None and not self._bullet(negative.start(), unit.name):
                start, value = negative.start(), -value
        kind: FigureKind = unit.kind  # type: ignore[assignment]
        written = self.reading.text[unit.start : unit_end]
        if written == "m" and _hours_before().search(self.view, max(0, start - 4), start):
            kind = "duration"  # "2h 10m 15s"
        return Quantity(start, end, number, value, kind, _folded(written), symbol=unit.symbol)

    def _is_verb(self, number: Number, end: int) -> bool:
        """Whether "ha" in front of `end` is the verb: "desde 2018 ha subido"; hectares are feminine."""
        index = self.tokens.at(end)
        if index >= len(self.tokens.starts) or self.view[end : self.tokens.starts[index]] != " ":
            return False
        follow = self.tokens.folds[index]
        if follow.endswith(("ado", "ido")) or follow in words("figure_participle_irregular"):
            return True
        before = self.tokens.folds[self.tokens.at(number.start) - 1]
        written = self.view[number.start : number.end]
        return year_like(written) and before in ("en", "desde", "ano", "durante", "hasta")

    def _bullet(self, at: int, unit: str) -> bool:
        """A dash at the start of a line opens an item, unless degrees follow or it is a true minus."""
        if self.reading.text[at] == "−":
            return False
        return self.view[line_near(self.view, at, 20)[0] : at].strip() == "" and "°" not in unit

    def _amount(self, number: Number, sign: Sign) -> Quantity:
        """An amount with its sign before it: "S/ 3,5 millones", "US$ 152.3 MM", "$500 mdp", "$ 500 USD"."""
        end, value = number.end, self.marks.settle(number, "money")
        codes = sign.codes
        if sign.scale > 1 and number.scale == 1:
            value = _whole(self.marks.settle(number, "millions") * sign.scale)
        ahead = self.view[end : end + 2].lstrip(" ")[:1]
        worded = not ahead or ahead.isalpha()  # a scale, a currency's name may follow
        match = _millions_behind().match(self.view, end) if worded and number.scale == 1 else None
        if match is not None and match["scale"] != "mm":
            value, end = _whole(value * _SCALES[match["scale"]]), match.end()
        elif worded:
            unit = unit_behind(self.view, self.tokens, end)
            if unit is not None and unit.kind == "money":
                scale, _, noun = unit.name.rpartition(" de ")
                value = _whole(self.marks.settle(number, "millions") * _ABBREVIATED[scale])
                end = unit.end
                codes = codes if noun == "pesos" else codes_of(noun)
        name = name_behind(self.view, self.tokens, end, True) if worded else None
        name = name or sign_behind(self.reading, end, True)
        if name is not None and (len(name.codes) < len(codes) or set(name.codes) & set(codes)):
            end = name.end
            codes = (
                name.codes if len(name.codes) == 1 else tuple(c for c in codes if c in name.codes) or codes
            )
        start = sign.start
        if start and self.view[start - 1] in "-−" and not self.view[start - 2 : start - 1].isalnum():
            start, value = start - 1, -value
        return self._money(number, value, start, end, codes, True)

    def _money(
        self,
        number: Number,
        value: int | float,
        start: int,
        end: int,
        codes: tuple[str, ...],
        signed: bool = False,
    ) -> Quantity:
        if number.doubt and value == number.value:
            value = self.marks.settle(number, "money")
            rate = number.scale == 1 and number.value < 10**5
            if rate and (_rate_behind().match(self.reading.folded, end) or self._rate_before(number)):
                code = self.currencies.resolve(codes, start)
                if code is not None and code.lower() in words("figure_small_currency"):
                    value = plain(int(number.value), 1000)  # S/ 3,545 por dólar
        return Quantity(start, end, number, value, "money", None, codes, signed=signed)

    def _rate_before(self, number: Number) -> bool:
        """Whether the clause tells an exchange rate ("el dólar cerró en S/ 3,742"); round sums are sums."""
        if number.value % 100 == 0:
            return False
        index = self.tokens.at(number.start)
        low = self.tokens.at(self.reading.sentence_at(number.start)[0])
        near = self.tokens.folds[max(low, index - 10) : index]
        return not words("figure_rate_subject").isdisjoint(near)

    def _is_amount(self, number: Number, name: Sign) -> bool:
        """Names that are also nouns ("cinco bolivianos", "tres coronas") need the look of an amount."""
        word = self.view[name.start : name.end].lower()
        if word not in words("figure_money_noun"):
            return True
        if number.scale >= 10**6 or number.decimals:
            return True
        if word == "bolivianos":
            return self.reading.country == "BO" and number.value >= 20 and number.digits
        return number.value >= 100

    def _counted(self, number: Number, at: int) -> Quantity | None:
        if number.value == 1 and not number.digits:
            return None
        if self.view[at : at + 1] != " ":
            return None
        noun = counted_noun(self.reading, at, number.value != 1)
        if noun is None:
            return self._edition(number, at)
        if noun.start > at + 1 and number.value == 1 and noun.head == self.tokens.at(at) + 1:
            return None
        written = _folded(self.reading.text[noun.start : noun.end])
        value = self.marks.settle(number, "count")
        kind: FigureKind = "measure" if self._points(noun.head, number) else "count"
        if noun.start > self.tokens.starts[self.tokens.at(at)]:  # "los dos últimos años"
            unit = unit_behind(self.view, self.tokens, self.tokens.ends[noun.head - 1])
            if unit is not None and unit.kind in ("duration", "measure"):
                kind = "duration" if unit.kind == "duration" else "measure"
        return Quantity(number.start, noun.end, number, value, kind, written)

    def _points(self, head: int, number: Number) -> bool:
        """Points of a poll or a percentage, not places or scores."""
        if self.tokens.folds[head] not in ("puntos", "punto"):
            return False
        folds = self.tokens.folds
        if number.decimals:
            return True
        if folds[head + 1 : head + 2] in (["menos"], ["mas"], ["arriba"], ["abajo"]):
            return True
        if folds[head + 1 : head + 3] in (
            ["de", "ventaja"],
            ["de", "diferencia"],
            ["por", "encima"],
            ["por", "debajo"],
        ):
            return True
        near = (*folds[max(0, head - 15) : head], *folds[head + 1 : head + 4])
        return not words("figure_point_context").isdisjoint(near)

    def _edition(self, number: Number, at: int) -> Quantity | None:
        """ "la 78 Asamblea": a cardinal above one before the singular noun of a numbered meeting."""
        index = self.tokens.at(at)
        if number.value == 1 or number.scale > 1 or not number.digits or index >= len(self.tokens.starts):
            return None
        if self.tokens.folds[index] not in event_nouns() or not isinstance(number.value, int):
            return None
        before = self.tokens.at(number.start) - 1
        article = before >= 0 and self.tokens.folds[before] in ("la", "el", "del", "su", "al", "esta", "este")
        if not article and not self.tokens.words[index][0].isupper():
            return None
        word = self.reading.text[self.tokens.starts[index] : self.tokens.ends[index]]
        return Quantity(number.start, self.tokens.ends[index], number, number.value, "ordinal", word)


def _whole(value: int | float) -> int | float:
    """A product of a decimal and a scale, without binary dust (152.3 * 10**6)."""
    if isinstance(value, int):
        return value
    near = round(value, 4)
    return int(near) if near == int(near) else near


def _folded(text: str) -> str:
    """Blanks and breaks inside a unit as written become one blank."""
    return " ".join(text.split())
