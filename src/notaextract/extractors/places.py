"""Facts of type place: cities, regions, rivers, seas and continents, by name or by class noun.

Reads: "Lima", "América Latina", "golfo de México", "provincia de Carchi", "río Lempa",
"Guatemala, 3 de marzo de 2025.-" (the city). Leaves: "calle Arequipa", "Victoria
Nuland", "José Guerrero", "Hotel Lima", and every name of a country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from notaextract.data.load import cached, table, words
from notaextract.facts import Fact, PlaceKind, PlaceValue, Span
from notaextract.rules.names.territories import Form, heads_dateline, territories
from notaextract.rules.names.toponyms import NAMESAKES, Toponym, choose, is_ambiguous, toponyms
from notaextract.rules.phrases import Match
from notaextract.rules.reading import Reading, fold

_CLASS: dict[str, PlaceKind] = {"place_waters": "water", "place_reliefs": "other"}


@cache
def _class_nouns() -> dict[str, PlaceKind]:
    return {noun: kind for name, kind in _CLASS.items() for noun in words(name)}


@cached
def _first_words() -> frozenset[str]:
    return toponyms().triggers | NAMESAKES.keys() | _class_nouns().keys()


def places(reading: Reading) -> Iterator[Fact]:
    """Yield every place of a release in reading order."""
    taken: list[tuple[int, int]] = []
    found = list(_known(reading))
    taken = [(fact.start, fact.end) for fact in found]
    taken += [(body.start, body.end) for body in reading.claimed if " " in body.text]
    for fact in _seen_by_model(reading):
        if not any(start < fact.end and fact.start < end for start, end in taken):
            found.append(fact)
    yield from sorted(found, key=lambda fact: fact.start)


def _known(reading: Reading) -> Iterator[Fact]:
    """Names of the table, and names behind a class noun of waters and reliefs."""
    tokens, view, known = reading.tokens, reading.view, toponyms()
    nouns, triggers, countries = _class_nouns(), known.triggers, territories()
    free = before = 0  # `before`: end of the place before, for "Montevideo y Asunción"
    for index in tokens.among(_first_words()):
        if index < free:
            continue
        word = tokens.folds[index]
        if word in triggers:
            match = known.names.match(tokens, view, index)
            country = countries.names.match(tokens, view, index) if match is not None else None
            if match is not None and not _is_country(reading, match, country):
                fact = _in_table(reading, index, match.last, match.payloads, before)
                if fact is not None:
                    free, before = match.last + 1, fact.end
                    yield fact
                    continue
        if word in NAMESAKES and heads_dateline(view, tokens.starts[index], tokens.ends[index]):
            value = PlaceValue(
                reading.text[tokens.starts[index] : tokens.ends[index]], "city", NAMESAKES[word]
            )
            yield reading.fact(tokens.starts[index], tokens.ends[index], value, "rule:dateline")
        elif word in nouns and (named := _behind_class_noun(reading, index)) is not None:
            last, fact = named
            free = last + 1
            yield fact


def _is_country(reading: Reading, match: Match[Toponym], country: Match[Form] | None) -> bool:
    """Whether the words name a country rather than its namesake: Liberia, the city, only in Costa Rica."""
    if country is None or country.last < match.last or any(not form.code for form in country.payloads):
        return False
    if country.last > match.last:
        return True
    whole = " ".join(reading.tokens.folds[match.first : match.last + 1])
    own = any(row.country == reading.country for row in match.payloads)
    return not own and territories().doubtful.get(whole, "") != "ambiguous"


def _in_table(reading: Reading, first: int, last: int, rows: Sequence[Toponym], before: int) -> Fact | None:
    """The fact of a name of the table where case, neighbours and context let it be a place."""
    tokens, view = reading.tokens, reading.view
    start, end = tokens.starts[first], tokens.ends[last]
    if not tokens.words[last][0].isupper() and tokens.folds[last] not in words("place_lower_tails"):
        return None
    if not tokens.words[first][0].isupper() and not (
        tokens.folds[first] in _class_nouns()
        or tokens.folds[first] in words("place_first_words")
        or tokens.folds[first] in words("place_regions")
    ):
        return None
    whole = " ".join(tokens.folds[first : last + 1])
    if whole in NAMESAKES or _is_part_of_a_name(reading, first, last):
        return None
    noun, _ = _noun_before(reading, first)
    linked = before and _coordination().fullmatch(view, before, start)
    if is_ambiguous(whole) and not linked and not _stands_as_place(reading, first, last):
        return None
    if _is_address(reading, first):
        return None
    kind = "region" if noun in words("place_regions") else "city" if noun in words("place_towns") else None
    if tokens.folds[first] in ("san", "santa", "santo") and _longer_name().match(view, end):
        return None
    row = choose(rows, kind, reading.country)
    if row is not None and row.country and is_ambiguous(whole) and reading.country not in (None, row.country):
        row = row._replace(country="")  # a namesake in the issuing country is as likely
    if row is None:
        kinds = {r.kind for r in rows}
        shown = kind if kind in kinds else "city" if "city" in kinds else rows[0].kind
        value = PlaceValue(rows[0].name, shown, None)
        return reading.fact(start, end, value, "gazetteer:places", rows[0].where)
    if view[end : end + 1] == "." and row.name != whole and _ends_with_dot(view, start, end):
        end += 1
    value = PlaceValue(row.name, row.kind, row.country or None)
    return reading.fact(start, end, value, "gazetteer:places", row.where)


def _ends_with_dot(view: str, start: int, end: int) -> bool:
    """D. C., D. F.: the last full stop belongs to the abbreviation."""
    return view[end - 1].isupper() and "." in view[start:end]


def _noun_before(reading: Reading, first: int) -> tuple[str, bool]:
    """The class noun that a name completes ("provincia" in "provincia de Carchi"), and whether by "de"."""
    tokens, view = reading.tokens, reading.view
    here, steps = first - 1, 0
    while here >= 0 and view[tokens.ends[here] : tokens.starts[here + 1]] == " ":
        if steps == 2 or tokens.folds[here] not in ("de", "del", "la", "el"):
            return tokens.folds[here], steps > 0
        here, steps = here - 1, steps + 1
    return "", False


def _stands_as_place(reading: Reading, first: int, last: int) -> bool:
    """Whether something around an ambiguous name says that it is a place."""
    tokens, view = reading.tokens, reading.view
    before = tokens.folds[first - 1] if first else ""
    if before in words("place_prepositions"):
        return True
    noun, joined = _noun_before(reading, first)
    if noun in words("place_regions") or noun in words("place_towns"):
        return True
    if joined and noun in words("place_others"):
        return True
    start, end = tokens.starts[first], tokens.ends[last]
    if heads_dateline(view, start, end):
        return True
    if view[end : end + 2] == ", " and last + 1 < len(tokens) and tokens.starts[last + 1] == end + 2:
        behind = tokens.folds[last + 1]
        if tokens.words[last + 1][0].isupper() and not is_ambiguous(behind):
            for names in (toponyms().names, territories().names):
                match = names.match(tokens, view, last + 1)
                if match is not None and tokens.words[match.last][0].isupper():
                    return True
    return False


def _is_part_of_a_name(reading: Reading, first: int, last: int) -> bool:
    """José Guerrero, Victoria Nuland, Banco Guayaquil: a capitalised neighbour right beside."""
    tokens, view = reading.tokens, reading.view
    capitals = tokens.words[first].isupper() and len(tokens.words[first]) > 1
    capitals = capitals and reading.is_capitals(tokens.starts[first])
    allowed = words("place_capital_neighbours")
    if last + 1 < len(tokens) and view[tokens.ends[last] : tokens.starts[last + 1]] == " ":
        word, behind = tokens.words[last + 1], tokens.folds[last + 1]
        if (
            not capitals
            and word[0].isupper()
            and behind not in allowed
            and behind not in words("connectives")
        ):
            return True
    if first and view[tokens.ends[first - 1] : tokens.starts[first]] == ". ":
        initial = tokens.words[first - 1]
        if len(initial) == 1 and initial.isupper():
            return True  # Ximena A. Murcia
    if first and view[tokens.ends[first - 1] : tokens.starts[first]] == " ":
        word, before = tokens.words[first - 1], tokens.folds[first - 1]
        if before in _titles() or (before in words("given_names") and word[0].isupper()):
            return True
        if word[0].isupper() and not word.isupper() and not capitals:
            class_noun = before in words("place_towns") or before in words("place_regions")
            return not (before in words("connectives") or class_noun or before in allowed)
    return False


def _is_address(reading: Reading, first: int) -> bool:
    """calle Arequipa, avenida de Mendoza, Hotel Lima."""
    tokens, view = reading.tokens, reading.view
    noun, _ = _noun_before(reading, first)
    if noun in words("street_nouns"):
        return True
    if not first or view[tokens.ends[first - 1] : tokens.starts[first]].strip(" ."):
        return False
    before = tokens.folds[first - 1]
    return (
        before in words("venue_nouns") and before not in words("place_towns") and before not in _class_nouns()
    )


@cache
def _coordination() -> re.Pattern[str]:
    """What stands between two places of one list: ", ", " y a ", " y el de "."""
    return re.compile(r"(?:, |,? [yeEYoO] | / |[-–/])(?:(?:el|la|los|las|EL|LA) )?(?:(?:de|en|a|A|DE|EN) )?")


@cache
def _proper_name() -> re.Pattern[str]:
    """What follows a class noun: "de la Plata", "Lempa", "San Juan", "de Los Cabos"."""
    word = r"[A-ZÁÉÍÓÚÑÜ][a-záéíóúñü'-]{1,30}\b"
    more = rf"(?:[ ](?:(?:de|del|la|los)[ ]){{0,2}}{word}){{0,2}}"
    return re.compile(rf"[ ](?:de[ ]|del[ ])?(?:la[ ]|los[ ]|las[ ])?{word}{more}")


@cache
def _longer_name() -> re.Pattern[str]:
    """San Miguel del Padrón: the saint's name goes on."""
    return re.compile(r"[ ](?:de[ ]|del[ ])(?:la[ ]|los[ ]|las[ ])?[A-ZÁÉÍÓÚÑÜ]")


