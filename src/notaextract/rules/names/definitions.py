"""Definitions: what a release itself says that an acronym stands for.

Reads: "Red Amazonía Viva (RAV)", "Organismo Andino – OAS", "AMX (América Móvil)",
"Foro de Países Amigos (FPA, por sus siglas en inglés)".
Tells apart: "Población Económicamente Activa (PEA)" is defined, but no body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from notaextract.data.load import words
from notaextract.rules.names.bodies import Mention
from notaextract.rules.names.extent import SMALL, capital, organization_nouns
from notaextract.rules.reading import Reading, fold

Spans = dict[tuple[int, int], list[Mention]]  # bodies by their place
_ACTS = 200  # mentions of an acronym that are looked at: what acts does so soon


@cache
def _inner() -> re.Pattern[str]:
    """What stands behind an opening bracket or dash: an acronym, with what may introduce or follow it."""
    siglas = r"por[ ]sus[ ]siglas(?:[ ]en[ ](?:ingl[ée]s|español|franc[ée]s|portugu[ée]s))?"
    return re.compile(
        rf"""(?:(?:en[ ]adelante|en[ ]lo[ ]sucesivo|{siglas}|siglas)[,:]?[ ](?:la[ ]|el[ ])?)?
            ["']?(?P<acronym>[^\W\d_a-záéíóúñü][\w&/.-]{{1,17}}?)["']?
            (?:,[ ]{siglas}|,?[ ][oy][ ](?:(?:el|la)[ ])?["'](?:(?:el|la)[ ])?[^\W\d_]{{3,20}}["'])?
            (?P<close>[ ]?[)\]]|[ ]?[–—-](?![\w])|(?=[,.;]?(?:\n|\Z)))""",
        re.VERBOSE,
    )


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(r"[(\[](?= ?[\"'\w]) ?|[–—] ?|(?<= )- ?")


def definitions(reading: Reading, bodies: list[Mention]) -> Iterator[tuple[Mention, Mention | None]]:
    """(acronym mention, mention of its name) for every "NAME (ACRONYM)" and "ACRONYM (NAME)";
    the name is None where what the acronym abbreviates is no body ("Producto Interno Bruto (PIB)")."""
    yield from _apposed(reading, bodies)
    view = reading.view
    by_end: dict[int, list[Mention]] = {}
    by_span: Spans = {}
    for body in bodies:
        by_end.setdefault(body.end, []).append(body)
        by_span.setdefault((body.start, body.end), []).append(body)
    for opening in _opening().finditer(view):
        bracket = opening.group()[0] in "(["
        match = _inner().match(view, opening.end())
        if match is None or not looks_like_acronym(match["acronym"].rstrip(".")):
            if bracket:
                yield from _turned(reading, opening.start(), opening.end(), by_span)
            continue
        closed = match["close"].strip()
        if bracket and closed not in (")", "]"):
            continue
        if not bracket and (closed in (")", "]") or (opening.group()[0] == "-" and not closed)):
            continue
        acronym = match["acronym"].rstrip(".")
        start = match.start("acronym")
        left = opening.start()
        while left and view[left - 1] == " ":
            left -= 1
        mention = Mention(start, start + len(acronym), "rule:definition", acronym, acronym=acronym)
        ending = [
            body
            for body in by_end.get(left, [])
            if not body.source.startswith("ner") or _bodily(reading, body.start, acronym)
        ]
        known = _known_name(by_span.get((mention.start, mention.end), ()), ending, view)
        if known is not None:
            yield mention, known
            continue
        fitting = [body for body in ending if _fits(acronym, view[body.start : body.end])]
        if fitting:
            yield mention, max(fitting, key=lambda body: body.start)
        elif bracket and ending and _stands_for(reading, acronym, match.group(), ending):
            yield mention, min(ending, key=lambda body: body.start)
        elif bracket and (spelled := spelled_out(reading, acronym, left)) is not None:
            name = Mention(*spelled, "rule:definition", acronym, acronym=acronym)
            row = next((body.row for body in by_span.get((mention.start, mention.end), ()) if body.row), None)
            if row is not None and not _alike(row.cells[0], view[name.start : name.end]):
                other = _as_body(reading, name, acronym)
                yield replace(mention, evidence=OTHER), other
                continue
            named = replace(name, row=row) if row else _as_body(reading, name, acronym)
            yield mention, _classed(reading, name, ending) or named
        elif bracket and _spelled_small(reading, acronym, left):
            yield mention, None


OTHER = "another name"  # evidence of an acronym that the release gives to what the gazetteer does not mean


def _alike(known: str, spelled: str) -> bool:
    """Whether a spelled-out name shares most of its words with a known body's, as its variants do."""
    ours = {w for w in re.findall(r"\w+", fold(known)) if w not in SMALL}
    theirs = {w for w in re.findall(r"\w+", fold(spelled)) if w not in SMALL}
    return 2 * len(ours & theirs) >= len(theirs)


@cache
def _between_commas() -> re.Pattern[str]:
    return re.compile(r",[ ](?:la[ ]|el[ ])?(?P<acronym>[^\W\d_a-záéíóúñü][\w-]{2,14}),")


def _apposed(reading: Reading, bodies: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """ "Cámara de Faros de la Costa, [Cafacosta], …": the acronym between commas behind the name."""
    for body in bodies:
        match = _between_commas().match(reading.view, body.end)
        if match is None or body.acronym or " " not in reading.view[body.start : body.end]:
            continue
        acronym = match["acronym"]
        if looks_like_acronym(acronym) and abbreviates(acronym, reading.view[body.start : body.end]):
            start, end = match.span("acronym")
            yield Mention(start, end, "rule:definition", acronym, acronym=acronym), body


def _fits(acronym: str, name: str) -> bool:
    """Whether the letters fit a name, those of its parent behind a hyphen aside: "EBD-CSIC"."""
    own, hyphen, parent = acronym.partition("-")
    return abbreviates(acronym, name) or (
        bool(hyphen) and len(own) > 2 and own.isupper() and parent.isupper() and abbreviates(own, name)
    )


def _known_name(acronym: Iterable[Mention], ending: list[Mention], view: str) -> Mention | None:
    """The name that belongs to an acronym that the gazetteer has: of an organ and its parent the one whose
    acronym it is; of a name cut short ("Agencia … Internacional (APC-Colombia)") the same body."""
    row = next((body.row for body in acronym if body.row), None)
    if row is None:
        return None
    for body in ending:
        if body.row == row:
            return body
    name = fold(row.cells[0])
    for body in ending:
        text = fold(" ".join(view[body.start : body.end].split()))
        if body.row is None and f"{name} ".startswith(f"{text} "):
            return replace(body, row=row, source="rule:definition")
    return None


def _stands_for(reading: Reading, acronym: str, printed: str, bodies: list[Mention]) -> bool:
    """Whether brackets hold an acronym although the letters do not fit ("Banco de Desarrollo … (CAF)"):
    the text says so, or uses it again."""
    if "siglas" in printed or "adelante" in printed:
        return True
    if acronym[1:].islower() and any(reading.view[body.start] == acronym[0] for body in bodies):
        return True  # "Unidad de Protección a Defensoras … (Udefegua)"
    if not acronym.isalpha() or len(acronym) > 7 or re.fullmatch(r"[IVXLCDM]+|EE|UU", acronym):
        return False
    if len(acronym) > 4 and acronym.isupper() and any(_long(reading, body) for body in bodies):
        return True  # "Misión de Asistencia para la Transición en el Sudán (UNITAMS)": of another language
    return len(reading.tokens.where(acronym)) > 1


def _long(reading: Reading, body: Mention) -> bool:
    """Whether a name has so many words that a bracket behind it can only shorten it."""
    name = re.findall(r"\w+", reading.view[body.start : body.end])
    return sum(capital(word) for word in name) > 3


def _turned(
    reading: Reading, left: int, start: int, bodies: Spans
) -> Iterator[tuple[Mention, Mention | None]]:
    """ "AMX (América Móvil)": the acronym in front, the name in brackets."""
    view, tokens = reading.view, reading.tokens
    before = tokens.at(left) - 1
    end = view.find(")", start, start + 120)
    if before < 0 or end < 0 or view[tokens.ends[before] : left] != " " or not capital(view[start]):
        return
    acronym = tokens.words[before]
    name = view[start:end]
    if not looks_like_acronym(acronym) or "\n" in name or not abbreviates(acronym, name):
        return
    mention = Mention(tokens.starts[before], tokens.ends[before], "rule:definition", acronym, acronym=acronym)
    named = bodies.get((start, end))
    spelled = Mention(start, end, "rule:definition", acronym, acronym=acronym)
    known = (mention.start, mention.end) in bodies
    yield mention, named[0] if named else _as_body(reading, spelled, acronym, known)


def _classed(reading: Reading, spelled: Mention, bodies: list[Mention]) -> Mention | None:
    """The body whose acronym leaves the class word out: "Movimiento [Creando Oportunidades] (CREO)"."""
    for body in bodies:
        lead = reading.view[body.start : spelled.start].split()
        if lead and body.start < spelled.start and not any(fold(word) in SMALL for word in lead):
            return body
    return None


def _as_body(reading: Reading, name: Mention, acronym: str, known: bool = False) -> Mention | None:
    """A spelled-out name as a body, where its head noun or its deeds show one."""
    head = reading.tokens.folds[reading.tokens.at(name.start)]
    noun = organization_nouns().get(head)
    if noun is not None:
        return replace(name, category=noun[0])  # type: ignore[arg-type]
    if head in words("measure_heads"):
        return None  # "Indicador Global de la Actividad Económica (IGAE)"
    return name if known or _acts(reading, acronym) else None


def _bodily(reading: Reading, start: int, acronym: str) -> bool:
    """Whether a name that only a voter took for a body begins like one or acts like one."""
    head = reading.tokens.folds[reading.tokens.at(start)]
    return head in organization_nouns() or _acts(reading, acronym)


@lru_cache(20_000)
def looks_like_acronym(word: str) -> bool:
    """OEA, RREE, Minsa, ORAS-CONHU, G77: short, one word, capitals or one capital in front.

    >>> [looks_like_acronym(w) for w in ("OEA", "Senasa", "CELAC-UE", "El", "XVIII")]
    [True, True, True, False, False]
    """
    letters = [c for c in word if c.isalpha()]
    if not 2 <= len(letters) <= 15 or re.fullmatch(r"[IVXL]+", word):
        return False  # a Roman number; beyond the hundreds (CDC, CCC) nothing is numbered so
    upper = sum(c.isupper() for c in letters)
    if upper >= 2 and upper >= len(letters) * 0.4:
        return True
    if any(len(part) > 2 and part.isupper() for part in word.split("-")):
        return True  # "APC-Colombia"
    return upper == 1 and word[0].isupper() and 4 <= len(word) <= 14 and word.isalpha()


@lru_cache(20_000)
def abbreviates(acronym: str, name: str) -> bool:
    """Whether an acronym takes its letters, in order, from the beginnings of a name's words.

    >>> abbreviates("OIM", "Organización Internacional para las Migraciones")
    True
    >>> abbreviates("Senasa", "Servicio Nacional de Sanidad y Calidad Agroalimentaria")
    True
    >>> abbreviates("PEA", "Servicio Nacional")
    False
    """
    letters = fold("".join(c for c in acronym if c.isalpha()))
    all_words = [fold(w) for w in re.findall(r"[^\W\d_]+", name)]
    content = [w for w in all_words if w not in SMALL]
    return (
        bool(letters)
        and (_consumes(letters, content) or _consumes(letters, all_words))
        and bool(content)
        and letters[0] == content[0][0]
    )


def _consumes(letters: str, names: list[str]) -> bool:
    """Whether `letters` is a run of word beginnings, words skipped only rarely."""
    reach = {0: 0}  # letters used -> words skipped so far, the fewest
    for word in names:
        following: dict[int, int] = {}
        for used, skipped in reach.items():
            length = 0
            while (
                used + length < len(letters) and length < len(word) and word[length] == letters[used + length]
            ):
                length += 1
                following[used + length] = min(following.get(used + length, 99), skipped)
            following[used] = min(following.get(used, 99), skipped + 1)
        reach = following
    missed = reach.get(len(letters))
    return (
        missed is not None
        and missed <= max(1, len(names) // 2 - 1)
        and len(names) - missed >= min(2, len(letters))
    )


def spelled_out(reading: Reading, acronym: str, left: int) -> tuple[int, int] | None:
    """The capitalised words before `left` whose beginnings spell an acronym, or None."""
    tokens, view = reading.tokens, reading.view
    last = tokens.at(left) - 1
    if last < 0 or left - tokens.ends[last] > 2:
        return None
    first = last
    best = None
    letters = sum(c.isalpha() for c in acronym)
    while last - first <= letters + 8:
        word = tokens.words[first]
        if capital(word) and abbreviates(acronym, view[tokens.starts[first] : tokens.ends[last]]):
            best = (tokens.starts[first], tokens.ends[last])
            break
        if first == 0 or not (capital(word) or word in SMALL or tokens.folds[first] in words("field_nouns")):
            break
        between = view[tokens.ends[first - 1] : tokens.starts[first]]
        if between.strip(" -–") not in ("", ",") or "\n" in between:
            break
        first -= 1
    return best


def _spelled_small(reading: Reading, acronym: str, left: int) -> bool:
    """Whether words in small letters spell an acronym, and name no body: "tasa monetaria (TM)"."""
    tokens, view = reading.tokens, reading.view
    last = tokens.at(left) - 1
    if not acronym.isupper() or last < 0 or left - tokens.ends[last] > 2:
        return False
    initial = fold(acronym[0])
    for first in range(last, max(-1, last - 2 * len(acronym) - 4), -1):
        if not tokens.words[first].islower() or (
            first < last and view[tokens.ends[first] : tokens.starts[first + 1]] != " "
        ):
            return False
        if tokens.folds[first][0] == initial and first < last:
            head = tokens.folds[first]
            if head not in organization_nouns() and abbreviates(
                acronym, view[tokens.starts[first] : tokens.ends[last]]
            ):
                return True
    return False


def _acts(reading: Reading, acronym: str) -> bool:
    """Whether the text elsewhere lets an acronym act as a body does: "la APH calcula"."""
    verbs = words("speech_verbs")
    tokens = reading.tokens
    for index in tokens.where(acronym)[:_ACTS]:
        if 0 < index < len(tokens) - 1:
            if tokens.words[index - 1] in ("el", "la", "El", "La") and tokens.folds[index + 1] in verbs:
                return True
            if tokens.folds[index - 1] in ("presidente", "presidenta", "miembros", "director", "directora"):
                return True
    return False
