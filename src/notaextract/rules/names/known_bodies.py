"""Mentions of known organisations: every form of the gazetteer that case and context bear out.

Reads: "OEA", "Minsa" and "MINSA", "EE. UU." inside a name, "Hacienda" in mid-sentence in its
own country. Leaves: "Cree que …" (an acronym that is a verb), "el ministerio", "en Facebook",
"por Redacción MINSAP", a presidency that is sought, a foreign body that the text does not lead to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from notaextract.data.load import Row, cached, table, words
from notaextract.rules.names.acronym_contexts import counted, party_of_somebody
from notaextract.rules.names.bodies import Mention, completes_office
from notaextract.rules.names.body_heads import locates
from notaextract.rules.names.extent import adjoining, capital, organization_nouns
from notaextract.rules.names.gazetteer import (
    ACRONYM,
    CATEGORY,
    COUNTRY,
    NAME,
    VARIANTS,
    Form,
    cased_like,
    choose,
    organization_tree,
)
from notaextract.rules.names.states import of_other_state, people_behind, state_named_behind, with_article
from notaextract.rules.names.territories import territories
from notaextract.rules.reading import Reading, fold

SPANISH_SPEAKING = frozenset("AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE".split())


_EVERYWHERE = frozenset(("media", "company", "sport"))  # they tell nothing of whose ministry is meant


def known_mentions(reading: Reading) -> Iterator[Mention]:
    """Every form of a known body, as far as case and context bear it out."""
    tokens, view = reading.tokens, reading.view
    sure: list[tuple[int, int, Form]] = []
    doubtful: list[tuple[int, int, list[Form], str | None]] = []
    shouted: list[tuple[int, int, str]] = []  # short acronyms in lines in capitals: prose bears them out
    named: Counter[str] = Counter()
    for match in organization_tree().find(tokens, view, nested=True, lower=organization_nouns()):
        start, end = tokens.starts[match.first], tokens.ends[match.last]
        if view[end : end + 1] == "." and any(form.text[-1] == "." for form in match.payloads):
            end += 1  # the full stop of "EE. UU.", "S. A."
        if view.startswith('"', end) and view.count('"', start, end) % 2:
            end += 1  # "Instituto Forestal "Ana Ríos""
        mention = view[start:end]
        if not capital(mention) and " " not in mention and not match.payloads[0].text[0].islower():
            continue
        capitals = mention.isupper() and reading.is_capitals(start)
        fitting = [form for form in match.payloads if _fits(reading, form, start, mention, capitals)]
        if not fitting:
            if capitals and len(mention) < 4:
                shouted.append((start, end, mention))
            continue
        strong = [form for form in fitting if not form.weak or _sets_own_name(form, mention, capitals)]
        if " " not in mention and (_surname(reading, match.first) or _of_a_code(view, start, end)):
            continue
        if mention.isupper() and counted(view, start):
            continue
        if " " not in mention and _begins_longer(reading, match.first):
            continue
        if " " not in mention and _ordinary(reading, start, mention):
            strong = []
            fitting = [form._replace(weak=True) for form in fitting]
        named_behind = state_named_behind(reading, match.last)
        people = named_behind or people_behind(reading, match.last)
        if people is not None:
            foreign = [form for form in fitting if of_other_state(form, people)]
            fitting = [form for form in fitting if form not in foreign]
            strong = [form for form in strong if form not in foreign]
            if foreign and not (fitting or named_behind) and _tells_itself(view, start, end, foreign):
                category = foreign[0].row.cells[CATEGORY]
                yield Mention(start, end, "gazetteer:organizations", "foreign", category=category)  # type: ignore[arg-type]
            if not fitting:
                continue
        if len({form.row for form in strong}) == 1 and (people or _at_home(strong[0], reading)):
            sure.append((start, end, strong[0]))
            if people is None and strong[0].row.cells[CATEGORY] not in _EVERYWHERE:
                named[strong[0].row.cells[COUNTRY]] += 1
        else:
            doubtful.append((start, end, fitting, people))
    del named[""]
    found = []
    waiting = []
    for start, end, fitting, people in doubtful:
        strong = [form for form in fitting if not form.weak and (people or _at_home(form, reading))]
        form = choose(strong, people or reading.country, named) if strong else None
        if form is not None:
            found.append((start, end, form))
        elif strong and not completes_office(view, start):
            category = strong[0].row.cells[CATEGORY]
            yield Mention(start, end, "gazetteer:organizations", "ambiguous", category=category)  # type: ignore[arg-type]
        else:
            waiting.append((start, end, [form for form in fitting if form.weak], people))
    present = {form.row for _, _, form in sure + found}
    for start, end, fitting, people in waiting:
        form = _weak(reading, start, end, fitting, present, people or reading.country)
        if form is not None:
            found.append((start, end, form))
    prose = {form.text: form for _, _, form in sure + found}
    found += [(start, end, prose[mention]) for start, end, mention in shouted if mention in prose]
    for start, end, form in sure + found:
        if not _out_of_place(reading, start, end, form):
            end = _through_country(reading, end, form)
            yield Mention(start, end, "gazetteer:organizations", form.row.where, row=form.row)


def _tells_itself(view: str, start: int, end: int, forms: list[Form]) -> bool:
    """Whether a foreign body that no row has is one by its words: no field that completes an office."""
    strong = any(not form.weak for form in forms) or fold(view[start:end]) in words("sole_bodies")
    return strong and not completes_office(view, start)


def _through_country(reading: Reading, end: int, form: Form) -> int:
    """The end of a body's name with its own country behind it: "… de la República de Cuba"."""
    country = form.row.cells[COUNTRY]
    whole = " " in form.text or fold(form.text) in words("sole_bodies")
    match = with_article().match(reading.view, end) if country and whole else None
    if match is None:
        return end
    index = reading.tokens.at(match.end())
    named = territories().names.match(reading.tokens, reading.view, index)
    if named is None or all(place.code != country for place in named.payloads):
        return end
    return reading.tokens.ends[named.last]


