"""Signatures at the foot of a release: a name on one line, its holder's office on the next.

Reads: "Dr. Carlos Sáenz Toruño⏎Secretario General⏎Ministerio de Salud".
Leaves: a name above a paragraph that begins with an office ("Ministra de Salud inaugura …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from notaextract.rules.names.offices import Office, as_written
from notaextract.rules.names.person_mentions import Found, Named
from notaextract.rules.reading import Reading


@cache
def _before_name() -> re.Pattern[str]:
    """What may stand before the name on its line: titles and a dash."""
    return re.compile(r"[\s\-–—_]*(?:[^\W\d_]{1,12}\. ?){0,3}\Z")


@cache
def _degree() -> re.Pattern[str]:
    return re.compile(r",? ?(?:[A-Z][A-Za-z]{1,3}\.? ?){0,2}\Z")


@cache
def _body_alone() -> re.Pattern[str]:
    """The body behind the office without a preposition: "Presidente FENAGH"."""
    return re.compile(r",?(?: [A-ZÁÉÍÓÚÑ][\w-]{1,20}){1,4}[ .]*")


def signed(reading: Reading, offices: Sequence[Office], found: Found) -> Iterator[Named]:
    """Names known already, with the office that stands on the line below."""
    view = reading.view
    by_end = {mention.end: mention for mention in found.settled()}
    for office in offices:
        start, end = reading.line_at(office.start)
        if start < 2 or view[start : office.start].strip() or not view[office.start].isupper():
            continue
        if view[office.end : end].strip(" .,") and not _body_alone().fullmatch(view, office.end, end):
            continue  # the line says more than the office
        above, _ = reading.line_at(start - 1)
        line = view[above : start - 1].rstrip()
        for cut in {len(line), _degree().search(line).start()}:  # type: ignore[union-attr]
            name = by_end.get(above + cut)
            if name is None or name.office or name.start < above:
                continue
            if _before_name().fullmatch(view, above, name.start):
                yield replace(
                    name, office=as_written(reading, office.start, start + len(view[start:end].rstrip(" .,")))
                )
