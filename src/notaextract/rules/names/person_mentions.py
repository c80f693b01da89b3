"""Where people's names stand: what a named-entity voter saw, and given names with surnames.

Reads: "Hugo de Zela", "León XIV", "Ana María Ríos". Leaves: "Hospital Domingo Luciani",
"Ciro Redondo: 12 (contactos)", "Tropical Pedro Kourí", a body's or a place's name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from notaextract.data.load import cached, table, words
from notaextract.facts import Fact, OrganizationValue
from notaextract.rules.coverage import Coverage
from notaextract.rules.names.extent import PARTICLES, capital, known_places, place_starts
from notaextract.rules.names.gazetteer import organization_tree
from notaextract.rules.names.offices import better_office, office_nouns
from notaextract.rules.names.persons import (
    before_origin,
    honorifics,
    in_contact_line,
    is_given,
    is_listed_place,
    is_namesake,
    name_reach,
    part_of_name,
)
from notaextract.rules.reading import Reading, fold


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of a person: offsets, how it was found, the office that stands beside it."""

    start: int
    end: int
    source: str
    evidence: str = ""
    office: str | None = None
    words: tuple[str, ...] = field(default=(), compare=False)  # folded, without particles


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(r"\b[JS]r\.")


class Found:
    """Mentions by place; the longer of two that meet stands, an office is kept."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.by_start: dict[int, Named] = {}
        self.at: dict[int, int] = {}  # token -> start of the mention that holds it

    def holding(self, token: int) -> Named | None:
        start = self.at.get(token)
        return None if start is None else self.by_start.get(start)

    def add(self, mention: Named) -> None:
        tokens = self.reading.tokens
        if _suffix().match(self.reading.view, mention.end - 2):
            mention = replace(mention, end=mention.end + 1)  # "Pedro Salas Jr."
        first, last = tokens.at(mention.start), tokens.at(mention.end) - 1
        rivals = {self.at[i] for i in range(first, last + 1) if i in self.at}
        others = [self.by_start[start] for start in rivals]
        office = mention.office or next((other.office for other in others if other.office), None)
        for other in others:
            if other.end - other.start > mention.end - mention.start:
                if office and not other.office:
                    self.by_start[other.start] = replace(other, office=office)
                return
            if mention.start == other.start and mention.end == other.end:
                kept = other.office or office
                if mention.office and better_office(mention.office, other.office):
                    kept = mention.office
                mention = replace(other, office=kept)
        for other in others:
            del self.by_start[other.start]
            for token in range(tokens.at(other.start), tokens.at(other.end)):
                self.at.pop(token, None)
        folds = tuple(tokens.folds[i] for i in range(first, last + 1) if tokens.folds[i] not in PARTICLES)
        self.by_start[mention.start] = replace(mention, office=mention.office or office, words=folds)
        for token in range(first, last + 1):
            self.at[token] = mention.start

    def settled(self) -> list[Named]:
        return sorted(self.by_start.values(), key=lambda m: m.start)


_ROMAN = re.compile(r"[IVX]{1,6}")


def voted_people(reading: Reading) -> Iterator[Named]:
    """Named-entity spans of people, honorifics cut off, what cannot be a name dropped."""
    tokens = reading.tokens
    claimed = Coverage(reading.claimed)
    spans = Counter(reading.view[span.start : span.end] for span in reading.labelled("PER"))
    small = _small_pairs(tokens.words) if spans else frozenset()
    for span in reading.labelled("PER"):
        first, last = tokens.at(span.start), tokens.at(span.end) - 1
        while first <= last and (
            (tokens.folds[first] in honorifics() and first < last)
            or not capital(tokens.words[first])
            or (tokens.folds[first] in office_nouns() and first < last)
        ):
            first += 1
        while last >= first and (
            not capital(tokens.words[last]) or (last > first and tokens.folds[last] in office_nouns())
        ):
            last -= 1
        if first < last and _opens_before_name(reading, first):
            first += 1
        last = before_origin(tokens, first, last)
        if first > last:
            continue
        start, end = tokens.starts[first], tokens.ends[last]
        if "\n" in reading.view[start:end] or not _plausible(
            reading, claimed, spans[reading.view[start:end]], small, first, last
        ):
            continue
        yield Named(start, end, f"ner:{span.voter}")


def _borne_out(reading: Reading, index: int) -> bool:
    """Whether something beside a single surname speaks for a person: an office, a title, a verb of saying."""
    tokens = reading.tokens
    before = tokens.folds[index - 1] if index else ""
    behind = tokens.folds[index + 1] if index + 1 < len(tokens) else ""
    return (
        before in office_nouns()
        or before in honorifics()
        or before in words("speech_verbs")
        or behind in words("speech_verbs")
        or before == "segun"
    )


def _opens_before_name(reading: Reading, first: int) -> bool:
    """Whether a voter took a sentence's first word along: "Felicitaciones [Horacio Ríos]"."""
    given, folds = words("given_names"), reading.tokens.folds
    opens = reading.sentence_at(reading.tokens.starts[first])[0] == reading.tokens.starts[first]
    return opens and folds[first] not in given and folds[first + 1] in given


