"""People who speak: the labels of a transcript, and who says her own name.

Reads: "GALVEZ.- Buenas tardes" beside "PRESIDENTE.- …", "TEODORA BRUNEL, DIRECTORA: Gracias"
beside "PREGUNTA: …", "Soy Teodora Brunel", "mi nombre es Teodora Brunel".
Leaves: "ALUMNO.- …", "CELINA.- …" (a given name alone), "LIMA.- …" in a text that is no transcript,
"Soy Peruano".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from notaextract.data.load import words
from notaextract.rules.names.extent import capital, known_places, organization_nouns, place_starts
from notaextract.rules.names.gazetteer import organization_tree
from notaextract.rules.names.offices import office_nouns
from notaextract.rules.names.person_mentions import Named
from notaextract.rules.names.persons import honorifics, name_reach, part_of_name
from notaextract.rules.reading import Reading, fold


@cache
def _labels(mark: str) -> re.Pattern[str]:
    """A name in capitals that opens a turn; a dash behind a full stop also where a line break was lost."""
    word = r"[^\W\d_a-zà-ÿ][^\W\d_a-zà-ÿ'-]"
    if mark == ".-":
        return re.compile(
            rf"(?:^|(?<=[\n.?!)\"]))[ ]?(?P<name>{word}{{2,20}}(?:[ ]{word}{{1,20}}){{0,3}})\.-[ ]"
        )
    return re.compile(
        rf"(?:^|(?<=\n))(?P<name>{word}{{1,20}}(?:[ ]{word}{{0,20}}){{1,5}})(?:,[^\n:a-z]{{4,160}})?:[ ]"
    )


def by_label(reading: Reading) -> Iterator[Named]:
    """Who speaks in a transcript; that the text is one, the label of a role tells ("PREGUNTA: …")."""
    tokens, view = reading.tokens, reading.view
    roles = words("speaker_roles")
    marks = set()
    for index in tokens.among(roles):
        if tokens.words[index].isupper():
            end = tokens.ends[index]
            marks |= {mark for mark in (".-", ":") if view.startswith(mark, end)}
    for mark in sorted(marks):
        for match in _labels(mark).finditer(view):
            start, end = match.span("name")
            first, last = tokens.at(start), tokens.at(end) - 1
            if _is_name(reading, first, last):
                yield Named(start, end, "rule:label", mark)


def _is_name(reading: Reading, first: int, last: int) -> bool:
    """Whether the words of a label name a person, and no role or place."""
    tokens = reading.tokens
    folds = tokens.folds[first : last + 1]
    others = (words("speaker_roles"), office_nouns(), organization_nouns(), known_places())
    if any(folded in other for folded in folds for other in others) or " ".join(folds) in known_places():
        return False
    if not all(
        part_of_name(reading, index) for index in range(first, last + 1) if len(tokens.words[index]) > 1
    ):
        return False
    if all(folded in words("given_names") for folded in folds):
        return False
    return not any(len(word) > 3 and word.lower() in tokens.words for word in tokens.words[first : last + 1])


_NAMING = (("soy",), ("me", "llamo"), ("mi", "nombre", "es"))


def by_own_word(reading: Reading) -> Iterator[Named]:
    """The full name that a speaker gives as her own: "soy [Teodora Brunel]"."""
    tokens, view = reading.tokens, reading.view
    for index in tokens.among({phrase[-1] for phrase in _NAMING[:2]} | {"nombre"}):
        at = index + (tokens.folds[index] == "nombre")
        if not any(tuple(tokens.folds[max(0, at + 1 - len(p)) : at + 1]) == p for p in _NAMING):
            continue
        first = at + 1
        while first < len(tokens) and (
            tokens.folds[first] in honorifics() or tokens.words[first] in ("el", "la")
        ):
            first += 1
        if first >= len(tokens) or view[tokens.ends[first - 1] : tokens.starts[first]] not in (" ", ". "):
            continue
        if not capital(tokens.words[first]) or not part_of_name(reading, first):
            continue
        last = name_reach(reading, first)
        folds = tokens.folds[first : last + 1]
        if not 1 <= last - first <= 4 or not all(map(str.istitle, tokens.words[first : first + 2])):
            continue
        if (folds[0] in place_starts() and folds[0] not in words("given_names")) or fold(" ".join(folds)) in (
            known_places()
        ):
            continue
        if organization_tree().match(tokens, view, first) is None:
            yield Named(tokens.starts[first], tokens.ends[last], "rule:own_word", tokens.folds[index])
