"""Organisations that named-entity voters saw: trimmed, and dropped where words or context contradict.

Keeps: a name with a head noun, an acronym behind an article, a name seen more than once.
Drops: places, people, weekdays, "PIB", "COP30", class words, words of a line in capitals.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from notaextract.data.load import cached, table, words
from notaextract.rules.coverage import Coverage
from notaextract.rules.names.bodies import EPONYM_HEADS, Mention, generic, in_title_of_norm
from notaextract.rules.names.body_heads import head_at, locates, only_locates
from notaextract.rules.names.extent import known_places, organization_nouns
from notaextract.rules.names.foreign_bodies import foreign_nouns
from notaextract.rules.names.known_bodies import sought
from notaextract.rules.names.offices import office_nouns
from notaextract.rules.names.persons import heads_list_item, honorifics, in_contact_line
from notaextract.rules.reading import Reading, fold

# How probable a body must be to its voter where nothing else knows it: in speeches, news and releases such
# bodies were right in 45 of 75 from .85 up, in 5 of 21 below; with a head noun, in 38 of 50 from .6 up.
_SURE = 0.85
_SURE_WITH_NOUN = 0.6


def voted_mentions(reading: Reading, seen: Sequence[Mention]) -> Iterator[Mention]:
    """Named-entity spans of organisations, trimmed; those that grammar contradicts are dropped."""
    view = reading.view
    covered = Coverage(seen)
    spans = Counter(view[span.start : span.end] for span in reading.labelled("ORG"))
    surnames = {view[span.start : span.end].split()[-1] for span in reading.labelled("PER")}
    for span in reading.labelled("ORG"):
        trimmed = trim(view, span.start, span.end)
        if trimmed is None:
            continue
        start, end = _before_person(reading, *_before_place(view, *trimmed))
        mention = Mention(start, end, f"ner:{span.voter}")
        rivals = covered.meeting(start, end)
        if any(other.holds(mention) for other in rivals):
            continue
        if any(not mention.holds(other) for other in rivals):
            continue
        if any(_heads_heading(view, other, end) for other in rivals if other.start == start):
            continue
        if any(_joined_to_place(view, other, end) for other in rivals if other.start == start):
            continue
        if _no_body(reading, start, end):
            continue
        if view[start:end] in surnames and not view[start:end].isupper():
            continue  # the surname of somebody whom the text names in full
        head = fold(view[start:end].split()[0])
        noun = organization_nouns().get(head)
        if span.probability < (_SURE_WITH_NOUN if noun else _SURE):
            continue
        if noun is None and not _borne_out(reading, start, end, spans):
            continue
        yield replace(mention, category=noun[0]) if noun else mention  # type: ignore[arg-type]


def _heads_heading(view: str, known: Mention, end: int) -> bool:
    """Whether a voter took what a body's office is called along: "[UNAM] Comunicación Social"."""
    return (
        known.row is not None
        and view[known.start : known.end].isupper()
        and fold(view[known.end : end].split()[0]) in words("contact_offices")
    )


def _joined_to_place(view: str, known: Mention, end: int) -> bool:
    """Whether a voter took a country along that only acts with a body: "la [Unión Europea] y Ghana"."""
    joint = re.match(r" [ye] (?:(?:el|la|los|las) )?", view[known.end : end])
    return joint is not None and fold(view[known.end + joint.end() : end]) in known_places()


@cache
def _companion() -> re.Pattern[str]:
    """What before a name shows that it acts, is led, or is owned."""
    return re.compile(
        r"""(?:\b(?:según|acuerdo[ ]con|junto[ ](?:con|a)|ante|por
            |(?:parte|miembros?|sede|accionistas?|socios?|clientes?|trabajador[a-z]{0,3}|filial
                |propiedad|informe|apoyo)[ ]de
            )[ ](?:la[ ]|el[ ]|los[ ]|las[ ])?
            |\b(?:la|el|las|los|del|de[ ]la|de[ ]los|de[ ]las)[ ])\Z""",
        re.VERBOSE,
    )


@cache
def _abstract_head() -> re.Pattern[str]:
    """A head that names a deed or a thing with its complement: "Ciclo de Seminarios", "Afirmación de …"."""
    return re.compile(r"[^\W\d_]{1,30} (?:de|del) |[^\W\d_]{1,30}(?:ción|sión|miento|encia|ancia) ")


def _led_by_noun(reading: Reading, start: int) -> bool:
    """Whether a common noun of bodies leads a name: "el colectivo Siembra de Luz"."""
    before = re.search(r"([^\W\d_]+) [\"']?\Z", reading.view[max(0, start - 24) : start])
    return before is not None and fold(before[1]) in organization_nouns()


