"""One release as the rules read it: view, tokens, lines, sentences, named-entity spans.

Everything is computed once, on first use. Tokens exist to find triggers fast
(a dictionary look at each word); what a rule then reads, it reads on `view`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property, partial
from itertools import accumulate

from notaextract.facts import Fact, Note, Span, Value
from notaextract.rules.composition import Composition
from notaextract.rules.view import reading_view

_ACCENTS = (("á", "a"), ("é", "e"), ("í", "i"), ("ó", "o"), ("ú", "u"), ("ñ", "n"), ("ü", "u"))
_PLAIN = {ord(accented): plain for accented, plain in _ACCENTS}


def fold(word: str) -> str:
    """Lower case, without accents or soft hyphens; ñ becomes n.

    >>> fold("CANCILLERÍA")
    'cancilleria'
    """
    if word.isascii():
        return word.lower()
    plain = word.lower().translate(_PLAIN)
    if plain.isascii():
        return plain
    decomposed = unicodedata.normalize("NFD", plain)
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c != "\u00ad")


def fold_in_place(view: str) -> str:
    """Lower case and without accents, character for character.

    >>> fold_in_place("El MIÉRCOLES próximo")
    'el miercoles proximo'
    """
    lower = view.lower()
    if len(lower) != len(view):  # a capital whose small letter is two characters
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in view)
    if lower.isascii():
        return lower
    for accented, plain in _ACCENTS:
        lower = lower.replace(accented, plain)
    return lower


class _Folds(dict[str, str]):
    """Words seen before, folded: a release repeats its words, an archive even more."""

    def __missing__(self, word: str) -> str:
        folded = fold(word)
        if len(self) < 200_000:
            self[word] = folded
        return folded


FOLDS = _Folds()


@cache
def word_pattern() -> re.Pattern[str]:
    """A word: letters, digits, combining marks; starts with a letter or digit."""
    return re.compile(r"[^\W_][\w\u0300-\u036f\u00ad]*")


@cache
def _words_and_gaps() -> re.Pattern[str]:
    return re.compile(f"({word_pattern().pattern})")


class Tokens:
    """The words of a view: parallel lists of start, end, the word, and the word folded.

    `at(offset)` is the index of the first token that starts at or behind an offset.
    """

    __slots__ = ("_index", "_where", "at", "ends", "folds", "starts", "words")

    def __init__(self, view: str) -> None:
        pieces = _words_and_gaps().split(view)  # gap, word, gap, word, …, gap
        edges = list(accumulate(map(len, pieces)))
        self.starts: list[int] = edges[:-1:2]
        self.ends: list[int] = edges[1::2]
        self.words: list[str] = pieces[1::2]
        self._where: dict[str, list[int]] | None = None
        self._index: dict[str, list[int]] | None = None
        self.folds: list[str] = list(map(FOLDS.__getitem__, self.words))
        self.at: Callable[[int], int] = partial(bisect_left, self.starts)  # no method: rules ask all the time

    def __len__(self) -> int:
        return len(self.starts)

    def where(self, word: str) -> list[int]:
        """The tokens that are this very word (capitals and accents as printed)."""
        if self._where is None:
            self._where = {}
            for index, each in enumerate(self.words):
                if not each.islower():
                    self._where.setdefault(each, []).append(index)
        return self._where.get(word, [])

    def among(self, folds: Collection[str]) -> list[int]:
        """The tokens that, folded, are one of `folds`: where a rule has something to look at."""
        if self._index is None:
            made: defaultdict[str, list[int]] = defaultdict(list)
            for at, folded in enumerate(self.folds):
                made[folded].append(at)
            self._index = made
        index = self._index
        fewer, more = (folds, index) if len(folds) < len(index) else (index, folds)
        found = [at for word in fewer if word in more for at in index[word]]
        found.sort()
        return found


class Reading:
    """A note with what every extractor needs of it.

    `text` is the note's text (its `composition`, where one is given: then offsets here are
    not those of the note until `as_given` has led back); `view` reads like it at the same offsets (see
    `view.py`). `issued` (ISO date) and `country` (alpha-2) are set by the pipeline
    as soon as the header is read, `named` counts the countries that the text names (alpha-2),
    `claimed` holds the organisations that are sure before people are read;
    `spans` are the voters' named entities.
    """

    def __init__(
        self, note: Note, spans: Sequence[Span] = (), composition: Composition | None = None
    ) -> None:
        self.note = note
        self.composition = composition
        self.text = composition.text if composition else note.text
        self.spans: Sequence[Span] = spans
        self.issued: str | None = note.date
        self.country: str | None = note.country
        self.named: Counter[str] = Counter()
        self.claimed: Sequence[Fact] = ()
        self._capitals: dict[int, bool] = {}  # start of a line -> whether it is in capitals

    @cached_property
    def view(self) -> str:
        if self.composition is not None and self.composition.view is not None:
            return self.composition.view
        return reading_view(self.text)

    @cached_property
    def folded(self) -> str:
        """The view in small letters without accents, at the same offsets."""
        return fold_in_place(self.view)

    @cached_property
    def accented(self) -> bool:
        """Whether the text has accents at all; without them "Secretaria" may be either word."""
        return any(letter in self.view for letter in "áéíóúÁÉÍÓÚ")

    @cached_property
    def tokens(self) -> Tokens:
        return Tokens(self.view)

    @cached_property
    def _line_edges(self) -> list[int]:
        """Where each line of the view starts."""
        return [0, *(match.end() for match in re.finditer("\n", self.view))]

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """(start, end) of every line of the view that is not blank, blanks stripped."""
        found = []
        for match in re.finditer(r"[^\n]+", self.view):
            line = match.group()
            start = match.start() + len(line) - len(line.lstrip())
            end = match.start() + len(line.rstrip())
            if start < end:
                found.append((start, end))
        return found

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """(start, end) of every sentence of the view, in order, blanks stripped."""
        from notaextract.rules.sentences import sentences

        return list(sentences(self.view))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """(start, end) of the sentence that holds `offset` (the nearest before it, if none)."""
        index = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[max(index, 0)] if self.sentences else (0, len(self.text))

    def line_at(self, offset: int) -> tuple[int, int]:
        """(start, end) of the view's line that holds `offset`."""
        edges = self._line_edges
        index = bisect_right(edges, offset) - 1
        return edges[index], edges[index + 1] - 1 if index + 1 < len(edges) else len(self.view)

    def is_capitals(self, offset: int) -> bool:
        """Whether the line at `offset` is set in capitals, so that case tells nothing."""
        start, end = self.line_at(offset)
        known = self._capitals.get(start)
        if known is None:
            known = self._capitals[start] = in_capitals(self.view[start : min(end, start + 600)])
        return known

    def fact(self, start: int, end: int, value: Value, source: str, evidence: str = "") -> Fact:
        """A fact whose text is the original text between two offsets."""
        return Fact(self.text[start:end], start, end, value, source, evidence)

    def as_given(self, fact: Fact) -> Fact:
        """The fact at its place in the note's own text."""
        if self.composition is None:
            return fact
        start, end = map(self.composition.original, (fact.start, fact.end))
        return replace(fact, text=self.note.text[start:end], start=start, end=end)

    def labelled(self, label: str) -> Iterator[Span]:
        return (span for span in self.spans if span.label == label)


def in_capitals(line: str) -> bool:
    """Whether a line's letters are (all but a few) capitals, as in a headline.

    >>> in_capitals("PERÚ Y CHILE FIRMAN ACUERDO"), in_capitals("El Perú y la OEA")
    (True, False)
    """
    upper = sum(map(str.isupper, line))
    if upper < 4:
        return False
    lower = sum(map(str.islower, line))
    return lower <= 0.12 * (upper + lower)
