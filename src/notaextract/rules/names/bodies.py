"""Mentions of organisations by their head noun and its complement.

Reads: "Instituto Carabobeño para la Salud", "Segunda Fiscalía Provincial", "Real Academia de
Bellas Artes", "Juzgado de lo Penal número 3 de Huesca".
Leaves: "una Comisión de la Verdad" (wished for), "el Instituto", "Junta Directiva" (class words).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from notaextract.data.load import Row, words
from notaextract.facts import Category
from notaextract.rules.names.body_heads import CHAMBERS, head_at, head_phrases, locates
from notaextract.rules.names.extent import (
    PARTICLES,
    SMALL,
    adjoining,
    capital,
    closed_end,
    known_places,
    name_end,
    organization_nouns,
    place_starts,
    quoted_eponym,
)
from notaextract.rules.names.gazetteer import known_part
from notaextract.rules.names.offices import office_nouns
from notaextract.rules.reading import Reading, fold

EPONYM_HEADS = frozenset(
    (
        "hospital instituto universidad fundacion colegio escuela laboratorio museo biblioteca "
        "centro liceo clinica academia maternidad policlinico teatro sanatorio grupo club "
        "asociacion banco orquesta coro ballet camerata casa planetario comunidad hermandad ies ceip"
    ).split()
)  # bodies that are named after people


# These are named after what they hold: "Fundación Hospital San Roque".
_HOLDERS = frozenset("fundacion patronato consorcio asociacion corporacion".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a body: offsets, how it was found, and what is known of it."""

    start: int
    end: int
    source: str
    evidence: str = ""
    row: Row | None = None
    name: str | None = None
    acronym: str | None = None
    category: Category | None = None

    def holds(self, other: Mention) -> bool:
        return self.start <= other.start and other.end <= self.end


def by_head_noun(reading: Reading) -> Iterator[Mention]:
    """Names that begin with a capitalised head noun and have a complement of their own."""
    tokens, view = reading.tokens, reading.view
    nouns, indefinite = organization_nouns(), words("determiners_indefinite")
    given = words("given_names")
    begins = nouns.keys() | head_phrases().first_words | CHAMBERS
    for index in tokens.among(begins):
        if not capital(tokens.words[index]):
            continue
        folded = tokens.folds[index]
        noun = head_at(reading, index)
        if noun is None:
            continue
        first, head = index, noun.last
        word = tokens.words[index]
        here = tokens.starts[index]
        if (
            folded in ("secretaria", "subsecretaria")
            and word[1:].islower()
            and "í" not in word
            and reading.accented
        ):
            continue  # without its accent it is the office of a woman
        if folded in office_nouns() and _APPOSED.search(view, max(0, here - 40), here):
            continue  # "ROSA LINARES, COORDINADORA NACIONAL DE …" is an office
        capitals = word.isupper() and (
            reading.is_capitals(tokens.starts[index]) or _in_capitals_title(reading, index)
        )
        if capitals:
            last = _letterhead_end(reading, index)
        else:
            numbered = _number_before().search(view, max(0, here - 8), here) if index else None
            if numbered and folded in words("numbered_heads"):
                here = numbered.start()  # "2.º Juzgado de Letras"
            elif index and adjoining(view, tokens, index - 1):
                before = tokens.words[index - 1]
                if capital(before) and _ORDINAL.fullmatch(tokens.folds[index - 1]):
                    first = index - 1  # "Segunda Fiscalía Provincial"
                elif capital(before) and tokens.folds[index - 1] in words("body_epithets"):
                    first = index - 1  # "Real Academia de …", "Honorable Concejo …"
                elif tokens.folds[index - 1] in indefinite or _opens_other_name(reading, index - 1):
                    continue
                if completes_office(view, here) or _joined_to_field(view, here, folded):
                    continue
                if noun.site and locates(view, here):
                    continue
            eponym = folded in EPONYM_HEADS or head > index

            def stop(at: int, eponym: bool = eponym, head: int = head, folded: str = folded) -> bool:
                name = tokens.folds[at]
                if at == head + 1 and folded in _HOLDERS:
                    return False
                return name in nouns or (not eponym and name in given and _opens_person(reading, at))

            last = known_part(view, tokens, index, name_end(view, tokens, head, stop))
            if noun.category == "diplomatic" or tokens.folds[head] == "gobierno":
                last = _abroad(reading, last)
            if folded == "partido" and " ".join(tokens.folds[index + 1 : last + 1])[3:] in known_places():
                continue  # "Partido de Luján": a district of the province of Buenos Aires
            if folded == "centro" and last > index and _quarter(tokens.folds[index + 1]):
                continue
        if last is None:
            continue
        start = min(tokens.starts[first], here)
        end = closed_end(view, start, tokens.ends[last])
        if last == head and (head == index or end == tokens.ends[head]):
            continue  # only "Institución Educativa N.° 14085" is told apart by its number
        if (folded in EPONYM_HEADS or noun.site) and (eponym_quoted := quoted_eponym().match(view, end)):
            end = eponym_quoted.end()
        end = _through_seat(reading, end, last)
        phrase = " ".join(tokens.folds[index : last + 1])
        if in_title_of_norm(view, start):
            continue
        if (
            generic(phrase, starts=head == index)
            or (folded == "congreso" and _is_congress(phrase))
            or (first == index and _only_class_words(tokens.folds[index : last + 1]))
        ):
            continue
        yield Mention(start, end, "rule:head_noun", folded, category=noun.category)