def _borne_out(reading: Reading, start: int, end: int, spans: Counter[str]) -> bool:
    """Whether something beside the voter speaks for a body without a head noun: it is an acronym,
    seen more than once, stands behind an article or a word of acting, or an office leads to it."""
    text = reading.view[start:end]
    if re.fullmatch(r"[IVXLC]+", text) or fold(text.split()[0]) in words("given_names"):
        return False
    before = reading.view[max(0, start - 40) : start]
    if " " not in text:
        if spans[text] > 1 and not reading.is_capitals(start):
            return True
        office = re.search(r"([^\W\d_]+) (?:[a-záéíóú]+ )?(?:de|del|de la) \Z", before)
        if office and fold(office[1]) in office_nouns():
            return True
        return bool(_companion().search(before)) and (text.isupper() or any(c.isupper() for c in text[1:]))
    if _abstract_head().match(text) and not _led_by_noun(reading, start):
        return False
    capitals = [word for word in text.split() if word[0].isupper()]
    return len(capitals) > 1 and not re.search(r"\b(?:Ley|Act|Gripe|Virus)\b", text)


@cache
def _edge() -> re.Pattern[str]:
    return re.compile(r"""[\s"'(\[,;:.•*–—-]*(?:(?:el|la|los|las|del?|al|EL|LA|LOS|LAS|DEL?)\s+)?["']?""")


@cache
def _two_bodies() -> re.Pattern[str]:
    return re.compile(r" [ye] (?:el |la )?(?P<head>[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+) [\"'A-ZÁÉÍÓÚÑ]")


def _before_break(view: str, start: int, end: int) -> int:
    """Where a span ends before a word that no name holds: "Aerolíneas Andinas | vía Quito"."""
    for word in re.finditer(r" ([a-záéíóúñü]{2,8})(?= )", view[start:end]):
        if fold(word[1]) in words("name_breaks"):
            return start + word.start()
    return end


def trim(view: str, start: int, end: int) -> tuple[int, int] | None:
    """Cut articles and punctuation off a voter's span; None where nothing like a name is left."""
    lead = _edge().match(view, start, end)
    if lead is not None and not view[start : start + 1].isupper():
        start = lead.end()
    while end > start and view[end - 1] in " \"',;:([-–—\n":
        end -= 1
    if (
        end > start
        and view[end - 1] == "."
        and not re.search(r"\b[A-ZÁÉÍÓÚ]\.\Z|(?:Ltda|Inc|Corp)\.\Z", view[start:end])
    ):
        end -= 1
    joined = _two_bodies().search(view, start, end)
    if joined and fold(joined["head"]) in organization_nouns():
        end = joined.start()  # "Fundación A y Fundación B"
    if end > start and view[end - 1] == ")" and "(" not in view[start:end]:
        end -= 1
    if dash := re.search(r" [-–](?: |(?=[A-Z]{2}))", view[start:end]):
        end = start + dash.start()
    end = _before_break(view, start, end)
    tail = re.search(r"(?: [a-záéíóúñü]+)+\Z", view[start:end])
    if tail and not re.match(
        r" (?:proyectos|arquitectos|consultores|abogados|asociados|y asociados)", tail[0]
    ):
        end -= len(tail[0])
    text = view[start:end]
    if "(" in text and ")" not in text:
        end = start + text.index("(")
        while end > start and view[end - 1] == " ":
            end -= 1
    return (start, end) if end - start >= 2 and "\n" not in view[start:end] else None


@cache
def _where() -> re.Pattern[str]:
    return re.compile(r" en (?P<place>[^\W\d_a-záéíóúñü][^,;()]{2,40})\Z")


def _before_place(view: str, start: int, end: int) -> tuple[int, int]:
    """Cut a place off where something happens: "Facultad de Farmacia| en Posadas"; an embassy's stays."""
    match = _where().search(view, start, end)
    if match is None or fold(match["place"]) not in known_places():
        return start, end
    head = organization_nouns().get(fold(view[start:end].split()[0]))
    return (start, end) if head is not None and head[0] == "diplomatic" else (start, match.start())


