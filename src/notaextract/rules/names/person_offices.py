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
from notaextract.rules.names.offices import Office, as_written, office_at, office_nouns
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

    for index, folded in enumerate(tokens.folds):
        if folded in nouns and index > free and not tokens.words[index].lower().endswith(("ía", "ías")):
            office = office_at(reading, index, begins_person)
            free = office.last
            yield office


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
            and not _opens_sentence(reading, office.first)
        ):
            direct = direct and tokens.folds[index - 1] in honorifics()
        name = _name_at(reading, index, found, sure=direct and office.rank == "office")
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
        fields = _respectively(reading, listed)
        for holder, own in zip(listed, fields, strict=True):
            yield replace(holder, office=f"{written} de {own}" if own else written, evidence=written)


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
        and tokens.folds[here] in honorifics()
        and view[tokens.ends[here] : tokens.starts[here + 1]] in (" ", ". ", ".")
    ):
        index = here = here + 1
    return index


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(r" \([^()\n]{2,20}\)(?=,| [A-ZÁÉÍÓÚÑ])")


def _past_tail(reading: Reading, end: int) -> int:
    """Behind what may stand between an office and its holder: "(BCCR)", "estadounidense"."""
    match = _bracketed().match(reading.view, end)
    end = match.end() if match else end
    tokens = reading.tokens
    index = tokens.at(end)
    if index < len(tokens) and reading.view[end : tokens.starts[index]] == " " and _of_a_place(tokens, index):
        return tokens.ends[index]
    return end


def _of_a_place(tokens: Tokens, index: int) -> bool:
    """Whether a word tells whose office it is: "estadounidense", "andaluz", "oficialista"."""
    word, folded = tokens.words[index], tokens.folds[index]
    if not word.islower() or folded in words("connectives"):
        return False
    return folded in words("office_tails") or bool(
        re.search(r"(?:[eé]s|esa|an[oa]|eñ[oa]|ense|in[oa]|uz|uza)\Z", word)
    )


def _opens_sentence(reading: Reading, index: int) -> bool:
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


def _respectively(reading: Reading, listed: list[Named]) -> list[str | None]:
    """The fields of "A, B y C, de Salud, Economía y Defensa, respectivamente", one a name."""
    nothing: list[str | None] = [None] * len(listed)
    if len(listed) < 2:
        return nothing
    match = re.compile(r", de ([^.;\n]{3,200}?),? respectivamente").match(reading.view, listed[-1].end)
    if match is None:
        return nothing
    fields = re.split(r", (?:y )?(?:de )?| y (?:de )?", match[1])
    return list(fields) if len(fields) == len(listed) else nothing


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


def in_apposition(reading: Reading, offices: list[Office], found: Found) -> Iterator[Named]:
    """ "Hugo de Zela, [el] canciller del Perú": the office behind a name that is known already."""
    view = reading.view
    by_end = {mention.end: mention for mention in found.settled()}
    opening = re.compile(
        r"(?:\)?, |, quien es | \(|, actual |, también |, ex |, (?:el|la|los|las) |, quien funge como )\Z"
    )
    for office in offices:
        window = view[max(0, office.start - 24) : office.start]
        match = opening.search(window)
        if match is None:
            continue
        name = by_end.get(office.start - (len(window) - match.start()))
        if name is None or name.office:
            continue
        if office.end < len(view) and _leads_to_name(reading, office, found):
            continue
        written = as_written(reading, office.start, office.end)
        yield replace(name, office=written)


def _leads_to_name(reading: Reading, office: Office, found: Found) -> bool:
    """Whether the office belongs to the name behind it: "Tras ver a Luis Paz, el ministro [Juan Díaz] …"."""
    tokens = reading.tokens
    index = office.last + 1
    return (
        index < len(tokens)
        and found.holding(index) is not None
        and reading.view[office.end : tokens.starts[index]] == " "
    )
