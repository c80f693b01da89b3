"""Offices of people: "ministra de Salud", "director general adjunto de la OIM", "canciller (e)".

An office is a noun of `data/offices.csv` (singular or plural), the adjectives that follow
it and its complement. Its text is lower case as written and runs through its institution.

Reads: "presidente de la República", "candidato por la coalición «Sí se puede» a la
gubernatura", "ministro del Interior encargado". Stops at the name of its holder, at a
comma, at a verb.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from notaextract.data.load import cached, table, words
from notaextract.rules.names.extent import (
    ARTICLES,
    SMALL,
    capital,
    closed_end,
    name_end,
    organization_nouns,
    place_starts,
)
from notaextract.rules.names.gazetteer import known_part
from notaextract.rules.reading import Reading, Tokens, fold


class Office(NamedTuple):
    """Tokens `first` to `last` and offsets of an office; `rank` is office or occupation."""

    first: int
    last: int
    start: int
    end: int
    rank: str
    plural: bool


@cached
def office_nouns() -> dict[str, tuple[str, bool]]:
    """Folded noun -> (rank, plural); plurals are formed by rule."""
    nouns: dict[str, tuple[str, bool]] = {}
    for row in table("offices"):
        noun, rank = row.cells
        nouns.setdefault(
            noun[:-1] + "ces" if noun.endswith("z") else noun + ("s" if noun[-1] in "aeiou" else "es"),
            (rank, True),
        )
    for row in table("offices"):
        nouns[row.cells[0]] = (row.cells[1], False)
    for noun, (rank, plural) in list(nouns.items()):
        for prefix in ("ex", "sub", "vice"):
            nouns.setdefault(prefix + noun, (rank, plural))
    return nouns


@cached
def _courtesies() -> frozenset[str]:
    """ "consejera independiente a doña …": what follows is a person, no complement."""
    return frozenset(row.cells[0] for row in table("honorifics"))


_COMPLEMENT = frozenset(("de", "del", "para", "ante", "por", "en", "a", "al", "con", "contra", "sobre"))
_POSSESSIVES = frozenset(("su", "sus", "nuestro", "nuestra", "este", "esta", "dicho", "dicha"))


def office_at(reading: Reading, index: int, is_person: Callable[[int], bool]) -> Office:
    """The office whose noun is token `index`; `is_person` tells where its holder's name begins."""
    tokens, view = reading.tokens, reading.view
    rank, plural = office_nouns().get(tokens.folds[index], ("occupation", False))
    last = _adjectives(reading, index)
    if tokens.folds[index] in words("ranks") and not tokens.words[index].isupper():
        last = _through_corps(reading, last)
    end = _through_interim(view, tokens.ends[last])
    whose = _next(reading, last)
    if whose is not None and end == tokens.ends[last] and of_a_place(tokens, whose):
        behind = _next(reading, whose)
        if behind is not None and tokens.folds[behind] in ("de", "del"):
            last, end = whose, tokens.ends[whose]  # "consejera [andaluza] de Salud"
    while True:
        further = complement_at(reading, end, is_person)
        if further is None:
            break
        last, end = further
        after = _adjectives(reading, last)
        if after != last:
            last, end = after, tokens.ends[after]
    end = _through_interim(view, end)
    last = max(last, tokens.at(end) - 1)
    first = index
    while (
        first
        and tokens.folds[first - 1] in words("office_openers")
        and view[tokens.ends[first - 1] : tokens.starts[first]] == " "
    ):
        first -= 1
    another = None if plural else _second_noun(reading, end)
    if another is not None:  # "vicepresidente segundo y ministro de Trabajo"
        second = office_at(reading, another, is_person)
        last, end = second.last, second.end
        rank = "office" if "office" in (rank, second.rank) else rank
    return Office(index, last, tokens.starts[first], end, rank, plural)


@cache
def _interim() -> re.Pattern[str]:
    return re.compile(
        r" \((?:[eEis]|a\.i\.|interin[oa]|encargad[oa]|en funciones)\)| a\. ?i\.| en funciones\b"
        r"| en jefe\b"
    )


def _through_interim(view: str, end: int) -> int:
    """Behind what tells that an office is held for a time: "(e)", "a. i.", "en funciones"."""
    match = _interim().match(view, end)
    return match.end() if match else end


def _through_corps(reading: Reading, last: int) -> int:
    """A rank's corps by its letters: "general [PNP] Víctor Angulo"."""
    tokens = reading.tokens
    after = _next(reading, last)
    if after is None or not tokens.words[after].isupper() or not 1 < len(tokens.words[after]) < 5:
        return last
    return last if tokens.folds[after] in SMALL else after


