"""Offices beside people's names: before ("el canciller Hugo de Zela"), behind ("Rosa Quispe,
ministra de Salud,"), in lists ("los ministros A, B y C, de X, Y y Z, respectivamente").

Leaves: "Ana Ríos, ministra de Salud, Luis Paz y …" (the office is hers), "Tras ver a Luis
Paz, el ministro Juan Díaz" (his).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from notaextract.data.load import words
from notaextract.rules.names.extent import capital, known_places, place_starts
from notaextract.rules.names.gazetteer import organization_tree
from notaextract.rules.names.offices import (
    Office,
    as_written,
    complement_at,
    of_a_place,
    office_at,
    office_nouns,
)
from notaextract.rules.names.person_mentions import Found, Named
from notaextract.rules.names.persons import honorifics, is_given, name_reach, part_of_name
from notaextract.rules.reading import Reading, Tokens


def offices(reading: Reading) -> Iterator[Office]:
    nouns = office_nouns()
    tokens = reading.tokens
    free = -1

    def is_person(index: int) -> bool:
        return is_given(reading, index)

    spans = {span.start: span for span in reading.labelled("PER")}

    def begins_person(index: int) -> bool:
        return tokens.starts[index] in spans or is_person(index)

    for index in tokens.among(nouns.keys() | _RANK_ADJECTIVES):
        if tokens.folds[index] not in nouns and not _is_rank(tokens, index):
            continue
        if index > free and not tokens.words[index].lower().endswith(("ía", "ías")):
            office = office_at(reading, index, begins_person)
            free = office.last
            yield office


_RANK_ADJECTIVES = frozenset(("general", "mayor"))


def _is_rank(tokens: Tokens, index: int) -> bool:
    """Whether "general" or "mayor" is a soldier's rank, not an adjective: behind an article."""
    return index > 0 and tokens.words[index - 1] in ("el", "El", "la", "La", "al", "del", "un", "una")


def beside_offices(reading: Reading, offices: list[Office], found: Found) -> Iterator[Named]:
    """ "el canciller [Hugo de Zela]", "los diputados [Ana Ríos] y [Luis Paz]", "ministro, [Ana Ríos]"."""
    tokens, view = reading.tokens, reading.view
    for office in offices:
        begin = _past_tail(reading, office.end)
        index = tokens.at(begin)
        between = view[begin : tokens.starts[index]] if index < len(tokens) else "\n"
        comma = between.strip() in (",", ":", "(", "")
        if not comma or "\n" in between:
            continue
        index = _past_honorifics(reading, index)
        if index >= len(tokens):
            continue
        direct = between.strip() == ""
        head = tokens.words[office.first]
        if (
            capital(head)
            and tokens.folds[index] not in words("given_names")
            and not opens_sentence(reading, office.first)
        ):
            direct = direct and tokens.folds[index - 1] in honorifics()
        name = _name_at(reading, index, found, sure=direct and office.rank == "office")
        if name is None and direct and tokens.folds[office.first] in words("ranks"):
            name = _name_at(reading, index, found, sure=True)
            if name is not None and " " not in view[name.start : name.end]:
                name = None  # "la avenida Coronel Díaz"
        if name is None and not direct and office.rank == "office":
            name = _name_at(reading, index, found, sure=True)
            if name is not None and " " not in view[name.start : name.end]:
                name = None
        if name is None:
            continue
        if not direct and not _opens_apposition(reading, office, name):
            continue
        written = as_written(reading, office.start, office.end)
        listed = [name]
        surnames = " " not in reading.view[name.start : name.end]  # "los senadores Paz, Ríos y Luna"
        while office.plural:  # "los ministros A, B y C"
            following = _after_in_list(reading, listed[-1])
            another = None if following is None else _name_at(reading, following, found, sure=surnames)
            if another is None:
                break
            listed.append(another)
        if office.plural and (shared := list(_fields_behind(reading, office, listed[0], found))):
            noun = as_written(reading, office.start, tokens.ends[office.first])
            for holder, field in shared:
                yield replace(holder, office=f"{noun} {field}", evidence=written)
            continue
        noun, fields = _respectively(reading, written, listed)
        for holder, own in zip(listed, fields, strict=True):
            yield replace(holder, office=f"{noun} de {own}" if own else written, evidence=written)


