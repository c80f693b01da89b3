"""Mentions of organisations by grammar: head nouns, introduced names, company forms, offices.

Reads: "Instituto Carabobeño para la Salud" (head noun), "la empresa América Móvil", "la
coalición «Todos por México»" (introduced), "Minera Cordillera Azul S.A.A." (company form),
"presidente de TACUMEX" (office).
Leaves: "una Comisión de la Verdad" (wished for), "el Instituto", "Junta Directiva" (class words).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from notaextract.data.load import Row, words
from notaextract.facts import Category
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
)
from notaextract.rules.names.offices import office_nouns
from notaextract.rules.reading import Reading, Tokens, fold

EPONYM_HEADS = frozenset(
    (
        "hospital instituto universidad fundacion colegio escuela laboratorio museo biblioteca "
        "centro liceo clinica academia maternidad policlinico teatro sanatorio grupo club "
        "asociacion banco"
    ).split()
)  # bodies that are named after people


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
    for index, folded in enumerate(tokens.folds):
        noun = nouns.get(folded) or (_regional_government(tokens, index) if folded == "gobierno" else None)
        if noun is None or not capital(tokens.words[index]) or noun[1] in ("quoted", "lower"):
            continue
        first = index
        word = tokens.words[index]
        here = tokens.starts[index]
        if folded in office_nouns() and _APPOSED.search(view, max(0, here - 40), here):
            continue  # "ROSA LINARES, COORDINADORA NACIONAL DE …" is an office
        capitals = word.isupper() and reading.is_capitals(tokens.starts[index])
        if capitals:
            last = _letterhead_end(reading, index)
        else:
            if index and adjoining(view, tokens, index - 1):
                before = tokens.words[index - 1]
                if capital(before) and _ORDINAL.fullmatch(tokens.folds[index - 1]):
                    first = index - 1  # "Segunda Fiscalía Provincial"
                elif tokens.folds[index - 1] in indefinite or _opens_other_name(reading, index - 1):
                    continue
                if completes_office(view, tokens.starts[index]):
                    continue
                if folded in SITES and before in ("el", "la") and locates(view, tokens.starts[index - 1]):
                    continue
            eponym = folded in EPONYM_HEADS

            def stop(at: int, eponym: bool = eponym) -> bool:
                name = tokens.folds[at]
                return name in nouns or (not eponym and name in given and _opens_person(reading, at))

            last = name_end(view, tokens, index, stop)
            if noun[0] == "diplomatic":
                last = _abroad(reading, last)
            if folded == "partido" and " ".join(tokens.folds[index + 1 : last + 1])[3:] in known_places():
                continue  # "Partido de Luján": a district of the province of Buenos Aires
            if folded == "centro" and last > index and _quarter(tokens.folds[index + 1]):
                continue
        if last is None or last == index:
            continue
        start, end = tokens.starts[first], tokens.ends[last]
        end = closed_end(view, start, end)
        phrase = " ".join(tokens.folds[index : last + 1])
        if in_title_of_norm(view, start):
            continue
        if (
            generic(phrase)
            or (folded == "congreso" and _is_congress(phrase))
            or _only_class_words(tokens.folds[index : last + 1])
        ):
            continue
        yield Mention(start, end, "rule:head_noun", folded, category=noun[0])  # type: ignore[arg-type]


_ORDINAL = re.compile(
    r"(?:primer|segund|tercer|cuart|quint|sext|sep?tim|octav|noven|(?:un|duo)?decim|vigesim|trigesim)[oa]?"
)


def _regional_government(tokens: Tokens, index: int) -> tuple[str, str] | None:
    """ "Gobierno Regional de Loreto", the body of a region of Peru or Chile; no other Gobierno is one."""
    behind = tokens.folds[index + 1 : index + 3]
    return ("government", "complement") if behind[:1] == ["regional"] and len(behind) == 2 else None


_APPOSED = re.compile(r"[^\W\d_a-zà-ÿ][^\W\d_]+ [^\W\d_a-zà-ÿ][^\W\d_]+, \Z")
_COMPLETED = re.compile(
    r"\b([^\W\d_]+)(?: (?:general|adjunt[oa]|ejecutiv[oa]|nacional|regional|municipal))? de \Z",
    re.IGNORECASE,
)


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


SITES = frozenset(
    ("hospital policlinico clinica escuela colegio liceo teatro museo biblioteca aeropuerto").split()
)


@cache
def _locating() -> re.Pattern[str]:
    return re.compile(
        r"(?:\b(?:en|desde|hacia|frente a|fuera de|instalaciones de|sede de|auditorio de|afueras de)) \Z"
    )


def locates(view: str, at: int) -> bool:
    """Whether what starts at `at` is only where something happens: "en el Hospital …"."""
    return bool(_locating().search(view, max(0, at - 20), at))


def generic(phrase: str) -> bool:
    """A class word with its attribute ("Junta Directiva"), alone or with its place behind it."""
    head, _, rest = phrase.partition(" ")
    if head in words("class_heads") and all(word in words("level_adjectives") for word in rest.split()):
        return True
    return phrase in words("generic_bodies") or any(
        phrase.startswith(start + " ") for start in words("generic_starts")
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
    fields, places = words("field_nouns"), place_starts()
    if last - index > 16 or any(c in reading.view[line_start:line_end] for c in '.:;!?¡¿"'):
        return None
    for folded in tokens.folds[index + 1 : last + 1]:
        if not (folded in SMALL or folded in fields or folded in places or _adjective(folded)):
            return None
    return last


def _adjective(folded: str) -> bool:
    return bool(re.search(r"(?:al|ales|ic[oa]s?|ari[oa]s?|iv[oa]s?|an[oa]s?|or|ora|ble|nte)\Z", folded))


def by_office(reading: Reading) -> Iterator[Mention]:
    """An acronym that an office leads: "presidente de TACUMEX", "directora general del INFOCAL"."""
    tokens, view = reading.tokens, reading.view
    nouns, adjectives = office_nouns(), words("office_adjectives")
    for index, folded in enumerate(tokens.folds):
        if folded not in nouns or folded in words("office_of_state"):
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
        if (
            word.isupper()
            and 3 <= len(word) <= 14
            and sum(map(str.isalpha, word)) > 2
            and not reading.is_capitals(tokens.starts[at])
            and tokens.folds[at] not in place_starts()
            and tokens.folds[at] not in words("not_organizations")
        ):
            yield Mention(tokens.starts[at], tokens.ends[at], "rule:office", folded)


_FORM_STARTS = frozenset(
    ("s sa spa srl sl ltda ltd lda inc corp llc llp gmbh plc n ac a eirl e sas ag sc i cia c").split()
)


@cache
def _company_form() -> re.Pattern[str]:
    return re.compile(
        r"""(?P<form>
            S\.?[ ]?A\.?(?:[ ]?[ABC]\.?)?(?:[ ](?:de|DE)[ ]C\.?[ ]?V\.?|[ ]?E\.?S\.?P\.?|[ ]?A\.|[ ]?U\.)?
          | S\.[ ]?p\.[ ]?A\.|SpA|S\.?[ ]?R\.?[ ]?L\.?|S\.[ ]?L\.(?:[ ]?U\.)?|Ltda\.?|Ltd\.?|Inc\.?|Corp\.
          | LLC|LLP|GmbH|PLC|N\.V\.|A\.[ ]?C\.|E\.I\.R\.L\.|S\.[ ]?A\.[ ]?S\.?
          | C[íi]a\.(?:[ ](?:Ltda|S\.[ ]?A)\.)?|Lda\.|C\.[ ]por[ ]A\.|C\.[ ]?A\.
          | S\.[ ]?A\.[ ]?P\.[ ]?I\.[ ]de[ ]C\.[ ]?V\.|S\.[ ]en[ ]C\.(?:[ ]por[ ]A\.)?
          | S\.[ ]?de[ ]R\.[ ]?L\.|S\.[ ]?C\.|I\.A\.P\.|S\.[ ]?N\.[ ]?C\.?|AG
        )(?![\w])""",
        re.VERBOSE,
    )


def by_company_form(reading: Reading) -> Iterator[Mention]:
    """Names closed by a company form: "Redes del Norte SpA"."""
    tokens, view = reading.tokens, reading.view
    for index, folded in enumerate(tokens.folds):
        if folded not in _FORM_STARTS or not index or not capital(tokens.words[index]):
            continue
        gap = view[tokens.ends[index - 1] : tokens.starts[index]]
        match = _company_form().match(view, tokens.starts[index]) if gap in (" ", ", ") else None
        if match is None:
            continue
        last = index - 1
        if not capital(tokens.words[last]):
            continue
        form = match["form"]
        if form in ("SA", "SC", "SL", "AG", "SRL", "S A") and gap != " ":
            continue
        first = here = last
        while here > 0 and adjoining(view, tokens, here - 1) and last - here < 10:
            before = tokens.words[here - 1]
            if (
                capital(before)
                and tokens.folds[here - 1] not in words("connectives")
                and before[-1] not in "óáé"
            ):
                first = here = here - 1
            elif before in ("de", "del", "la", "los", "las", "y", "e", "do", "da") and here - 1 > 0:
                here -= 1
            else:
                break
        end = match.end("form")
        if reading.is_capitals(match.start()) and last - first > 5:
            continue
        yield Mention(tokens.starts[first], end, "rule:company_form", form, category="company")


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
    for index, folded in enumerate(tokens.folds):
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
            end = tokens.ends[
                name_end(view, tokens, first, lambda at: tokens.folds[at] in given, series=False)
            ]
            if tokens.folds[first] in given and found[0] != "company":
                continue
        yield Mention(start, end, "rule:introduced", folded, category=found[0])  # type: ignore[arg-type]
