"""Sentence ends in Spanish prose, on the reading view.

A sentence ends at a line end, or behind . ? ! … with its closing quotes and brackets
where a new sentence plausibly begins. Ends: "…el acuerdo. La OEA…", "hacerlo.Gracias".
Does not end: "EE. UU. y", "N.º 12", "Sr. Pérez", "art. 5", "J. M. Coetzee", "S. A. C.".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from notaextract.data.load import cached, table


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(
        r"""
        \n+
        | [.?!…]{1,12} ["')\]]{0,6} (?:
              [ ]+ (?= [¿¡"'(\[–—-]{0,6} [^\W_a-záéíóúüñ] )  # blank, then capital, digit
            | (?<=[a-záéíóúüñ][.?!…]) (?=[A-ZÁÉÍÓÚÑ¿¡][a-záéíóúüñ]) )  # hacerlo.Gracias
        """,
        re.VERBOSE,
    )


@cache
def _last_word() -> re.Pattern[str]:
    return re.compile(r"[\w.ºª°]{1,24}\Z")


@cache
def _opening() -> re.Pattern[str]:
    """Words that open a sentence more often than they go on behind an abbreviation."""
    return re.compile(r"[¿¡]|(?:Ad|Al|As|Con|El|En|Es|La|Las|Los|No|Por|Se|Su|Un|Una)\b")


@cached
def _abbreviations() -> dict[str, str]:
    return {row.cells[0]: row.cells[1] for row in table("abbreviations")}


def _abbreviated(view: str, at: int, after: int) -> bool:
    """Whether the full stop at `at` ends an abbreviation and no sentence."""
    if view[at - 1 : at].isdecimal():
        return False
    found = _last_word().search(view[max(0, at - 24) : at])
    if found is None:
        return False
    last = found.group().rsplit(".", 1)[-1]
    if (len(last) == 1 and last.isupper()) or (len(last) == 2 and last[0] == last[1] and last.isupper()):
        # An initial or a piece of "EE. UU.", "S. A.": runs on unless a new sentence shows.
        return not _opening().match(view, after, after + 4)
    before = _abbreviations().get(last.lower())
    return before == "any" or (before == "digit" and view[after : after + 1].isdigit())


def sentences(view: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence, blanks stripped, in order."""
    start = 0
    for match in _stop().finditer(view):
        at, after = match.span()
        if view[at] == "." and at + 1 < len(view) and view[at + 1] != "." and _abbreviated(view, at, after):
            continue
        piece = _strip(view, start, after)
        if piece:
            yield piece
        start = after
    piece = _strip(view, start, len(view))
    if piece:
        yield piece


def _strip(view: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and view[start].isspace():
        start += 1
    while end > start and view[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