def _before_person(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Cut a person off that a voter glued to a body: "DW | Hugo Contreras"."""
    tokens = reading.tokens
    first, last = tokens.at(start), tokens.at(end) - 1
    given = words("given_names")
    if first > last or tokens.folds[first] in EPONYM_HEADS:
        return start, end
    for index in range(first + 1, last + 1):
        if tokens.folds[index] in given and tokens.words[index - 1][0].isupper():
            return start, tokens.ends[index - 1]
    return start, end


def _of_plural(head: str) -> str:
    """ "decretos" -> "decret": enough to look a head noun up in the singular."""
    return head.removesuffix("s")


@cached
def _currency_codes() -> frozenset[str]:
    return frozenset(row.cells[0].lower() for row in table("currencies"))


@cache
def _no_body_inside() -> re.Pattern[str]:
    """A date, or an addressee: "Junta para el 29 de abril", "Fondo General a la UPR"."""
    return re.compile(r"\d de [a-z]{4}|\ba (?:la|los|las|el) ")


@cache
def _no_body_before() -> re.Pattern[str]:
    """What stands before a town ("a 18 km de …"), a nickname ("alias …"), a cause ("Día de la …")."""
    return re.compile(
        r"""(?:(?:\bkm|\bkilómetros|\bmetros|\bmillas|\bhoras)(?:[ ]al[ ][a-z]{3,9})?[ ]de[ ]
            |\b(?:alias|apodad[oa]|apod[oa]s?|\(a\))[ ]["']?
            |\b[Dd]ía[ ](?:(?:[Mm]undial|[Ii]nternacional|[Nn]acional)[ ])?
             (?:del?|de[ ]las?|de[ ]los)[ ])\Z""",
        re.VERBOSE,
    )


@cache
def _before_places() -> re.Pattern[str]:
    return re.compile(r"\b([a-záéíóúñ]{4,12}?)e?s(?: [a-záéíóúñ]{4,14}s)? [\"']?\Z")


def _one_of_places(view: str, start: int) -> bool:
    """Whether nouns of places in the plural lead a name: "los parques urbanos [Isla Alta] y …"."""
    match = _before_places().search(view, max(0, start - 32), start)
    return match is not None and not words("place_nouns").isdisjoint((fold(match[1]), fold(match[1]) + "e"))


@cache
def _before_product() -> re.Pattern[str]:
    return re.compile(
        r"""([^\W\d_]{3,14})(?:[ ][a-záéíóúñ]{4,14})?,?
            (?:[ ](?:como|tipo|llamad[oa]s?|denominad[oa]s?))?[ ]["']?\Z""",
        re.VERBOSE,
    )


def _product(view: str, start: int, folds: list[str]) -> bool:
    """Whether a name is a product's or a work's: "aplicaciones como [Nube Fácil]", "[Nimbo Maps]"."""
    if len(folds) > 1 and folds[-1] in words("product_words"):
        return True
    match = _before_product().search(view, max(0, start - 44), start)
    return match is not None and fold(match[1]) in words("product_nouns")


def _class_of_bodies(text: str, folds: list[str]) -> bool:
    """Whether words only tell a class: "Consell Executiu", "Grupo A", "Casa Rosada" (a seat)."""
    if len(folds) != 2:
        return False
    if folds[0] in words("lettered_classes") and len(folds[1]) == 1:
        return True
    if text.split()[0] in foreign_nouns():
        return folds[1] in words("level_adjectives_foreign")
    return " ".join(folds) in words("seats")


def _no_body(reading: Reading, start: int, end: int) -> bool:
    """Whether what a voter called an organisation is none by its words."""
    text = reading.view[start:end]
    folds = [fold(w) for w in re.findall(r"\w+", text)]
    nouns = organization_nouns()
    if not folds or not text[0].isupper():
        return True
    phrase = " ".join(folds)
    if phrase in known_places() or phrase in words("not_organizations") or generic(phrase):
        return True
    if folds[-1].isdecimal() and " ".join(folds[:-1]) in known_places():
        return True  # "La Libertad 16 [proyectos]"
    if (text.isupper() and reading.is_capitals(start)) or folds[0] in words("place_nouns"):
        return True
    if phrase in _currency_codes() or _no_body_inside().search(text):
        return True
    if in_title_of_norm(reading.view, start) or heads_list_item(reading, start, end):
        return True
    if _no_body_before().search(reading.view, max(0, start - 30), start):
        return True
    if folds[0] in nouns and in_contact_line(reading, start):
        return True
    if folds[0] not in nouns and (
        _product(reading.view, start, folds) or _one_of_places(reading.view, start)
    ):
        return True
    before = reading.view[max(0, start - 12) : start]
    if sought().search(before) or only_locates(reading, start) or _class_of_bodies(text, folds):
        return True
    if folds[0] not in organization_nouns() and locates(reading.view, start):
        return True
    if all(piece in known_places() for piece in phrase.split()):
        return True
    if re.fullmatch(
        r"[A-Z]-[A-Z]|[A-Z]{1,5}-?\d[\w-]*|[A-Z]\.(?: ?[A-Z]\.)*|(\w)\1+", text
    ) or phrase in words("platforms"):
        return True
    head = folds[0]
    if head in words("bare_event_nouns") and head not in nouns:
        return True
    if (
        head in office_nouns()
        or head in honorifics()
        or (head.endswith("s") and head not in nouns and head.rstrip("s").removesuffix("e") in nouns)
        or _of_plural(head) in words("no_body_heads") - nouns.keys()
    ):
        return True
    if len(folds) == 1:
        word = folds[0]
        return (
            word in words("connectives")
            or word in words("weekdays_months")
            or (word in organization_nouns() and word not in words("sole_bodies"))
            or not text[0].isupper()
            or locates(reading.view, start)
        )
    return folds[0] in words("no_body_heads") and head_at(reading, reading.tokens.at(start)) is None