_ORDINAL = re.compile(
    r"(?:primer|segund|tercer|cuart|quint|sext|sep?tim|octav|noven|(?:un|duo)?decim|vigesim|trigesim)[oa]?"
)


@cache
def _number_before() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.,])\d{1,3}(?:[.]?[º°ª]|[.]?(?:er|ero|ra|do|da|to|ta))[ ]\Z")


@cache
def _seat() -> re.Pattern[str]:
    return re.compile(r" de (?:la |los |las |el )?(?=[^\W\d_a-záéíóúñ])")


def _through_seat(reading: Reading, end: int, last: int) -> int:
    """Where a name goes on behind its number: "Juzgado de lo Penal número 3 [de Huesca]"."""
    tokens = reading.tokens
    if end - tokens.ends[last] < 2:
        return end
    match = _seat().match(reading.view, end)
    if match is None:
        return end
    at = name_end(reading.view, tokens, tokens.at(match.end()), lambda _: False, series=False)
    return tokens.ends[at]


_APPOSED = re.compile(r"[^\W\d_a-zà-ÿ][^\W\d_]{1,30} [^\W\d_a-zà-ÿ][^\W\d_]{1,30}, \Z")
_COMPLETED = re.compile(
    r"\b([^\W\d_]+)(?: (?:general|adjunt[oa]|ejecutiv[oa]|nacional|regional|municipal))? de \Z",
    re.IGNORECASE,
)


def _in_capitals_title(reading: Reading, index: int) -> bool:
    """Whether a head noun stands inside a title in capitals that prose quotes: "LA [RED] DE LOS SECRETOS"."""
    tokens = reading.tokens
    before = tokens.words[index - 1] if index else ""
    title = before.isupper() and len(before) > 1 and len(tokens.words[index]) > 2
    return title and adjoining(reading.view, tokens, index - 1)


def _opens_person(reading: Reading, index: int) -> bool:
    """Whether a given name inside a body's name begins a person's: a surname follows. The
    "Esperanza" of a party has none behind it."""
    tokens = reading.tokens
    return (
        not tokens.words[index].isupper()
        and adjoining(reading.view, tokens, index)
        and (capital(tokens.words[index + 1]) or tokens.words[index + 1] in PARTICLES)
    )


@cache
def _title_of_norm() -> re.Pattern[str]:
    """ "Ley 6/2023, de 17 de marzo, de los Mercados de Valores y de los [Servicios …]"."""
    return re.compile(
        r"""\b(?:[Ll]ey|[Dd]ecreto|[Oo]rden|[Rr]eglamento)\b[^.,;\n]{0,40}\d[\w/.-]{0,20},
            [ ]de[ ]\d{1,2}[ºo]?[ ]de[ ][a-z]{4,10}(?:[ ]de[ ]\d{4})?,
            [ ](?:de|del|por|sobre|que)[ ][^.,;:\n"]{0,90}\Z""",
        re.VERBOSE,
    )


def in_title_of_norm(view: str, start: int) -> bool:
    """Whether a name only stands in the title of a norm, which tells what it is about."""
    low = max(0, start - 170)
    return ", de " in view[low:start] and bool(_title_of_norm().search(view, low, start))


def _quarter(word: str) -> bool:
    """Whether "Centro WORD" is a quarter of a town ("Centro Habana"): no attribute, no complement."""
    return word not in SMALL and (word in place_starts() or not _adjective(word))


def completes_office(view: str, start: int) -> bool:
    """Whether a name without article completes an office: "director de [Inspección]"."""
    match = _COMPLETED.search(view, max(0, start - 40), start)
    return match is not None and fold(match[1]) in office_nouns()


@cache
def _field_joined() -> re.Pattern[str]:
    return re.compile(
        r"""\b(?P<office>[^\W\d_]{4,20})[ ](?:(?:general|nacional|federal|estatal|regional)[ ])?
            (?:de|del)[ ](?:la[ ])?[^\W\d_a-zà-ÿ][^\W\d_]{2,20}
            (?:(?:,[ ]|[ ]|[ ]del?[ ])[^\W\d_a-zà-ÿ][^\W\d_]{2,20}){0,4},?[ ][ye][ ]\Z""",
        re.VERBOSE,
    )


def _joined_to_field(view: str, start: int, head: str) -> bool:
    """Whether a noun is one field more of an office: "ministra de Salud y [Protección Social]"."""
    if head not in words("field_nouns") or view[start - 3 : start] not in (" y ", " e "):
        return False
    match = _field_joined().search(view, max(0, start - 90), start)
    return match is not None and fold(match["office"]) in office_nouns()


