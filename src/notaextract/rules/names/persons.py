"""Names of people: given names, surnames, initials, particles; what looks like one and what does not.

Reads: "Hugo de Zela", "Kathleen M. Donnelly", "María del Carmen Ruiz-Tagle", "MARCO RUBIO"
in a headline. Leaves: "Calle Simón Bolívar", "Hospital Domingo Luciani", "San Cristóbal".
"""

from __future__ import annotations

import re
from functools import cache

from notaextract.data.load import cached, table, words
from notaextract.rules.names.extent import PARTICLES, capital, organization_nouns
from notaextract.rules.names.known_bodies import SPANISH_SPEAKING
from notaextract.rules.names.offices import office_nouns
from notaextract.rules.reading import Reading, Tokens, fold, fold_in_place


@cached
def honorifics() -> frozenset[str]:
    return frozenset(row.cells[0] for row in table("honorifics"))


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(
        r"""[ ]{1,3}|(?<=\b[^\W\d_a-zà-ÿ])\.[ ]?|(?<=\b[^\W\d_a-zà-ÿ][a-z])\.[ ]
            |[-–'’]|[ ]?["'(][ ]?|["')][ ]""",
        re.VERBOSE,
    )


def name_reach(reading: Reading, first: int, *, longest: int = 7) -> int:
    """Last token of the run of name words that starts at token `first`."""
    tokens, view = reading.tokens, reading.view
    last = here = first
    while here + 1 < len(tokens) and here - first < longest + 2:
        after = here + 1
        between = view[tokens.ends[here] : tokens.starts[after]]
        if not _gap().fullmatch(view, tokens.ends[here], tokens.starts[after]) or "(" in between:
            break
        word = tokens.words[after]
        if '"' in between and not capital(word):
            break
        if word in ("De", "Del", "Van", "Von", "Da", "Di") and _particle_inside(reading, after):
            here = after  # "Rosa Quispe [De] León"
        elif word in ("La", "Las", "Los") and here > last and tokens.words[here] in ("De", "de"):
            here = after  # "Rosa Quispe De [La] Torre"
        elif capital(word):
            if not part_of_name(reading, after):
                break
            if here > last and word.isupper() and len(word) > 1 and not tokens.words[last].isupper():
                break  # "Ana Ríos del IMSS"
            last = here = after
        elif between in ("'", "-") and len(word) < 5:
            last = here = after  # "Engono Edjo'o"
        elif tokens.folds[after] in PARTICLES:
            here = after
        else:
            break
    return before_origin(tokens, first, last)


def before_origin(tokens: Tokens, first: int, last: int) -> int:
    """The last token of a full name without the place abroad that its bearer is from: "John Reed | de
    Texas". In Spanish-speaking lands a place is as often a surname ("Luis Ponce de León")."""
    folds = tokens.folds
    for index in range(first + 2, last):
        if folds[index] in ("de", "del") and " ".join(folds[index + 1 : last + 1]) in _places_abroad():
            return index - 1
    return last


@cached
def _places_abroad() -> frozenset[str]:
    rows = [row for row in table("places") if row.cells[2] and row.cells[2] not in SPANISH_SPEAKING]
    names = [name for row in rows for name in (row.cells[0], *row.cells[3].split("|")) if name]
    return frozenset(" ".join(fold(name).split()) for name in names)


def _particle_inside(reading: Reading, index: int) -> bool:
    """Whether a capitalised particle has a surname right behind it, perhaps over an article."""
    tokens = reading.tokens
    at = index + 1
    while at < len(tokens) and tokens.words[at] in ("La", "Las", "Los", "la", "las", "los", "Der"):
        at += 1
    return (
        at < len(tokens)
        and capital(tokens.words[at])
        and reading.view[tokens.ends[at - 1] : tokens.starts[at]] == " "
        and part_of_name(reading, at)
    )


def part_of_name(reading: Reading, index: int) -> bool:
    """Whether a capitalised word can stand inside a person's name."""
    tokens = reading.tokens
    folded = tokens.folds[index]
    if any(c.isdigit() for c in folded):
        return False
    if folded in words("weekdays_months") and folded not in ("abril", "julio", "domingo"):
        return False
    return not (
        folded in words("connectives")
        or (folded in organization_nouns() and folded not in ("leon", "marina", "guardia", "banda", "casa"))
        or folded in honorifics()
        or folded in office_nouns()
        or folded in words("never_in_names")
    )


def is_given(reading: Reading, index: int) -> bool:
    """Whether token `index` is a given name that begins a person's name."""
    tokens = reading.tokens
    word = tokens.words[index]
    folded = tokens.folds[index]
    if not capital(word) or folded not in words("given_names"):
        return False
    last = name_reach(reading, index)
    if last == index:
        return False
    if (
        tokens.folds[index + 1] in ("de", "del") and tokens.folds[index + 2] in ("la", "los", "las")
    ) or tokens.folds[index + 1] == "del":
        return False  # "Ángel de la Independencia": only an office or a voter makes a person of it
    return folded not in words("ambiguous_given_names") or (
        last - index >= 1 and tokens.folds[index + 1] not in words("not_surnames")
    )


