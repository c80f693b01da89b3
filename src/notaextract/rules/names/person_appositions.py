"""Offices behind people's names: "Hugo de Zela, canciller del Perú", "Rosa Quispe es la nueva ministra
de Salud", "nombraron a Luis Paz director de la OIM".

Leaves: "Tras ver a Luis Paz, el ministro Juan Díaz …" (his who follows), "Ana Ríos votó como senadora".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from notaextract.data.load import words
from notaextract.rules.names.extent import capital, known_places, place_starts
from notaextract.rules.names.gazetteer import organization_tree
from notaextract.rules.names.offices import Office, as_written, better_office
from notaextract.rules.names.person_mentions import Found, Named
from notaextract.rules.names.person_offices import opens_sentence
from notaextract.rules.names.persons import honorifics, part_of_name
from notaextract.rules.reading import Reading


@cache
def _opening() -> re.Pattern[str]:
    """What links a name to the office behind it."""
    chosen = "designad|nombrad|elect|elegid|reelect|reelegid|ratificad|posesionad"
    return re.compile(
        rf"""(?:\)?,[ ]|[ ]\(|[ ][-–—][ ]|,[ ]actual[ ]|,[ ]también[ ]|,[ ]ex[ ]|,[ ](?:el|la|los|las)[ ]
            |,?[ ]quien[ ](?:además[ ]|también[ ])?(?:es|era|fue|funge[ ]como)[ ](?:el[ ]|la[ ])?
            |[ ]es[ ](?:el|la)[ ](?:nuev[oa][ ]|actual[ ])?
            |[ ](?:fue|es|será|resultó|ha[ ]sido)[ ](?:{chosen})[oa][ ](?:como[ ])?
            |[ ](?:asumi[óo]|asumirá|jur[óo]|jurará|se[ ]desempeña|ejerce)[ ]como[ ]
            |(?P<after_verb>[ ](?:como[ ])?))\Z""",
        re.VERBOSE,
    )


@cache
def _appointed() -> re.Pattern[str]:
    """What before a name tells that an office follows it: "nombraron a [Ana Ríos] ministra de …"."""
    return re.compile(
        r"""(?:\b(?:nombr|design|eligi|elig|postul|ratific)[a-záéíóú]{1,6}[ ](?:a|al|a[ ]la)[ ]
            |\b(?:rindió[ ]protesta|tomó[ ](?:posesión|juramento)[ ]a|juramentó[ ]a|posesionó[ ]a)[ ]
            |\b(?:fue|es|resultó|será|quedó)[ ](?:design|nombr|elect|eleg|reelect|reeleg|ratific)[a-z]{1,5}[ ]
            )(?:(?:el|la|don|doña|a)[ ])?(?:[A-Z]?[a-z]{1,8}[.][ ])?\Z""",
        re.VERBOSE | re.IGNORECASE,
    )


def in_apposition(reading: Reading, offices: list[Office], found: Found) -> Iterator[Named]:
    """ "Hugo de Zela, [el] canciller del Perú", "Rosa Quispe es la nueva ministra de Salud": the office
    behind a name that is known already, or that only it shows."""
    view = reading.view
    by_end = {mention.end: mention for mention in found.settled()}
    for office in offices:
        low = max(0, office.start - 44)
        match = _opening().search(view, low, office.start)
        if match is None:
            continue
        name = by_end.get(match.start())
        if name is not None and match["after_verb"] and not _appointed_here(view, name):
            continue
        if name is None and match.group() == ", ":
            name = _unheard_of(reading, office)
        if name is None:
            continue
        written = as_written(reading, office.start, office.end)
        if name.office and not better_office(written, name.office):
            continue
        if office.end < len(view) and _leads_to_name(reading, office, found):
            continue
        yield replace(name, office=written)


def _appointed_here(view: str, name: Named) -> bool:
    """Whether a verb of appointing stands before a name that an office follows without a comma."""
    return bool(_appointed().search(view, max(0, name.start - 50), name.start))


def _unheard_of(reading: Reading, office: Office) -> Named | None:
    """A name that only the office behind it shows: "[Azucena Bermúdez], intendenta de Salto, …". The
    office needs a complement; nouns that bodies and places have, too ("líder") show nothing."""
    tokens, view = reading.tokens, reading.view
    noun = tokens.folds[office.first]
    if office.rank != "office" or office.plural or not tokens.words[office.first].islower():
        return None
    if office.last == office.first or noun in words("offices_of_things"):
        return None
    last = first = office.first - 1
    while first and last - first < 4 and capital(tokens.words[first]) and part_of_name(reading, first):
        if view[tokens.ends[first - 1] : tokens.starts[first]] != " " or not capital(tokens.words[first - 1]):
            break
        first -= 1
    skipped = words("connectives") | honorifics()
    while first < last and tokens.folds[first] in skipped:
        first += 1
    names = tokens.words[first : last + 1]
    if not 2 <= len(names) <= 4 or not all(name.istitle() for name in names):
        return None
    if not all(part_of_name(reading, index) for index in range(first, last + 1)):
        return None
    led = first and view[tokens.ends[first - 1] : tokens.starts[first]] == " "
    if led and tokens.folds[first - 1] not in words("before_names") and not opens_sentence(reading, first):
        return None
    folds = tokens.folds[first : last + 1]
    town = folds[0] in place_starts() and folds[0] not in words("given_names")
    if town or folds[0] in words("place_nouns") or " ".join(folds) in known_places():
        return None
    if organization_tree().match(tokens, view, first) is not None:
        return None
    return Named(tokens.starts[first], tokens.ends[last], "rule:apposition", noun)


def _leads_to_name(reading: Reading, office: Office, found: Found) -> bool:
    """Whether the office belongs to the name behind it: "Tras ver a Luis Paz, el ministro [Juan Díaz] …"."""
    tokens = reading.tokens
    index = office.last + 1
    return (
        index < len(tokens)
        and found.holding(index) is not None
        and reading.view[office.end : tokens.starts[index]] == " "
    )
