"""The header of a release: type, number, date and time of issue, dateline, title, issuer.

Nothing is guessed: a field that the release does not state is None. Of two printed dates
the one with a clock time, or "Publicada", is the date of issue; a date inside a sentence
is none, unless it says "hoy".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from notaextract.facts import Fact, Header, ReleaseNumberValue
from notaextract.rules.calendar.page import DateMention
from notaextract.rules.header.dateline import (
    cities,
    clock_before,
    clock_behind,
    clock_labelled,
    opening_place,
)
from notaextract.rules.header.lines import Line, Lines
from notaextract.rules.header.number import Number
from notaextract.rules.header.title import issuer_of, title_of
from notaextract.rules.reading import Reading, fold_in_place


def read_header(reading: Reading) -> tuple[Header, list[Fact]]:
    """The header, and the release_number facts it rests on.

    `reading.note.date`, where the caller gave one, is the date of issue.
    """
    lines = Lines(reading)
    numbers = _numbers(lines)
    first = numbers[0] if numbers else None
    document_type = first.document_type if first else None
    if document_type is None:
        document_type = next((line.document_type for line in lines.head if line.document_type), None)
    if document_type is None:
        document_type = _titled_type(lines)
    date, time, place = _issue(lines, first.year if first else None)
    header = Header(
        document_type=document_type,
        number=first.code if first else None,
        sequence=first.sequence if first else None,
        year=first.year if first else None,
        date=reading.note.date or date,
        time=time,
        place=place,
        title=title_of(lines),
        issuer=issuer_of(lines),
    )
    return header, [_fact(reading, number, document_type) for number in numbers]


def _titled_type(lines: Lines) -> str | None:
    """ "COMUNICADO CONJUNTO DE LOS MINISTROS …": a joint paper says in its title what it is."""
    for line in lines.head[:6]:
        match = re.match(
            r"(?:comunicado|declaracion|nota|acta) conjunt[oa](?= del? )", lines.folded[line.start :][:40]
        )
        if match and line.kind in ("title", "letterhead"):
            return lines.view[line.start : line.start + match.end()]
    return None


def _fact(reading: Reading, number: Number, document_type: str | None) -> Fact:
    value = ReleaseNumberValue(
        number.document_type or document_type, number.code, number.sequence, number.year, number.suffix
    )
    return reading.fact(number.start, number.end, value, "rule:release-number")


def _numbers(lines: Lines) -> list[Number]:
    """The release's number and its repetitions; a number at the foot only where the head has none."""
    head: list[Number] = []
    for line in lines.head:
        if line.number and not (head and line.number.start < head[-1].end):  # the type's line holds it, too
            head.append(line.number)
    foot = [
        line.number for line in lines.foot if line.number and (line.number.document_type or line.number.year)
    ]
    if head:
        typed = [n for n in head if n.document_type]
        first = (typed or head)[0]
        return [n for n in [*head, *foot] if n.code.upper() == first.code.upper()]
    return foot[-1:]


def _issue(lines: Lines, year: int | None) -> tuple[str | None, str | None, str | None]:
    """(date, time, place) of issue."""
    ranked = sorted(_candidates(lines, year), key=lambda c: -c[0])
    place = next((line.place for line in [*lines.head, *lines.foot] if line.place), None)
    if place is None:
        place = _lone_place(lines)
    if not ranked:
        return _spoken_date(lines) or _stamped_date(lines), None, place
    _, date, mention, line = ranked[0]
    time = (
        clock_behind(lines.folded, mention.end)
        or clock_before(lines.folded, line.start, mention.start)
        or clock_labelled(lines.folded[: lines.head[-1].end])
    )
    return date, time, line.place or place


