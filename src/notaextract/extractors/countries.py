"""Facts of type country: names and demonyms of the territories of ISO 3166-1 (and Kosovo).

Reads: "Perú", "EE. UU.", "República Popular China", "peruanos", "Embajada del Perú en
Chile", "Plan Perú-África", "COREA DEL SUR". Leaves: "Ciudad de México", "avenida Brasil",
"Francia Márquez", "Carlos Alemán", "en español", "tinta china", "Guatemala, 3 de marzo".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from notaextract.data.load import cached, table, words
from notaextract.facts import CountryForm, CountryValue, Fact
from notaextract.rules.names.demonyms import is_currency, is_language, is_surname
from notaextract.rules.names.territories import (
    CITY_OF,
    Form,
    Territories,
    heads_dateline,
    is_spelt,
    territories,
)
from notaextract.rules.names.town_lists import is_enumerated_town, is_listed_town
from notaextract.rules.reading import Reading, fold


class _Candidate:
    """Tokens `first` to `last` that may name a territory; `forms` what they may stand for."""

    __slots__ = ("demonym", "doubt", "end", "first", "forms", "last", "start")

    def __init__(self, first: int, last: int, start: int, end: int, forms: list[Form], demonym: bool) -> None:
        self.first, self.last, self.start, self.end = first, last, start, end
        self.forms, self.demonym = forms, demonym
        self.doubt = ""  # why it needs more evidence than itself


@cache
def _coordination() -> re.Pattern[str]:
    return re.compile(
        r"\s?(?:,|/|[-–]|;|\b[yeou]\b|,\s[yeo]\b)\s?(?:(?:de|con|en|a)\s)?(?:(?:el|la|las|los|del)\s)?"
    )


@cache
def _republic() -> re.Pattern[str]:
    """A class noun of states in front of a name: the two are one long form."""
    return re.compile(
        r"\b(?:Rep[uú]blica|REP[UÚ]BLICA|Reino|REINO|Principado|Sultanato)"
        r"\s(?:de|del|DE|DEL)\s(?:(?:la|las|los|LA|LAS|LOS)\s)?\Z"
    )


def countries(reading: Reading) -> Iterator[Fact]:
    """Yield every country of a release in reading order."""
    known = territories()
    candidates = [c for c in _candidates(reading, known) if not _is_something_else(reading, known, c)]
    for candidate in candidates:
        candidate.doubt = _doubt(reading, known, candidate)
    home = reading.country or _most_named(candidates)
    for candidate in candidates:
        if candidate.doubt.startswith(CITY_OF):
            candidate.doubt = "ambiguous" if candidate.doubt.removeprefix(CITY_OF) == home else ""
    sure = {
        c.forms[0].code
        for c in candidates
        if len({f.code for f in c.forms}) == 1 and not c.forms[0].needs and not c.doubt
    }
    decided: dict[int, Form | None] = {}
    for names in (True, False):  # a shared demonym means a country that the release names
        before: _Candidate | None = None  # the last one that counted
        for index, candidate in enumerate(candidates):
            if candidate.demonym != names:
                behind = candidates[index + 1] if index + 1 < len(candidates) else None
                decided[index] = _decided(reading, candidate, sure, before, behind)
            if (form := decided.get(index)) is not None:
                before = candidate
                if names:
                    sure.add(form.code)
    for index, candidate in enumerate(candidates):
        form = decided[index]
        if form is not None:
            row = known.rows[form.code]
            kind: CountryForm = "demonym" if candidate.demonym else "name"
            value = CountryValue(row.alpha2, row.alpha3, row.name, kind)
            yield reading.fact(candidate.start, candidate.end, value, "gazetteer:countries", row.where)


def _candidates(reading: Reading, known: Territories) -> Iterator[_Candidate]:
    """Phrases and demonyms of the tables, longest first, homonyms left out, case checked."""
    tokens, view, triggers = reading.tokens, reading.view, known.triggers
    free = 0
    for index in tokens.among(triggers):
        if index < free:
            continue
        word = tokens.folds[index]
        match = known.names.match(tokens, view, index)
        if match is not None:
            forms = [f for f in match.payloads if _printed_so(reading, f, index, match.last)]
            if any(not f.code for f in forms):
                free = match.last + 1
                continue
            if forms:
                free = match.last + 1
                start, end = _edges(reading, index, match.last, forms[0])
                yield _Candidate(index, match.last, start, end, forms, False)
                continue
        forms = [f for f in known.demonyms.get(word, ()) if is_spelt(f, tokens.words[index])]
        if forms and _is_demonym(reading, index, forms):
            start, end = tokens.starts[index], tokens.ends[index]
            yield _Candidate(index, index, start, end, forms, True)


def _printed_so(reading: Reading, form: Form, first: int, last: int) -> bool:
    """Whether the capitals of the text allow this form: "chile" is a pepper, "usa" a verb."""
    tokens, view = reading.tokens, reading.view
    head, tail = tokens.words[first], tokens.words[last]
    if form.code and "ñ" in (head + tail).lower() and "ñ" not in form.shown.lower():
        return False  # Cañada is not Canada
    name_last = form.shown.rsplit(" ", 1)[-1][0].isupper()
    if not form.code:  # golfo de México, Golfo de México; tinta china; Irán a
        return tail[0].isupper() if name_last else (head[0].isupper() or form.shown[0].islower())
    if form.shown.isupper():
        between = view[tokens.ends[first] : tokens.ends[first] + 1]
        spelt = len(head) == 1 and between != "."
        return (
            head.isupper()
            and tail.isupper()
            and not spelt
            and view[tokens.ends[last] : tokens.ends[last] + 1] != "$"  # RD$ is money
            and (first != last or not reading.is_capitals(tokens.starts[first]))
        )
    if first == last:
        return head[0].isupper()
    if not head[0].isupper() and tokens.folds[first] not in words("state_nouns"):
        return False
    lax = tokens.folds[last] in words("state_second_words") and head[0].isupper()
    return lax or tail[0].isupper() or not name_last


def _edges(reading: Reading, first: int, last: int, form: Form) -> tuple[int, int]:
    """Offsets of a name: with the last full stop of "EE. UU.", with "República de" before it."""
    tokens, view = reading.tokens, reading.view
    start, end = tokens.starts[first], tokens.ends[last]
    if form.shown.endswith(".") and view[end : end + 1] == "." and "." in view[start:end]:
        end += 1
    longer = _republic().search(view, max(0, start - 24), start)
    return (longer.start() if longer else start), end


def _is_demonym(reading: Reading, index: int, forms: list[Form]) -> bool:
    tokens, view = reading.tokens, reading.view
    word = tokens.words[index]
    if forms[0].shown.endswith("-"):
        return view[tokens.ends[index] : tokens.ends[index] + 1] == "-"
    if word.isascii() and tokens.folds[index] in words("unaccented_homographs"):
        return False
    if not word[0].islower() and is_surname(reading, index):
        return False
    return not is_language(reading, index) and not is_currency(reading, index)


def _is_something_else(reading: Reading, known: Territories, candidate: _Candidate) -> bool:
    """Streets, venues, persons, and the capital that bears its country's name, by what stands around."""
    tokens, view = reading.tokens, reading.view
    first, last = candidate.first, candidate.last
    if _heads_contact_line(view, candidate) or (not candidate.demonym and _is_address(reading, candidate)):
        return True
    if candidate.demonym:
        return False
    if is_listed_town(reading, candidate.start, candidate.end):
        return True
    if is_enumerated_town(reading, candidate.start, candidate.end):
        return True
    if first and view[tokens.ends[first - 1] : tokens.starts[first]] == " ":
        given = tokens.folds[first - 1]
        if tokens.words[first - 1][0].isupper() and given in words("given_names") and first == last:
            return True
        if given in _titles() and _heads_a_name(reading, first):
            return True
    if (
        first == last
        and known.doubtful.get(tokens.folds[first]) == "given name"
        and _heads_a_name(reading, first)
    ):
        return True
    if tokens.folds[first] in words("namesake_capitals") and first == last:
        return heads_dateline(view, candidate.start, candidate.end)
    return False


