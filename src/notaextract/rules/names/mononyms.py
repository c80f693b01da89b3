"""People whom everybody names by one word: "Stalin", "Perón", "Molière".

Leaves: "avenida Perón", "los Trump", "un Einstein", "Torre Trump", "Lenin Moreno" (a full name is
found elsewhere, or was denied: "autopista Juan Domingo Perón").
"""

from __future__ import annotations

from collections.abc import Iterator

from notaextract.data.load import words
from notaextract.rules.coverage import Coverage
from notaextract.rules.names.extent import adjoining, capital
from notaextract.rules.names.person_mentions import Named, glued_to_name
from notaextract.rules.names.persons import in_contact_line, is_listed_place, is_namesake
from notaextract.rules.reading import Reading

_OF_A_KIND = frozenset(("el", "la", "los", "las", "un", "una", "unos", "otro", "otra", "ningún", "al", "del"))


def by_mononym(reading: Reading) -> Iterator[Named]:
    """A well-known surname that stands alone, capitalised in prose."""
    tokens, view = reading.tokens, reading.view
    claimed = None
    for index in tokens.among(words("mononyms")):
        start, end = tokens.starts[index], tokens.ends[index]
        if not tokens.words[index].istitle() or _in_longer_name(reading, index):
            continue
        if index and tokens.words[index - 1].lower() in _OF_A_KIND:
            continue
        if view[end : end + 1] in ('"', "-") or view[start - 1 : start] in ('"', "-", "@", "#"):
            continue
        if is_namesake(view, start) or is_listed_place(view, end) or in_contact_line(reading, start):
            continue
        claimed = claimed or Coverage(reading.claimed)
        if not claimed.meeting(start, end):
            yield Named(start, end, "rule:mononym", tokens.folds[index])


def _in_longer_name(reading: Reading, index: int) -> bool:
    tokens = reading.tokens
    if adjoining(reading.view, tokens, index) and capital(tokens.words[index + 1]):
        return True
    if not index:
        return False
    given = adjoining(reading.view, tokens, index - 1) and tokens.folds[index - 1] in words("given_names")
    return given or glued_to_name(reading, index)
