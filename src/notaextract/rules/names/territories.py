"""What the tables of countries and homonyms say: forms to look for, and what they stand for.

A name is kept in a phrase tree, a demonym (its lemma is the masculine singular) as all
its inflected forms in a dictionary. Marks in the tables: "*" before a form, it counts
only where the release names that country otherwise; "XX+YY*form", only where it names
that one, XX or YY; "-" behind a demonym, it counts only before a hyphen (colombo-venezolana).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from notaextract.data.load import cached, table
from notaextract.rules.phrases import PhraseTree
from notaextract.rules.reading import fold


class Territory(NamedTuple):
    """A row of countries.csv: ISO 3166-1 codes and the CLDR Spanish short name."""

    alpha2: str
    alpha3: str
    name: str
    where: str


class Form(NamedTuple):
    """One way to write a territory. `needs`: codes of which the release must name one.

    A homonym has no `code`; `why` says what it is instead (city, water, person …).
    """

    code: str
    shown: str
    needs: frozenset[str]
    why: str = ""


class Territories(NamedTuple):
    """`names`: phrases; `demonyms`: folded word -> forms; `triggers`: every folded first word.

    `doubtful`: folded name -> why it needs more evidence (ambiguous, surname, given name).
    """

    rows: dict[str, Territory]
    names: PhraseTree[Form]
    demonyms: dict[str, list[Form]]
    triggers: frozenset[str]
    doubtful: dict[str, str]


DOUBTS = frozenset(("ambiguous", "surname", "given name"))
CITY_OF = "city of "  # and a code: a doubt only where the release names that country
_NONE: frozenset[str] = frozenset()


def inflected(lemma: str) -> Iterator[str]:
    """Feminine and plurals of a demonym given in the masculine singular.

    >>> list(inflected("alemán")), list(inflected("belga"))
    (['alemán', 'alemana', 'alemanes', 'alemanas'], ['belga', 'belgas'])
    """
    yield lemma
    if lemma.endswith("o"):
        yield from (lemma[:-1] + ending for ending in ("a", "os", "as"))
    elif lemma.endswith(("és", "án", "ín", "ón")):
        stem = lemma[:-2] + fold(lemma[-2:])
        yield from (stem + ending for ending in ("a", "es", "as"))
    elif lemma.endswith(("l", "r", "n", "z")):
        yield from (lemma + ending for ending in ("a", "es", "as"))
    elif lemma.endswith(("í", "ú")):
        yield from (lemma + "es", lemma + "s")
    elif lemma.endswith("ís"):
        yield lemma[:-2] + "ises"
    else:
        yield lemma + "s"


@cache
def _spellings(lemma: str) -> frozenset[str]:
    return frozenset(inflected(lemma))


def is_spelt(form: Form, word: str) -> bool:
    """Whether a word with accents has them where the demonym has them: checo, not checó.

    >>> is_spelt(Form("CZ", "checo", frozenset()), "checó")
    False
    """
    whole = unicodedata.normalize("NFC", word.replace("\u00ad", "").lower())
    return whole.isascii() or whole in _spellings(form.shown.rstrip("-"))


@cache
def _dateline() -> re.Pattern[str]:
    """What follows a city at the head of a release: a date, an agency, or a full stop and a dash."""
    return re.compile(
        r""",\s?(?:(?:a|el)\s)?
            (?:(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo),?\s)?
            (?:(?:a|el)\s)?
            (?: \d{1,2}(?:º|°)?\s(?:de\s)?(?=[a-z]) | (?=[a-z]) )
            (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|se[p]?tiembre|octubre|noviembre|diciembre
              |(?:ene|feb|mar|abr|may|jun|jul|ago|sept?|oct|nov|dic)\b)
          | ,\s?\d{1,2}[/.-]\d{1,2}[/.-]\d
          | \s?\.\s?[-–—]
          | \s?\((?:EFE|AFP|AP|ANSA|Reuters|Xinhua|Notimex|Europa\sPress)\b""",
        re.VERBOSE | re.IGNORECASE,
    )


def heads_dateline(view: str, start: int, end: int) -> bool:
    """Whether the words between two offsets are the city of a dateline.

    >>> heads_dateline("Guatemala, 3 de marzo de 2025.- Hoy", 0, 9)
    True
    """
    line = max(view.rfind("\n", max(0, start - 300), start) + 1, start - 300)
    if any(map(str.isalnum, view[line:start])):
        return False
    return _dateline().match(view, end) is not None


def marked(cell: str, code: str) -> Form:
    """A form as a table writes it, its mark read.

    >>> marked("MX*EU", "US").shown, sorted(marked("MX*EU", "US").needs), marked("Perú", "PE").needs
    ('EU', ['MX', 'US'], frozenset())
    """
    mark, star, shown = cell.rpartition("*")
    if not star:
        return Form(code, cell, _NONE)
    return Form(code, shown, frozenset((code, *mark.split("+"))) if mark else frozenset((code,)))


@cached
def territories() -> Territories:
    """The tables countries and homonyms, loaded once. Raises DataError."""
    rows: dict[str, Territory] = {}
    names: PhraseTree[Form] = PhraseTree()
    demonyms: dict[str, list[Form]] = {}
    triggers: set[str] = set()
    doubtful: dict[str, str] = {}

    def name(form: Form) -> None:
        names.add(form.shown, form)
        triggers.add(fold(form.shown.split(" ", 1)[0].split("-", 1)[0].split("'", 1)[0].rstrip(".,")))

    for row in table("countries"):
        alpha2, alpha3, short, official, _, _ = row.cells
        rows[alpha2] = Territory(alpha2, alpha3, short, row.where)
        for shown in (short, official, *row.many(4)):
            if shown and "(" not in shown:
                name(marked(shown.replace("’", "'"), alpha2))
        for lemma in row.many(5):
            form = marked(lemma, alpha2)
            for word in inflected(form.shown) if lemma[-1] != "-" else (lemma[:-1],):
                demonyms.setdefault(fold(word), []).append(form)
    for row in table("homonyms"):
        phrase, _, why = row.cells
        if why in DOUBTS or why.startswith(CITY_OF):
            doubtful[fold(phrase)] = why
        else:
            name(Form("", phrase, _NONE, why))
    triggers.update(demonyms)
    return Territories(rows, names, demonyms, frozenset(triggers), doubtful)
