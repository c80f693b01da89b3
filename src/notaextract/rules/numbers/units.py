"""Units behind a number: percent, measures, durations, from `data/units.csv`.

A form after "=" is a symbol and keeps its case (MW, km²); any other is compared folded and may
have several words (puntos porcentuales). SI symbols after the SI Brochure (9th ed.), percent and
spacing after RAE/ASALE, Ortografía VIII.2.5; a symbol may stand with or without a blank.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from notaextract.data.load import cached, table
from notaextract.rules.numbers.counted_nouns import adjoins
from notaextract.rules.reading import Tokens


class Unit(NamedTuple):
    """`kind` is percent, measure, duration or money (an abbreviation like mdp, told by `name`)."""

    name: str
    kind: str
    start: int
    end: int
    symbol: bool


class _Forms(NamedTuple):
    symbols: dict[str, tuple[str, str]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]


@cached
def _forms() -> _Forms:
    symbols: dict[str, tuple[str, str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in table("units"):
        name, kind, _ = row.cells
        for form in row.many(2):
            if form.startswith("="):
                symbols[form[1:]] = name, kind
            else:
                first, *rest = re.split(r"[ -]", form)
                phrases.setdefault(first, []).append((tuple(rest), name, kind))
    longest = {w: tuple(sorted(found, key=lambda f: -len(f[0]))) for w, found in phrases.items()}
    return _Forms(symbols, longest)


@cache
def _percent() -> re.Pattern[str]:
    return re.compile(r"[ ]{0,2}%(?:[ ]por[ ]ciento\b)?", re.IGNORECASE)


@cache
def _symbol() -> re.Pattern[str]:
    """A symbol as it may stand: °C, km², m3/s, mg/dL, %, MW; letters end where a word ends."""
    return re.compile(
        r"""
        [ ]{0,6}
        (?P<symbol> [°º][ ]?[CFK](?![\w]) | ° | ‰ | M€
          | [^\W\d_]\.[ ]?[^\W\d_]\.
          | [^\W\d_]{1,7}[²³23]?(?:/[^\W\d_]{1,3}[²³23]?)?(?![\w²³/])
        )
        """,
        re.VERBOSE,
    )


def unit_behind(view: str, tokens: Tokens, at: int) -> Unit | None:
    """The unit that starts behind offset `at` (the end of a number), or None.

    The span is the unit as written, without the adjectives that may follow.
    """
    follow = view[at : at + 1]
    if follow == "%" or (follow == " " and view[at + 1 : at + 3].lstrip()[:1] == "%"):
        match = _percent().match(view, at)
        if match is not None:
            return Unit("por ciento", "percent", view.index("%", at), match.end(), True)
    index = tokens.at(at)
    forms = _forms()
    if index < len(tokens.starts):
        start = tokens.starts[index]
        phrases = forms.phrases.get(tokens.folds[index])
        if phrases is not None and (view[at:start] == " " or _apart(view, at, start)):
            for rest, name, kind in phrases:
                if not rest:
                    return Unit(name, kind, start, tokens.ends[index], False)
                last = index + len(rest)
                if tuple(tokens.folds[index + 1 : last + 1]) == rest and all(
                    adjoins(view, tokens, i) or view[tokens.ends[i - 1] : tokens.starts[i]] == "-"
                    for i in range(index + 1, last + 1)
                ):
                    return Unit(name, kind, start, tokens.ends[last], False)
        elif start == at + 1 and follow == " " and len(tokens.words[index]) > 7:
            return None  # no symbol is that long
    match = _symbol().match(view, at)
    if match is None or match["symbol"] == "ª":
        return None
    entry = forms.symbols.get(match["symbol"].replace("º", "°").replace("° ", "°"))
    if entry is None:
        return None
    end = match.end()
    return Unit(entry[0], entry[1], match.start("symbol"), end, True)


def _apart(view: str, at: int, start: int) -> bool:
    """Blanks, a hyphen ("8-horas") or, behind digits, nothing ("20litros") stand before a unit's word."""
    gap = view[at:start]
    return gap.strip(" -") == "" and "\n" not in gap and (gap != "" or view[at - 1].isdigit())