def _past_honorifics(reading: Reading, index: int) -> int:
    """The first token behind "Dr. ", "doctor ", "el ingeniero ", where one stands at `index`."""
    tokens, view = reading.tokens, reading.view
    here = index
    if (
        tokens.words[here] in ("el", "la")
        and here + 1 < len(tokens)
        and tokens.folds[here + 1] in honorifics()
    ):
        here += 1
    while (
        here + 1 < len(tokens)
        and (tokens.folds[here] in honorifics() or tokens.folds[here] in words("courtesies_of_state"))
        and view[tokens.ends[here] : tokens.starts[here + 1]] in (" ", ". ", ".")
    ):
        index = here = here + 1
    if _title_of_holder(reading, index):
        index += 1
    return index


def _title_of_holder(reading: Reading, index: int) -> bool:
    """Whether an office without a complement only stands for a title: "presidente de la Corte,
    [magistrado] Luis Paz"."""
    tokens, view = reading.tokens, reading.view
    noun = office_nouns().get(tokens.folds[index])
    return (
        noun is not None
        and not noun[1]
        and tokens.words[index].islower()
        and index + 1 < len(tokens)
        and view[tokens.ends[index] : tokens.starts[index + 1]] == " "
        and capital(tokens.words[index + 1])
        and view[tokens.starts[index] - 2 : tokens.starts[index]] == ", "
    )


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(r" \([^()\n]{1,20}\)(?=,| [A-ZÁÉÍÓÚÑ])")


@cache
def _of_a_government() -> re.Pattern[str]:
    return re.compile(
        r"""[ ](?:del[ ][Gg]obierno|de[ ]la[ ]administración)
            (?:[ ][a-záéíóúñ]{5,16}|[ ](?:de|del|de[ ]la)(?:[ ][^\W\d_a-záéíóúñ][\w-]{1,20}){1,4})?(?=,)""",
        re.VERBOSE,
    )


def _past_tail(reading: Reading, end: int) -> int:
    """Behind what may stand between an office and its holder: "(BCCR)", "estadounidense"."""
    for tail in (_of_a_government(), _bracketed()):
        match = tail.match(reading.view, end)
        end = match.end() if match else end
    tokens = reading.tokens
    index = tokens.at(end)
    if index < len(tokens) and reading.view[end : tokens.starts[index]] == " " and of_a_place(tokens, index):
        return tokens.ends[index]
    return end


def opens_sentence(reading: Reading, index: int) -> bool:
    return reading.sentence_at(reading.tokens.starts[index])[0] == reading.tokens.starts[index]


def _opens_apposition(reading: Reading, office: Office, name: Named) -> bool:
    """Whether "OFFICE, NAME" means one person: the name closes with a comma, a verb or a full stop,
    and no name before the office claims it ("Ana Ríos, ministra de Salud, Luis Paz y …")."""
    view = reading.view
    before = view[max(0, office.start - 30) : office.start]
    claimed = re.search(r"[^\W\d_a-zà-ÿ]\w{1,30}(?: \(\w{1,30}\))?, (?:el |la )?\Z", before)
    if claimed and not re.search(r"(?:\bel|\bla|\bEl|\bLa) \Z", before):
        return False
    return (
        re.match(
            r"""["')]{0,2}[ ]?(?:[,;.:)(]|[ ]?\n|\Z|[ ]?[–—-]
                |[ ](?:y|e|en|al|quien|se|ha|[a-z]\w+(?:ó|rá|ba|ía)\b))""",
            view[name.end : name.end + 30],
        )
        is not None
    )


def _after_in_list(reading: Reading, name: Named) -> int | None:
    match = re.compile(r"(?: \([^()\n]{1,30}\))?(?:,? (?:y|e) |, )").match(reading.view, name.end)
    return reading.tokens.at(match.end()) if match else None