@cache
def _of_a_kind() -> re.Pattern[str]:
    return re.compile(r"\b(?:[Ll]os|[Ll]as) ([a-záéíóúñ]{4,20}s) [^\W\d_a-zà-ÿ][\w-]{1,20}, \Z")


def _listed_with_things(view: str, claimed: Coverage[Fact], start: int, size: int) -> bool:
    """Whether a name without a given name is one of a list of bodies ("Moody's y Feller Rate")
    or of things of a kind ("las culturas Valdivia, Jama-Coaque y La Tolita")."""
    match = _of_a_kind().search(view, max(0, start - 60), start)
    if match is not None:
        return fold(match[1]) not in office_nouns()
    link = re.compile(r"(?: y| e|,) \Z").search(view, max(0, start - 3), start)
    return (
        size > 1
        and link is not None
        and any(body.end == link.start() for body in claimed.meeting(link.start() - 1, link.start()))
    )


@cache
def _beside_saints() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:San|Santa|Santo) [^\W\d_a-zà-ÿ][\w-]{2,14}(?: [^\W\d_a-zà-ÿ][\w-]{2,14})?(?:,| y) \Z"
    )


def _small_pairs(words_of_text: list[str]) -> frozenset[tuple[str, str]]:
    """Pairs of neighbours that a text prints in small letters."""
    return frozenset(pair for pair in pairwise(words_of_text) if pair[0].islower() and pair[1].islower())


def _plausible(
    reading: Reading,
    claimed: Coverage[Fact],
    seen: int,
    small: frozenset[tuple[str, str]],
    first: int,
    last: int,
) -> bool:
    """Whether a voter's person can be one: by its words, what stands beside them, how often it was `seen`,
    and which pairs of words prose has in small letters."""
    tokens, view = reading.tokens, reading.view
    start = tokens.starts[first]
    folds = tokens.folds[first : last + 1]
    given = words("given_names")
    if not part_of_name(reading, first) and not (last > first and folds[0] in given):
        return False
    if is_listed_place(view, tokens.ends[last]) or folds[0] in words("place_nouns") - given:
        return False
    if any(mark in view[start : tokens.ends[last]] for mark in ")[]:;,"):
        return False
    if is_namesake(view, start) or any(any(c.isdigit() for c in w) for w in folds):
        return False
    if any(
        (one.lower(), two.lower()) in small
        for one, two in pairwise(tokens.words[first : last + 1])
        if capital(one) and capital(two)
    ):
        return False  # "Hecho Esencial", where prose has "hecho esencial"
    if " ".join(folds) in known_places() or (folds[0] in known_places() and folds[0] not in given):
        return False
    match = organization_tree().match(tokens, view, first)
    if match is not None and match.last == last and any(not form.weak for form in match.payloads):
        return False
    if reading.is_capitals(start) and tokens.words[first].isupper():
        return False  # in capitals only a name that prose has, too, or an office shows a person
    if in_contact_line(reading, start) or "'s" in view[start : tokens.ends[last] + 2]:
        return False
    if folds[0] in words("ambiguous_given_names") and _beside_saints().search(
        view, max(0, start - 40), start
    ):
        return False  # "San Marcos, Santo Tomás, [Santiago Texacuangos] y …": towns
    if len(folds) == 2 and folds[0] in words("compound_first") and folds[1] in words("compound_second"):
        return False  # "José Manuel", "María Elena": a given name alone
    if folds[0] in given and len(folds) > 1:
        return (
            any(fold not in given for fold in folds)
            or reading.line_at(start)[1] - reading.line_at(start)[0] > 90
        )
    if claimed.meeting(start, tokens.ends[last]) or _listed_with_things(view, claimed, start, len(folds)):
        return False
    if len(folds) > 3 and not any(fold in given for fold in folds):
        return False
    before = tokens.folds[first - 1] if first and view[tokens.ends[first - 1] : start] == " " else ""
    if before in words("articles") or before in ("en", "un", "una"):
        return False
    if before and tokens.words[first - 1].islower() and before not in words("before_names"):
        noun = (
            before not in office_nouns()
            and before not in words("speech_verbs")
            and before not in honorifics()
        )
        if noun and not re.search(r"(?:ó|ía|aba|ará|ron)\Z", tokens.words[first - 1]):
            return False
    if len(folds) == 1:
        if folds[0] in given:
            return False  # a given name alone is a person only where the full name stands, too
        opens = reading.sentence_at(start)[0] == start or view[start - 1] in "¿¡:"
        if len(folds[0]) < 3 or folds[0] in words("common_openers") or opens:
            return False
        return seen > 1 or _borne_out(reading, first)
    return True