def _candidates(lines: Lines, year: int | None) -> Iterator[tuple[float, str, DateMention, Line]]:
    """(rank, ISO date, mention, line) of every printed date that may be the date of issue."""
    for line in lines.head:
        for mention in line.dates:
            date = _full(mention, year)
            if date is None:
                continue
            rank = _rank(lines, line, mention)
            if rank > 0:
                yield rank, date, mention, line
    for line in lines.foot:
        if line.kind in ("date", "number") and line.dates and (line.opens_with_date or line.kind == "number"):
            date = _full(line.dates[0], year)
            if date is not None:
                yield 2.5 if line.place else 2, date, line.dates[0], line


def _full(mention: DateMention, year: int | None) -> str | None:
    """The day of a mention; one without a year takes that of the release's number."""
    value = mention.value
    if value.relative or value.edtf is None:
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value.edtf):
        return value.edtf
    if year is not None and re.fullmatch(r"XXXX-\d\d-\d\d", value.edtf):
        return f"{year:04}{value.edtf[4:]}"
    return None


def _rank(lines: Lines, line: Line, mention: DateMention) -> float:
    lead = lines.folded[max(line.start, mention.start - 40) : mention.start]
    if re.search(
        r"actuali[sz]a\w*[ ]?(?:el|:)?[ ]*$|actualizacion[^·|]{0,12}$|vigencia|embarg\w+[^·|]{0,20}$", lead
    ):
        return 0
    clock = clock_behind(lines.folded, mention.end)
    first = mention is line.dates[0]
    if line.kind in ("title", "bullet", "letterhead", "junk"):
        return 0
    if line.kind == "body" and not (first and line.opens_with_date):
        return 0
    if line.rest and mention.start >= line.rest[0] and mention.end <= line.rest[1]:
        return 0
    rank = 3.0 if first else 2.9
    if re.search(r"publica[dc]\w*[^·|]{0,20}$", lead):
        rank = 4.0
    return 5.0 if clock else rank


_SPOKEN = re.compile(
    r"\bson las \d[^.]{0,40}\bdel?[ ]$|\bhoy(?: es)?,? (?:el |dia )?$|\bla (?:manana|tarde|noche) de[ ]$"
)


def _spoken_date(lines: Lines) -> str | None:
    """The date that the opening calls today: "hoy, 16 de marzo de 2020", "son las 19:00 de este lunes…"."""
    body = lines.body
    if body is None:
        return None
    for mention in lines.dates_in(body.start, min(body.end, body.start + 700)):
        edtf = mention.value.edtf
        if edtf and re.fullmatch(r"\d{4}-\d\d-\d\d", edtf) and lines.folded.startswith("hoy", mention.start):
            return edtf
        lead = lines.folded[max(body.start, mention.start - 60) : mention.start]
        if edtf and re.fullmatch(r"\d{4}-\d\d-\d\d", edtf) and _SPOKEN.search(lead):
            return edtf
    return None


def _stamped_date(lines: Lines) -> str | None:
    """The day of a dateline without a year ("SEVILLA, 27 Feb. (…)"), where a stamp above or below it
    prints the same day with its year ("Actualizado 27/02/2019")."""
    openings = [line.dates[0].value.edtf or "" for line in lines.head if line.opens_with_date and line.dates]
    bare = {edtf[4:] for edtf in openings if edtf.startswith("XXXX-")}
    full = [_full(mention, None) for line in lines.head if line.kind != "body" for mention in line.dates]
    return next((date for date in full if date is not None and date[4:] in bare), None)


def _lone_place(lines: Lines) -> str | None:
    """A city alone on a line of the head, or in front of the first paragraph."""
    for line in lines.head:
        if line.kind == "title" and line.end - line.start < 30:
            name = lines.view[line.start : line.end].strip(" .,")
            name = re.sub(r" \([^\W\d_][\w .]{2,24}\)?$", "", name)  # "Viena (Austria)"
            if fold_in_place(name) in cities():
                return name
        if line.kind == "body":
            place = opening_place(lines.view, line.start, line.end)
            known = place is not None and fold_in_place(place) in cities()
            return place if known or line is not lines.head[0] else None  # "ROSSI.- Compañeros…" speaks
    return None