def _abroad(reading: Reading, last: int) -> int:
    """An embassy's or mission's name runs through the country where it is: "… en República Dominicana"."""
    tokens, view = reading.tokens, reading.view
    match = re.compile(r" (?:en|ante) (?:el |la |los |las )?(?=[^\W\d_a-záéíóúñ])").match(
        view, tokens.ends[last]
    )
    if match is None:
        return last
    at = tokens.at(match.end())
    return name_end(view, tokens, at, lambda i: tokens.folds[i] in organization_nouns(), series=False)


def _opens_other_name(reading: Reading, index: int) -> bool:
    """Whether token `index`, before a head noun, makes it part of another name: "Reserva Marina",
    "X Congreso", "63.ª Sesión"; a sentence's first word does not."""
    tokens = reading.tokens
    word = tokens.words[index]
    if word[0].isdigit() or re.fullmatch(r"[IVXLC]+", word):
        return True
    if not capital(word) or tokens.folds[index] in words("connectives"):
        return False
    return reading.sentence_at(tokens.starts[index])[0] != tokens.starts[index]


# What the part of a body that writes its releases is called, as alternatives of a pattern.
PRESS_HEADS = (
    "direccion|coordinacion|oficina|servicio|unidad|departamento|gerencia|area|gabinete|jefatura|division"
    "|seccion"
)


@cache
def _press_office() -> re.Pattern[str]:
    """A press office by nothing but its kind and field: "oficina de prensa y protocolo"."""
    field = "(?:prensa|comunicacion(?:es)?|informacion|imagen|difusion|medios|protocolo|relaciones publicas)"
    field += "(?: (?:institucional|social|corporativa|estrategica|publica|externa))?"
    return re.compile(
        rf"""(?:{PRESS_HEADS})(?:[ ](?:central|corporativa))?
            [ ]de[ ](?={field.replace(" ", "[ ]")}.{{0,40}}\Z)(?=.{{0,40}}(?:prensa|comunicacion))
            {field.replace(" ", "[ ]")}(?:,?[ ][ye][ ]{field.replace(" ", "[ ]")}){{0,2}}""",
        re.VERBOSE,
    )


def generic(phrase: str, *, starts: bool = True) -> bool:
    """A class word with its attribute ("Junta Directiva"), alone or (`starts`) with its place behind it."""
    head, _, rest = phrase.partition(" ")
    if head in words("class_heads") and all(word in words("level_adjectives") for word in rest.split()):
        return True
    if _press_office().fullmatch(phrase):
        return True
    return phrase in words("generic_bodies") or (
        starts and any(phrase.startswith(start + " ") for start in words("generic_starts"))
    )


def _is_congress(phrase: str) -> bool:
    """Whether "Congreso …" is a meeting and not a parliament."""
    return not re.match(r"congreso (?:de (?:la|los)|nacional|general|del?|constituyente)\b", phrase) or bool(
        re.match(r"congreso (?:nacional|general) de", phrase)
    )


def _only_class_words(folds: list[str]) -> bool:
    """Whether nothing in a name tells one body from another: "Consejo de la Comisión"."""
    nouns = organization_nouns()
    rest = [w for w in folds[1:] if w not in SMALL]
    if folds[0] in ("ministerio", "secretaria", "subsecretaria") and rest == ["gobierno"]:
        return False  # its field of work
    return all(
        w in nouns
        or w in ("general", "nacional", "ejecutivo", "ejecutiva", "estado", "pais", "gobierno", "ciudad")
        for w in rest
    ) and not (len(rest) >= 2 and "nacional" in rest)


def _letterhead_end(reading: Reading, index: int) -> int | None:
    """Last token of a name in capitals: a letterhead that fills its line."""
    tokens = reading.tokens
    line_start, line_end = reading.line_at(tokens.starts[index])
    if reading.view[line_start : tokens.starts[index]].strip():
        return None
    last = tokens.at(line_end) - 1
    if tokens.folds[index] in ("embajada", "consulado") and _abroad_in_capitals(reading, index, last):
        return last
    fields, places = words("field_nouns"), place_starts()
    if last - index > 16 or any(c in reading.view[line_start:line_end] for c in '.:;!?¡¿"'):
        return None
    for folded in tokens.folds[index + 1 : last + 1]:
        if not (folded in SMALL or folded in fields or folded in places or _adjective(folded)):
            return None
    return last


_REALMS = frozenset(
    ("general", "honorario", "reino", "republica", "federacion", "confederacion", "principado")
)


def _abroad_in_capitals(reading: Reading, index: int, last: int) -> bool:
    """Whether a line is all of "EMBAJADA DE CUBA EN EL REINO UNIDO": pieces that are places, joined."""
    folds = reading.tokens.folds
    pieces = " ".join("," if fold in SMALL else fold for fold in folds[index + 1 : last + 1]).split(",")
    named = [piece.strip() for piece in pieces if piece.strip()]
    return len(named) > 1 and all(name in known_places() or name in _REALMS for name in named)


def _adjective(folded: str) -> bool:
    return bool(re.search(r"(?:al|ales|ic[oa]s?|ari[oa]s?|iv[oa]s?|an[oa]s?|or|ora|ble|nte)\Z", folded))