def by_given_name(reading: Reading, given_at: Sequence[int]) -> Iterator[Named]:
    """A given name with a surname behind it; `given_at` are the tokens that are given names."""
    tokens, view = reading.tokens, reading.view
    given = words("given_names")
    free = -1
    for index in given_at:
        if index <= free or not is_given(reading, index):
            continue
        folded = tokens.folds[index]
        if index and glued_to_name(reading, index):
            free = name_reach(reading, index)
            continue
        last = name_reach(reading, index)
        if tokens.words[index].isupper() and reading.is_capitals(tokens.starts[index]):
            continue
        if all(tokens.folds[i] in given for i in range(index, last + 1)) and last - index < 2:
            continue
        if in_contact_line(reading, tokens.starts[index]):
            continue
        numbered = bool(_ROMAN.fullmatch(tokens.words[last]))  # "León XIV", "Felipe VI"
        if (
            not numbered
            and folded in words("ambiguous_given_names")
            and (folded in place_starts() or last - index < 2)
        ):
            continue
        if is_namesake(view, tokens.starts[index]) or is_listed_place(view, tokens.ends[last]):
            free = last
            continue
        if " ".join(tokens.folds[index : last + 1]) in known_places():
            free = last  # "Francisco Morazán", "Elías Piña": regions
            continue
        if _of_a_country(reading, index, last):
            free = last
            continue
        free = last
        yield Named(tokens.starts[index], tokens.ends[last], "rule:given_name", folded)


def _of_a_country(reading: Reading, first: int, last: int) -> bool:
    """Whether only a country follows a given name: "todos los Pedros y [Félix de México]"."""
    folds = reading.tokens.folds
    return folds[first + 1] in ("de", "del") and " ".join(folds[first + 2 : last + 1]) in _countries()


@cached
def _countries() -> frozenset[str]:
    return frozenset(fold(name) for row in table("countries") for name in (row.cells[2], *row.many(4)))


def by_throne(reading: Reading, given_at: Sequence[int]) -> Iterator[Named]:
    """A given name alone behind a title that its bearers use no surname with: "el papa [Francisco]";
    `given_at` are the tokens that are given names."""
    tokens, view = reading.tokens, reading.view
    titles = words("throne_titles")
    for at in given_at:
        index = at - 1
        if index < 0 or tokens.folds[index] not in titles or tokens.words[index].lower() == "papá":
            continue
        name = tokens.words[at]
        if not capital(name) or name_reach(reading, at) > at:
            continue
        start, end = tokens.starts[at], tokens.ends[at]
        if view[tokens.ends[index] : start] != " " or (name.isupper() and reading.is_capitals(start)):
            continue
        if capital(tokens.words[index]) and (
            tokens.folds[at] in words("ambiguous_given_names") or (index and glued_to_name(reading, index))
        ):
            continue  # "el Rey León", "Hospital Infanta Leonor"
        if not is_namesake(view, start) and not is_listed_place(view, end):
            yield Named(start, end, "rule:title", tokens.folds[index])


_DIVISIONS = frozenset(
    "estado provincia departamento municipio ciudad cantón distrito parroquia comuna".split()
)


def glued_to_name(reading: Reading, index: int) -> bool:
    """Whether the word before is capitalised and of the same name: "Tropical [Pedro Kourí]"."""
    tokens = reading.tokens
    before = tokens.words[index - 1]
    gap = reading.view[tokens.ends[index - 1] : tokens.starts[index]]
    if gap == ' "' and capital(before) and before not in words("connectives"):
        return tokens.folds[index - 1] not in office_nouns()  # 'Casa Amarilla "Antonio José de Sucre"'
    if gap != " " or not capital(before):
        return False
    folded = tokens.folds[index - 1]
    if before.isupper() and len(before) > 1 and index > 1 and tokens.words[index - 2] == "a":
        return False  # "dijo a TVN [Ana Ríos]"
    if _told_medium(reading, tokens.ends[index - 1]):
        return False  # "dijo al diario El País [Ana Ríos]"
    if folded in ("san", "santa", "santo"):
        return True  # "San Pedro Sula", also where it opens a sentence
    if index > 1 and tokens.words[index - 2] in _DIVISIONS and folded in known_places():
        return False  # "el coordinador en el estado Miranda [Luis Paz]"
    if folded in honorifics() or folded in office_nouns() or folded in words("connectives"):
        return False
    if before.isupper() and reading.is_capitals(tokens.starts[index]):
        return False
    return (
        folded not in words("given_names")
        and reading.sentence_at(tokens.starts[index - 1])[0] != tokens.starts[index - 1]
    )


def _told_medium(reading: Reading, end: int) -> bool:
    """Whether a medium that somebody tells something ends at `end`."""
    for fact in reading.claimed:
        if fact.end == end and isinstance(fact.value, OrganizationValue) and fact.value.category == "media":
            before = reading.view[max(0, fact.start - 30) : fact.start]
            return re.search(r"\b(?:a|al|a la)(?: [a-záéíóúñ]{4,12}){0,2} \Z", before) is not None
    return False
