"""Variants of annotated Spanish text for training: case, accents, quotes, names swapped.

Every function takes a text with its spans and gives another text whose spans still hold.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ner_corpus import Entity, Sample

Annotated = tuple[str, tuple[Entity, ...]]


class Rates(NamedTuple):
    """Share of the texts (or, for swaps, of the spans) that each variation touches."""

    capitals: float = 0.05
    headline: float = 0.03
    plain: float = 0.06
    lower: float = 0.01
    quotes: float = 0.02
    blanks: float = 0.01
    join: float = 0.06
    split: float = 0.25
    person: float = 0.15
    place: float = 0.10
    organization: float = 0.12
    acronym: float = 0.15
    unknown: float = 0.08


def by_letter(change: Callable[[str], str]) -> Callable[[str], str]:
    """Change each letter alone, where that gives one letter again: offsets hold."""

    def whole(text: str) -> str:
        return "".join(new if len(new := change(c)) == 1 else c for c in text)

    return whole


def _without_accent(letter: str) -> str:
    return letter if letter in "ñÑ" else unicodedata.normalize("NFD", letter)[0]


capitals = by_letter(str.upper)
lower = by_letter(str.lower)
plain = by_letter(_without_accent)


def replace_spans(text: str, spans: Iterable[Entity], new: Sequence[str]) -> Annotated:
    """The text with each span's words replaced by the new ones, labels kept."""
    pieces: list[str] = []
    moved: list[Entity] = []
    done = length = 0
    for (start, end, label), words in zip(spans, new, strict=True):
        pieces += [text[done:start], words]
        length += start - done
        moved.append((length, length + len(words), label))
        length += len(words)
        done = end
    pieces.append(text[done:])
    return "".join(pieces), tuple(moved)


def double_blanks(text: str, spans: tuple[Entity, ...], chance: random.Random) -> Annotated:
    """One blank in eight doubled, outside the names."""
    gaps = [m.start() for m in re.finditer(" ", text) if not any(s <= m.start() < e for s, e, _ in spans)]
    chosen = [gap for gap in gaps if chance.random() < 0.125]
    moved = tuple(
        (s + sum(gap < s for gap in chosen), e + sum(gap < s for gap in chosen), lab) for s, e, lab in spans
    )
    pieces = [text[a:b] for a, b in zip([0, *chosen], [*chosen, len(text)], strict=True)]
    return " ".join(pieces), moved


def curl_quotes(text: str, chance: random.Random) -> str:
    """Plain double quotes made typographic, opening and closing by turns."""
    pair = chance.choice(["“”", "«»", "„”"])
    turn = iter(range(len(text)))
    return re.sub('"', lambda _: pair[next(turn) % 2], text)


def join(first: Annotated, second: Annotated) -> Annotated:
    shift = len(first[0]) + 1
    return f"{first[0]} {second[0]}", first[1] + tuple((s + shift, e + shift, lab) for s, e, lab in second[1])


def cut(text: str, spans: tuple[Entity, ...], ends: Iterable[tuple[int, int]]) -> list[Annotated]:
    """The text sentence by sentence; a span that crosses a sentence end is cut off with its sentence."""
    return [
        (text[a:b], tuple((s - a, e - a, lab) for s, e, lab in spans if a <= s and e <= b)) for a, b in ends
    ]


def is_acronym(name: str) -> bool:
    return 2 <= len(name) <= 8 and name.isalpha() and name.isupper()


