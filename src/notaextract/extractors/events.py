"""Facts of type event: named or numbered meetings and happenings.

Reads: "X Congreso Internacional de la Lengua Española", "63.ª Sesión Plenaria del IPCC",
"41.º período de sesiones de la CEPAL", "Cumbre de las Américas", "cumbre del G20", "COP30".
Leaves: "la reunión", "primera sesión", "X aniversario", "Premio Cervantes", "Congreso de la
República", "Día Mundial de la Salud", "2.ª edición de" (stays outside the name).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from notaextract.data.load import cached, table, words
from notaextract.facts import EventValue, Fact
from notaextract.rules.names.extent import (
    ARTICLES,
    Stop,
    capital,
    closed_end,
    known_places,
    name_end,
    organization_nouns,
)
from notaextract.rules.names.foreign_bodies import english_start
from notaextract.rules.names.gazetteer import CATEGORY, organization_tree
from notaextract.rules.reading import Reading, fold

_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman(numeral: str) -> int:
    """The value of a Roman numeral.

    >>> roman("XL"), roman("LXVI")
    (40, 66)
    """
    total = 0
    for here, after in zip(numeral, numeral[1:] + " ", strict=True):
        value = _DIGITS[here]
        total += -value if value < _DIGITS.get(after, 0) else value
    return total


@cached
def _ordinal_nouns() -> frozenset[str]:
    """Nouns that a number makes the name of a happening; awards and anniversaries are none."""
    return frozenset(row.cells[0] for row in table("event_nouns")) - words("event_never")


@cache
def _number_before() -> re.Pattern[str]:
    return re.compile(
        r"""(?<![\w.,/-])(?:(?P<roman>[IVXLC]{1,8})
            |(?P<digits>\d{1,3})(?P<mark>[ ]?\.?[ºª°]|\.?\^[oa]|\.?(?:er|ra|[dtvnm]?[ao])\.?)?
            |(?P<word>[^\W\d_]{5,16}))[ ]\Z""",
        re.VERBOSE,
    )


@cache
def _acronym() -> re.Pattern[str]:
    return re.compile(
        r"\b(?P<name>COP|CMP|Expo)[ -]?(?P<edition>\d{1,4})\b(?![.,]\d)"
        r"|\bExpo(?!rt|sic|n[eií])[A-Za-záéíóú]\w{3,14} 20\d\d\b"
        r"|\b(?:CELAC|Celac|UE|EU)[-–](?:UE|EU|CELAC|Celac|China)\b"
    )


def _is_body(reading: Reading, fact: Fact) -> bool:
    """Whether the gazetteer knows the name as a body's: the party "Encuentro Social"."""
    tokens = reading.tokens
    match = organization_tree().match(tokens, reading.view, tokens.at(fact.start))
    return (
        match is not None
        and tokens.ends[match.last] >= fact.end
        and any(form.row.cells[CATEGORY] in ("party", "legislature", "company") for form in match.payloads)
    )


def events(reading: Reading) -> Iterator[Fact]:
    """Yield every event of a release in reading order."""
    found = {(fact.start, fact.end): fact for fact in _by_noun(reading)}
    for match in _acronym().finditer(reading.view):
        edition = match["edition"]
        number = int(edition) if edition and len(edition) < 4 else None
        fact = _fact(reading, match.start(), match.end(), number, "rule:event_acronym", match.group())
        found.setdefault((match.start(), match.end()), fact)
    for fact in _in_english(reading):
        found.setdefault((fact.start, fact.end), fact)
    bodies = {(body.start, body.end) for body in reading.claimed}
    for span in reading.labelled("EVT"):
        if any(start < span.end and span.start < end for start, end in found):
            continue
        voted = _voted(reading, span.start, span.end, span.voter)
        if voted is not None and (voted.start, voted.end) not in bodies:
            found[voted.start, voted.end] = voted
    outer: list[Fact] = []
    for fact in sorted(found.values(), key=lambda f: (f.start, -f.end)):
        if (not outer or fact.start >= outer[-1].end) and not _is_body(reading, fact):
            outer.append(fact)
    yield from outer


def _fact(reading: Reading, start: int, end: int, edition: int | None, source: str, evidence: str) -> Fact:
    name = " ".join(reading.text[start:end].split())
    return reading.fact(start, end, EventValue(name, edition), source, evidence)


