"""Facts of type legal_reference: norms, treaties, plans and resolutions, by number or by name.

Reads: "Ley N.° 31495", "Decreto Supremo n.° 012-2025-RE", "Real Decreto 987/2025",
"resolución 2803 (2025) del Consejo de Seguridad", "Convenio 169 de la OIT", "Acuerdo de
París", "Código Integral Penal", "Plan Estratégico Perú-África 2024-2030", "Agenda 2030".
Leaves: "la ley", "el plan de trabajo", "una Ley de Aguas", "Programa Nacional de Becas",
"Carta" alone; the name behind a number in apposition is the same reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from notaextract.data.load import cached, table, words
from notaextract.facts import Fact, LegalReferenceValue
from notaextract.rules.names.extent import (
    ARTICLES,
    CONJUNCTIONS,
    PREPOSITIONS,
    capital,
    closed_end,
    known_places,
    name_end,
    organization_nouns,
    place_starts,
)
from notaextract.rules.norm_numbers import (
    NumberedNorm,
    lettered_norm,
    listed_norms,
    norm_letters,
    numbered_norm,
    plural_norms,
)
from notaextract.rules.reading import Reading, fold


@cached
def _norm_types() -> dict[str, str]:
    return {row.cells[0]: row.cells[1] for row in table("norm_types")}


@cached
def _first_words() -> frozenset[str]:
    return frozenset(_norm_types()) | plural_norms().keys() | {fold(letters) for letters in norm_letters()}


def legal_references(reading: Reading) -> Iterator[Fact]:
    """Yield every legal reference of a release in reading order."""
    tokens = reading.tokens
    types, letters, plurals = _norm_types(), norm_letters(), plural_norms()
    free = 0
    reached = -1
    for index in tokens.among(_first_words()):
        folded = tokens.folds[index]
        if folded in types:
            if tokens.starts[index] < free:
                continue
            if _of_court(reading, index):
                continue
            fact = _by_number(reading, index) or _by_name(reading, index)
        elif folded in plurals and capital(tokens.words[index]) and tokens.starts[index] >= free:
            for norm, noun in listed_norms(reading, index):
                free = norm.end
                yield _fact_of(reading, norm, types[noun])
            continue
        elif tokens.words[index] in letters and tokens.starts[index] >= free:
            fact = _by_letters(reading, index)
        else:
            continue
        if fact is None:
            continue
        if reached >= 0 and re.fullmatch(r",? \(?|, (?:la |el )?", reading.view[reached : fact.start]):
            free = fact.end  # in apposition: the same reference
            reached = -1
            continue
        if fact.source == "rule:norm_letters" and reading.view[free : fact.start] == " (":
            continue  # "Código Orgánico Integral Penal (COIP)"
        free = fact.end
        reached = fact.end if fact.source == "rule:norm_number" else -1
        yield fact


def _of_court(reading: Reading, index: int) -> bool:
    """Whether a noun is a court's field: "Juzgado de [Instrucción] n.º 10"."""
    tokens = reading.tokens
    return (
        index > 1
        and tokens.words[index - 1] == "de"
        and tokens.folds[index - 2].removesuffix("s") in ("juzgado", "juez", "jueza", "magistrado")
    )


def _kind(reading: Reading, index: int) -> str:
    return _norm_types()[reading.tokens.folds[index]]


def _by_number(reading: Reading, index: int) -> Fact | None:
    norm = numbered_norm(reading, index)
    return None if norm is None else _fact_of(reading, norm, _kind(reading, index))


def _by_letters(reading: Reading, index: int) -> Fact | None:
    """ "D.S. N.° 40", "LO 1/2004", "NOM-051-SCFI-2010"; a treaty by its letters: "TLCAN"."""
    found = lettered_norm(reading, index)
    if found is None:
        return None
    norm, kind = found
    if norm.number:
        return _fact_of(reading, norm, kind)
    name = reading.text[norm.start : norm.end]
    return reading.fact(
        norm.start, norm.end, LegalReferenceValue(kind, None, None, name), "rule:norm_letters", name
    )


