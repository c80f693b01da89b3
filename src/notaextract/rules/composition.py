"""What stands between a text as given and the text as it reads, at other offsets.

Two things are put right before the rules see a text, and offsets lead back to it as given:

* Accents written as marks of their own. PDF files and file systems of some makers write "é" as
  "e" and U+0301 (Unicode normalization form D); rules and tables know composed letters alone.
  Only letters with their marks are touched, never anything else that form C would change.
* Wrapped lines that go on indented (the items of a list) or end in blanks or a carriage return:
  between two words that are neighbours in the sentence stands one blank, as everywhere; and a
  line end is one character, also that of Windows.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from notaextract.rules.view import mask_fact_free, unwrapped

Edit = tuple[int, int, str]  # from, to (in the text as given), what stands there instead


@cache
def _mark() -> re.Pattern[str]:
    return re.compile("[\u0300-\u036f]")


@cache
def _marked_letter() -> re.Pattern[str]:
    return re.compile("[^\\W\\d_][\u0300-\u036f]+")


_BLANKS = " \t\r\u00a0"
_WIDE = ("\r\n", " \n", "\n ", "\t\n", "\n\t", "\u00a0\n", "\n\u00a0")  # a break with more than itself


class Composition:
    """A text with composed letters and single blanks; `original` leads from its offsets to those given.

    `view` is how it reads (see `view.py`) where breaks were narrowed, else None: the lines of the
    text as given tell which of them are wrapped.
    """

    __slots__ = ("_ends", "_shifts", "text", "view")

    def __init__(self, given: str, joined: str | None = None) -> None:
        edits = [*_letters(given), *(_breaks(given, joined) if joined is not None else ())]
        edits.sort()
        narrowed = [
            (start, end, given[start] if instead in " \n" else instead) for start, end, instead in edits
        ]
        self._ends: list[int] = [0]  # where an edit ends, in the composed text …
        self._shifts: list[int] = [0]  # … and how many characters fewer than given stand before that
        shift = 0
        for start, end, instead in edits:
            if len(instead) < end - start:
                shift += end - start - len(instead)
                self._ends.append(end - shift)
                self._shifts.append(shift)
        self.text = _edited(given, narrowed)  # of a break its first character stays: no fact ends behind it
        self.view = None if joined is None else mask_fact_free(_edited(joined, edits))

    def original(self, offset: int) -> int:
        """The offset in the text as given.

        >>> Composition("Espan\\u0303a y Peru\\u0301").original(6)
        7
        """
        return offset + self._shifts[bisect_right(self._ends, offset) - 1]


def _letters(given: str) -> Iterator[Edit]:
    for match in _marked_letter().finditer(given):
        yield match.start(), match.end(), unicodedata.normalize("NFC", match.group())


def _breaks(given: str, joined: str) -> Iterator[Edit]:
    """One blank for every wide break inside a paragraph, one line end for "\\r\\n"."""
    at = given.find("\n")
    while at >= 0:
        if joined[at] == " ":
            start, end = at, at + 1
            while start and given[start - 1] in _BLANKS:
                start -= 1
            while end < len(given) and given[end] in _BLANKS:
                end += 1
            if end - start > 1:
                yield start, end, " "
        elif at and given[at - 1] == "\r":
            yield at - 1, at + 1, "\n"
        at = given.find("\n", at + 1)


def _edited(text: str, edits: list[Edit]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end, instead in edits:
        pieces += (text[done:start], instead)
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def compose(text: str) -> Composition | None:
    """The composition of a text, or None where nothing is to be put right in it (nearly always).

    >>> compose("Perú") is None, compose("Peru\\u0301").text
    (True, 'Perú')
    """
    joined = unwrapped(text) if any(wide in text for wide in _WIDE) else None
    if joined is not None and next(_breaks(text, joined), None) is None:
        joined = None
    return Composition(text, joined) if joined is not None or _mark().search(text) else None
