"""Facts of type person: named people, their fullest name in the release, and their office.

Reads: "el canciller Hugo de Zela", "Rosa Quispe, ministra de Salud,", "los diputados Ana Ríos
y Luis Paz", and every later "De Zela" or "Quispe".
Leaves: "Hospital Domingo Luciani", "avenida Simón Bolívar", "el canciller viajó", weekdays,
bodies and places that a model took for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from notaextract.data.load import words
from notaextract.facts import Fact, PersonValue
from notaextract.rules.header.signatures import signed
from notaextract.rules.names.courtesies import by_courtesy
from notaextract.rules.names.extent import PARTICLES, capital, known_places, place_starts
from notaextract.rules.names.mononyms import by_mononym
from notaextract.rules.names.offices import better_office
from notaextract.rules.names.person_appositions import in_apposition
from notaextract.rules.names.person_mentions import (
    Found,
    Named,
    by_given_name,
    by_throne,
    glued_to_name,
    voted_people,
)
from notaextract.rules.names.person_offices import beside_offices, offices
from notaextract.rules.names.persons import is_namesake, name_reach
from notaextract.rules.names.speakers import by_label, by_own_word
from notaextract.rules.reading import Reading, fold


def people(reading: Reading) -> Iterator[Fact]:
    """Yield every person of a release in reading order."""
    found = Found(reading)
    for mention in voted_people(reading):
        found.add(mention)
    for mention in by_label(reading):
        found.add(mention)
    for mention in by_own_word(reading):
        found.add(mention)
    for mention in by_mononym(reading):
        found.add(mention)
    held = list(offices(reading))
    for mention in beside_offices(reading, held, found):
        found.add(mention)
    given_at = reading.tokens.among(words("given_names"))
    for mention in by_given_name(reading, given_at):
        found.add(mention)
    for mention in by_courtesy(reading):
        found.add(mention)
    for mention in by_throne(reading, given_at):
        found.add(mention)
    for mention in in_apposition(reading, held, found):
        found.add(mention)
    for mention in signed(reading, held, found):
        found.add(mention)
    mentions = found.settled()
    mentions = _taken_up(reading, mentions)
    yield from _facts(reading, mentions)


# -- what belongs together ------------------------------------------------------------


def _taken_up(reading: Reading, mentions: list[Named]) -> list[Named]:
    """Mentions, and the surnames and initials that take a full name up again."""
    tokens = reading.tokens
    full = [m for m in mentions if len(m.words) >= 2 or m.source in ("rule:title", "rule:label")]
    if not full:
        return mentions
    by_word: dict[str, list[Named]] = {}
    initials: dict[str, Named] = {}
    for mention in full:
        for word in mention.words:
            by_word.setdefault(word, []).append(mention)
        if len(mention.words) >= 3:
            initials.setdefault("".join(w[0] for w in mention.words).upper(), mention)
    taken = {i for m in mentions for i in range(tokens.at(m.start), tokens.at(m.end))}
    wanted = by_word.keys() | {fold(letters) for letters in initials}
    added = []
    free = 0
    for here in tokens.among(wanted):
        word = tokens.words[here]
        if here < free or here in taken or not capital(word):
            continue
        start = tokens.starts[here]
        if word.isupper() and 1 < len(word) < 5 and word not in initials and not reading.is_capitals(start):
            continue  # an acronym: "el CAI" is not the Cai of a name
        if word in initials:
            words_of_it = initials[word].words
            added.append(Named(start, tokens.ends[here], "rule:initials", word, words=words_of_it))
            continue
        owners = by_word.get(tokens.folds[here], [])
        last = name_reach(reading, here)
        while here < last and (last in taken or tokens.folds[last] in PARTICLES):
            last -= 1
        free = last + 1
        owner = next((o for o in owners if _in_order(_run(reading, here, last), o.words)), None)
        if word.isupper() and reading.is_capitals(start):
            if owner is None:
                last, owner = _longest_in_order(reading, here, last, owners)
            if owner is not None:
                last = _over_particles(reading, here, last, owner)
            free = last + 1
        run = _run(reading, here, last)
        if owner is None or _no_take_up(reading, here, run, owner):
            continue
        full_name = " ".join(owner.words)
        start = _with_particle(reading, here)
        added.append(Named(start, tokens.ends[last], "rule:surname", full_name, words=tuple(run)))
    return sorted([*mentions, *added], key=lambda m: m.start)


def _with_particle(reading: Reading, index: int) -> int:
    """Where a surname begins with its particle: "[De] León", where the full name has "de León"."""
    tokens = reading.tokens
    begin = index
    while begin and tokens.words[begin - 1] in ("De", "Del", "La", "Las", "Los"):
        if reading.view[tokens.ends[begin - 1] : tokens.starts[begin]] != " ":
            break
        begin -= 1
    return tokens.starts[begin if tokens.words[begin] in ("De", "Del") else index]


def _run(reading: Reading, first: int, last: int) -> list[str]:
    """The folded name words of tokens `first` to `last`, particles left out."""
    return [word for word in reading.tokens.folds[first : last + 1] if word not in PARTICLES]


def _in_order(run: list[str], name: tuple[str, ...]) -> bool:
    rest = iter(name)
    return all(word in rest for word in run)


def _shortens(words_of_it: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a name is a longer one with words left out or, behind its first, cut to their initials."""
    rest = iter(name)
    return all(
        any(word == full or (at and len(word) == 1 and full.startswith(word)) for full in rest)
        for at, word in enumerate(words_of_it)
    )


