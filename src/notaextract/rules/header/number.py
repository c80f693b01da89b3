"""The number of a release: its document type, the code as printed, and what the code says.

Reads: "Nota de Prensa 324-25", "NOTA DE PRENSA N.º 015-2025-OCI/RREE", "BOLETÍN CAMPAÑA-104",
"COMUNICADO⏎65/2018", "C-045/25" alone on a line.
Leaves: "Ley N.º 31495", "expediente 45-2025", "Tel. 204-2400", "el comunicado 12/2025 de la OEA"
in the middle of a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from notaextract.data.load import cached, table, words
from notaextract.rules.calendar.words import months, one_of, weekdays
from notaextract.rules.numbers.ordinals import roman_numerals
from notaextract.rules.reading import fold_in_place

_SIGN = r"(?:(?:n[.]?[ ]?[ºª°]s?|n[.]o|(?:numero|num|nro|nos?|n)(?![^\W\d_]))[.:]?[ºª°]?[.:]?|[#№])"
_CODE = r"""
    (?P<code>
        (?: [^\W\d_]{1,12}(?:[-–/.][ ]?[^\W\d_]{1,12}){0,3} [ ]?[-–/][ ]? | [a-z]{1,4}(?=\d) )?
        \d{1,6}
        (?: [ ]?[-–/_][ ]?(?:\d{1,5}|[^\W\d_]{1,15})(?![^\W_])
          | (?<=\d)[.]\d{2,4}(?!\d)
          | (?<=\d)[a-z](?![^\W_]) ){0,6}
    )
"""


@dataclass(frozen=True, slots=True)
class Number:
    """A release's number: offsets of the whole mention and of the code, and the code read."""

    start: int
    end: int
    document_type: str | None
    code: str
    sequence: int | None
    year: int | None
    suffix: str | None


@cached
def document_types() -> frozenset[str]:
    """Every document type, folded."""
    return frozenset(fold_in_place(row.cells[0]) for row in table("document_types"))


@cached
def _types_by_word() -> dict[str, list[str]]:
    """First word -> the document types that begin with it."""
    found: dict[str, list[str]] = {}
    for name in document_types():
        found.setdefault(name[: _word_end(name, 0)], []).append(name)
    return found


def _word_end(folded: str, at: int) -> int:
    end = at
    while end < len(folded) and folded[end].isalnum():
        end += 1
    return end


@cached
def _typed_by_word() -> dict[str, re.Pattern[str]]:
    return {}


def _typed(word: str) -> re.Pattern[str] | None:
    """A document type that begins with a word, perhaps with words of its own behind it, and a code.

    All types in one pattern would take longer to compile than a release to read.
    """
    types = _types_by_word().get(word)
    if types is None:
        return None
    built = _typed_by_word()
    if word not in built:
        built[word] = re.compile(
            rf"""
            (?P<type>{one_of(types)}(?![^\W_])
                (?:[ ](?:de[ ]|del[ ]|de[ ]la[ ]|a[ ]la[ ])?[^\W\d_]{{3,20}}){{0,4}}?)
            (?P<joint>[ ]?[:\-–—,|/]?\s{{0,4}})
            (?P<sign>{_SIGN}\s{{0,3}})?
            {_CODE}
            """,
            re.VERBOSE,
        )
    return built[word]


@cached
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?P<sign>{_SIGN}[ ]{{0,3}})?{_CODE}", re.VERBOSE)


@cache
def _after() -> re.Pattern[str]:
    """What may stand behind a number without a sign: an end, a mark, the date of issue."""
    return re.compile(
        r"\s*(?:$|[\n|:;,.()\[\]*–—\-\"'•·/])|[ ]del?[ ](?:fecha[ ])?(?:\d{1,2}[ ]de[ ]|"
        + one_of([*weekdays(), *months()])
        + ")"
    )


@cache
def _year_of_series() -> re.Pattern[str]:
    """The year whose releases a number counts: "0117 de 2024"."""
    return re.compile(r"[ ]{1,2}del?[ ]{1,2}(?P<year>(?:19|20)\d\d)(?=[ ]{0,2}(?:$|[\n|:;,.()\[\]*–—-]))")


@cache
def _month_joined() -> re.Pattern[str]:
    return re.compile(rf"(?<=\d)[ ][-–/][ ]{one_of(months())}$")


@cache
def _month_behind() -> re.Pattern[str]:
    return re.compile(rf"[ ]{{0,2}}(?:de[ ]{{1,2}})?{one_of(months())}\b")


_DATE = re.compile(
    r"\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{2,4}|(?:19|20)\d\d[-/]\d\d[-/]\d\d|"
    r"(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d|0?\d/\d"
)


