"""Norms by their number: a noun with its code ("Decreto Supremo n.° 012-2025-RE"), or letters with
one ("D.S. N.° 40", "LO 1/2004", "NOM-051-SCFI-2010").

Leaves: "resolución 1920 x 1080", "acuerdo 50-50", "un auto 4x4", "RM" without a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from notaextract.data.load import cached, table, words
from notaextract.rules.names.extent import capital, name_end, organization_nouns
from notaextract.rules.names.gazetteer import organization_tree
from notaextract.rules.reading import Reading, fold


class NumberedNorm(NamedTuple):
    """Offsets of a norm, its whole code as printed, its year, and the noun or letters that show it."""

    start: int
    end: int
    number: str
    year: int | None
    evidence: str


_SIGN = r"""(?:N[.]?[ ]?[º°ªo][.]?|N[*]|n[.]?[ ]?[º°][.]?|[Nn][úu]m[.]?|N[Úú]M[.]?|Nos?[.]|N[.]
                |Nro[.]?|NRO[.]?|nro[.]?|n[úu]meros?|\#)[ ]?"""


@cache
def _numbered() -> re.Pattern[str]:
    """What may stand between a norm's noun and its code, and the code."""
    return re.compile(
        rf"""(?P<class>(?:[ -](?:de[ ](?:la[ ]|los[ ]|las[ ])?|del[ ])?[^\W\d_][\w]{{1,24}}){{0,7}}?)
            (?P<compound>[ ](?:con[ ][Ff]uerza[ ]de[ ][Ll]ey|de[ ][Nn]ecesidad[ ]y[ ][Uu]rgencia)|-[Ll]ey)?
            (?:[ ]\((?P<issuer>[A-Z]{{2,8}})\)|(?P<series>[ ]["'][A-C]["']))?
            [ ]?(?P<sign>[ ]{_SIGN})?
            [ ]?(?P<code>(?:[A-Z]{{1,6}}[-/]){{0,3}}(?:[A-Z]{{2}}(?=\d))?\d{{1,6}}(?:[.]\d{{3}})*
                (?:[-/–][A-Z\d]\w{{0,14}}(?:[.]\w{{1,9}}){{0,2}}){{0,5}}
                (?:[ ]?\((?:(?:19|20)\d\d|[IVXL]{{1,6}})\))?)
            (?P<year>[ ]de[l]?[ ](?:\d{{1,2}}[ ]de[ ][a-z]{{4,10}}[ ]de[ ])?(?:19|20)\d\d\b)?(?![\w%])""",
        re.VERBOSE,
    )


# A number right behind these nouns is theirs even without a sign: "Ley 31495".
_BARE = frozenset(
    (
        "ley decreto resolucion convenio ordenanza directiva reglamento sentencia acuerdo real auto acto "
        "comunicacion decision"
    ).split()
)
_SIGNED = frozenset(("norma", "circular", "dictamen"))  # in a list, too, only with a sign or a code
_NEVER_NUMBERED = frozenset("plan agenda programa estrategia politica carta articulo".split())


@cached
def plural_norms() -> dict[str, str]:
    """Nouns of norms in the plural -> in the singular: "leyes", "resoluciones"."""
    nouns = _BARE - {"real", "auto", "acto"} | _SIGNED
    return {noun + ("s" if noun[-1] in "aeiou" else "es"): noun for noun in nouns}


@cache
def _further() -> re.Pattern[str]:
    """The next code of "Leyes N.° 19.496 y N.° 20.285"."""
    return re.compile(
        rf"""(?:,|,?[ ][ye])[ ](?P<norm>{_SIGN})?
            (?P<code>\d{{1,6}}(?:[.]\d{{3}})*(?:[-/–][A-Z\d]\w{{0,14}}){{0,5}})
            (?P<year>[ ]del?[ ](?:19|20)\d\d)?(?![\w%])(?![ ][a-záéíóúñ]{{2,16}}s\b)""",
        re.VERBOSE,
    )


def listed_norms(reading: Reading, index: int) -> Iterator[tuple[NumberedNorm, str]]:
    """The norms, with their noun in the singular, of a list whose noun is token `index`: "las Leyes
    N.° 19.496 y 20.285"; each but the first begins with its own number."""
    noun = plural_norms().get(reading.tokens.folds[index])
    first = numbered_norm(reading, index, noun) if noun else None
    if noun is None or first is None:
        return
    yield first, noun
    marked, end = re.search(r"[./-]", first.number) is not None, first.end
    while match := _further().match(reading.view, end):
        code = match["code"]
        if not match["norm"] and not (marked and re.search(r"[./-]", code)):
            return
        start = match.start("norm") if match["norm"] else match.start("code")
        end = match.end()
        yield NumberedNorm(start, end, code, _year(code, match["year"]), noun), noun


def numbered_norm(reading: Reading, index: int, noun: str | None = None) -> NumberedNorm | None:
    """The norm whose noun is token `index`, where a number follows it; `noun` is its singular."""
    tokens, view = reading.tokens, reading.view
    folded, word = noun or tokens.folds[index], tokens.words[index]
    match = _numbered().match(view, tokens.ends[index], tokens.ends[index] + 140)
    if match is None or folded in _NEVER_NUMBERED:
        return None
    between = match["class"]
    signed = bool(match["sign"] or match["issuer"] or match["compound"] or match["series"])
    code = match["code"]
    if folded == "auto" and not capital(word):
        return None
    if fold(code.partition("-")[0]) in words("not_organizations"):
        return None  # "Ley COVID-19": the disease is its name
    if folded in _SHOWN_BY and not re.match(_SHOWN_BY[folded], match.group()):
        return None
    classes = [
        w for w in re.findall(r"\w+", between) if w not in ("de", "la", "los", "las", "del", "y", "que")
    ]
    lower = [w for w in classes if w[0].islower()]
    if not signed:
        if folded not in _BARE and not re.search(r"[-/]", code) and not match["year"]:
            return None
        if (
            len(classes) > 2
            or (lower and not _class_in_small(lower, code))
            or ("." in code and folded != "ley")
        ):
            return None
        if len(re.sub(r"\D", "", code)) < 2 and not match["year"]:
            return None
        if not capital(word) and not _plainly_a_code(reading, folded, match):
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
    bare = re.sub(r"\s*\((?:\d{4}|[IVXL]+)\)\Z", "", code).strip()
    return NumberedNorm(_bill_start(reading, index), end, bare, _year(code, match["year"]), folded)


_CLASSES = frozenset(
    (
        "urgencia supremo suprema ley legislativo ejecutivo ejecutiva ministerial directoral administrativa "
        "exenta organica reglamentario presidencial"
    ).split()
)


def _class_in_small(lower: list[str], code: str) -> bool:
    """Whether only its class in small letters parts a norm's noun from a code that is no plain number:
    "decreto de urgencia 023-2022", "decreto supremo 012-2025-RE"."""
    return re.search(r"\d[-/]\w", code) is not None and all(fold(word) in _CLASSES for word in lower)


# Nouns that also mean other things, and what must follow them: cars, acts, talks, choices.
_SHOWN_BY = {
    "acto": r" Legislativo ",
    "auto": r" (?:Acordado|Supremo|\d.{0,20} de (?:19|20)\d\d)|.{0,30}(?:[Nn]\.? ?[º°o]|[Nn][úu]m)",
    "comunicacion": r" [\"'][A-C][\"'] \d",
    "providencia": r" (?:Administrativa|[Nn])",
}


def _plainly_a_code(reading: Reading, folded: str, match: re.Match[str]) -> bool:
    """Whether a number behind a noun in small letters and without a sign is its code: "ley 31495",
    "resolución 77/300", "resolución 1325 del Consejo …"; not "acuerdo 50-50", "resolución 1920"."""
    code = match["code"]
    if folded == "decision" or (folded == "acuerdo" and re.fullmatch(r"\d{1,2}[-–]\d{1,2}", code)):
        return False
    if re.search(r"[-/(]", code) or match["year"]:
        return True
    if not re.search(r"\d{2}", code):
        return False
    return folded in ("ley", "decreto", "real") or _through_issuer(reading, match.end()) > match.end()


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
    known = organization_tree().match(tokens, reading.view, at)
    if known is not None and known.last > at and any(not form.weak for form in known.payloads):
        return tokens.ends[known.last]
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


@cached
def _letters() -> dict[str, tuple[str, str]]:
    """Letters of a kind of norm, without full stops -> (kind, what must follow: number, code or nothing)."""
    return {row.cells[0]: (row.cells[1], row.cells[2]) for row in table("norm_letters")}


@cached
def norm_letters() -> frozenset[str]:
    """The words with which such letters begin, as printed: "DS" and the "D" of "D.S."."""
    known = _letters()
    dotted = {letters[0] for letters, (_, needs) in known.items() if needs != "nothing" and letters.isalpha()}
    return frozenset(known) | dotted | {"T"}


@cache
def _standard() -> re.Pattern[str]:
    """A standard's letters belong to its number: "NOM-051-SCFI/SSA1-2010"."""
    return re.compile(r"-[A-Z\d/]{1,12}(?:-[A-Z\d/]{1,12}){0,4}-(?:19|20)\d\d(?!\w)")


def _read_letters(view: str, start: int, word: str, end: int) -> tuple[str, int] | None:
    """The letters of a norm at `start` without full stops, and where they end: "D.S." -> "DS"."""
    known = _letters()
    if view.startswith("T-MEC", start):
        return "T-MEC", start + 5
    if len(word) > 1:
        return (word, end) if word in known else None
    for count in (4, 3, 2):
        spelt = re.match(rf"(?:[A-Z][.][ ]?){{{count}}}", view[start : start + 12])
        if spelt is not None and (letters := re.sub(r"[. ]", "", spelt.group())) in known:
            return letters, start + len(spelt.group().rstrip())
    return None


def lettered_norm(reading: Reading, index: int) -> tuple[NumberedNorm, str] | None:
    """The norm that begins with letters at token `index`, and its kind; a treaty has no number."""
    tokens, view = reading.tokens, reading.view
    start = tokens.starts[index]
    if start and (view[start - 1].isalnum() or view[start - 1] in "-/.&"):
        return None
    read = _read_letters(view, start, tokens.words[index], tokens.ends[index])
    if read is None or reading.is_capitals(start):
        return None
    word, end = read
    kind, needs = _letters()[word]
    if needs == "nothing":
        return NumberedNorm(start, end, "", None, word), kind
    if needs == "own":
        standard = _standard().match(view, end)
        if standard is None:
            return None
        code = view[start : standard.end()]
        return NumberedNorm(start, standard.end(), code, int(code[-4:]), word), kind
    match = _numbered().match(view, end, end + 80)
    if match is None or match["class"] or match["compound"] or match["series"]:
        return None
    code = match["code"]
    if needs == "code" and not match["sign"] and not re.search(r"[-/]", code):
        return None
    stop = _through_issuer(reading, match.end())
    return NumberedNorm(start, stop, code.strip(), _year(code, match["year"]), word), kind
