"""Datelines: the place, the date and the time of issue.

Reads: "Lima, 3 de marzo de 2025.-", "Guanajuato, Guanajuato. 22 de enero del 2018.-",
"MADRID, 24 Feb. (EUROPA PRESS) -", "Bogotá, D. C., 22 de enero", "Ginebra – El Consejo…",
"29 de setiembre de 2021 - 11:16 a. m.", "Publicada 16 marzo 2020".
Leaves: "Gracias. Buenas tardes", "Redacción.- ", a date in the middle of a sentence.
"""

from __future__ import annotations

import re
from functools import cache

from notaextract.data.load import cached, table, words
from notaextract.rules.reading import fold_in_place

_WORD = r"[A-ZÁÉÍÓÚÜÑ][\w']*+(?:-[\w']++){0,3}"
_SHORT = r"(?:(?:Cd|Sta|Sto|Pto|Gral|Cnel)\.[ ])?"
_NAME = rf"{_SHORT}{_WORD}(?:[ ](?:(?:de|del|la|las|los|el|y)[ ]){{0,2}}{_WORD}){{0,4}}"


@cache
def dateline() -> re.Pattern[str]:
    """A place, perhaps with its region, in front of a date."""
    return re.compile(
        rf"""
        [\s*_"'(\[\-–—•>]{{0,6}}
        (?:(?:Lugar[ ]y[ ]fecha|Lugar|Fecha)[ ]?:[ ]?)?
        (?:(?:En|Dad[oa][ ]en)[ ](?:la[ ](?:ciudad|villa)[ ]de[ ])?)?
        (?P<place>{_NAME}(?:[ ]?/[ ]?{_NAME})?)
        (?P<region>(?:[ ]?[,.;(][ ]?(?:{_NAME}|(?:M\.)?D\.?[ ]?[CF]\.?)\)?){{0,3}})
        [ ]{{0,2}}[,.;:–—|-]?[-–—]?[ ]{{0,2}}
        (?:,?[ ]?(?:[aA][ ])?(?:los[ ])?(?:(?:el|hoy|d[ií]a)[ ])?)?
        """,
        re.VERBOSE,
    )


@cache
def _opening() -> re.Pattern[str]:
    """A dateline without a date in front of the first sentence."""
    return re.compile(
        rf"""
        [\s*_"(\-–—]{{0,4}}
        (?P<place>{_NAME}(?:/{_NAME})?)
        (?P<region>(?:,[ ](?:{_NAME}\.?|D\.?[ ]?[CF]\.?)){{0,2}})
        (?P<mark>[ ]?\([^)]{{2,30}}\)[ ]?[.:]?[ ]?[-–—.]+[ ]|[ ]?[.:,]?[ ]?[-–—]{{1,2}}[ ]{{0,2}}|\.[ ]|:[ ])
        (?=["'(¿¡]?[A-ZÁÉÍÓÚÜÑ\d])
        """,
        re.VERBOSE,
    )


_SPEECH = 20_000  # characters in which a speaker's name would come again


@cached
def cities() -> frozenset[str]:
    """Cities that datelines name, folded: the table of places and our own list."""
    named: set[str] = set(words("header_city"))
    for row in table("places"):
        if row.cells[1] == "city":
            named.add(fold_in_place(row.cells[0]))
            named.update(fold_in_place(variant) for variant in row.many(3))
    return frozenset(named)


def is_place(name: str) -> bool:
    """Whether a name can be a dateline's place: no agency, no body, no greeting."""
    folded = fold_in_place(name).replace(".", "")
    if folded in words("header_no_place"):
        return False
    first = folded.split()[0]
    nouns = {row.cells[0] for row in table("organization_nouns")} if first not in ("san", "santa") else set()
    return first not in nouns - {"colon"} and first not in words("header_no_place")


def place_before(view: str, line_start: int, date_start: int) -> str | None:
    """The place between the start of a line and the date in it, or None where more stands there."""
    match = dateline().match(view, line_start, date_start)
    if match is None or match.end() != date_start or view[date_start - 1].isalnum():
        return None
    return _settled(match["place"])


def opening_place(view: str, start: int, end: int) -> str | None:
    """The place of a paragraph's dateline without a date: "Quito. La moción…", "Ginebra – El…"."""
    match = _opening().match(view, start, end)
    if match is None:
        return None
    place, mark, region = match["place"].strip(" ."), match["mark"], match["region"]
    if len(place) > 40 or not is_place(place):
        return None
    if view.count(place + mark.rstrip(), 0, _SPEECH) > 1:
        return None  # a speaker of a transcript
    known = all(part in cities() for part in fold_in_place(place).split("/"))
    agency = "(" in mark
    dashed = bool(re.match(r"[ ]?[.][ ]?[-–—]", mark))
    if known or (dashed and len(place.split()) <= 4) or agency or (region and dashed):
        return place
    if region and fold_in_place(region).strip(" ,.") and mark.startswith(".") and len(region) <= 8:
        return place  # Oaxaca, Oax. En…
    return None


def _settled(place: str) -> str | None:
    place = re.sub(r"\s+", " ", place).split(" / ")[0].strip(" .,")
    place = re.sub(
        r" (?:[A-Z](?:\. ?[A-Z]){0,2}|D[CFM])$", "", place
    )  # "Bogotá D.C., lunes 17 …", "Tegucigalpa M.D.C."
    return place if place and is_place(place) else None


_CLOCK = r"""
    (?P<hour>[01]?\d|2[0-3])[ ]?(?:[:.h][ ]?(?P<minute>[0-5]\d)|(?=[ ]?[ap]\.?[ ]?m))(?::[0-5]\d)?
    (?:[ ]{0,2}(?P<half>[ap])\.?[ ]?m\b\.?|[ ]{0,2}(?:h(?:oras|rs?|s)?)\b\.?)?
"""


@cache
def _clock_behind() -> re.Pattern[str]:
    return re.compile(
        rf"""
        [ ]{{0,2}}(?:[,;|·•–—-]|\(|\bt)?[ ]{{0,3}}(?:(?:a[ ]las?|hrs?|horas?)\.?:?[ ]{{1,2}})?{_CLOCK}
        """,
        re.VERBOSE,
    )


@cache
def _clock_labelled() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|\n)[ ]*(?:hora|hora de publicacion|hora de emision)[ ]?:[ ]{{0,3}}{_CLOCK}", re.VERBOSE
    )


def _hhmm(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"] == "p" and hour < 12:
        hour += 12
    elif match["half"] == "a" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}"


def clock_behind(folded: str, end: int) -> str | None:
    """The clock time (HH:MM) that stands right behind a date."""
    match = _clock_behind().match(folded, end)
    if match is None or not (match["minute"] or match["half"]):
        return None
    return _hhmm(match)


@cache
def _clock_alone() -> re.Pattern[str]:
    return re.compile(rf"{_CLOCK}\.?,?[ ]*", re.VERBOSE)


def clock_before(folded: str, start: int, end: int) -> str | None:
    """The clock time that is all of a line before its date: "11:00 hs. 18 de junio de 2025"."""
    match = _clock_alone().fullmatch(folded, start, end)
    return _hhmm(match) if match and match["minute"] else None


def clock_labelled(folded: str) -> str | None:
    """The time of a line "Hora: 10:30"."""
    match = _clock_labelled().search(folded)
    return _hhmm(match) if match else None