def read_code(code: str) -> tuple[str, int | None, int | None, str | None]:
    """(code without blanks, sequence, year, suffix).

    >>> read_code("045-2025-OCI/RREE")
    ('045-2025-OCI/RREE', 45, 2025, 'OCI/RREE')
    >>> read_code("324-25")
    ('324-25', 324, 2025, None)
    """
    plain = re.sub(r"\s+", "", code).rstrip("-–/.")
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", plain):
        return plain, int(plain.replace(".", "")), None, None  # "N° 1.204"
    roman = re.match(r"([IVXL]{1,9})[-/]((?:19|20)\d\d)(?!\d)", plain)
    if roman and roman[1] in roman_numerals():  # "XII-2025"
        return plain, roman_numerals()[roman[1]], int(roman[2]), plain[roman.end() + 1 :] or None
    groups = [(m.start(), m.end(), m.group()) for m in re.finditer(r"\d+", plain)]
    if not groups:
        return plain, None, None, None
    year = sequence = None
    year_end = 0
    if len(groups) > 1:
        full = [g for g in groups if re.fullmatch(r"(?:19|20)\d\d", g[2])]
        if full:
            chosen = full[-1] if full[-1] is not groups[0] else full[0]
            year, year_end = int(chosen[2]), chosen[1]
            rest = [g for g in groups if g is not chosen]
            sequence = int(rest[0][2])
        else:
            sequence = int(groups[0][2])
            second = groups[1]
            if len(second[2]) == 2 and plain[second[0] - 1] in "-/–." and int(second[2]) <= 60:
                year, year_end = 2000 + int(second[2]), second[1]
    else:
        sequence = int(groups[0][2])
    suffix = plain[year_end + 1 :] or None if year is not None else None
    if suffix is not None and suffix.isdigit():
        suffix = None
    return plain, sequence, year, suffix


def typed_number(view: str, folded: str, at: int) -> Number | None:
    """A document type with its code that begins at an offset."""
    grammar = _typed(folded[at : _word_end(folded, at)])
    match = grammar and grammar.match(folded, at)
    if not match:
        return None
    code, end = match["code"], match.end("code")
    dated = _month_joined().search(code)
    if dated:  # "Minuta N° 23 / Junio 2025"
        code, end = code[: dated.start()], match.start("code") + dated.start()
    if match["joint"] == "-" and len(match["type"]) < 4:
        return None  # CP-034-2025: letters of the code
    if "\n\n" in match["joint"] + (match["sign"] or "") and not match["sign"]:
        return None
    if _month_behind().match(folded, end) and code.isdigit() and len(code) <= 2:
        return None
    if not match["sign"] and not _stands_unsigned(view, folded, code, match["type"], end):
        return None
    letters = re.match(r"[^\W\d_]+", code)
    if letters and letters.group() in ("de", "del", "a", "y", "la", "el"):
        return None
    printed_type = re.sub(r"\s+", " ", view[match.start("type") : match.end("type")]).strip()
    end -= len(_place_behind(view[match.start("code") : end]))
    plain, sequence, year, suffix = read_code(view[match.start("code") : end])
    end = match.start("code") + len(view[match.start("code") : end].rstrip(" -–/."))
    if year is None and (series := _year_of_series().match(folded, end)):
        year, end = int(series["year"]), series.end()
    return Number(
        match.start(),
        end,
        printed_type,
        plain,
        sequence,
        year,
        suffix,
    )


def _place_behind(code: str) -> str:
    """What is no more of a code: the town behind a mark with blanks ("33[ / Santiago], 17.11.2020")."""
    match = re.search(r"[ ][-–/][ ]?[^\W\d_a-záéíóúüñ][a-záéíóúüñ]{2,}\Z", code)
    return match.group() if match else ""


def _stands_unsigned(view: str, folded: str, code: str, printed_type: str, end: int) -> bool:
    """Whether a code right behind a type is its number, with no sign to say so."""
    compound = _is_compound(code)
    letters = re.match(r"[^\W\d_]+", code)
    if letters and letters.group() in words("header_no_prefix"):
        return False
    ended = not re.fullmatch(r"(?:19|20)\d\d", code) and (
        _after().match(folded, end) or _year_of_series().match(folded, end)
    )
    if not ended and not (compound and view[end : end + 1] in (" ", "\n")):
        return False
    if _DATE.fullmatch(code) or re.search(r"[ ](?:de|del|a|la)$", printed_type):
        return False
    return compound or not re.match(r"[ ]?[%$€]|[.,:]\d", folded[end : end + 3])


def _is_compound(code: str) -> bool:
    return bool(re.search(r"\d\s?[-/–_]\s?\w|[^\W\d_][-/–]\s?\d", code))


def lone_number(view: str, folded: str, start: int, end: int) -> Number | None:
    """A code that is a line of its own: "C-045/25", "N.º 045-2025", "324-25"."""
    match = _alone().match(folded, start)
    if match is None or folded[match.end("code") : end].strip(" .:-–—|*_") or _DATE.fullmatch(match["code"]):
        return None
    code = view[match.start("code") : match.end("code")]
    plain, sequence, year, suffix = read_code(code)
    if not match["sign"] and not _stands_alone(match["code"], year):
        return None
    return Number(match.start("code"), match.end("code"), None, plain, sequence, year, suffix)


def _stands_alone(code: str, year: int | None) -> bool:
    """Whether a code without type and sign is a release's: letters or a year, and no name ("Covid-19")."""
    groups = re.findall(r"\d+", code)
    letters = re.match(r"[^\W\d_]*", code)
    prefix = letters.group() if letters else ""
    if not _is_compound(code) or len(groups) > 3 or len(groups[0]) > 5:
        return False
    if len(groups) == 2 and len(groups[1]) not in (2, 4):
        return False
    if prefix in words("header_no_prefix") or (len(groups) == 1 and len(prefix) > 6):
        return False
    return bool(prefix) or year is not None


def type_at(view: str, folded: str, start: int, end: int) -> str | None:
    """The document type that a whole line between two offsets is, as printed."""
    line = folded[start:end].rstrip(" .:-–—|*_")
    if re.sub(r" +", " ", line) not in document_types():
        return None
    return re.sub(r"\s+", " ", view[start : start + len(line)])
