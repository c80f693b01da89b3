"""What stands around an acronym: a number that counts it, brackets behind somebody's name.

Reads: "una multa de 50 [UTM]" (a unit of account), "el alcalde Claudio Gómez ([RN])" (a party).
Leaves: "Informe 2024 ONU" (a year), "la obra Puente Alto (PS)".
"""

from __future__ import annotations

import re
from functools import cache

from notaextract.data.load import words
from notaextract.rules.reading import Reading, fold


@cache
def _count_before() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<![\w.,/-])(?!(?:19|20)\d\d )\d{1,4}(?:[.,]\d{1,3})?|\b(?:mil|dos|tres|diez|cien)) \Z"
    )


def counted(view: str, start: int) -> bool:
    """Whether an acronym is what a number counts: "una multa de 50 [UTM]"; behind a year it is none."""
    return view[start - 1 : start] == " " and bool(_count_before().search(view, max(0, start - 12), start))


@cache
def _name_before_bracket() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)([^\W\d_a-zà-ÿ][\w-]{1,20}) [^\W\d_a-zà-ÿ][\w-]{1,20} \(\Z")


def party_of_somebody(reading: Reading, start: int, end: int) -> bool:
    """Whether brackets behind a person's name hold nothing else: "el alcalde Claudio Gómez ([RN])"."""
    if not reading.view.startswith(")", end):
        return False
    match = _name_before_bracket().search(reading.view, max(0, start - 46), start)
    return match is not None and fold(match[1]) in words("given_names")