def _by_noun(reading: Reading) -> Iterator[Fact]:
    """Happenings by their noun: numbered, or capitalised with a complement of its own."""
    tokens, view = reading.tokens, reading.view
    numbered, named, heads = _ordinal_nouns(), words("meeting_nouns"), organization_nouns()
    for index in tokens.among(numbered | named):
        folded = tokens.folds[index]
        word = tokens.words[index]
        start = tokens.starts[index]
        number, edition = _edition(reading, start, capital(word)) if folded in numbered else (None, None)
        lower = not capital(word)
        if reading.is_capitals(start) and word.isupper():
            continue

        def stop(at: int) -> bool:
            return tokens.folds[at] in heads and not tokens.words[at].isupper()

        last: int | None = _through_heads(reading, name_end(view, tokens, index, stop), stop)
        if folded == "vuelta" and not lower:
            tour = _tour().match(view, tokens.ends[index])
            last = tokens.at(tour.end()) - 1 if tour else None
        if lower:
            last = _body_behind(reading, index)
        if last is None:
            continue
        if lower and number is None and folded != "cumbre":
            continue
        if number is None and (
            last == index or folded not in named or _never(tokens.folds[index : last + 1])
        ):
            continue
        if (
            number is not None
            and last == index
            and (folded in words("bare_event_nouns") or begins_in_words(view, number))
        ):
            continue
        if number is None and _indefinite(reading, index):
            continue
        begin = start if number is None else number
        end = closed_end(view, begin, tokens.ends[last])
        year = re.compile(r" (?:19|20)\d\d\b").match(view, end)
        end = year.end() if year else end
        yield _fact(reading, begin, end, edition, "rule:event_noun", folded)


@cache
def _heads_of_state() -> re.Pattern[str]:
    """ "Cumbre de Jefes| de estado y de gobierno| del …": the office is written small, too."""
    return re.compile(
        r"(?<=[jJ]ef[ae]s)(?:[ ]y[ ]jef[ae]s)?[ ]de[ ]estado(?:[ ]y[ ](?:de[ ])?gobierno)?\b"
        r"|(?<=[jJ]ef[ae]s[ ]de[ ]Estado)[ ]y[ ](?:de[ ])?gobierno\b"
    )


def _through_heads(reading: Reading, last: int, stop: Stop) -> int:
    tokens, view = reading.tokens, reading.view
    office = _heads_of_state().match(view, tokens.ends[last])
    return name_end(view, tokens, tokens.at(office.end()) - 1, stop) if office else last


_ENGLISH = frozenset(("Summit", "Forum", "Conference", "Congress"))


def _in_english(reading: Reading) -> Iterator[Fact]:
    """ "Web Summit 2026", "Mobile World Congress": the noun at the end; "US Congress" is a parliament."""
    tokens, view = reading.tokens, reading.view
    if _ENGLISH.isdisjoint(tokens.words):
        return
    for index in [i for i, word in enumerate(tokens.words) if word in _ENGLISH]:
        if tokens.words[index] == "Congress" and (not index or tokens.words[index - 1] != "World"):
            continue
        first = english_start(reading, index)
        if first is None or first == index:
            continue
        year = re.compile(r" (?:19|20)\d\d\b").match(view, tokens.ends[index])
        end = year.end() if year else tokens.ends[index]
        number, edition = _edition(reading, tokens.starts[first], capitalised=True)
        start = tokens.starts[first] if number is None else number
        yield _fact(reading, start, end, edition, "rule:event_noun", tokens.words[index])


@cache
def _tour() -> re.Pattern[str]:
    """ "Vuelta [Ciclística a Guatemala]"."""
    name = r"[^\W\d_a-záéíóúñ][\w-]{2,20}"
    return re.compile(rf"(?: (?:Ciclista|Ciclística|Internacional))? al? (?:la )?{name}(?: {name})?")


def _edition(reading: Reading, start: int, capitalised: bool) -> tuple[int | None, int | None]:
    """(where the number before a noun begins, its value), or (None, None)."""
    window = max(0, start - 20)
    match = _number_before().search(reading.view[window:start])
    if match is None:
        return None, None
    begin = window + match.start()
    if match["roman"]:
        return (begin, roman(match["roman"])) if capitalised else (None, None)
    if match["digits"]:
        return (begin, int(match["digits"])) if capitalised or match["mark"] else (None, None)
    value = _ordinal_words().get(fold(match["word"]))
    return (begin, value) if value and capitalised else (None, None)


