"""Years, ranges of years, decades, centuries.

Reads: "en 2019", "2024-2030", "2024-25", "2019 y 2023" behind "entre", "este 2025",
"década de 1990", "años noventa", "siglo XIX".
Leaves: "2 025 soles", "2000 personas", "Ley 2025", "calle 2000", "Agenda 2030",
"Tratado de Aguas de 1944", "siglo V a. C.".
"""

from __future__ import annotations

import re

from notaextract.data.load import words
from notaextract.facts import DateValue
from notaextract.rules.calendar.expressions import a_century, a_decade, a_year, between
from notaextract.rules.calendar.page import DateMention, Page
from notaextract.rules.calendar.words import decade_words, months, pattern, roman, year_in_words

_YEARS = r"""
    (?<![\d.,/$€£#°º+\-–\w])(?<!\$[ ])(?<!S/[ ])
    (?P<first><YEAR>)
    (?: [ ]?(?P<dash>-|–|—|/)[ ]?(?P<second>(?:<YEAR>|\d\d(?![\d\w]|[-/.,]\d)))
      | [ ](?P<to>al?|hasta(?:[ ]el)?)[ ](?:ano[ ])?(?P<second_to><YEAR>)
      | [ ](?P<and>y)[ ](?:el[ ])?(?:ano[ ])?(?P<second_and><YEAR>) )?
    (?!\w|/\d|-\d|-[a-z]|[ ]?%)
"""
_THIS_YEAR = r"""
    (?:este|presente|actual|corriente|proximo|pasado)[ ](?:mismo[ ])?(?:ano[ ])?(?P<year><YEAR>)(?!\w|-\d)
"""
_DECADE = r"""
    decadas?[ ](?:de[ ](?:(?:los|el|el[ ]ano)[ ](?:anos[ ])?)?|del[ ](?:ano[ ])?|de[ ]los[ ]anos[ ])(?:
        (?P<year>1[4-9]\d0|20\d0) | '?(?P<two>[1-9]0)s?\b | (?P<word>[a-z]+) )(?!\w|[ ]?%|,\d)
"""
_YEARS_TEN = r"anos[ ](?:'?(?P<two>[1-9]0)|(?P<word>[a-z]+))(?!\w|[.,]\d|[ ]?%|-\d)"
_CENTURY = r"""
    siglos?[ ](?P<first>(?:[ivxl]+|\d{1,2}))\b
    (?:[ ](?P<to>al?|y|-)[ ](?:siglo[ ])?(?P<second>[ivxl]+)\b)?
    (?P<era>,?[ ](?:a|d)\.?[ ]?(?:de[ ])?(?:c|n\.?[ ]?e)\b)?
"""
_DATING = re.compile(
    r"\b(?:en|desde|hasta|durante|para|hacia|ano|anos|entre|este|tras|el|del|de|a|por|y|o|ni|que|periodo|"
    r"respecto|versus|vs|frente a|contra|sobre|bienio|proximo|pasado|presente|mismo|al|pleno|"
    r"(?:cerr|termin|inici|culmin|finaliz|arranc)(?:o|ar|ara|aran|aron)|(?:comenz|empez)(?:o|ar|ara))[ ]$"
)
_BORN = re.compile(r"\([A-ZÁÉÍÓÚÑ][^\W\d_]{2,15}(?:[ ][^\W\d_]{2,15}){0,3},[ ]\Z")
_STRONG = re.compile(r"\b(?:en|desde|durante|ano|anos|en el|del ano|en el ano|al ano|a)[ ]$")


def counts_something(page: Page, end: int, start: int = -1) -> bool:
    """Whether the number that ends here counts what follows: "2000 personas", "2 025 soles"."""
    if page.view[end : end + 1] != " ":
        return page.after(end, 3).lstrip()[:1] in ("%", "°", "º", "$", "€")
    index = page.tokens.at(end)
    if index >= len(page.tokens) or not page.view[end : page.tokens.starts[index]].isspace():
        return page.after(end, 3).lstrip()[:1] in ("%", "$", "€")
    word = page.tokens.folds[index]
    if word in words("date_unit_behind"):
        return True
    if word == "por":  # "2021 por ciento", "2021 por mil"
        return page.tokens.folds[index + 1 : index + 2] in (["ciento"], ["mil"])
    if word.isdigit() and len(word) == 3 and start < 0:
        return True
    if page.tokens.words[index][0].isupper() or word in words("date_behind_year") or len(word) < 4:
        return False
    if start >= 0 and page.view[start:end].isdecimal() and page.view[end - 2 : end] != "00":
        return False  # behind a month a number is its year: "en marzo de 2020 daños por …"
    return word.endswith(("as", "os", "es")) and not word.endswith("mos")


