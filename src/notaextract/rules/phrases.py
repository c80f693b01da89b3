"""Many phrases at once: a word tree over the tokens of a reading.

Thousands of names cost one dictionary look a word and are found whatever the accents,
blanks or line breaks between their words. A branch grows when its first word is first
seen, so that loading a table costs little more than reading it.

Reads: "EE.UU.", "EE. UU.", "EE UU" as the same two words; "MINISTERIO DE SALUD" in a
headline. Leaves: words with a comma, bracket or line end between them, unless the
phrase has the comma itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from notaextract.rules.reading import FOLDS as _KEYS
from notaextract.rules.reading import Tokens, word_pattern

T = TypeVar("T")
_END = ""  # key of a node's payloads; no token is empty


class Match(NamedTuple, Generic[T]):
    """Tokens `first` to `last` (inclusive) and what the phrase stands for."""

    first: int
    last: int
    payloads: list[T]


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(r"""[ ]{0,20}(?:[.][ ]{0,20}|[-–/&'+"][ ]?)?""")


def first_word(phrase: str) -> str:
    """The first word of a phrase, as printed. Raises ValueError where there is none."""
    word = phrase.partition(" ")[0]
    if word.isalnum():
        return word
    found = word_pattern().search(phrase)
    if found is None:
        raise ValueError(f"a phrase needs a word: {phrase!r}")
    return found.group()


class PhraseTree(Generic[T]):
    """Phrases, each with one or more payloads, which `make` builds from what was added."""

    def __init__(self, make: Callable[[str, Any], T] | None = None) -> None:
        self._make = make
        self._waiting: defaultdict[str, list[tuple[str, Any]]] = defaultdict(list)  # by first word
        self._grown: dict[str, dict[str, Any]] = {}

    def add(self, phrase: str, payload: Any) -> None:
        """Add a phrase as printed; words are folded, a comma inside it is kept."""
        self.add_all(((phrase, payload),))

    def add_all(self, phrases: Iterable[tuple[str, Any]]) -> None:
        """Add many phrases, each with its payload, or with what `make` builds it from."""
        waiting, keys = self._waiting, _KEYS
        for added in phrases:
            word = added[0].partition(" ")[0]
            waiting[keys[word if word.isalnum() else first_word(added[0])]].append(added)

    def _grow(self, branch: dict[str, Any], phrase: str, payload: Any) -> None:
        node = branch
        if phrase.replace(" ", "").isalnum():
            for word in phrase.split()[1:]:
                node = node.setdefault(_KEYS[word], {})
        else:
            spans = [match.span() for match in word_pattern().finditer(phrase)]
            before = spans[0][1]
            for start, end in spans[1:]:
                key = _KEYS[phrase[start:end]]
                node = node.setdefault("," + key if "," in phrase[before:start] else key, {})
                before = end
        node.setdefault(_END, []).append(payload if self._make is None else self._make(phrase, payload))

    @property
    def first_words(self) -> frozenset[str]:
        """The folded first word of every phrase."""
        return frozenset(self._waiting)

    def claims(self, phrase: str) -> list[T]:
        """The payloads of one phrase, none where it was not added."""
        first, *rest = word_pattern().findall(phrase)
        node = self._branch(_KEYS[first])
        for word in rest:
            node = None if node is None else node.get(_KEYS[word])
        return [] if node is None else node.get(_END, [])

    def _branch(self, word: str) -> dict[str, Any] | None:
        waiting = self._waiting.get(word)
        if waiting is None:
            return None
        branch = self._grown.setdefault(word, {})
        for phrase, payload in waiting:
            self._grow(branch, phrase, payload)
        waiting.clear()  # the key stays: it tells that phrases begin so
        return branch

    def find(
        self, tokens: Tokens, view: str, *, nested: bool = False, lower: Container[str] | None = None
    ) -> Iterator[Match[T]]:
        """The longest match at each place, left to right; inside one another only if `nested`;
        with `lower`, a phrase of names: only words with a capital and these may begin one
        (it spares looking at every "el" and "de")."""
        begins, words = self._waiting, tokens.words
        free = 0
        for index in tokens.among(begins):
            if index < free and not nested:
                continue
            if lower is None or not words[index].islower() or tokens.folds[index] in lower:
                match = self.match(tokens, view, index)
                if match is not None:
                    free = match.last + 1
                    yield match

    def match(self, tokens: Tokens, view: str, first: int) -> Match[T] | None:
        """The longest phrase that starts at token `first`, or None."""
        folds, starts, ends = tokens.folds, tokens.starts, tokens.ends
        node = self._branch(folds[first])
        if node is None:
            return None
        best, payloads = first, node.get(_END)
        here, count, gap = first + 1, len(folds), _gap()
        while here < count:
            between = view[ends[here - 1] : starts[here]]
            if between == " " or (
                gap.fullmatch(between) and not (between[0] == "." and ends[here - 1] - starts[here - 1] > 4)
            ):
                node = node.get(folds[here])
            elif between.strip() == "," and "\n" not in between:
                node = node.get("," + folds[here])
            else:
                break
            if node is None:
                break
            found = node.get(_END)
            if found is not None:
                best, payloads = here, found
            here += 1
        return None if payloads is None else Match(first, best, payloads)
