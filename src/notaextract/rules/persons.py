"""Names of people: given names, surnames, initials, particles; what looks like one and what does not.

Reads: "Hugo de Zela", "Kathleen M. Donnelly", "María del Carmen Ruiz-Tagle", "MARCO RUBIO"
in a headline. Leaves: "Calle Simón Bolívar", "Hospital Domingo Luciani", "San Cristóbal".
"""

from __future__ import annotations

import re
from functools import cache

from notaextract.data.load import cached, table, words
from notaextract.rules.names import PARTICLES, capital, organization_nouns
from notaextract.rules.offices import office_nouns
from notaextract.rules.reading import Reading


@cached
def honorifics() -> frozenset[str]:
    return frozenset(row.cells[0] for row in table("honorifics"))


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(
        r"""[ ]{1,20}|(?<=\b[^\W\d_a-zà-ÿ])\.[ ]?|(?<=\b[^\W\d_a-zà-ÿ][a-z])\.[ ]
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
        if capital(word):
            if not part_of_name(reading, after):
                break
            last = here = after
        elif tokens.folds[after] in PARTICLES:
            here = after
        else:
            break
    return last


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
        r"""\b(?:calles?|avenidas?|av|avda|jr|jir[oó]n|pasaje|plaza|plazuela|parque|paseo|bulevar|boulevard|carretera|autopista|
            puente|aeropuerto|estadio|coliseo|auditorio|teatro|sala|hospital|policl[ií]nico|cl[ií]nica|colegio|escuela|liceo|
            instituto|universidad|facultad|biblioteca|museo|centro|fundaci[oó]n|premio|medalla|orden|condecoraci[oó]n|
            ley|c[oó]digo|decreto|convenio|misi[oó]n|operaci[oó]n|huracán|huracan|tormenta|barrio|colonia|urbanizaci[oó]n|sector|
            municipio|distrito|provincia|parroquia|ciudad|isla|cerro|volc[aá]n|r[ií]o|presa|represa|central|refiner[ií]a|buque|fragata|
            torneo|copa|beca|c[aá]tedra|brigada|batall[oó]n|comando|frente|bloque|columna|banco|grupo|complejo|conjunto|terminal|
            metro|estaci[oó]n|parada|mercado|edificio|torre|palacio|casa|hotel|restaurante|editorial|laboratorios?|poblado|departamento|
            cant[oó]n|comuna|vereda|ej[ií]do|predio|hacienda|finca|mina|pozo|campo|planta|alameda|calzada|monumento|
            catedral|iglesia|capilla|templo|santuario|conservatorio|academia|gimnasio|polideportivo|hip[oó]dromo|mausoleo|cementerio)
            \.?(?:[ ](?:de|del|de[ ]la|el|la|rey|reina|san|santa|nacional|internacional|general|municipal
                |regional|central|n\.?[º°]?)){0,5}[ ]["']?\Z""",
        re.VERBOSE | re.IGNORECASE,
    )


def is_namesake(view: str, start: int) -> bool:
    """Whether a name at `start` names a place, prize or body after a person."""
    return bool(_namesake().search(view, max(0, start - 60), start))


@cache
def _count_behind() -> re.Pattern[str]:
    return re.compile(r"[ ]?[:(–-][ ]?\d")


def is_listed_place(view: str, end: int) -> bool:
    """Whether a name heads a count, as towns do in lists: "Ciro Redondo: 12 (contactos)"."""
    return bool(_count_behind().match(view, end))