def read_year(page: Page, index: int, free: int) -> list[DateMention]:
    """The year or years around a token that looks like a year."""
    tokens, text = page.tokens, page.folded
    start = tokens.starts[index]
    lead = index - 1
    if lead >= 0 and tokens.folds[lead] in ("ano", "mismo"):
        lead -= 1
    if lead >= 0 and tokens.starts[lead] >= free:
        match = pattern("this_year", _THIS_YEAR).match(text, tokens.starts[lead])
        if match and match.start("year") == start and not counts_something(page, match.end()):
            year = int(match["year"].replace(".", ""))
            page.named_year = year
            return [DateMention(match.start(), match.end(), a_year(year), "year")]
    match = pattern("years", _YEARS).match(text, start)
    if match is None:
        return []
    first = int(match["first"].replace(".", ""))
    second = match["second"] or match["second_to"] or match["second_and"]
    if second:
        found = _pair(page, match, first, second)
        if found is not None:
            return found
    end = match.end("first")
    if page.view[end : end + 1] in ("-", "/", "–") and page.view[end + 1 : end + 2].isalnum():
        return []
    if not _is_year(page, index, start, end, first):
        return []
    page.named_year = first
    return [DateMention(start, end, a_year(first), "year")]


def _pair(page: Page, match: re.Match[str], first: int, second: str) -> list[DateMention] | None:
    start, end = match.start(), match.end()
    last = int(second.replace(".", ""))
    if len(second) == 2:
        last += first // 100 * 100
        longest = 1 if match["dash"] == "/" else 12
        if not 0 < last - first <= longest or _behind_number_sign(page, start):
            return []
    if last <= first or last - first > 400:
        return None
    between_them = bool(match["and"] and re.search(r"\bentre(?: el)?(?: ano)?[ ]$", page.before(start)))
    plain = between_them and first >= 1900 and last < 2100 and first % 10 and last % 10 and last - first < 60
    if counts_something(page, end) and not (plain and _no_unit_behind(page, end)):
        return [] if between_them else None  # "entre 2011 y 2016 fondos …"; "entre 1950 y 2000 personas"
    if match["and"] and not between_them:
        return None  # a list of two: each is read on its own
    if match["to"] and not re.search(r"\b(?:de|del|desde|entre|anos|ano|periodo|el)[ ]$", page.before(start)):
        return None
    if match["dash"] and _behind_number_sign(page, start):
        return []
    value = between(a_year(first), a_year(last))
    return [DateMention(start, end, value, "years")] if value else None


def _no_unit_behind(page: Page, end: int) -> bool:
    """Whether what follows a number is no unit: "captó entre 2011 y 2016 fondos", not "2016 millones"."""
    return page.view[end] == " " and page.tokens.folds[page.tokens.at(end)] not in words("date_unit_behind")


def _behind_number_sign(page: Page, start: int) -> bool:
    """Whether a code number stands here: "N.º 2024-25", "Ley 2024-2", "RM 2025-2026"."""
    return bool(
        re.search(
            r"(?:\bn|\bno|\bnro|\bnum|\bnumero|\bley|\bdecreto|\bresolucion|\bexpediente|#)\.?[ºª°]?\.?[ ]?$",
            page.before(start),
        )
    )