@cache
def sought() -> re.Pattern[str]:
    """What stands before a presidency that somebody runs for, or before a byline's medium."""
    return re.compile(r"\b(?:a|por|para|hacia) la \Z|\b(?:Redacci[oó]n|REDACCI[OÓ]N) \Z")


@cache
def _in_headline() -> re.Pattern[str]:
    """What may be a common noun behind a preposition, in a headline: "EN [EL DÍA]", "PARA [LA NACIÓN]"."""
    return re.compile(r"(?:EL|LA|LOS|LAS) [^\W\d_a-zà-ÿ]+\Z")


def _out_of_place(reading: Reading, start: int, end: int, form: Form) -> bool:
    """Whether a known name is no body here: a presidency that is sought, a byline, a platform as a medium."""
    view = reading.view
    before = view[max(0, start - 12) : start]
    if " " not in form.text and _names_a_thing(reading, start, form.row.cells[CATEGORY] == "company"):
        return True
    if form.row.cells[CATEGORY] == "company" and (
        re.search(r"\b(?:un|una|unos|unas) \Z", before) or _named_product(reading, end)
    ):
        return True  # "una Toyota Hilux", "Google Maps"
    behind = view[max(0, start - 7) : start].endswith(
        (" EN ", " DE ", " A ", " POR ", " PARA ", " CON ", " SOBRE ")
    )
    if behind and form.row.cells[CATEGORY] == "media" and _in_headline().match(view, start, end):
        return True
    if fold(form.text) in words("seats"):
        return before.endswith(", ") or locates(view, start)  # "en Casa Rosada"
    if fold(form.text) in words("platforms"):
        verb = re.compile(r" (?:se )?(\w+)").match(view, end)
        return verb is None or fold(verb[1]) not in words("speech_verbs")
    if not sought().search(before):
        return False
    return "edacci" in before.lower() or fold(view[start:end]).startswith("presidencia")


def _names_a_thing(reading: Reading, start: int, company: bool) -> bool:
    """Whether a capitalised noun of things right before makes a name part of theirs: an award's, a
    company's programme or survey ("Premio [Casalco]", "Encuesta [Telefónica] de …")."""
    tokens = reading.tokens
    index = tokens.at(start) - 1
    if index < 0 or reading.view[tokens.ends[index] : start] != " " or not tokens.words[index].istitle():
        return False
    noun = tokens.folds[index]
    return noun in ("premio", "premios", "copa", "medalla") or (company and noun in words("no_body_heads"))


def _named_product(reading: Reading, end: int) -> bool:
    """Whether a company's name goes on as the name of a product: "Microsoft [Teams]"."""
    if _model().match(reading.view, end):
        return True
    tokens = reading.tokens
    index = tokens.at(end)
    return (
        index < len(tokens)
        and reading.view[end : tokens.starts[index]] == " "
        and capital(tokens.words[index])
        and tokens.folds[index] in words("product_words")
    )


