"""Bodies with a name in a neighbour language: its head noun (`data/foreign_nouns.csv`, as printed)
and the complement that this language's small words link to it.

Reads: "Institut Català de la Vinya i el Vi", "Consellería do Mar", "Bibliothèque nationale de
France", "Istituto Nazionale di Statistica"; in English also with the head at the end: "Rainforest
Foundation", "Food and Drug Administration". Leaves: a head alone, "Programa Young Leaders Network".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from notaextract.data.load import cached, table, words
from notaextract.facts import Category
from notaextract.rules.names.bodies import Mention, completes_office, in_title_of_norm
from notaextract.rules.names.extent import adjoining, capital, organization_nouns
from notaextract.rules.names.offices import office_nouns
from notaextract.rules.names.persons import honorifics
from notaextract.rules.reading import Reading, fold

# The small words inside a name. Before a word in i- or hi- "e" is Spanish, elsewhere it is not.
_LINKS = {
    "ca": r"de|del|dels|la|les|el|els|i|per|a|pel|pels",
    "en": r"of|for|and|the|on|to|&",
    "fr": r"de|du|des|la|le|les|et|pour|sur",
    "gl": r"de|do|da|dos|das|e(?!\ H?[iíIÍ])|para|a|o|os|as",
    "it": r"di|del|dello|della|dei|degli|delle|e(?!\ H?[iíIÍ])|per|la|il|lo",
    "pt": r"de|do|da|dos|das|e(?!\ H?[iíIÍ])|para|a|o|os|as",
}
_LONGEST_LEAD = 6  # words before an English head


@cached
def foreign_nouns() -> dict[str, tuple[str, str, Category]]:
    """The first word of a head noun as printed ("Col" of "Col·legi") -> (noun, language, category)."""
    return {row.cells[0].partition("·")[0]: row.cells for row in table("foreign_nouns")}  # type: ignore[misc]


@cache
def _complement(language: str) -> re.Pattern[str]:
    """The words behind a head; in French adjectives stand in small letters ("nationale")."""
    adjective = r"(?:[ ][a-zé]{2,12}(?:ale?|ique|enne|ien)\b)?" if language == "fr" else ""
    elided = r"(?:[dl]'|dell'|nell')?"
    return re.compile(
        rf"{adjective}(?:[ ](?:(?:{_LINKS[language]})[ ]){{0,3}}{elided}[A-ZÀ-Þ][\w·-]*){{0,9}}"
    )


def by_foreign_noun(reading: Reading) -> Iterator[Mention]:
    """Names with a foreign head noun; several words, the head alone is none."""
    tokens, view = reading.tokens, reading.view
    nouns = foreign_nouns()
    if nouns.keys().isdisjoint(tokens.words):
        return
    indefinite = words("determiners_indefinite")
    for index in [i for i, word in enumerate(tokens.words) if word in nouns]:
        noun, language, category = nouns[tokens.words[index]]
        if not view.startswith(noun, tokens.starts[index]):
            continue
        behind = tokens.starts[index] + len(noun)
        match = _complement(language).match(view, behind)
        end = match.end() if match else behind
        first = english_start(reading, index) if language == "en" else index
        if first is None or (end == behind and first == index):
            continue
        if first == index and fold(view[behind + 1 : end]) in words("level_adjectives_foreign"):
            continue  # "Consell Executiu": a class of bodies
        start = tokens.starts[first]
        if completes_office(view, start) or in_title_of_norm(view, start):
            continue
        if first and adjoining(view, tokens, first - 1) and tokens.folds[first - 1] in indefinite:
            continue
        yield Mention(start, end, "rule:foreign_noun", noun, category=category)


def english_start(reading: Reading, head: int) -> int | None:
    """The first token of an English name whose head is token `head`; None inside another name."""
    tokens = reading.tokens
    first = here = head
    while here and head - here < _LONGEST_LEAD and adjoining(reading.view, tokens, here - 1):
        word, folded = tokens.words[here - 1], tokens.folds[here - 1]
        if word in ("and", "of", "for", "the"):
            here -= 1
            continue
        if not capital(word) or folded in words("connectives") or folded in honorifics():
            break
        if folded in office_nouns() or folded in organization_nouns() or folded in words("no_body_heads"):
            return None
        first = here = here - 1
    return first