def _is_address(reading: Reading, candidate: _Candidate) -> bool:
    """avenida Brasil, calle de Alemania, Av. República de Panamá, Hotel España, barrio México."""
    tokens, view = reading.tokens, reading.view
    here = tokens.at(candidate.start) - 1
    if _street_behind().match(view, candidate.end):
        return True  # "6902 N. Armenia Ave."
    if here < 0 or view[tokens.ends[here] : candidate.start].strip(" ."):
        return False
    word = tokens.folds[here]
    if word in words("street_nouns") or word in words("venue_nouns"):
        return True
    steps = 0
    while here > 0 and steps < 2 and tokens.folds[here] in ("de", "del", "la", "los"):
        here, steps = here - 1, steps + 1
    if view[tokens.ends[here] : candidate.start].count("\n"):
        return False
    return steps > 0 and tokens.folds[here] in words("street_nouns")


@cache
def _street_behind() -> re.Pattern[str]:
    return re.compile(r" (?:Ave|Avenue|St|Street|Blvd|Boulevard|Rd|Road|Drive|Lane|Pkwy|Hwy|Highway)\b")


@cache
def _telephone() -> re.Pattern[str]:
    return re.compile(r"[^\n]{0,80}?\b(?:Tel(?:[eé]fonos?|[eé]f|s)?|TEL|Fax|Casilla)\b")


