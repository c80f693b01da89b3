"""What qualifies a number: "más de", "unos", "hasta", "supera los", "… como mínimo".

The phrases are data (`word_lists/figures.csv`): before the number they end right at it, articles
and possessives aside ("cerca del", "más de los"); "del" and "al" count as "de" and "a".
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from notaextract.data.load import cached, words
from notaextract.facts import Qualifier
from notaextract.rules.numbers.grammar import number_words
from notaextract.rules.reading import Tokens

_CONTRACTED = {"del": "de", "al": "a"}
_BEFORE: tuple[Qualifier, ...] = ("exact", "about", "more_than", "less_than", "at_least", "at_most")
_ARRIVING = ("llego", "llega", "llegar", "llegaron", "llegan", "llegando", "ascendio", "ascendieron")
_BEHIND: tuple[Qualifier, ...] = ("about", "at_least", "at_most")


class Qualified(NamedTuple):
    """The qualifier and the index of its first token (the number's own, where there is none)."""

    qualifier: Qualifier
    first: int


Phrases = dict[str, tuple[tuple[tuple[str, ...], Qualifier], ...]]


class _Node(dict[str, "_Node"]):
    """Phrases as a tree from their last word backwards; `kind` where a phrase is complete."""

    kind: Qualifier | None = None


@cached
def _before() -> _Node:
    root = _Node()
    for kind in _BEFORE:
        for phrase in words(f"figure_{kind}"):
            node = root
            for word in reversed(phrase.split()):
                node = node.setdefault(_CONTRACTED.get(word, word), _Node())
            node.kind = kind
    return root


@cached
def _behind() -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], Qualifier]]] = {}
    for kind in _BEHIND:
        for phrase in words(f"figure_{kind}_behind"):
            parts = tuple(phrase.split())
            found.setdefault(parts[0], []).append((parts, kind))
    return {word: tuple(sorted(f, key=lambda p: -len(p[0]))) for word, f in found.items()}


def _blank(view: str, tokens: Tokens, index: int) -> bool:
    """Whether token `index` runs on into the next one: blanks, at most an opening quote between."""
    gap = view[tokens.ends[index] : tokens.starts[index + 1]]
    return gap == " " or gap.strip(" \"'¿¡($€£₡₲S/-−–") == ""


def qualifier_before(view: str, tokens: Tokens, number: int, start: int) -> Qualified:
    """The qualifier right before the number whose first token is `number` and that starts at `start`."""
    folds = tokens.folds
    index = number - 1
    if index < 0:
        return Qualified("exact", number)
    gap = view[tokens.ends[index] : start]
    if gap != " " and gap.strip(" \"'¿¡(") != "" and not (gap.strip() == "." and folds[index] == "aprox"):
        return Qualified("exact", number)
    articles = words("figure_determiner")
    tree = _before()
    for _ in range(3):
        word = folds[index]
        node = tree.get(_CONTRACTED.get(word, word))
        found = _walk(view, tokens, index, node) if node is not None else None
        if found is not None:
            return _adjust(view, tokens, found)
        if word not in articles or index == 0 or not _blank(view, tokens, index - 1):
            break
        index -= 1
    return _said_of_limit(view, tokens, number, start)


@cache
def _limit() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:m[áa]xim[oa](?P<most>)|m[íi]nim[oa])(?:[ ]de(?:l|[ ]la)?[ ][a-záéíóúñ]{3,20}){0,2}"
        r"[ ](?:es|era|será|sería|fue|sea)[ ]de[ ]\Z"
    )


def _said_of_limit(view: str, tokens: Tokens, number: int, start: int) -> Qualified:
    """ "el plazo máximo de entrega es de [36 meses]": the adjective stands before the verb."""
    if number < 3 or tokens.folds[number - 1] != "de":
        return Qualified("exact", number)
    match = _limit().search(view, max(0, start - 80), start)
    if match is None or tokens.folds[tokens.at(match.start()) - 1] in words("figure_standing_minimum"):
        return Qualified("exact", number)  # the minimum wage is one sum
    return Qualified("at_most" if match["most"] is not None else "at_least", number)


def _walk(view: str, tokens: Tokens, index: int, node: _Node) -> Qualified | None:
    """The longest phrase that ends in token `index`, whose node this is."""
    best = Qualified(node.kind, index) if node.kind else None
    folds = tokens.folds
    while index and node:
        word = folds[index - 1]
        follow = node.get(_CONTRACTED.get(word, word))
        if follow is None or not _blank(view, tokens, index - 1):
            break
        node, index = follow, index - 1
        if node.kind:
            best = Qualified(node.kind, index)
    return best


def _adjust(view: str, tokens: Tokens, found: Qualified) -> Qualified:
    """Where "hasta" ends a way from … to, or belongs to a verb of change, it bounds nothing."""
    folds, low = tokens.folds, found.first
    if folds[low] != "hasta" or not low:
        return found
    before = folds[low - 1]
    if before in words("figure_change") or before in _ARRIVING:
        return found if before.endswith(("r", "rse", "ra", "ran")) else Qualified("exact", low)
    if "desde" in folds[max(0, low - 6) : low]:
        return Qualified("exact", low)
    gap = view[tokens.ends[low - 1] : tokens.starts[low]]
    comma = "," in gap
    stepped = "%" in gap or before in ("ciento", "puntos", "porcentuales", "basicos", "pp", "pb")
    if comma and stepped:
        return Qualified("exact", low)  # "ganó un 0,4 %, hasta los 14.050 puntos"
    if (comma or stepped) and not words("figure_change").isdisjoint(folds[max(0, low - 8) : low]):
        return Qualified("exact", low)  # "subió un 1,2 %, hasta los 14.050 puntos"
    return found


def qualifier_behind(view: str, tokens: Tokens, end: int) -> Qualifier | None:
    """The qualifier right behind the figure that ends at `end` ("60 años y más")."""
    index = tokens.at(end)
    if index >= len(tokens.starts):
        return None
    if tokens.folds[index] == "de" and (after := _behind_complement(view, tokens, index)) is not None:
        index, end = after, tokens.ends[after - 1]
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
        if (
            last < len(tokens.starts)
            and parts[-1] in ("mas", "menos")
            and tokens.folds[last] in ("de", "que", "del")
        ):
            continue  # "60 años y más de 100 casos"
        if (
            last < len(tokens.starts)
            and parts[0] not in ("y", "o")
            and view[tokens.ends[last - 1] : tokens.starts[last]] == " "
        ):
            follow = tokens.folds[last]
            if follow.isdecimal() or follow in number_words() or follow in words("figure_determiner"):
                continue  # "un 80 % al menos la mitad": it qualifies the next figure
        return kind
    return None


def _behind_complement(view: str, tokens: Tokens, index: int) -> int | None:
    """The token behind a one-word complement, where it makes a number an about: "dos días [de
    antelación] aproximadamente"."""
    after = index + 2
    if after >= len(tokens.starts) or not tokens.words[index + 1].islower():
        return None
    if view[tokens.ends[index] : tokens.starts[after]] != f" {tokens.words[index + 1]} ":
        return None
    return after if any(kind == "about" for _, kind in _behind().get(tokens.folds[after], ())) else None