@cache
def _and() -> re.Pattern[str]:
    return re.compile(r",? [ye] |-")


def _second_noun(reading: Reading, end: int) -> int | None:
    """The noun of a second office that is joined to one: "presidente y [director] ejecutivo"."""
    joint = _and().match(reading.view, end)
    if joint is None:
        return None
    tokens = reading.tokens
    index = tokens.at(joint.end())
    while index < len(tokens) and tokens.folds[index] in words("office_openers"):
        index += 1
    if index >= len(tokens) or not tokens.words[index].islower():
        return None
    noun = office_nouns().get(tokens.folds[index])
    return index if noun is not None and not noun[1] else None


@cache
def _blanks() -> re.Pattern[str]:
    return re.compile(r"[ ]{1,20}")


def _word_at(reading: Reading, offset: int) -> int | None:
    """The token that begins right behind `offset` and its blanks."""
    blanks = _blanks().match(reading.view, offset)
    if blanks is None:
        return None
    index = reading.tokens.at(blanks.end())
    starts = reading.tokens.starts
    return index if index < len(starts) and starts[index] == blanks.end() else None


def _next(reading: Reading, index: int) -> int | None:
    return _word_at(reading, reading.tokens.ends[index])


def _adjectives(reading: Reading, index: int) -> int:
    """The last of the adjectives right behind a noun: "director [general]", "diputada [presidenta]"."""
    tokens = reading.tokens
    while (after := _next(reading, index)) is not None:
        folded = tokens.folds[after]
        twin = folded in office_nouns() and tokens.words[after].islower() and not office_nouns()[folded][1]
        if not _is_adjective(folded) and not twin:
            break
        index = after
    return index


def of_a_place(tokens: Tokens, index: int) -> bool:
    """Whether a word tells whose office it is: "estadounidense", "andaluz", "oficialista"."""
    word, folded = tokens.words[index], tokens.folds[index]
    if not word.islower() or folded in words("connectives"):
        return False
    return folded in words("office_tails") or bool(
        re.search(r"(?:[eé]s|esa|an[oa]|eñ[oa]|ense|in[oa]|uz|uza|ler[oa])\Z", word)
    )


def _is_adjective(folded: str) -> bool:
    """Whether a word is an adjective of offices, in the plural too: "diputados [federales]"."""
    adjectives = words("office_adjectives")
    return folded in adjectives or (
        folded[-1] == "s" and (folded[:-1] in adjectives or folded[:-2] in adjectives)
    )


def complement_at(reading: Reading, end: int, is_person: Callable[[int], bool]) -> tuple[int, int] | None:
    """(last token, end) of one "de la …" that begins behind `end`, or None."""
    tokens, view = reading.tokens, reading.view
    at = _word_at(reading, end)
    if at is None or tokens.folds[at] not in _COMPLEMENT:
        return None
    preposition = tokens.folds[at]
    at = _next(reading, at)
    many = False
    if at is not None and (
        tokens.folds[at] in ARTICLES or (preposition == "de" and tokens.words[at] in _POSSESSIVES)
    ):
        many = tokens.folds[at] in ("los", "las")
        at = _next(reading, at)
    if at is None or tokens.folds[at] in _courtesies():
        return None
    led = tokens.folds[at - 1] != preposition or preposition in ("del", "al")  # nobody is "del Conicet"
    if is_person(at) and (not led or tokens.folds[at] in words("given_names")):
        return None
    if capital(tokens.words[at]) or tokens.words[at][0].isdigit():
        if tokens.folds[at] in words("weekdays_months"):
            return None

        def stop(index: int) -> bool:
            return (
                is_person(index)
                or _named_with_particle(reading, index)
                or (index > at + 1 and _begins_body(reading, index))
            )

        last = _through_places(reading, known_part(view, tokens, at, name_end(view, tokens, at, stop)))
        return last, closed_end(view, tokens.starts[at], tokens.ends[last])
    folded = tokens.folds[at]
    if (
        preposition == "en"
        or folded in SMALL
        or folded in words("connectives")
        or folded in words("office_stops")
    ):
        return None
    if folded in office_nouns():
        if preposition == "a" and not office_nouns()[folded][1]:  # "candidata a vicepresidenta por …"
            sought = office_at(reading, at, is_person)
            return sought.last, sought.end
        # "asesor del presidente Juan Díaz": the office that a name follows is its own
        return _of_many(reading, at, is_person) if many else None
    return _common_complement(reading, at, is_person)


