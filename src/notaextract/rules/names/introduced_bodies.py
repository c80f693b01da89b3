"""Bodies that a common noun leads to: an office ("presidente de TACUMEX"), a class of bodies
("la empresa América Móvil", "la coalición «Todos por México»").

Leaves: "viceministro de MYPE" (a field of work), "la empresa argentina", "el hotel Miramar".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from notaextract.data.load import cached, words
from notaextract.facts import Category
from notaextract.rules.names.bodies import Mention
from notaextract.rules.names.extent import (
    SMALL,
    adjoining,
    capital,
    known_places,
    name_end,
    organization_nouns,
    place_starts,
)
from notaextract.rules.names.offices import office_nouns
from notaextract.rules.reading import Reading


def by_office(reading: Reading) -> Iterator[Mention]:
    """An acronym that an office leads: "presidente de TACUMEX", "directora general del INFOCAL"."""
    tokens, view = reading.tokens, reading.view
    nouns, adjectives = office_nouns(), words("office_adjectives")
    of_state = words("office_of_state")
    for index in tokens.among(nouns):
        folded = tokens.folds[index]
        if folded in of_state:
            continue  # "viceministro de MYPE": a field of work, no body
        at = index + 1
        while at < len(tokens) and tokens.folds[at] in adjectives:
            at += 1
        if at + 1 >= len(tokens) or tokens.folds[at] not in ("de", "del"):
            continue
        at += 1 + (tokens.folds[at + 1] in ("la", "el", "los", "las"))
        if at >= len(tokens) or view[tokens.ends[index] : tokens.starts[at]].strip(
            " abcdefghijklmnopqrstuvwxyzáéíóúñ"
        ):
            continue
        word = tokens.words[at]
        acronym = (
            word.isupper()
            and 3 <= len(word) <= 14
            and sum(map(str.isalpha, word)) > 2
            and not reading.is_capitals(tokens.starts[at])
        )
        if (
            (acronym or _clipped(reading, at))
            and tokens.folds[at] not in place_starts()
            and tokens.folds[at] not in words("not_organizations")
        ):
            yield Mention(tokens.starts[at], tokens.ends[at], "rule:office", folded)


def _clipped(reading: Reading, at: int) -> bool:
    """Whether a capitalised word behind an article ends as no Spanish word does: "la [Apanac]", "el
    [Indicasat]" are names made of the first letters of words."""
    tokens = reading.tokens
    word, folded = tokens.words[at], tokens.folds[at]
    return (
        word.istitle()
        and 4 <= len(word) <= 12
        and folded[-1] in "bcfgkmptvx"
        and tokens.folds[at - 1] in ("la", "el", "del")
        and not _goes_on(reading, at)
        and folded not in organization_nouns()
        and folded not in words("given_names")
    )


def _goes_on(reading: Reading, at: int) -> bool:
    """Whether another capitalised word goes on with the name."""
    tokens = reading.tokens
    return adjoining(reading.view, tokens, at) and capital(tokens.words[at + 1])


@cache
def _introduced() -> re.Pattern[str]:
    return re.compile(
        r"""[ ](?:(?P<adjective>[a-záéíóúñü]{4,20})[ ])?
            (?:(?:denominad|llamad|conocid)[oa][ ](?:como[ ])?(?:el[ ]|la[ ])?)?
            (?P<quote>["'])?(?P<head>[^\W\d_a-záéíóúñü][\w'&.-]*)""",
        re.VERBOSE,
    )


def by_introduction(reading: Reading) -> Iterator[Mention]:
    """Proper names that a common noun introduces: "la empresa italiana Terna Andes", "el diario El Sol"."""
    tokens, view = reading.tokens, reading.view
    nouns = organization_nouns()
    given = words("given_names")
    for index in tokens.among(nouns):
        folded = tokens.folds[index]
        found = nouns.get(folded)
        if (
            found is None
            or found[1] not in ("introducer", "lower", "quoted")
            or not tokens.words[index].islower()
        ):
            continue
        match = _introduced().match(view, tokens.ends[index])
        if match is None:
            continue
        start = match.start("head")
        quote = match["quote"]
        if quote:
            end = view.find(quote, start + 1, start + 70)
            if end < 0 or "\n" in view[start:end] or not end - start > 2:
                continue
        else:
            if found[1] == "quoted":
                continue  # "el hotel Miramar" locates; only a name in quotes is one for sure
            adjective = match["adjective"]
            if adjective and (
                adjective in SMALL or adjective[-2:] in ("ar", "er", "ir", "an", "en", "ba", "ía", "ió", "do")
            ):
                continue
            first = tokens.at(start)
            if first >= len(tokens) or tokens.starts[first] != start or tokens.folds[first] in place_starts():
                continue
            last = name_end(view, tokens, first, lambda at: tokens.folds[at] in given, series=False)
            end = tokens.ends[_before_owner(reading, first, last)]
            if tokens.folds[first] in given and found[0] != "company":
                continue
        yield Mention(start, end, "rule:introduced", folded, category=found[0])  # type: ignore[arg-type]