@cache
def _contact() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:tel|telf|teléfonos?|telefonos?|fono|pbx|fax|móvil|celular|whatsapp|conmutador)\b",
        re.IGNORECASE,
    )


def in_contact_line(reading: Reading, offset: int) -> bool:
    """Whether a line gives a telephone number: its names are streets and offices."""
    start, end = reading.line_at(offset)
    return end - start < 200 and bool(_contact().search(reading.view, start, end))


@cache
def _namesake() -> re.Pattern[str]:
    """What makes a person's name the name of a street, a school, a law, an award."""
    return re.compile(
        r"""\b(?:calles?|esquina|cruce|avenidas?|av|avda|jr|jiron|pasaje|plaza|plazuela|parque|paseo|bulevar|boulevard|carretera|autopista|
            puente|aeropuerto|estadio|coliseo|auditorio|teatro|sala|hospital|policlinico|clinica|colegio|escuela|liceo|educativ[oa]|
            instituto|universidad|facultad|biblioteca|museo|centro|fundacion|premio|medalla|orden|condecoracion|
            ley|codigo|decreto|convenio|mision|operacion|huracan|tormenta|barrio|colonia|urbanizacion|sector|
            municipio|distrito|provincia|parroquia|ciudad|isla|cerro|volcan|rio|presa|represa|central|refineria|buque|fragata|
            torneo|copa|beca|catedra|brigada|batallon|comando|frente|bloque|columna|banco|grupo|complejo|conjunto|terminal|
            metro|estacion|parada|mercado|edificio|torre|palacio|casa|hotel|restaurante|editorial|laboratorios?|poblado|departamento|
            canton|comuna|vereda|ejido|predio|hacienda|finca|mina|pozo|campo|planta|alameda|calzada|monumento|
            catedral|iglesia|capilla|templo|santuario|conservatorio|academia|gimnasio|polideportivo|hipodromo|mausoleo|cementerio)
            \.?(?:[ ](?:de|del|de[ ]la|el|la|san|santa|n\.?[º°]?|\d{1,4}|hermanos|hermanas|"""
        + "|".join(map(re.escape, sorted(honorifics() | words("namesake_adjectives"))))
        + r""")\b\.?){0,6}[ ]["']?\Z""",
        re.VERBOSE,
    )


def is_namesake(view: str, start: int) -> bool:
    """Whether a name at `start` names a place, prize or body after a person."""
    before = view[max(0, start - 70) : start]
    return bool(_namesake().search(fold_in_place(before)) or _namesakes().search(before)) or _in_quotes(
        view, start
    )


@cache
def _quoted_name() -> re.Pattern[str]:
    name = r"[^\W\d_a-záéíóúñü][\w.-]{1,14}"
    return re.compile(rf'{name}(?:[ ](?:(?:de|del|la|los)[ ]){{0,2}}{name}){{1,4}}["\']')


def _in_quotes(view: str, start: int) -> bool:
    """Whether a noun leads a whole name in quotes: "el área de salud "[Ana Ríos]"", "Ciencias de la
    Salud '[Ana Ríos]'", which is a thing's; an office or a verb of saying leads a person's."""
    if view[max(0, start - 2) : start] not in (' "', " '"):
        return False
    noun = re.search(r"\b([^\W\d_]{4,16})\Z", view[max(0, start - 20) : start - 2])
    if noun is None or not _quoted_name().match(view, start):
        return False
    word = fold_in_place(noun[1])
    if noun[1][0].isupper() and word not in organization_nouns() and word not in words("field_nouns"):
        return False
    return word not in office_nouns() and word not in words("speech_verbs") and word not in honorifics()


@cache
def _namesakes() -> re.Pattern[str]:
    """What names several after people: "los hospitales [Ana Ríos]", "las calles Ana Ríos y [Luis Paz]"."""
    name = r"[^\W\d_a-záéíóúñü][\w.-]{1,14}"
    return re.compile(
        rf"""\b(?:hospitales|escuelas|colegios|liceos|institutos|universidades|clínicas|policlínicos|calles|avenidas
            |plazas|parques|barrios|colonias|estadios|teatros|museos|bibliotecas|aeropuertos|puentes|premios|medallas
            |laboratorios|fundaciones|carreteras|autopistas|centros|salas|unidades|parroquias|municipios|distritos)
            (?:[ ][a-záéíóúñ]{{5,14}}es)?
            (?:[ ]{name}(?:[ ](?:(?:de|del|la|los)[ ]){{0,2}}{name}){{0,4}}(?:,|[ ]y|[ ]e)){{0,3}}[ ]\Z""",
        re.VERBOSE,
    )


@cache
def _count_behind() -> re.Pattern[str]:
    return re.compile(r"[ ]?[:(–-][ ]?\d")


def is_listed_place(view: str, end: int) -> bool:
    """Whether a name heads a count, as towns do in lists: "Ciro Redondo: 12 (contactos)"."""
    return bool(_count_behind().match(view, end))


def heads_list_item(reading: Reading, start: int, end: int) -> bool:
    """Whether a name opens its line and heads a count there: "- Unión de Reyes: 5 (contactos)"."""
    line, _ = reading.line_at(start)
    return is_listed_place(reading.view, end) and not reading.view[line:start].strip(" -–•*·")