def _heads_contact_line(view: str, candidate: _Candidate) -> bool:
    """Perú 375 – Tel. 555 1234: an address whose street has no class word."""
    line = max(view.rfind("\n", max(0, candidate.start - 300), candidate.start) + 1, candidate.start - 300)
    return view[line : candidate.start].isspace() | (line == candidate.start) and (
        _telephone().match(view, candidate.end) is not None
    )


@cached
def _titles() -> frozenset[str]:
    """Offices and honorifics: what stands right before "Argentina Robles"."""
    return frozenset(fold(row.cells[0]) for name in ("offices", "honorifics") for row in table(name))


def _heads_a_name(reading: Reading, index: int) -> bool:
    """Francia Márquez, Israel Katz: a given name with a surname right behind it."""
    tokens, view = reading.tokens, reading.view
    if index + 1 >= len(tokens) or view[tokens.ends[index] : tokens.starts[index + 1]] != " ":
        return False
    word, behind = tokens.words[index + 1], tokens.folds[index + 1]
    if not word[0].isupper() or word.isupper() or tokens.words[index].isupper():
        return False
    if (
        behind in words("connectives")
        or behind in words("weekdays_months")
        or behind in territories().triggers
    ):
        return False
    return not (index and tokens.folds[index - 1] in ("en", "desde", "hacia"))


def _doubt(reading: Reading, known: Territories, candidate: _Candidate) -> str:
    """Why a name needs more evidence than itself, or an empty string."""
    if candidate.demonym or candidate.start != reading.tokens.starts[candidate.first]:
        return ""
    why = known.doubtful.get(" ".join(reading.tokens.folds[candidate.first : candidate.last + 1]), "")
    return "" if why == "given name" else why


def _most_named(candidates: list[_Candidate]) -> str | None:
    """The country that a release names most, doubtful names left out."""
    count = Counter(c.forms[0].code for c in candidates if not c.doubt and not c.forms[0].needs)
    return count.most_common(1)[0][0] if count else None


def _decided(
    reading: Reading,
    candidate: _Candidate,
    sure: set[str],
    before: _Candidate | None,
    behind: _Candidate | None,
) -> Form | None:
    """The one form that a candidate stands for in this release, or None."""
    forms = candidate.forms
    doubt = candidate.doubt
    named = [f for f in forms if f.needs & sure or (len(forms) > 1 and f.code in sure)]
    if len({f.code for f in named}) == 1:
        return named[0]
    plain = [f for f in forms if not f.needs]
    if named and not any(f in named for f in plain):
        return None  # several are named: which one is meant stays open
    if not plain:
        return None
    if doubt and plain[0].code not in sure and not _has_company(reading, candidate, doubt, before, behind):
        return None
    return plain[0]


def _has_company(
    reading: Reading, candidate: _Candidate, doubt: str, before: _Candidate | None, behind: _Candidate | None
) -> bool:
    """Whether Granada is the state: another country beside it, or an embassy before it."""
    tokens, view = reading.tokens, reading.view
    link = _coordination()
    if before is not None and not before.demonym and link.fullmatch(view, before.end, candidate.start):
        return True
    doubtful = behind is None or behind.demonym or behind.doubt
    if behind is not None and not doubtful and link.fullmatch(view, candidate.end, behind.start):
        return True
    here = candidate.first - 1
    if here >= 0 and doubt == "surname" and tokens.folds[here] in ("en", "desde", "hacia"):
        return True
    steps = 0
    while here > 0 and steps < 3 and tokens.folds[here] in ("de", "en", "la", "del", "ante"):
        here, steps = here - 1, steps + 1
    return steps > 0 and tokens.folds[here] in words("state_company")