@cached
def _titles() -> frozenset[str]:
    return frozenset(fold(row.cells[0]) for row in table("honorifics"))


def _behind_class_noun(reading: Reading, index: int) -> tuple[int, Fact] | None:
    """río Lempa, volcán de Agua, isla Floreana: noun and name are the span, the name as printed."""
    tokens, view = reading.tokens, reading.view
    start, word = tokens.starts[index], tokens.words[index]
    if word.isupper() or word.endswith("ó"):
        return None  # "rió", "cerró" are verbs
    if (
        word[0].isupper()
        and index
        and (tokens.words[index - 1][0].isupper() or _is_surname_part(reading, index))
    ):
        return None
    match = _proper_name().match(view, tokens.ends[index])
    if match is None or (word.endswith("s") and not word[0].isupper()):
        return None
    last = tokens.at(match.end()) - 1
    noun = tokens.folds[index]
    if word == "rio" and tokens.folds[index + 1] in words("given_names"):
        return None  # "rio Rafael": the verb, in today's spelling
    if (
        noun in ("cerro", "sierra", "cabo", "mar", "arroyo", "represa", "quebrada", "cascada")
        and word[0].isupper()
    ):
        return None  # often a surname or a town: Cerro Porteño, Sierra Leona
    if territories().names.match(tokens, view, index) is not None and noun in ("isla", "islas"):
        return None
    text = " ".join(view[start : match.end()].split())
    value = PlaceValue(text[0].upper() + text[1:], _class_nouns()[noun], None)
    return last, reading.fact(start, match.end(), value, "rule:class-noun")