class Names:
    """What may stand for what: names of the training texts and, where given, of the gazetteer.

    A person takes the words of other persons at the same places (given names before, surnames behind), so
    that gender and length stay; a place another place; an organisation another whose name begins with the
    same word, so that article and agreement stay; an acronym another acronym, real or made up; a name of one
    word another such name.
    """

    def __init__(self, samples: Iterable[Sample], organizations: Iterable[str] = ()) -> None:
        self.given: set[str] = set()
        self.surnames: set[str] = set()
        self.places: set[str] = set()
        self.acronyms: set[str] = set()
        self.brands: set[str] = set()
        self.heads: dict[str, set[str]] = defaultdict(set)
        for sample in samples:
            for start, end, label in sample.spans:
                self._add(sample.text[start:end], label)
        for name in organizations:
            self._add(name, "ORG")
        self._lists = {
            "given": sorted(self.given),
            "surnames": sorted(self.surnames),
            "places": sorted(self.places),
            "acronyms": sorted(self.acronyms),
            "brands": sorted(self.brands),
        }
        self._heads = {head: sorted(names) for head, names in self.heads.items() if len(names) > 1}

    def _add(self, name: str, label: str) -> None:
        if name.isupper() and not is_acronym(name):
            return
        words = name.split()
        if label == "PER" and all(word[:1].isupper() for word in words):
            if len(words) > 1:
                self.given.add(words[0])
            self.surnames.add(words[-1])
        elif label == "LOC" and words[0][:1].isupper():
            self.places.add(name)
        elif label == "ORG":
            if is_acronym(name):
                self.acronyms.add(name)
            elif len(words) > 1:
                self.heads[words[0].lower()].add(name)
            elif name.istitle():
                self.brands.add(name)

    def person(self, name: str, chance: random.Random) -> str:
        words = name.split(" ")
        if not all(word[:1].isupper() for word in words):
            return name  # "Hugo de Zela": which particle belongs where is not known
        kinds = ["given"] * (len(words) > 1) + ["surnames"] * (len(words) - (len(words) > 1))
        if len(words) > 3:
            kinds[1] = "given"
        return " ".join(chance.choice(self._lists[kind]) for kind in kinds)

    def place(self, chance: random.Random) -> str:
        return chance.choice(self._lists["places"])

    def organization(self, name: str, chance: random.Random) -> str:
        if is_acronym(name):
            return self.acronym(chance)
        if name.istitle() and " " not in name:
            return chance.choice(self._lists["brands"])
        others = self._heads.get(name.split(" ")[0].lower())
        return chance.choice(others) if others else name

    def acronym(self, chance: random.Random) -> str:
        if chance.random() < 0.5:
            return chance.choice(self._lists["acronyms"])
        length = chance.choice((3, 3, 4, 4, 5, 6))
        sounds = ("BCDFGLMNPRSTV", "AEIOU")
        turn = chance.randrange(2)
        if length == 3 or chance.random() < 0.3:
            return "".join(chance.choice("ABCDEFGIJLMNOPRSTUV") for _ in range(length))
        return "".join(chance.choice(sounds[(i + turn) % 2]) for i in range(length))


def swap_names(
    text: str, spans: tuple[Entity, ...], names: Names, rates: Rates, chance: random.Random
) -> Annotated:
    """Some of the names replaced; a name set in capitals stays."""
    new: list[str] = []
    for start, end, label in spans:
        name = text[start:end]
        draw = chance.random()
        if label == "ORG" and is_acronym(name):
            name = names.acronym(chance) if draw < rates.acronym else name
        elif not name.isupper():
            if label == "PER" and draw < rates.person:
                name = names.person(name, chance)
            elif label == "LOC" and draw < rates.place and name[:1].isupper():
                name = names.place(chance)
            elif label == "ORG" and draw < rates.organization:
                name = names.organization(name, chance)
        new.append(name)
    return replace_spans(text, spans, new)


VOWELS, CONSONANTS = "aeiou", "bcdfglmnprstvz"


def unknown_words(text: str, spans: tuple[Entity, ...], rate: float, chance: random.Random) -> str:
    """Some words with one inner letter changed, so that the model has never seen them.

    Beginning and ending stay, vowels become vowels: what is left to go by is the word's form and its
    neighbours, as with the names of a new release. Words outside names are changed a fifth as often, or
    whatever is unknown would be taken for a name.
    """
    letters = list(text)
    for match in _long_word().finditer(text):
        start, end = match.span()
        inside = any(s <= start < e for s, e, _ in spans)
        if chance.random() < (rate if inside else rate / 5):
            at = chance.randrange(start + 1, end - 3)
            kind = VOWELS if letters[at] in "aeiouáéíóú" else CONSONANTS
            letters[at] = chance.choice(kind)
    return "".join(letters)


@cache
def _long_word() -> re.Pattern[str]:
    return re.compile(r"\b[^\W\d_][a-záéíóúñü]{4,}\b")


def headline(text: str) -> str:
    """The first sentence (up to its full stop) in capitals, as where a headline runs into the text."""
    stop = text.find(". ")
    return text if stop < 20 or stop > 160 else capitals(text[:stop]) + text[stop:]


def vary(
    text: str, spans: tuple[Entity, ...], names: Names, rates: Rates, chance: random.Random
) -> Annotated:
    """One variant of an annotated text."""
    text, spans = swap_names(text, spans, names, rates, chance)
    if rates.unknown:
        text = unknown_words(text, spans, rates.unknown, chance)
    if chance.random() < rates.quotes:
        text = curl_quotes(text, chance)
    if chance.random() < rates.blanks:
        text, spans = double_blanks(text, spans, chance)
    draw = chance.random()
    for rate, change in ((rates.capitals, capitals), (rates.lower, lower)):
        if draw < rate:
            text = change(text)
            break
        draw -= rate
    else:
        if draw < rates.headline:
            text = headline(text)
    if chance.random() < rates.plain:
        text = plain(text)
    return text, spans