def _fact_of(reading: Reading, norm: NumberedNorm, kind: str) -> Fact:
    value = LegalReferenceValue(kind, norm.number, norm.year, None)
    return reading.fact(norm.start, norm.end, value, "rule:norm_number", norm.evidence)


_NAMED = frozenset(
    (
        "ley codigo constitucion tratado acuerdo convenio convencion protocolo pacto plan agenda "
        "estrategia estatuto reglamento carta politica memorando memorandum declaracion proyecto "
        "decreto directiva"
    ).split()
)


def _by_name(reading: Reading, index: int) -> Fact | None:
    """ "Acuerdo de París", "Plan Nacional contra la Minería Ilegal 2026-2030", "Agenda 2030"."""
    tokens, view = reading.tokens, reading.view
    folded, word = tokens.folds[index], tokens.words[index]
    if (
        folded not in _NAMED
        or not (capital(word) or _law_by_name(reading, index))
        or (word.isupper() and reading.is_capitals(tokens.starts[index]))
    ):
        return None
    if index and view[tokens.ends[index - 1] : tokens.starts[index]] == " ":
        before = tokens.words[index - 1]
        if tokens.folds[index - 1] in words("determiners_wished") or (
            capital(before)
            and tokens.folds[index - 1] not in words("connectives")
            and not _opens(reading, index - 1)
        ):
            return None
    nouns = organization_nouns()
    last = name_end(
        view,
        tokens,
        index,
        lambda i: (
            (
                tokens.folds[i] in nouns
                and tokens.folds[i - 1] not in ("de", "del", "la")
                and view[tokens.starts[i] - 1] not in "-–"
            )
            or (tokens.folds[i] in _norm_types() and _begins_another(tokens.words, i))
        ),
    )
    last = _through_infinitives(reading, index, last)
    last = _through_adversary(reading, index, last)
    if last > index and (motive := _motive().match(view, tokens.ends[last])):
        last = name_end(view, tokens, tokens.at(motive.end()), lambda _: False)
    treaty = folded in words("treaty_nouns")
    if folded in ("protocolo", "acuerdo") and (to := _to_treaty().match(view, tokens.ends[last])):
        last = name_end(view, tokens, tokens.at(to.end()), lambda _: False)
    if treaty and last > index:
        last = _through_parties(reading, last)
    end = closed_end(view, tokens.starts[index], tokens.ends[last])
    if last > index and (numbered := re.compile(r"-\d{1,3}\b").match(view, end)):
        end = numbered.end()  # "Ley COVID-19"
    years = re.compile(
        r"(?: al| de| del)? (?:(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?|de (?:19|20)\d\d)\b"
    ).match(view, end)
    of_a_year = treaty or folded == "constitucion"  # "Constitución de 1978", "Protocolo de 1967"
    if years and (
        folded in ("plan", "agenda", "estrategia") or last > index or (of_a_year and "de" in years[0])
    ):
        end = years.end()
        if treaty:
            last = name_end(view, tokens, tokens.at(end) - 1, lambda _: False)
            end = max(end, tokens.ends[last])
        if folded == "agenda" and last == index:
            last = name_end(view, tokens, tokens.at(end) - 1, lambda _: False)
            end = max(end, tokens.ends[last])
    if last == index and not years:
        return None
    if (
        last + 1 < len(tokens)
        and tokens.words[last + 1] in words("name_tails")
        and view[end : tokens.starts[last + 1]] == " "
    ):
        end = tokens.ends[last + 1]  # "para el Desarrollo sostenible"
    phrase = " ".join(tokens.folds[index : last + 1])
    if folded == "directiva" and tokens.folds[index + 1] not in ("marco", "europea", "comunitaria", "sobre"):
        return None  # "Directiva Nacional": a board
    if folded == "convencion" and tokens.folds[index + 1] not in words("convention_norms"):
        return None  # "Convención Demócrata": a meeting
    if tokens.words[last].lower() in PREPOSITIONS or (
        folded == "ley" and tokens.words[index + 1] in CONJUNCTIONS
    ):
        return None  # cut off in the middle; the party "Ley y Justicia"
    if phrase in words("generic_norms") or any(
        phrase.startswith(w + " ") for w in words("generic_norm_starts")
    ):
        return None
    if folded in ("decreto", "proyecto", "carta", "declaracion", "politica") and not _proper(
        reading, index, last
    ):
        return None
    name = " ".join(reading.text[tokens.starts[index] : end].split())
    year = re.search(r"(?:18|19|20)\d\d", name)
    value = LegalReferenceValue(_kind(reading, index), None, int(year[0]) if year else None, name)
    return reading.fact(tokens.starts[index], end, value, "rule:norm_name", folded)


