"""The issuing country: what "pesos", "Cancillería" and "$" mean in this release.

Evidence, weighed: the dateline's city, the letterhead, official web addresses
(gob.pe), national money signs, how often the release names its own country and
people, then places and bodies that only one country has. Where no country leads
clearly, there is none: a wrong currency is worse than a missing one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from notaextract.facts import CountryValue, Fact, Header
from notaextract.rules.names.acronym_contexts import counted
from notaextract.rules.names.extent import organization_nouns
from notaextract.rules.names.gazetteer import CATEGORY, COUNTRY, Form, cased_like, organization_tree
from notaextract.rules.names.territories import territories
from notaextract.rules.names.toponyms import NAMESAKES, Toponym, is_ambiguous, toponyms
from notaextract.rules.numbers.money import lone_amount
from notaextract.rules.reading import Reading, Tokens, fold, word_pattern

HEAD = 3_000  # characters at the head of a release that tell where it comes from
FOOT = 600
SURE, LEAD = 3.0, 1.5  # the least score, and how far before the second
PLAIN = 4.5  # a score that needs no further evidence
ALONE = 1.0  # the least score where nothing points to any other country

_WEB = {"gob", "gov", "gub", "gouv"}
_SIGNS = {
    "S/": "PE", "₡": "CR", "₲": "PY", "Gs.": "PY", "RD$": "DO", "C$": "NI", "B/.": "PA", "Bs.S": "VE",
    "BsF": "VE", "Q.": "GT", "CLP": "CL", "COP": "CO", "ARS": "AR", "UYU": "UY", "MXN": "MX", "PEN": "PE",
    "CUP": "CU", "CRC": "CR", "HNL": "HN", "GTQ": "GT", "DOP": "DO", "PYG": "PY", "NIO": "NI",
}  # fmt: skip
_CAPITALS = {"santo domingo": "DO"}  # seats of government that a town abroad is called like
_LETTERS = {"Q": "GT", "L": "HN", "G": "PY", "G.": "PY"}  # only with an amount that no code has
# Who writes in Spanish: elsewhere a mention counts half, as a visitor or a scene of the news.
_SPANISH = frozenset("AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE".split())
Scores = defaultdict[str, float]
_LINES = 4  # lines of a letterhead


@cache
def _web() -> re.Pattern[str]:
    # Each way opens with a sign, which `re` finds faster than words.
    return re.compile(
        r"\.(?<=\b(?:gob|gov|gub|edu|com|org|mil)\.)([a-z]{2})\b|\.([a-z]{2})/|@[\w.-]{1,60}\.([a-z]{2})\b"
    )


@cache
def _sign() -> re.Pattern[str]:
    """Anything like a money sign before a digit; the table knows which are."""
    return re.compile(r"(?<![\w/$])[A-Z₡₲][A-Za-z$/.]{0,3}(?= ?\d)")


_ACCOUNTS = {
    "UTM": "CL",
    "UTA": "CL",
    "UF": "CL",
    "UIT": "PE",
    "UVT": "CO",
    "UMA": "MX",
    "SMMLV": "CO",
    "SMLMV": "CO",
}


@cache
def _account() -> re.Pattern[str]:
    """Units of account in which a state sets its fines and fees, behind a number: "50 UTM"."""
    return re.compile(rf"(?<=\d )({'|'.join(_ACCOUNTS)})\b")


def issuing_country(reading: Reading, header: Header, named: Sequence[Fact]) -> str | None:
    """ISO alpha-2 of the country that issued the release, or None where the text leaves it open."""
    scores: Scores = defaultdict(float)
    _dateline(header.place, scores)
    _letterhead(reading, header, named, scores)
    _web_and_money(reading, scores)
    _mentions(named, len(reading.text), scores)
    _places(reading, scores)
    if (plain := _leader(scores, PLAIN)) is not None:
        return plain  # without a look at the bodies, whose table is the largest
    _bodies(reading, scores)
    return _leader(scores, SURE)


def _leader(scores: Scores, least: float) -> str | None:
    ranked = sorted(scores.items(), key=lambda score: -score[1])[:2]
    if not ranked:
        return None
    if len(ranked) == 1:
        (only, points) = ranked[0]
        return only if points >= (ALONE if least == SURE and only in _SPANISH else least) else None
    (first, points), (_, second) = ranked
    return first if points >= least and points - second >= LEAD else None


def _dateline(place: str | None, scores: Scores) -> None:
    """The city of issue; where several countries have one of that name, each gets a share."""
    if not place:
        return
    for city in place.split("/"):
        words = [fold(word) for word in word_pattern().findall(city)]
        rows = [row for row in _rows_of(city) if row.country]
        countries = {row.country for row in rows if row.kind == "city"} or {row.country for row in rows}
        namesake = NAMESAKES.get(" ".join(words)) or _CAPITALS.get(" ".join(words))
        if namesake:
            countries = {namesake}
        sure = len(countries) == 1 and "/" not in place
        for country in countries:
            abroad = 1.0 if country in _SPANISH else 0.4  # a delegation writes home from there
            scores[country] += (4.0 if sure else 2.0) * abroad


def _rows_of(name: str) -> list[Toponym]:
    """Rows of the table of places that bear a name (all of it)."""
    tokens = Tokens(name)
    if not len(tokens):
        return []
    match = toponyms().names.match(tokens, name, 0)
    return match.payloads if match is not None and match.last == len(tokens) - 1 else []


def _letterhead(reading: Reading, header: Header, named: Sequence[Fact], scores: Scores) -> None:
    """A country in the first lines, outside the title, or in the issuer's name, is the issuer's."""
    limit = reading.lines[min(_LINES, len(reading.lines)) - 1][1] if reading.lines else 0
    title = (header.title or "")[:60]
    for fact in named:
        if fact.start >= limit:
            break
        value = fact.value
        start, end = reading.line_at(fact.start)
        line = " ".join(reading.view[start : min(end, start + 400)].split())
        sentence = len(line) > 60 or ". " in line or line.endswith(".") or ".-" in line
        if isinstance(value, CountryValue) and not sentence and not line.startswith(title or "\0"):
            scores[value.alpha2] += 3.0


def _web_and_money(reading: Reading, scores: Scores) -> None:
    rows = territories().rows
    sites = {
        code.upper() for match in _web().finditer(reading.text) for code in match.groups() if code is not None
    }
    for code in sites & rows.keys():
        scores[code] += 2.5
    signs = set(_sign().findall(reading.view))
    for sign in _SIGNS.keys() & signs:
        scores[_SIGNS[sign]] += 2.0
    if any(unit in reading.view for unit in _ACCOUNTS):
        for code in {_ACCOUNTS[match[1]] for match in _account().finditer(reading.view)}:
            scores[code] += 2.0
    if not signs.isdisjoint(_LETTERS):
        for letter in {amount["letter"] for amount in lone_amount().finditer(reading.view)}:
            scores[_LETTERS[letter]] += 2.0


def _mentions(named: Sequence[Fact], length: int, scores: Scores) -> None:
    """Own name and own people are said most often; up to 4 points by share, 1.5 for being early."""
    count: Counter[str] = Counter()
    for fact in named:
        if isinstance(fact.value, CountryValue):
            count[fact.value.alpha2] += 1
    total = sum(count.values())
    for code, times in count.items():
        scores[code] += _weight(code) * 4.0 * times / total * min(1.0, total / 3)
        if times >= 3:
            scores[code] += 0.5 * _weight(code)
    if named and isinstance(named[0].value, CountryValue) and named[0].start < length / 3:
        scores[named[0].value.alpha2] += 0.5 * _weight(named[0].value.alpha2)


def _weight(code: str) -> float:
    return 1.0 if code in _SPANISH else 0.5


def _regions_of_text(reading: Reading) -> Iterator[tuple[int, int]]:
    tokens = reading.tokens
    end = len(reading.text)
    if end <= HEAD + FOOT:
        yield 0, len(tokens)
    else:
        yield 0, tokens.at(HEAD)
        yield tokens.at(end - FOOT), len(tokens)


def _places(reading: Reading, scores: Scores) -> None:
    """Places that only one country has: a point each for up to four, a region more than a city."""
    tokens, view, known = reading.tokens, reading.view, toponyms()
    seen: set[str] = set()
    votes: Counter[str] = Counter()
    for first, stop in _regions_of_text(reading):
        for index in range(first, stop):
            if tokens.folds[index] not in known.triggers or not tokens.words[index][0].isupper():
                continue
            match = known.names.match(tokens, view, index)
            if match is None:
                continue
            whole = " ".join(tokens.folds[index : match.last + 1])
            countries = {row.country for row in match.payloads}
            if _has_capital_beside(reading, index, match.last):
                continue  # a street, a school, a person's surname
            if whole in seen or is_ambiguous(whole) or len(countries) > 1 or "" in countries:
                continue
            seen.add(whole)
            votes[countries.pop()] += 1
    for code, times in votes.items():
        scores[code] += 1.2 * min(times, 4) * _weight(code)


def _has_capital_beside(reading: Reading, first: int, last: int) -> bool:
    tokens, view = reading.tokens, reading.view
    for left, right, beside in ((first - 1, first, first - 1), (last, last + 1, last + 1)):
        if left >= 0 and right < len(tokens) and view[tokens.ends[left] : tokens.starts[right]] == " ":
            word = tokens.words[beside]
            if word[0].isupper() and not word.isupper():
                return True
    return False


def _bodies(reading: Reading, scores: Scores) -> None:
    """Bodies that only one country has."""
    tokens, view, tree = reading.tokens, reading.view, organization_tree()
    votes: dict[str, set[str]] = {}
    for match in tree.find(tokens, view, lower=organization_nouns()):
        shown = view[tokens.starts[match.first] : tokens.ends[match.last]]
        if view[tokens.starts[match.first] - 1 : tokens.starts[match.first]] == "(" and any(
            form.row.cells[CATEGORY] == "media" for form in match.payloads
        ):
            continue  # the agency of a dateline: "LIMA, 5 jun (EFE)"
        forms: list[Form] = [form for form in match.payloads if cased_like(form.text, shown)]
        countries = {form.row.cells[COUNTRY] for form in forms}
        if shown.isupper() and counted(view, tokens.starts[match.first]):
            continue
        if forms and len(countries) == 1 and not any(form.weak for form in forms):
            votes.setdefault(countries.pop(), set()).add(forms[0].row.cells[0])
    for code, bodies in votes.items():
        if code:
            scores[code] += 1.5 * min(len(bodies), 3) * _weight(code)
