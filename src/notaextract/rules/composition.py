"""Accents written as marks of their own, made one letter with what they stand on.

PDF files and file systems of some makers write "é" as "e" and U+0301 (Unicode normalization
form D). Rules and tables know composed letters alone, so a text with such marks is read in
its composed form; offsets lead back to the text as given. Only letters with their marks are
touched, never anything else that form C would change.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache


@cache
def _mark() -> re.Pattern[str]:
    return re.compile("[\u0300-\u036f]")


@cache
def _marked_letter() -> re.Pattern[str]:
    return re.compile("[^\\W\\d_][\u0300-\u036f]+")


class Composition:
    """A text with composed letters; `original` leads from its offsets to those of the text as given."""

    __slots__ = ("_ends", "_shifts", "text")

    def __init__(self, given: str) -> None:
        pieces: list[str] = []
        self._ends: list[int] = [0]  # where a composed letter ends, in the composed text …
        self._shifts: list[int] = [0]  # … and how many characters fewer than given stand before that
        done = shift = 0
        for match in _marked_letter().finditer(given):
            composed = unicodedata.normalize("NFC", match.group())
            pieces += (given[done : match.start()], composed)
            done = match.end()
            if len(composed) < done - match.start():
                shift += done - match.start() - len(composed)
                self._ends.append(done - shift)
                self._shifts.append(shift)
        pieces.append(given[done:])
        self.text = "".join(pieces)

    def original(self, offset: int) -> int:
        """The offset in the text as given.

        >>> Composition("Espan\\u0303a y Peru\\u0301").original(6)
        7
        """
        return offset + self._shifts[bisect_right(self._ends, offset) - 1]


def compose(text: str) -> Composition | None:
    """The composition of a text, or None where no mark stands in it (nearly always).

    >>> compose("Perú") is None, compose("Peru\\u0301").text
    (True, 'Perú')
    """
    return Composition(text) if _mark().search(text) else None