def _begins_another(printed: list[str], index: int) -> bool:
    """Whether a norm's noun begins a norm of its own: "la Ley", "del Tratado X y del [Protocolo Y]"."""
    return printed[index - 1] in ARTICLES or printed[index - 2 : index] in (["y", "del"], ["e", "del"])


def _law_by_name(reading: Reading, index: int) -> bool:
    """Whether a small "ley" has a name of its own: "la ley de Economía del Conocimiento", not "la ley
    de Murphy", "la ley de Estados Unidos"."""
    tokens = reading.tokens
    if (
        tokens.words[index] != "ley"
        or not index
        or tokens.words[index - 1] not in ("la", "una", "esta", "nueva")
    ):
        return False
    first = index + 1
    while first < len(tokens) and tokens.words[first] in ("de", "para", "sobre", "la", "los", "las"):
        first += 1
    if first >= len(tokens) or any(
        tokens.folds[first] in others
        for others in (place_starts(), organization_nouns(), words("given_names"))
    ):
        return False
    last = name_end(reading.view, tokens, index, lambda i: tokens.folds[i] in words("given_names"))
    return sum(capital(word) for word in tokens.words[first : last + 1]) > 1


def _through_adversary(reading: Reading, index: int, last: int) -> int:
    """The last token of "Plan Nacional | contra la trata de personas", "… | frente a la Resistencia a
    los Antibióticos"; a treaty that is named after its place is against nothing."""
    tokens, view = reading.tokens, reading.view
    if last == index or tokens.folds[last] in known_places():
        return last
    facing = _facing().match(view, tokens.ends[last])
    if facing is not None:
        last = name_end(view, tokens, tokens.at(facing.end()), lambda _: False)
        affecting = _affecting().match(view, tokens.ends[last])
        if affecting is not None:
            last = name_end(view, tokens, tokens.at(affecting.end()), lambda _: False)
    against = _against().match(view, tokens.ends[last])
    return tokens.at(against.end()) - 1 if against else last


@cache
def _facing() -> re.Pattern[str]:
    return re.compile(r"[ ]frente[ ](?:al|a(?:[ ](?:la|los|las))?)[ ](?=[A-ZÁÉÍÓÚÑ])")


@cache
def _affecting() -> re.Pattern[str]:
    return re.compile(r"[ ](?:al|a[ ](?:la|los|las))[ ](?=[A-ZÁÉÍÓÚÑ])")


@cache
def _against() -> re.Pattern[str]:
    """What a named plan or law is against belongs to its name, in small letters too: " contra el
    covid-19", " contra la trata de personas", " contra el crimen organizado"."""
    noun = r"[a-záéíóúñ][\w-]{2,20}"
    tail = r"(?:al|ales|[ai]d[oa]s?|ic[oa]s?|iv[oa]s?|ari[oa]s?|iar|iares)\b"
    return re.compile(
        rf"""[ ]contra[ ](?:(?:el|la|los|las)[ ])?{noun}
            (?:[ ]de[ ](?!la\b|los\b|las\b|el\b){noun}|[ ][a-záéíóúñ]{{2,14}}{tail})?""",
        re.VERBOSE,
    )