def _through_places(reading: Reading, last: int) -> int:
    """Where places are joined before the holder's comma: "para Asia, Medio Oriente [y Oceanía],"."""
    tokens, view = reading.tokens, reading.view
    if last + 2 >= len(tokens) or view[tokens.ends[last] : tokens.starts[last + 2]] not in (" y ", " e "):
        return last
    places = (place_starts() | words("region_words")) - words("given_names")
    if tokens.folds[last] not in places or tokens.folds[last + 2] not in places:
        return last
    end = name_end(view, tokens, last + 2, lambda _: False, series=False)
    return end if view.startswith(",", tokens.ends[end]) else last


def _named_with_particle(reading: Reading, index: int) -> bool:
    """Whether a holder's name follows a whole complement: "ministro de Gobierno [Eduardo] del Campo"."""
    tokens = reading.tokens
    folded = tokens.folds[index]
    return (
        index + 1 < len(tokens)
        and tokens.words[index + 1] in ("de", "del")
        and folded in words("given_names")
        and folded not in words("ambiguous_given_names")
        and tokens.folds[index - 1] not in ("san", "santa", "santo")
    )


def _begins_body(reading: Reading, index: int) -> bool:
    """Whether a head noun begins another body's name; one that a field of work is joined to by "y"
    goes on with the office: "ministra de Salud y [Protección] Social"."""
    folds = reading.tokens.folds
    if folds[index] not in organization_nouns():
        return False
    return folds[index - 1] not in ("y", "e") or folds[index] not in words("field_nouns")


def _common_complement(reading: Reading, at: int, is_person: Callable[[int], bool]) -> tuple[int, int]:
    """ "de campaña", "de la coalición Todos por México", "por la coalición «Sí se puede»"."""
    tokens, view = reading.tokens, reading.view
    quote = re.compile(r' "[^"\n]{2,60}"').match(view, tokens.ends[at])
    if quote:
        return tokens.at(quote.end()) - 1, quote.end()
    after = _next(reading, at)
    if after is not None and capital(tokens.words[after]) and not is_person(after):
        if tokens.folds[at] in organization_nouns() or tokens.folds[at] in words("office_fields"):
            last = name_end(view, tokens, after, is_person)
            return last, closed_end(view, tokens.starts[after], tokens.ends[last])
    elif after is not None and _relational(tokens.folds[after]):
        return after, tokens.ends[after]
    return at, tokens.ends[at]


def _of_many(reading: Reading, at: int, is_person: Callable[[int], bool]) -> tuple[int, int] | None:
    """The plural office that completes another: "coordinadora de los [diputados de Morena], Ana Ríos"."""
    inner = office_at(reading, at, is_person)
    behind = _word_at(reading, inner.end)
    if not inner.plural or (behind is not None and capital(reading.tokens.words[behind])):
        return None
    return inner.last, inner.end


def _relational(folded: str) -> bool:
    """Whether a word has the form of a relational adjective: presidencial, económica, educativo."""
    return len(folded) > 4 and bool(
        re.search(r"(?:ales|al|ic[oa]s?|iv[oa]s?|ari[oa]s?|nte|or|ora)\Z", folded)
    )


def as_written(reading: Reading, start: int, end: int) -> str:
    """An office's text: blanks folded, its first word in lower case; all of it where set in capitals."""
    text = " ".join(reading.text[start:end].split())
    letters = [c for c in text if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters):
        return text.lower()
    head, _, rest = text.partition(" ")
    while fold(head.rpartition(" ")[2]) in words("office_openers") and rest:
        following, _, rest = rest.partition(" ")
        head = f"{head} {following}"
    adjectives = rest.split(" ")
    for at, word in enumerate(adjectives):
        if not word or not _is_adjective(fold(word)):
            break
        adjectives[at] = word.lower()
    rest = " ".join(adjectives)
    return " ".join(part for part in (head.lower(), rest) if part)


def better_office(new: str, old: str | None) -> bool:
    """The first office named stands, unless a later one says more of the same, or the first
    was only an occupation: "el geólogo", then "coordinador de la campaña"."""
    if old is None:
        return True
    if set(old.split()) < set(new.split()):
        return True
    nouns = office_nouns()
    ranks = [nouns.get(fold(office.split()[0]), ("occupation", False))[0] for office in (new, old)]
    return ranks == ["office", "occupation"]