def _respectively(reading: Reading, written: str, listed: list[Named]) -> tuple[str, list[str | None]]:
    """The noun and, one a name, the fields of "A, B y C, de Salud, Economía y Defensa, respectivamente",
    or of "gobernadores de Jalisco y Colima, A y B, respectivamente"."""
    nothing: tuple[str, list[str | None]] = written, [None] * len(listed)
    if len(listed) < 2:
        return nothing
    if reading.view.startswith(", respectivamente", listed[-1].end):
        noun, _, places = written.partition(" de ")
        own = re.split(r", | [ye] ", places)
        return (noun, list(own)) if len(own) == len(listed) else nothing
    match = re.compile(r", de ([^.;\n]{3,200}?),? respectivamente").match(reading.view, listed[-1].end)
    if match is None:
        return nothing
    fields = re.split(r", (?:y )?(?:de )?| y (?:de )?", match[1])
    return (written, list(fields)) if len(fields) == len(listed) else nothing


@cache
def _field_between() -> re.Pattern[str]:
    """What leads to the next field of a plural office behind a name."""
    return re.compile(r"(?:[,;]? [ye]|[,;])(?= (?:de|del|por|para) )")


def _fields_behind(
    reading: Reading, office: Office, first: Named, found: Found
) -> Iterator[tuple[Named, str]]:
    """Holders with their own fields: "los ministros de Salud, [A], y de Educación, [B]"; "las
    ministras [A], de Economía, y [B], de Salud". Nothing where only one has a field."""
    view, tokens = reading.view, reading.tokens

    def is_person(index: int) -> bool:
        return is_given(reading, index)

    own = " ".join(view[tokens.ends[office.first] : office.end].split())
    found_here: list[tuple[Named, str]] = []
    name: Named | None = first
    if own:  # the field stands before each name
        end = first.end
        while name is not None:
            found_here.append((name, own))
            match = _field_between().match(view, name.end)
            further = complement_at(reading, match.end(), is_person) if match else None
            if match is None or further is None or view[further[1] : further[1] + 2] != ", ":
                break
            end = further[1]
            own = " ".join(view[match.end() : end].split())
            name = _name_at(reading, tokens.at(end + 2), found, sure=True)
    else:  # behind each name
        while name is not None and view.startswith(", ", name.end):
            further = complement_at(reading, name.end + 1, is_person)
            if further is None or not capital(tokens.words[further[0]]):
                break
            found_here.append((name, " ".join(view[name.end + 1 : further[1]].split())))
            match = re.compile(r"[,;]? [ye] |[,;] ").match(view, further[1])
            name = _name_at(reading, tokens.at(match.end()), found, sure=True) if match else None
    if len(found_here) > 1:
        yield from found_here


def _name_at(reading: Reading, index: int, found: Found, *, sure: bool) -> Named | None:
    """The person whose name begins at token `index`; a single surname only where an office is `sure`."""
    tokens = reading.tokens
    held = found.holding(index)
    if held is not None and held.start == tokens.starts[index]:
        return held
    if not capital(tokens.words[index]) or not part_of_name(reading, index):
        return None
    capitals = tokens.words[index].isupper() and len(tokens.words[index]) > 1
    if capitals and not reading.is_capitals(tokens.starts[index]):
        return None
    last = name_reach(reading, index)
    if capitals and last - index > 4:
        return None
    folded = tokens.folds[index]
    match = organization_tree().match(tokens, reading.view, index)
    if match is not None and match.last >= last:
        return None
    if folded in place_starts() and folded not in words("given_names"):
        return None
    if " ".join(tokens.folds[index : last + 1]) in known_places():
        return None  # "el embajador en Reino Unido"
    if last == index and (not sure or folded in words("common_openers") or capitals):
        return None
    if last > index and not sure and folded not in words("given_names"):
        return None
    return Named(tokens.starts[index], tokens.ends[last], "rule:office", "")