def _is_surname_part(reading: Reading, index: int) -> bool:
    """Irma del Río Colunga: "del" behind a capitalised word."""
    tokens = reading.tokens
    return index >= 2 and tokens.folds[index - 1] == "del" and tokens.words[index - 2][0].isupper()


def _seen_by_model(reading: Reading) -> Iterator[Fact]:
    """What a voter calls a location, where nothing speaks against it."""
    for span in reading.labelled("LOC"):
        trimmed = _trimmed(reading, span)
        if trimmed is not None:
            start, end, name = trimmed
            yield reading.fact(start, end, PlaceValue(name, "other", None), f"ner:{span.voter}")


@cache
def _clean() -> re.Pattern[str]:
    """Letters, blanks, hyphens and apostrophes; no capital behind a small letter (glued sentences)."""
    return re.compile(r"(?!.*[a-záéíóúñ][A-ZÁÉÍÓÚÑ])[^\W\d_]+(?:[ '.-]{1,2}[^\W\d_]+)*\.?")


def _trimmed(reading: Reading, span: Span) -> tuple[int, int, str] | None:
    """Offsets and name of a voter's location without article or preposition; None where it is none."""
    tokens, view = reading.tokens, reading.view
    first = tokens.at(span.start)
    last = tokens.at(span.end) - 1
    while first <= last and not tokens.words[first][0].isupper():
        first += 1
    while last >= first and not tokens.words[last][0].isupper():
        last -= 1
    if first > last or first >= len(tokens):
        return None
    start, end = tokens.starts[first], tokens.ends[last]
    text = view[start:end]
    folds = tokens.folds[first : last + 1]
    if max(map(len, folds)) < 4 or folds[-1] in ("no", "num", "nro"):
        return None  # "D. M.", "Centro Federal No. 2"
    if folds[0] in ("ruta", "carretera", "autopista") and re.match(r" \d", view[end : end + 2]):
        return None
    if "\n" in text or not _clean().fullmatch(text) or len(text) < 4 or len(folds) > 6:
        return None
    if reading.is_capitals(start) or (len(folds) == 1 and text.isupper()):
        return None  # case tells nothing there; a lone acronym is a body
    if (
        folds[0] in words("connectives")
        or folds[0] in words("weekdays_months")
        or folds[0] in words("generic_bodies")
    ):
        return None
    known = territories()
    if any(
        fold_ in known.triggers and known.names.match(tokens, view, first + i)
        for i, fold_ in enumerate(folds)
    ):
        return None
    if folds[0] in words("given_names") or is_ambiguous(" ".join(folds)) or folds[0] in words("street_nouns"):
        return None
    if _is_part_of_a_name(reading, first, last) or _is_address(reading, first):
        return None
    if len(folds) == 1 and not _stands_as_place(reading, first, last):
        return None
    if any(fold(w) in known.demonyms for w in text.split()):
        return None
    return start, end, " ".join(text.split())
