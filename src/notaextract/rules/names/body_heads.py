"""Heads of bodies' names: one noun ("Instituto"), a phrase ("Mesa de Concertación", "Sala Penal"), an
acronym ("EPS"), a chamber of a court ("Sala II de la Cámara"); and where such bodies only locate.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from notaextract.data.load import cached, table, words
from notaextract.facts import Category
from notaextract.rules.names.extent import SMALL, adjoining, capital, organization_nouns
from notaextract.rules.phrases import PhraseTree
from notaextract.rules.reading import Reading, fold


class Head(NamedTuple):
    """A head noun or phrase: its body's category, its last token, whether such bodies also only locate."""

    category: Category
    last: int
    site: bool


@cached
def head_phrases() -> PhraseTree[tuple[str, str]]:
    """The heads of several words ("Mesa de Concertación", "Sala Penal") -> (category, needs)."""
    tree: PhraseTree[tuple[str, str]] = PhraseTree()
    rows = table("organization_nouns")
    tree.add_all((row.cells[0], (row.cells[1], row.cells[2])) for row in rows if " " in row.cells[0])
    return tree


def head_at(reading: Reading, index: int) -> Head | None:
    """The head that begins at a capitalised token and leads a name of its own, or None."""
    tokens = reading.tokens
    folded = tokens.folds[index]
    found = head_phrases().match(tokens, reading.view, index)
    if found is not None and all(
        capital(word) or word in SMALL for word in tokens.words[index : found.last + 1]
    ):
        category, needs = found.payloads[0]
        return Head(category, found.last, needs == "site")  # type: ignore[arg-type]
    if folded in CHAMBERS:
        return _chamber(reading, index)
    noun = organization_nouns().get(folded)
    if noun is None or noun[1] in ("quoted", "lower"):
        return None
    if noun[1] == "acronym" and not tokens.words[index].isupper():
        return None
    if folded in words("given_names") and _surname_behind(reading, index):
        return None
    last = index
    behind = tokens.words[index + 1] if adjoining(reading.view, tokens, index) else ""
    if behind.isdigit() and len(behind) < 4 and folded in words("numbered_heads"):
        last = index + 1  # "Juzgado 38 Penal Municipal"
    return Head(noun[0], last, noun[1] == "site")  # type: ignore[arg-type]


def _surname_behind(reading: Reading, index: int) -> bool:
    """Whether a head noun that is a given name, too, begins a person's: "[Marina] Solano"."""
    tokens = reading.tokens
    if not adjoining(reading.view, tokens, index) or not capital(tokens.words[index + 1]):
        return False
    return tokens.folds[index + 1] not in words("level_adjectives") | words("branch_adjectives")


CHAMBERS = frozenset(("sala", "seccion"))
_COURTS = frozenset(("corte", "tribunal", "camara", "audiencia", "sala"))


def _chamber(reading: Reading, index: int) -> Head | None:
    """ "[Primera] Sala de la Suprema Corte …", "Sala II de la Cámara Federal": a chamber of a court."""
    tokens = reading.tokens
    match = _of_court().match(reading.view, tokens.ends[index])
    if match is None or fold(match["court"]) not in _COURTS:
        return None
    return Head("judiciary", tokens.at(match.end()) - 1, False)


@cache
def _of_court() -> re.Pattern[str]:
    return re.compile(
        r"""(?:[ ](?:[IVX]{1,5}|\d{1,2}[.]?[ªa]?|[A-Z][a-záéíóú]{2,14}(?:er[oa]|und[oa]|t[oa]|av[oa]|n[oa])))?
            [ ](?:del|de[ ]la)[ ](?:Suprema[ ])?(?P<court>[A-ZÁÉÍÓÚ][a-záéíóú]+)\b""",
        re.VERBOSE,
    )


@cache
def _locating() -> re.Pattern[str]:
    place = r"fuera|dentro|cerca|instalaciones|sede|auditorio|afueras|alrededores|inmediaciones|patio"
    return re.compile(
        rf"(?:\b(?:en|desde|hacia|hasta|frente a|(?:{place}) de)(?: (?:el|la|los|las))?"
        rf"|\b(?:frente al|(?:{place}|metros|cuadras|kilómetros) (?:del|de la))) \Z"
    )


def locates(view: str, start: int) -> bool:
    """Whether what starts at `start`, its article before it, is only where something happens:
    "en el [Hospital …]", "cerca del [Museo …]"."""
    return bool(_locating().search(view, max(0, start - 30), start))


def only_locates(reading: Reading, start: int) -> bool:
    """Whether a hospital, school or museum is only where something happens."""
    head = head_at(reading, reading.tokens.at(start))
    return head is not None and head.site and locates(reading.view, start)
