"""What qualifies a number: "más de", "unos", "hasta", "supera los", "… como mínimo".

The phrases are data (`word_lists/figures.csv`): before the number they end right at it, articles
and possessives aside ("cerca del", "más de los"); "del" and "al" count as "de" and "a".
"""

from __future__ import annotations

from typing import NamedTuple

from notaextract.data.load import cached, words
from notaextract.facts import Qualifier
from notaextract.rules.reading import Tokens

_CONTRACTED = {"del": "de", "al": "a"}
_BEFORE: tuple[Qualifier, ...] = ("about", "more_than", "less_than", "at_least", "at_most")
_BEHIND: tuple[Qualifier, ...] = ("about", "at_least", "at_most")


class Qualified(NamedTuple):
    """The qualifier and the index of its first token (the number's own, where there is none)."""

    qualifier: Qualifier
    first: int


Phrases = dict[str, tuple[tuple[tuple[str, ...], Qualifier], ...]]


def _indexed(kinds: tuple[Qualifier, ...], suffix: str, last: bool) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], Qualifier]]] = {}
    for kind in kinds:
        for phrase in words(f"figure_{kind}{suffix}"):
            parts = tuple(phrase.split())
            found.setdefault(parts[-1] if last else parts[0], []).append((parts, kind))
    return {word: tuple(sorted(f, key=lambda p: -len(p[0]))) for word, f in found.items()}


@cached
def _before() -> Phrases:
    return _indexed(_BEFORE, "", True)


@cached
def _behind() -> Phrases:
    return _indexed(_BEHIND, "_behind", False)


def _blank(view: str, tokens: Tokens, index: int) -> bool:
    """Whether token `index` runs on into the next one: blanks, at most an opening quote between."""
    gap = view[tokens.ends[index] : tokens.starts[index + 1]]
    return gap == " " or gap.strip(" \"'¿¡($€£₡₲S/-−–") == ""


def qualifier_before(view: str, tokens: Tokens, number: int, start: int) -> Qualified:
    """The qualifier right before the number whose first token is `number` and that starts at `start`."""
    folds = tokens.folds
    index = number - 1
    if index < 0 or view[tokens.ends[index] : start].strip(" \"'¿¡(") not in ("", "."):
        return Qualified("exact", number)
    if "." in view[tokens.ends[index] : start] and folds[index] != "aprox":
        return Qualified("exact", number)
    articles = words("figure_determiner")
    extra: list[str] = []
    for _ in range(3):
        word = folds[index]
        for candidate in (_CONTRACTED.get(word, word),):
            for parts, kind in _before().get(candidate, ()):
                low = index - len(parts) + 1
                if low < 0:
                    continue
                seen = [_CONTRACTED.get(f, f) for f in folds[low : index + 1]]
                if tuple(seen) == parts and all(_blank(view, tokens, i) for i in range(low, index)):
                    return _adjust(view, tokens, low, index, kind, number)
        if word not in articles or index == 0 or not _blank(view, tokens, index - 1):
            break
        extra.append(word)
        index -= 1
    return Qualified("exact", number)


def _adjust(view: str, tokens: Tokens, low: int, last: int, kind: Qualifier, number: int) -> Qualified:
    """Where "hasta" ends a way from … to, or belongs to a verb of change, it bounds nothing."""
    folds = tokens.folds
    if folds[low] == "hasta" and low:
        if "desde" in folds[max(0, low - 6) : low] or folds[low - 1] in words("figure_change"):
            return Qualified("exact", low)
        if folds[low - 1] in ("llego", "llega", "llegar", "llegaron", "llegando", "ascendio", "y", "para"):
            return Qualified("exact", low) if folds[low - 1] != "y" else Qualified(kind, low)
    return Qualified(kind, low)


def qualifier_behind(view: str, tokens: Tokens, end: int) -> Qualifier | None:
    """The qualifier right behind the figure that ends at `end` ("60 años y más")."""
    index = tokens.at(end)
    if index >= len(tokens):
        return None
    entries = _behind().get(tokens.folds[index])
    if entries is None or view[end : tokens.starts[index]].strip(" (,") != "":
        return None
    gap = view[end : tokens.starts[index]]
    for parts, kind in entries:
        last = index + len(parts)
        if tuple(tokens.folds[index:last]) != parts:
            continue
        if "," in gap and kind != "about" and parts[0] in ("y", "o"):
            continue
        if last < len(tokens) and parts[-1] in ("mas", "menos") and tokens.folds[last] in ("de", "que", "del"):
            continue  # "60 años y más de 100 casos"
        return kind
    return None