@cache
def _to_treaty() -> re.Pattern[str]:
    """A treaty that another one adds to: "Protocolo| al |Tratado General de …"."""
    return re.compile(
        r"[ ](?:Facultativo[ ])?(?:al?|del?)(?:[ ]la)?[ ](?=(?:Tratado|Convenio|Convención|Acuerdo|Pacto)\b)"
    )


@cache
def _motive() -> re.Pattern[str]:
    """ "… contra las Violencias por motivos de [Género]"."""
    return re.compile(r"[ ]por[ ](?:motivos?|razon(?:es)?|razón)[ ]de[ ](?=[A-ZÁÉÍÓÚÑ])")


@cache
def _party() -> re.Pattern[str]:
    """What stands before each party to a treaty: " entre el ", " y la ", ", "."""
    return re.compile(r"(?:[ ]entre|[ ][ye]|,)[ ](?:(?:el|la|los|las)[ ])?(?=[A-ZÁÉÍÓÚÑ])")


def _through_parties(reading: Reading, last: int) -> int:
    """The last token of "Acuerdo de Pesca entre el Reino de A y la República de B"; where no second
    party follows, "entre" is not of the name."""
    tokens, view = reading.tokens, reading.view
    heads = organization_nouns()
    here, closed = last, False
    while not closed and here - last < 30:
        lead = _party().match(view, tokens.ends[here])
        if lead is None or (here == last) != lead[0].startswith(" entre"):
            return last
        closed = lead[0].startswith((" y ", " e "))
        here = name_end(view, tokens, tokens.at(lead.end()), lambda i: tokens.folds[i] in heads, series=False)
    return here


@cache
def _object_of_infinitive() -> re.Pattern[str]:
    """What goes on behind "para Prevenir": " y Sancionar", " los Delitos", " a las Víctimas"."""
    verb = r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{2,14}(?:ar|er|ir)\b"
    return re.compile(
        rf"(?:,|[ ][yeo])[ ](?P<verb>{verb})|[ ](?:al|(?:a[ ])?(?:la|el|los|las|una?))[ ](?=[A-ZÁÉÍÓÚÑ])"
    )


def _through_infinitives(reading: Reading, index: int, last: int) -> int:
    """The last token of "Ley para Prevenir y Sancionar los Delitos …": verbs bring their objects along."""
    tokens, view = reading.tokens, reading.view
    verbs = last > index + 1 and "para" in tokens.folds[index : last + 1]
    while last - index < 20:
        word = tokens.folds[last]
        if word not in PREPOSITIONS and not (verbs and word.endswith(("ar", "er", "ir"))):
            break
        match = _object_of_infinitive().match(view, tokens.ends[last])
        if match is None:
            break
        if match["verb"]:
            last = tokens.at(match.end()) - 1
            continue
        at = tokens.at(match.end())
        last = name_end(view, tokens, at, lambda _: False)
    return last


def _opens(reading: Reading, index: int) -> bool:
    return reading.sentence_at(reading.tokens.starts[index])[0] == reading.tokens.starts[index]


def _proper(reading: Reading, index: int, last: int) -> bool:
    """Names that need more than a capital: "Proyecto de Ley de Aguas", "Carta Democrática Interamericana"."""
    folds = reading.tokens.folds[index : last + 1]
    if folds[0] == "proyecto":
        return folds[1:3] == ["de", "ley"] and len(folds) > 3
    if folds[0] == "carta":
        return folds[1] in ("democratica", "social", "de", "constitutiva", "magna", "andina")
    if folds[0] == "declaracion":
        return folds[1] in ("universal", "de", "americana", "conjunta") and len(folds) > 2
    return (
        folds[0] == "politica"
        and folds[1] in ("nacional", "marco", "regional", "sectorial")
        and len(folds) > 2
    )
