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
    CONJUNCTIONS,
    PREPOSITIONS,
    capital,
    closed_end,
    name_end,
    organization_nouns,
    place_starts,
)
from notaextract.rules.reading import Reading


@cached
def _norm_types() -> dict[str, str]:
    return {row.cells[0]: row.cells[1] for row in table("norm_types")}


@cache
def _numbered() -> re.Pattern[str]:
    """What may stand between a norm's noun and its code, and the code."""
    return re.compile(
        r"""(?P<class>(?:[ -](?:de[ ](?:la[ ]|los[ ]|las[ ])?|del[ ])?[^\W\d_][\w]{1,24}){0,7}?)
            (?:[ ]\((?P<union>UE|CE|CEE)\))?
            [ ]?(?P<sign>[ ](?:N[.]?[ ]?[º°ªo][.]?|n[.]?[ ]?[º°][.]?|[Nn][úu]m[.]?|N[Úú]M[.]?|Nos?[.]|N[.]
                |Nro[.]?|NRO[.]?|nro[.]?|n[úu]mero|\#)[ ]?)?
            [ ]?(?P<code>(?:[A-Z]{1,6}[-/])?\d{1,6}(?:[.]\d{3})*
                (?:[-/–][A-Z\d]\w{0,14}(?:[.]\w{1,9}){0,2}){0,5}(?:[ ]?\((?:19|20)\d\d\))?)
            (?P<year>[ ]de[l]?[ ](?:\d{1,2}[ ]de[ ][a-z]{4,10}[ ]de[ ])?(?:19|20)\d\d\b)?(?![\w%])""",
        re.VERBOSE,
    )


# A number right behind these nouns is theirs even without a sign: "Ley 31495".
_BARE = frozenset(
    ("ley decreto resolucion convenio ordenanza directiva reglamento sentencia acuerdo real auto").split()
)


def legal_references(reading: Reading) -> Iterator[Fact]:
    """Yield every legal reference of a release in reading order."""
    tokens = reading.tokens
    types = _norm_types()
    free = 0
    reached = -1
    for index, folded in enumerate(tokens.folds):
        if folded not in types or tokens.starts[index] < free:
            continue
        fact = _by_number(reading, index) or _by_name(reading, index)
        if fact is None:
            continue
        if reached >= 0 and re.fullmatch(r",? \(?|, (?:la |el )?", reading.view[reached : fact.start]):
            free = fact.end  # in apposition: the same reference
            reached = -1
            continue
        free = fact.end
        reached = fact.end if fact.source == "rule:norm_number" else -1
        yield fact


def _kind(reading: Reading, index: int) -> str:
    return _norm_types()[reading.tokens.folds[index]]


def _by_number(reading: Reading, index: int) -> Fact | None:
    tokens, view = reading.tokens, reading.view
    folded, word = tokens.folds[index], tokens.words[index]
    match = _numbered().match(view, tokens.ends[index], tokens.ends[index] + 140)
    if match is None or folded in (
        "plan",
        "agenda",
        "programa",
        "estrategia",
        "politica",
        "carta",
        "articulo",
        "auto",
    ):
        return None
    between = match["class"]
    signed = bool(match["sign"] or match["union"])
    code = match["code"]
    classes = [
        w for w in re.findall(r"\w+", between) if w not in ("de", "la", "los", "las", "del", "y", "que")
    ]
    lower = [w for w in classes if w[0].islower()]
    if not signed:
        if folded not in _BARE and not re.search(r"[-/]", code) and not match["year"]:
            return None
        if len(classes) > 2 or lower or ("." in code and folded != "ley"):
            return None
        if len(re.sub(r"\D", "", code)) < 2 and not match["year"]:
            return None
        if not capital(word) and not re.search(r"[-/(]|\d{2}", code):
            return None
    elif len(lower) > 3 or "que" in between.split():
        return None
    if re.search(r"\b(?:y|e|o|con|por|en|a|para|el|es|fue)\b", between):
        return None
    if not re.match(
        r"[ ]?(?:[,;.:)\"'\]–—]|\Z|\n|[ ](?:de|del|la|el|y|e|que|en|por|se|sobre|a|con|para|o|\(|[a-zá-ú]))",
        view[match.end() :][:8] or "\n",
    ):
        return None
    end = _through_issuer(reading, match.end())
    bare = re.sub(r"\s*\(\d{4}\)\Z", "", code).strip()
    value = LegalReferenceValue(_kind(reading, index), bare, _year(code, match["year"]), None)
    start = _bill_start(reading, index)
    return reading.fact(start, end, value, "rule:norm_number", folded)


def _bill_start(reading: Reading, index: int) -> int:
    """ "proyecto de ley N.° 5" begins at its "proyecto"."""
    match = re.search(
        r"\b[Pp]royecto de (?:la )?\Z",
        reading.view[max(0, reading.tokens.starts[index] - 16) : reading.tokens.starts[index]],
    )
    start = reading.tokens.starts[index]
    return start - (len(match.group()) if match else 0)


@cache
def _issuer() -> re.Pattern[str]:
    return re.compile(r" (?:de|del)(?: (?:la|el|los|las))? (?=[^\W\d_a-záéíóúüñ])")


def _through_issuer(reading: Reading, end: int) -> int:
    """The end of "… del Consejo de Seguridad", "… de la Cancillería" behind a norm's number."""
    tokens = reading.tokens
    match = _issuer().match(reading.view, end)
    if match is None:
        return end
    at = tokens.at(match.end())
    folded = tokens.folds[at]
    word = tokens.words[at]
    acronym = word.isupper() and len(word) > 1
    if (
        not acronym
        and folded not in organization_nouns()
        and folded not in words("sole_bodies")
        and folded not in ("gobierno", "presidencia", "estado")
    ):
        return end
    nouns = organization_nouns()
    last = at if acronym else name_end(reading.view, tokens, at, lambda i: tokens.folds[i] in nouns)
    return tokens.ends[last]


def _year(code: str, behind: str | None) -> int | None:
    """The year that a code or the words behind it tell: 045-2003-RE, 861/96, "de 2020"."""
    text = code + (behind or "")
    if four := re.findall(r"(?<!\d)((?:18|19|20)\d\d)(?!\d)", text if behind else re.sub(r"\A\d+", "", code)):
        return int(four[-1])
    if two := re.search(r"[/](\d\d)(?!\d)", code):
        return int(two[1]) + (2000 if int(two[1]) < 50 else 1900)
    return None


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
        lambda i: tokens.folds[i] in nouns and tokens.folds[i - 1] not in ("de", "del", "la"),
    )
    last = _through_infinitives(reading, index, last)
    if last > index and (against := _against().match(view, tokens.ends[last])):
        last = tokens.at(against.end()) - 1
    if last > index and (motive := _motive().match(view, tokens.ends[last])):
        last = name_end(view, tokens, tokens.at(motive.end()), lambda _: False)
    treaty = folded in words("treaty_nouns")
    if treaty and last > index:
        last = _through_parties(reading, last)
    end = closed_end(view, tokens.starts[index], tokens.ends[last])
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
    if tokens.folds[last] in PREPOSITIONS or (folded == "ley" and tokens.words[index + 1] in CONJUNCTIONS):
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
    return folds[0] == "politica" and folds[1] == "nacional" and len(folds) > 2
