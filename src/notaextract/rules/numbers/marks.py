"""What "." and "," mean in one release, where three digits behind the only mark leave it open.

The rest of the document decides first, then the issuing country's custom, then thousands. Counts
have no decimals, so they are thousands always; "3.450 %" and rates are decimals.
Custom after RAE/ASALE (both marks in use), CLDR es and es_419, NOM-008-SCFI (Mexico: point).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from notaextract.data.load import words
from notaextract.rules.numbers.grammar import Number, plain
from notaextract.rules.reading import Reading


@cache
def _marked() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.,/:-])\d{1,3}([.,'])(\d+)(?:([.,])(\d+))?(?![\d/:-]|[.,]\d)")


class Marks:
    """Evidence of one release: how often each mark is surely decimal or surely groups thousands."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._decimal: Counter[str] | None = None
        self._thousands: Counter[str] = Counter()

    def _count(self) -> Counter[str]:
        if self._decimal is None:
            decimal: Counter[str] = Counter()
            for match in _marked().finditer(self.reading.view):
                first, tail, second, rest = match.groups()
                if second is None:
                    if len(tail) != 3 or match.group().startswith("0"):
                        decimal[first] += 1
                elif len(tail) == 3:
                    self._thousands[first] += 1
                    if second != first:
                        decimal[second] += len(rest) != 3 or first != "'"
            self._decimal = decimal
        return self._decimal

    def is_decimal(self, mark: str) -> bool:
        """Whether one `mark` before three digits is the decimal mark here."""
        decimal = self._count()
        other = "," if mark == "." else "."
        if self._thousands[mark]:
            return False
        if self._thousands[other] and decimal[mark]:
            return True
        if self.reading.country is not None:
            listed = "figure_decimal_point" if mark == "." else "figure_decimal_comma"
            return (
                self.reading.country.lower() in words(listed) and bool(decimal[mark]) and not decimal[other]
            )
        return False

    def settle(self, number: Number, kind: str | None) -> int | float:
        """The number's value for what it counts (a figure kind; None where that is unknown)."""
        if not number.doubt or (kind in ("count", "ordinal", "duration") and number.scale < 10**6):
            return number.value
        if kind == "percent":
            # "1.125 por ciento" has decimals; "5.400 por ciento" where the mark groups thousands has not
            custom = words("figure_decimal_comma" if number.doubt == "." else "figure_decimal_point")
            grouped = int(number.value) % 100 == 0 and (self.reading.country or "").lower() in custom
            return number.value if grouped else plain(int(number.value), 1000)
        if number.scale == 1:
            if int(number.value) % 1000 == 0 or kind in ("money", None):
                return number.value
        elif int(number.head) % 1000 == 0:
            return number.value
        return plain(int(number.value), 1000) if self.is_decimal(number.doubt) else number.value