def begins_in_words(view: str, start: int) -> bool:
    """Whether an edition is a word, not a numeral: "primera Cumbre" alone names nothing."""
    return view[start].islower()


@cached
def _ordinal_words() -> dict[str, int]:
    units = ["primer", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav", "noven"]
    stems = [*units, "decim", "undecim", "duodecim"]
    ordinals = {stem + ending: n for n, stem in enumerate(stems, 1) for ending in ("o", "a")}
    return ordinals | {"primer": 1, "tercer": 3, "setima": 7, "vigesima": 20, "vigesimo": 20, "trigesima": 30}


def _body_behind(reading: Reading, index: int) -> int | None:
    """The last token of "de la CEPAL", "de sesiones de la CEPAL" behind a lower-case noun."""
    match = re.compile(
        r" (?:(?:ordinari|extraordinari|legislativ)[oa] )?(?:de sesiones )?(?:de|del) (?:la |los |las |el )?"
    ).match(reading.view, reading.tokens.ends[index])
    if match is None:
        return None
    at = reading.tokens.at(match.end())
    if at >= len(reading.tokens) or reading.tokens.starts[at] != match.end():
        return None
    known = organization_tree().match(reading.tokens, reading.view, at)
    if known is not None and known.last > at and capital(reading.tokens.words[at]):
        return known.last  # "39.º período de sesiones de la Comisión Económica para …"
    word = reading.tokens.words[at]
    if capital(word) and reading.tokens.folds[at] in organization_nouns():
        last = name_end(
            reading.view, reading.tokens, at, lambda i: reading.tokens.folds[i] in organization_nouns()
        )
        if last > at:
            return last  # "73.º período de sesiones de la Asamblea General"
    if not capital(word) or not (
        sum(c.isupper() or c.isdigit() for c in word) > 1
        or word in ("Celac", "Mercosur", "Unasur", "Apec", "Naciones")
    ):
        return None
    return at


def _never(folds: list[str]) -> bool:
    phrase = " ".join(folds)
    if folds[0] == "congreso" and re.match(
        r"congreso (?:de (?:la|los|el)|nacional\Z|general\Z|federal\Z|del\b|constituyente)", phrase
    ):
        return True
    if folds[0] == "fiesta" and folds[1] not in words("event_scopes"):
        return True  # "Fiestas Patrias"; but "Fiesta Nacional de la Vendimia"
    if all(fold in words("event_class_adjectives") for fold in folds[1:]):
        return True  # "Conferencia General" names no meeting
    if folds[0] == "congreso" and phrase.removeprefix("congreso ").partition(" ")[2] in known_places():
        return True  # "Congreso de Oaxaca": a parliament
    return any(phrase.startswith(never) for never in words("event_never_starts"))


def _indefinite(reading: Reading, index: int) -> bool:
    tokens = reading.tokens
    return (
        index > 0
        and tokens.folds[index - 1] in words("determiners_indefinite")
        and tokens.words[index - 1] not in ARTICLES
    )


def _voted(reading: Reading, start: int, end: int, voter: str) -> Fact | None:
    """A voter's event, where it is capitalised, of several words, and no day, award or storm."""
    view = reading.view
    while end > start and view[end - 1] in " ,;:.\"'":
        end -= 1
    article = re.compile(r"(?:el|la|los|las|El|La|Los|Las) ").match(view, start, end)
    if article:
        start = article.end()
    text = view[start:end]
    folds = [fold(word) for word in re.findall(r"\w+", text)]
    if folds and (re.fullmatch(r"[ivxlc]+|\d+", folds[0]) or folds[0] in _ordinal_words()):
        folds = folds[1:]
    if (
        len(folds) < 2
        or text[1:2] == "."
        or "\n" in text
        or not text[0].isupper()
        or reading.is_capitals(start)
    ):
        return None
    if folds[0] in words("event_never") or _never(folds) or folds[0] in organization_nouns():
        return None
    capitals = sum(word[0].isupper() for word in re.findall(r"\w+", text))
    if capitals < 2 or folds[0] in words("place_nouns") or re.search(r"[a-z][A-Z][a-z]", text):
        return None
    if len(folds) < 3 and folds[0] not in words("meeting_nouns"):
        return None
    return _fact(reading, start, end, None, f"ner:{voter}", text)
