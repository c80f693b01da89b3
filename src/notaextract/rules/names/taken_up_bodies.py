"""Bodies that the release takes up again by their class word alone.

Reads: "la [Superintendencia]" behind "Superintendencia de Sociedades". Leaves: the word where the text
names two of the class, "Superintendencia Delegada", "una Superintendencia".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from notaextract.data.load import words
from notaextract.rules.coverage import Coverage
from notaextract.rules.names.bodies import Mention
from notaextract.rules.names.extent import capital
from notaextract.rules.names.gazetteer import NAME
from notaextract.rules.reading import Reading


def name_of(reading: Reading, mention: Mention) -> str:
    """The canonical name of a known body, else the fullest that the release prints, blanks folded."""
    if mention.row:
        return mention.row.cells[NAME]
    return " ".join((mention.name or reading.view[mention.start : mention.end]).split())


def by_class_word(reading: Reading, seen: Sequence[Mention]) -> Iterator[Mention]:
    """Class words alone that take up the one body of their class: "la [Superintendencia]", "esta
    [Superintendencia]" where the text names but one."""
    tokens, view = reading.tokens, reading.view
    wanted = words("shortened_bodies")
    places = [i for i in tokens.among(wanted) if capital(tokens.words[i])]
    if not places:
        return
    covered = Coverage(seen)
    full: dict[str, set[str]] = {}
    owners: dict[str, Mention] = {}
    for mention in seen:
        head = tokens.folds[tokens.at(mention.start)]
        if head in wanted and " " in view[mention.start : mention.end]:
            full.setdefault(head, set()).add(name_of(reading, mention))
            owners.setdefault(head, mention)
    for index in places:
        start, end, head = tokens.starts[index], tokens.ends[index], tokens.folds[index]
        owner = owners.get(head)
        if owner is None or len(full[head]) > 1 or owner.start > start or reading.is_capitals(start):
            continue
        if index and view[tokens.ends[index - 1] : start] == " " and not covered.meeting(start, end):
            led = tokens.words[index - 1] in ("la", "esta", "dicha", "La", "Esta", "Dicha")
            if led and not _goes_on(reading, index):
                name = name_of(reading, owner)
                yield replace(owner, start=start, end=end, source="rule:repeated", evidence=head, name=name)


@cache
def _complement() -> re.Pattern[str]:
    return re.compile(r" (?:(?:de|del|para|en)\b|[^\W\d_a-záéíóúñ])")


def _goes_on(reading: Reading, index: int) -> bool:
    """Whether a class word has a name of its own behind it: "Superintendencia Delegada", "… de Salud"."""
    return _complement().match(reading.view, reading.tokens.ends[index]) is not None