def _is_year(page: Page, index: int, start: int, end: int, year: int) -> bool:
    """Whether a lone four-digit number is a year, by what stands around it."""
    if counts_something(page, end) or _behind_number_sign(page, start):
        return False
    if (
        index > 1
        and page.tokens.folds[index - 1] in ("de", "del")
        and page.tokens.folds[index - 2] in months()
    ):
        return False  # the year of a day that does not exist: 31 de abril de 2024
    before = page.before(start, 30)
    nearby = 1900 <= year <= 2100
    if index > 0 and page.gap(index - 1) in (" ", ""):
        previous = page.tokens.folds[index - 1]
        if previous in words("date_year_noun"):
            return nearby or previous == "ano"
        if not _DATING.search(before):
            return False
    elif before.rstrip()[-1:] in ("(", "[") and page.view[end : end + 1] in (")", "]", ","):
        return nearby and not _names_norm(page, index) and not _is_bracketed_count(page, index, start, end)
    elif index > 0 and before.strip():
        opening = before.rstrip()[-1:]
        if opening in ",;" and re.search(r"\b(?:1[89]|20)\d\d[,;][ ]$", before):
            return nearby
        if (
            opening == ","
            and page.view[end : end + 1] == ")"
            and _BORN.search(page.view, max(0, start - 70), start)
        ):
            return nearby  # "la autora (Lima, 1984)"
        return nearby and opening in ".:\"'¿¡-–—,;(" and _verb_follows(page, index)
    else:
        return nearby and _verb_follows(page, index)
    if not nearby:
        if index > 1 and page.tokens.folds[index - 1] == "de":
            happening = page.tokens.folds[index - 2] in words("date_happening")
            if happening and year >= 1000 and not page.view[end : end + 1].isalnum():
                return True  # "la epidemia de 1545"
        return bool(_STRONG.search(before)) or (
            bool(re.search(r"\bde[l]?[ ]$", before))
            and not _names_norm(page, index)
            and page.view[end : end + 1] in ".,;):"
        )
    if re.search(r"\b(?:de|del)[ ]$", before) and _names_norm(page, index):
        return False
    if re.search(r"\b(?:a|por|y|o|que|sobre|contra|el|ni|para)[ ]$", before) and not _STRONG.search(before):
        return 1950 <= year <= 2070 and not _street(page, index)
    return True


def _is_bracketed_count(page: Page, index: int, start: int, end: int) -> bool:
    """Whether a number in brackets counts what stands before it: "de 20 a 39 años (2022)"."""
    if index and page.tokens.folds[index - 1] in words("date_unit_behind") | words("date_unit_year"):
        return True
    return bool(
        re.search(r"\(\d{1,6}\)", page.view[max(0, start - 60) : start - 1] + page.view[end + 1 : end + 60])
    )


def _street(page: Page, index: int) -> bool:
    return any(fold in words("date_street_noun") for fold in page.tokens.folds[max(0, index - 3) : index])


def _verb_follows(page: Page, index: int) -> bool:
    """ "2012 fue el año de…": a year as subject at the head of a sentence."""
    if index + 1 >= len(page.tokens) or not page.gap(index).isspace():
        return False
    word = page.tokens.words[index + 1].lower()
    return word in ("fue", "será", "es", "ha", "había", "era") or word.endswith(("ó", "rá"))


def _names_norm(page: Page, index: int) -> bool:
    """Whether the year belongs to a norm's or treaty's name: "Ley 1448 de 2011"."""
    at = index - 1
    folds = page.tokens.folds
    for _ in range(10):
        if at < 0 or (page.gap(at).strip(" .ºª°(\"'#/-") and at != index - 1):
            return False
        fold = folds[at]
        if fold in words("date_norm_noun"):
            if at == index - 2 and folds[index - 1] in ("de", "del"):
                return fold != "acta" and (fold != "carta" or page.tokens.words[at][0].isupper())
            return (
                page.tokens.words[at][0].isupper()
                or folds[at + 1].isdigit()
                or folds[at + 1] in ("n", "no", "nro", "num")
            )
        known = fold in (
            "de",
            "del",
            "la",
            "las",
            "los",
            "el",
            "y",
            "sobre",
            "en",
            "para",
            "n",
            "no",
            "nro",
            "num",
            "general",
        )
        if not (known or fold[0].isdigit() or page.tokens.words[at][0].isupper()):
            return False
        at -= 1
    return False


