"""Many phrases at once: a word tree over the tokens of a reading.

5,000 names cost one dictionary look a word and are found whatever the line breaks,
accents or blanks between their words. Longest match wins; matches do not overlap.

Reads: "EE.UU.", "EE. UU.", "EE UU" as the same two words; "MINISTERIO DE SALUD" in a
headline. Leaves: words with a comma, bracket or line end between them, unless the
phrase has the comma itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from notaextract.rules.reading import Tokens, _word, fold

T = TypeVar("T")
_END = ""  # key of a node's payload; no token is empty


class Match(NamedTuple, Generic[T]):
    """Tokens `first` to `last` (inclusive) and what the phrase stands for."""

    first: int
    last: int
    payload: T


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(r"""[ ]{0,20}(?:[.][ ]{0,20}|[-–/&'+"][ ]?)?""")


class PhraseTree(Generic[T]):
    """Phrases, each with a payload. Two payloads for one phrase: both are kept, in a list."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}

    def add(self, phrase: str, payload: T) -> None:
        """Add a phrase as printed; words are folded, a comma inside it is kept."""
        node = self.root
        spans = [match.span() for match in _word().finditer(phrase)]
        if not spans:
            raise ValueError(f"a phrase needs a word: {phrase!r}")
        before = spans[0][0]
        for start, end in spans:
            key = fold(phrase[start:end])
            node = node.setdefault("," + key if "," in phrase[before:start] else key, {})
            before = end
        node.setdefault(_END, []).append(payload)

    def find(self, tokens: Tokens, view: str) -> Iterator[Match[list[T]]]:
        """The longest matches, left to right, not overlapping."""
        root, folds, starts, ends = self.root, tokens.folds, tokens.starts, tokens.ends
        count = len(folds)
        gap = _gap()
        free = 0
        for index, word in enumerate(folds):
            node = root.get(word)
            if node is None or index < free:
                continue
            best = -1
            payload = node.get(_END)
            if payload is not None:
                best = index
            here = index + 1
            while here < count:
                between = view[ends[here - 1] : starts[here]]
                if between != " " and not gap.fullmatch(between):
                    if between.strip() != "," or "\n" in between:
                        break
                    node = node.get("," + folds[here])
                else:
                    node = node.get(folds[here])
                if node is None:
                    break
                found = node.get(_END)
                if found is not None:
                    best, payload = here, found
                here += 1
            if best >= 0:
                free = best + 1
                yield Match(index, best, payload)


def words_of(phrase: str) -> list[str]:
    """A phrase's words, as `Tokens` would cut them."""
    return _word().findall(phrase)