@cache
def _model() -> re.Pattern[str]:
    """ "Boeing [747]", "Airbus [A320]", "Samsung [S21]"."""
    return re.compile(r"[ ](?:7\d7|[A-Z]{1,3}-?\d{1,4}[A-Z]{0,3})\b(?![.,]?\d)")


def _surname(reading: Reading, index: int) -> bool:
    """Whether a single word stands behind a given name: "Dante [Sica]"."""
    tokens = reading.tokens
    return (
        index > 0
        and tokens.words[index][1:].islower()
        and tokens.folds[index - 1] in words("given_names")
        and capital(tokens.words[index - 1])
        and reading.view[tokens.ends[index - 1] : tokens.starts[index]] == " "
    )


@cache
def _code_before() -> re.Pattern[str]:
    return re.compile(r"\d[\w.]{0,12}(?:[-/]\w{1,8}){0,2}[-/]\Z")


def _begins_longer(reading: Reading, index: int) -> bool:
    """Whether a class word goes on with an adjective of its own: "[Fiscalía] Provincial Especializada"."""
    tokens = reading.tokens
    if tokens.folds[index] not in organization_nouns() or not adjoining(reading.view, tokens, index):
        return False
    behind = tokens.folds[index + 1]
    return tokens.words[index + 1].istitle() and behind in words("level_adjectives") | words(
        "branch_adjectives"
    )


def _of_a_code(view: str, start: int, end: int) -> bool:
    """Whether an acronym closes or opens a code: "007-2025-[PRODUCE]", "[TC]/0168/13"."""
    if re.match(r"/\d|-\d{3}", view[end : end + 4]):
        return True
    return (
        start > 1 and view[start - 1] in "-/" and bool(_code_before().search(view, max(0, start - 30), start))
    )


def _sets_own_name(form: Form, mention: str, capitals: bool) -> bool:
    """Whether a medium is set in capitals within prose, as papers set their own names: "EL TIEMPO supo"."""
    return (
        form.row.cells[CATEGORY] == "media"
        and not form.is_acronym
        and mention.isupper()
        and not capitals
        and len(mention) > 4
    )


def _ordinary(reading: Reading, start: int, mention: str) -> bool:
    """Whether an acronym may be a common word here: "Cree" opening a sentence, "UNA" in capitals."""
    if fold(mention) in words("connectives"):
        return True
    if mention.isupper() or not mention[1:].islower():
        return False
    matched = organization_tree().match(reading.tokens, reading.view, reading.tokens.at(start))
    if matched is None or any(form.text == mention or not form.is_acronym for form in matched.payloads):
        return False
    return not reading.view[reading.sentence_at(start)[0] : start].strip(" \"'¿¡(•-–—*")


def _fits(reading: Reading, form: Form, start: int, mention: str, capitals: bool) -> bool:
    if form.is_acronym:
        if not form.text.isupper() and len(form.text) > 4 and mention.istitle():
            return fold(mention) == fold(form.text)  # "Procolombia" for "ProColombia"
        if _spelt_like(form.text, mention) and not capitals:
            return True
        if mention.isupper():
            return not capitals or (len(mention) >= 4 and fold(mention) not in words("connectives"))
        own = form.text == form.row.cells[ACRONYM]
        return own and len(mention) >= 4 and mention[0].isupper() and mention[1:].islower()
    if capitals:
        return not form.weak or " " in mention
    if form.text.startswith("Secretaría ") and mention[1:].startswith("ecretaria ") and reading.accented:
        return False  # without its accent it is the office of a woman
    return cased_like(form.text, mention) or _attributes_lowered(reading, start, form, mention)


_OF_STATE = frozenset(("government", "intergovernmental", "judiciary", "legislature", "security", "finance"))


def _attributes_lowered(reading: Reading, start: int, form: Form, mention: str) -> bool:
    """Whether only adjectives of a body of state are in lower case, behind its capitalised class word:
    "el Parlamento [europeo]", "la Corte [suprema]"; a sentence's first word tells nothing."""
    ours, theirs = form.text.split(), mention.split()
    if form.weak or len(ours) != len(theirs) or len(ours) < 2 or not capital(mention):
        return False
    if form.row.cells[CATEGORY] not in _OF_STATE or fold(ours[0]) not in organization_nouns():
        return False
    lowered = [at for at, word in enumerate(ours) if capital(word) and not capital(theirs[at])]
    return reading.sentence_at(start)[0] != start and not any(ours[at - 1].islower() for at in lowered)