def read_decade(page: Page, index: int, _free: int) -> list[DateMention]:
    """ "década de 1990", "década de los ochenta", "años noventa", "los años 60"."""
    start, text = page.tokens.starts[index], page.folded
    match = pattern("decade", _DECADE).match(text, start)
    if match is None:
        match = pattern("years_ten", _YEARS_TEN).match(text, start)
        if match is None or not re.search(r"\b(?:los|de|en|desde|hasta)[ ]$", page.before(start)):
            return []
        if re.search(r"\b(?:de los|los)[ ]$", page.before(start)) is None and match["two"]:
            return []
    found = match.groupdict()
    if found.get("year"):
        first = int(found["year"])
    elif found.get("two"):
        first = _full_decade(int(found["two"]))
        if first > 2000:
            return []
    else:
        tens = decade_words().get(str(found["word"]))
        if tens is None or tens <= 20:
            return []  # of this century or the last?
        first = _full_decade(tens)
    return [DateMention(start, match.end(), a_decade(first), "decade")]


def _full_decade(tens: int) -> int:
    """The years ninety are 1990s; the twenties and tens of this century."""
    return 2000 + tens if tens <= 20 else 1900 + tens


def read_nineties(page: Page, index: int, _free: int) -> list[DateMention]:
    """ "los noventa", "los 80" where nothing is counted: a clause ends behind it."""
    start, end = page.tokens.starts[index], page.tokens.ends[index]
    word = page.tokens.folds[index]
    if not re.search(r"\b(?:en|de|desde|hasta)[ ]los[ ]$", page.before(start)):
        return []
    if word.isdigit() and not re.search(r"\b(?:en|desde)[ ]los[ ]$", page.before(start)):
        return []
    following = page.after(end, 14)
    if following[:1] not in (",", ".", ";", ")", "") and not following.startswith((" del siglo", " y ")):
        return []
    if following[:1] in (".", ",") and following[1:2].isdigit():
        return []
    tens = int(word) if word.isdigit() else decade_words().get(word, 0)
    return [DateMention(start, end, a_decade(_full_decade(tens)), "decade")] if tens >= 30 else []


def read_century(page: Page, index: int, _free: int) -> list[DateMention]:
    """ "siglo XIX", "siglos XVI y XVII"; a century before Christ is none."""
    start = page.tokens.starts[index]
    match = pattern("century", _CENTURY).match(page.folded, start)
    if match is None or (match["era"] and match["era"].strip(" ,").startswith("a")):
        return []
    printed = page.view[match.start("first") : match.end("first")]
    if printed.isdigit():
        ordinal: int | None = int(printed)
    else:
        ordinal = roman(printed) if printed[0].isupper() else None
    if not ordinal or ordinal > 22:
        return []
    value: DateValue | None = a_century(ordinal)
    end = match.end("first")
    if match["second"]:
        second = roman(page.view[match.start("second") : match.end("second")])
        if second and ordinal < second <= 22 and page.view[match.start("second")].isupper():
            value, end = between(a_century(ordinal), a_century(second)), match.end("second")
    return [DateMention(start, end, value, "century")] if value else []


_SHORT_YEAR = r"ano[ ]{1,2}'?(?P<two>[3-9]\d)(?!\w|[.,:]\d|[-/]\d|[ ]?[%°º]|[ ]a\.?[ ]?c)"


def read_short_year(page: Page, index: int, _free: int) -> list[DateMention]:
    """ "desde el año 62": two digits of the last century, where they count nothing."""
    start = page.tokens.starts[index]
    match = pattern("short_year", _SHORT_YEAR).match(page.folded, start)
    if match is None or not re.search(
        r"\b(?:en|desde|hasta|hacia|para)[ ]el[ ]$|\bdel[ ]$", page.before(start)
    ):
        return []
    if counts_something(page, match.end()):
        return []
    return [DateMention(match.start("two"), match.end(), a_year(1900 + int(match["two"])), "year")]


def read_year_in_words(page: Page, index: int, _free: int) -> list[DateMention]:
    """ "el año dos mil veinticinco": only behind "año", where it can be nothing else."""
    match = pattern("year_in_words", r"ano[ ]{1,2}(?P<year><YEAR_WORDS>)").match(
        page.folded, page.tokens.starts[index]
    )
    year = year_in_words(match["year"]) if match else None
    return (
        [DateMention(match.start("year"), match.end("year"), a_year(year), "year")] if match and year else []
    )