def _longest_in_order(
    reading: Reading, first: int, last: int, owners: list[Named]
) -> tuple[int, Named | None]:
    """In a headline in capitals the run of words does not end with the name: cut it."""
    tokens = reading.tokens
    while last > first:
        last -= 1
        run = _run(reading, first, last)
        for owner in owners:
            if _in_order(run, owner.words) and tokens.folds[last] not in PARTICLES:
                return last, owner
    return first, None


def _over_particles(reading: Reading, first: int, last: int, owner: Named) -> int:
    """In capitals a particle reads like any word: the name goes on where its bearer's does, "ANA
    CABEZA | DE VACA"."""
    tokens = reading.tokens
    while last + 2 < len(tokens) and tokens.folds[last + 1] in PARTICLES:
        after = last + 2 + (tokens.folds[last + 2] in PARTICLES)
        if after >= len(tokens) or not _in_order(_run(reading, first, after), owner.words):
            break
        last = after
    return last


def _no_take_up(reading: Reading, first: int, run: list[str], owner: Named) -> bool:
    """Whether a surname found alone is more likely something else."""
    tokens = reading.tokens
    if is_namesake(reading.view, tokens.starts[first]):
        return True
    if len(run) == 1 and _of_family().search(
        reading.view, max(0, tokens.starts[first] - 8), tokens.starts[first]
    ):
        return True
    if first and glued_to_name(reading, first):
        return True
    if len(run) == 1:
        word = run[0]
        first_of_more = len(owner.words) > 1 and word == owner.words[0]
        if first_of_more and word not in words("given_names") and not _family_name_first(owner):
            return True
        if word in words("connectives") or word in words("common_openers"):
            return True
        if word == owner.words[0] and word in (known_places() if len(owner.words) == 1 else place_starts()):
            return True
        if word in known_places() and _comes_from(reading, owner, word):
            return True
    return False


@cache
def _of_family() -> re.Pattern[str]:
    """ "los [Curado]": a family, or the firm that bears its name."""
    return re.compile(r"\b[Ll]os \Z")


def _family_name_first(owner: Named) -> bool:
    """Whether a name opens with its surname, as in Chinese and Korean: "Li Wenliang" is taken up by "Li"."""
    return len(owner.words) <= 3 and owner.words[0] in words("surnames_first")


def _comes_from(reading: Reading, owner: Named, word: str) -> bool:
    """Whether a name's last word tells where its bearer reigns or was born: "Felipe II de España"."""
    name = fold(reading.view[owner.start : owner.end])
    return name.endswith((f" de {word}", f" del {word}"))


def _facts(reading: Reading, mentions: list[Named]) -> Iterator[Fact]:
    best: dict[tuple[str, ...], Named] = {}
    for mention in sorted(
        mentions, key=lambda m: (m.source == "rule:initials", reading.text[m.start : m.end].isupper())
    ):
        best.setdefault(mention.words, mention)
    names: dict[str, list[Named]] = {}
    for named in sorted((m for m in best.values() if len(m.words) > 1), key=lambda m: -len(m.words)):
        for word in named.words:
            names.setdefault(word, []).append(named)
    fullest: dict[tuple[str, ...], Named] = {}
    for mention in mentions:
        if mention.words in fullest:
            continue
        shared = names.get(mention.words[0], ()) if mention.words else ()
        size = len("".join(mention.words))
        longer = (m for m in shared if len(m.words) >= len(mention.words) and len("".join(m.words)) > size)
        fuller = next((m for m in longer if _shortens(mention.words, m.words)), None)
        fullest[mention.words] = fuller or best[mention.words]
    offices: dict[tuple[str, ...], str] = {}
    for mention in mentions:
        key = fullest[mention.words].words
        if mention.office and better_office(mention.office, offices.get(key)):
            offices[key] = mention.office
    for mention in mentions:
        full = fullest[mention.words]
        name = " ".join(reading.text[full.start : full.end].split())
        value = PersonValue(_true_case(name), offices.get(full.words))
        yield reading.fact(mention.start, mention.end, value, mention.source, mention.evidence)


def _true_case(name: str) -> str:
    """A name that stands only in capitals, as prose would write it; quotes of a nickname fall."""
    name = re.sub(r"""["“”«»]|(?<!\w)['‘’](?=\w)|(?<=\w)['‘’](?!\w)""", "", name)
    if not name.isupper() or " " not in name:
        return name
    return " ".join(w.lower() if fold(w) in PARTICLES else w.title() for w in name.split())