def _before_owner(reading: Reading, first: int, last: int) -> int:
    """The last token of a name without the house that it belongs to: "el diario Alerta | de Grupo Sierra"."""
    tokens, nouns = reading.tokens, organization_nouns()
    for index in range(first + 2, last):
        house = nouns.get(tokens.folds[index])
        if tokens.folds[index - 1] == "de" and house in (("company", "complement"), ("media", "complement")):
            return index - 2
    return last


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(
        r"[ ](?:[a-záéíóúñü]{4,14}[ ])?de(?:l|[ ]la|[ ]el)?[ ]"
        r"(?:[a-záéíóúñü]{4,16}[ ])?(?=[^\W\d_a-záéíóúñü])"
    )


def by_ownership(reading: Reading) -> Iterator[Mention]:
    """The company that a branch belongs to: "filial de la alemana Grunhof", "subsidiaria de Velora"."""
    tokens, view = reading.tokens, reading.view
    for index in tokens.among(words("branches")):
        lead = _owned().match(view, tokens.ends[index])
        if lead is None:
            continue
        first = tokens.at(lead.end())
        folded = tokens.folds[first]
        if folded in organization_nouns() or folded in words("given_names"):
            continue
        last = name_end(
            view, tokens, first, lambda at: tokens.folds[at] in words("given_names"), series=False
        )
        if " ".join(tokens.folds[first : last + 1]) not in known_places():
            yield Mention(
                tokens.starts[first],
                tokens.ends[last],
                "rule:introduced",
                tokens.folds[index],
                category="company",
            )


@cached
def _plurals() -> dict[str, Category]:
    """The common nouns of bodies in the plural: "empresas", "coaliciones"."""
    found: dict[str, Category] = {}
    for noun, (category, needs) in organization_nouns().items():
        if needs in ("introducer", "lower"):
            plural = noun + ("s" if noun[-1] in "aeiou" else "es")
            found[plural] = category  # type: ignore[assignment]
    return found


@cache
def _examples() -> re.Pattern[str]:
    return re.compile(
        r"(?:[ ][a-záéíóúñü]{4,16}){0,2}?,?[ ](?:tales[ ])?como[ ](?:(?:la|el|los|las)[ ])?"
        r"(?=[^\W\d_a-záéíóúñü])"
    )


@cache
def _another_example() -> re.Pattern[str]:
    return re.compile(r"(?:,|,?[ ][yeou])[ ](?:(?:la|el|los|las)[ ])?(?=[^\W\d_a-záéíóúñü])")


def by_examples(reading: Reading) -> Iterator[Mention]:
    """What "como" gives examples of a class with: "empresas como Velora, Sero Motor o Tandil Foods".

    Leaves: "empresas como Argentina" (a place), "firmas como Ana Ríos" (a person).
    """
    tokens, view = reading.tokens, reading.view
    plurals, given = _plurals(), words("given_names")
    for index in tokens.among(plurals):
        if tokens.words[index].isupper():
            continue
        folded = tokens.folds[index]
        lead = _examples().match(view, tokens.ends[index])
        while lead is not None:
            first = tokens.at(lead.end())
            last = name_end(view, tokens, first, lambda at: tokens.folds[at] in given, series=False, limit=5)
            whole = " ".join(tokens.folds[first : last + 1])
            if whole in known_places() or tokens.folds[first] in given:
                break
            yield Mention(
                tokens.starts[first], tokens.ends[last], "rule:introduced", folded, category=plurals[folded]
            )
            lead = _another_example().match(view, tokens.ends[last])


_CLUB_WORDS = frozenset(("Deportivo", "Sportivo", "Deportes", "Atlético"))


def by_club_word(reading: Reading) -> Iterator[Mention]:
    """Clubs by the first word of their name: "Deportivo Maipú", "Sportivo Belgrano".

    Leaves: "Centro Deportivo Municipal", "ministra de Deportes Ana Ríos", "un Deportivo Rojo".
    """
    tokens, view = reading.tokens, reading.view
    if _CLUB_WORDS.isdisjoint(tokens.words):
        return
    for index in [i for i, word in enumerate(tokens.words) if word in _CLUB_WORDS]:
        word = tokens.words[index]
        if not adjoining(view, tokens, index) or reading.is_capitals(tokens.starts[index]):
            continue
        if index and adjoining(view, tokens, index - 1) and _no_club(reading, index - 1, word):
            continue
        behind = tokens.folds[index + 1]
        if not tokens.words[index + 1].istitle() or behind in words("level_adjectives"):
            continue
        if behind in words("connectives") or behind in organization_nouns():
            continue
        last = index + 1
        while adjoining(view, tokens, last) and tokens.words[last + 1].istitle() and last - index < 3:
            last += 1
        yield Mention(tokens.starts[index], tokens.ends[last], "rule:club_word", word, category="sport")


def _no_club(reading: Reading, before: int, word: str) -> bool:
    """Whether the word before makes "Deportivo …" part of another name or a field of work."""
    folded = reading.tokens.folds[before]
    if capital(reading.tokens.words[before]):
        return reading.sentence_at(reading.tokens.starts[before])[0] != reading.tokens.starts[before]
    if word == "Deportes" and folded in ("de", "del", "y", "e"):
        return True
    return folded in words("determiners_indefinite") or folded in organization_nouns()