def _spelt_like(form: str, mention: str) -> bool:
    """The same letters and capitals, accents aside: "ProMexico" for "ProMéxico"."""
    return form == mention or (
        len(form) == len(mention)
        and fold(form) == fold(mention)
        and all(a.isupper() == b.isupper() for a, b in zip(form, mention, strict=True))
    )


def _at_home(form: Form, reading: Reading) -> bool:
    """Whether a body can be meant in this release: its own country's, international, or of a
    country that the text names. A company, medium or club is at home everywhere."""
    country = form.row.cells[COUNTRY]
    if not country or reading.country is None or country == reading.country:
        return True
    if reading.named[country]:
        return len(form.text) > 2
    if country not in SPANISH_SPEAKING:
        return len(form.text) > 2
    if form.row.cells[CATEGORY] == "party" and " " in form.text:
        return len(form.text.split()) > 3  # every country has its Partido Verde
    if form.row.cells[CATEGORY] in ("company", "media", "ngo", "sport", "party", "education", "other"):
        return " " in form.text or len(form.text) > 4
    return len(organization_tree().claims(form.text)) == 1 and len(form.text.split()) > 3


def _of_state(view: str, start: int) -> bool:
    """Whether a field with its article completes an office of state: "ministra del [Ambiente]"."""
    match = re.search(r"([^\W\d_]+) del \Z", view[max(0, start - 30) : start])
    return match is not None and fold(match[1]) in words("office_of_state")


def _weak(
    reading: Reading, start: int, end: int, fitting: list[Form], present: set[Row], country: str | None
) -> Form | None:
    """A weak form counts beside its strong one, or capitalised in mid-sentence in its own `country`."""
    if reading.is_capitals(start):
        line, end = reading.line_at(start)
        whole = reading.view[line:end].strip()
        fitting = [form for form in fitting if fold(form.text) == fold(whole)]  # a letterhead
        return next((form for form in fitting if form.row.cells[COUNTRY] == country), None)
    if _leads_name(reading, start, end):
        return None
    if _of_state(reading.view, start):  # "ministro del Interior", also beside the Ministerio itself
        fitting = [
            form
            for form in fitting
            if form.row.cells[CATEGORY] not in ("government", "security") or " " in form.text
        ]
    for form in fitting:
        if form.row in present:
            return form
    sentence, _ = reading.sentence_at(start)
    if not reading.view[sentence:start].strip(" \"'¿¡(•-–—*"):
        return None
    if completes_office(reading.view, start):  # "secretario de Marina"; but "candidata de Morena"
        fitting = [form for form in fitting if form.row.cells[CATEGORY] not in ("government", "security")]
    before = reading.view[max(0, start - 12) : start]
    if party_of_somebody(reading, start, end):
        fitting = [form for form in fitting if form.row.cells[CATEGORY] == "party"]
    elif not re.search(r"(?:\b(?:de|del|la|el|y|por|a|al|con|en|según|para)|,) \Z", before):
        return None
    own = [form for form in fitting if country and form.row.cells[COUNTRY] in (country, "")]
    return own[0] if own else None


def _leads_name(reading: Reading, start: int, end: int) -> bool:
    """Whether one common word opens a longer name: "la [Hacienda] Los Aromos"."""
    tokens = reading.tokens
    index = tokens.at(end)
    if index >= len(tokens) or reading.view[end : tokens.starts[index]] != " ":
        return False
    word = tokens.words[index]
    return (
        " " not in reading.view[start:end]
        and reading.view[start + 1 : end].islower()
        and capital(word)
        and not word.isupper()
    )


@cache
def _linking() -> re.Pattern[str]:
    return re.compile(r"\b(de|para) (?:la|el|los|las)\b|\bdel\b")


def _loosely(name: str) -> str:
    """A folded name without the articles behind its prepositions."""
    return _linking().sub(lambda match: match[1] or "de", fold(" ".join(name.split())))


@cached
def _loose_names() -> dict[tuple[str, str], Row]:
    names: dict[tuple[str, str], Row] = {}
    for row in table("organizations"):
        if row.cells[CATEGORY] == "government":
            for text in (row.cells[NAME], *row.cells[VARIANTS].replace("~", "").split("|")):
                if " " in text:
                    names.setdefault((_loosely(text), row.cells[COUNTRY]), row)
    return names


def loosely_known(name: str, country: str | None) -> Row | None:
    """The body of a country whose name differs by an article only: "Ministerio [del] Ambiente"."""
    return _loose_names().get((_loosely(name), country)) if country else None
