"""Facts of type organization: bodies that we know, bodies that the grammar shows, bodies that the text defines.

Reads: "OEA", "Consejo Permanente de la OEA" (and the OEA in it), "Red Amazonía Viva (RAV)"
with every later "RAV", "Minera Cordillera Azul S.A.A.", "la empresa América Móvil".
Leaves: "el Gobierno", "la Comisión", "un Instituto", "Oficina de Prensa", weekdays,
connectives, and what only a model saw and grammar contradicts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from notaextract.data.load import Row, words
from notaextract.facts import Fact, OrganizationValue
from notaextract.rules.bodies import (
    Mention,
    by_company_form,
    by_head_noun,
    by_introduction,
    by_office,
    generic,
    locates,
)
from notaextract.rules.definitions import definitions
from notaextract.rules.gazetteer import (
    ACRONYM,
    CATEGORY,
    COUNTRY,
    NAME,
    Form,
    body,
    cased_like,
    choose,
    known_names,
    organization_tree,
)
from notaextract.rules.names import adjoining, capital, known_places, organization_nouns, place_starts
from notaextract.rules.offices import office_nouns
from notaextract.rules.phrases import PhraseTree
from notaextract.rules.reading import Reading, fold

# Of two mentions on one stretch the one found by the earlier means stands.
STRENGTH = (
    "gazetteer",
    "rule:definition",
    "rule:company_form",
    "rule:introduced",
    "rule:office",
    "rule:head_noun",
    "rule:repeated",
    "ner",
)


def organizations(reading: Reading) -> Iterator[Fact]:
    """Yield every organisation of a release in reading order."""
    known = list(known_mentions(reading))
    grammar = [
        *by_company_form(reading),
        *by_introduction(reading),
        *by_office(reading),
        *by_head_noun(reading),
    ]
    grammar = [mention for mention in grammar if not _inside_known(mention, known)]
    seen = [*known, *grammar]
    voted = list(voted_mentions(reading, seen))
    seen += voted
    defined, denied = _defined(reading, seen)
    seen = [
        mention
        for mention in seen + defined
        if fold(reading.view[mention.start : mention.end]) not in denied or mention.row
    ]
    seen += _repeated(reading, seen, denied)
    seen = [_with_place(reading, mention) for mention in seen]
    kept = _without_rivals(reading.view, seen)
    yield from _facts(reading, kept)


# -- what the gazetteer knows ---------------------------------------------------


def known_mentions(reading: Reading) -> Iterator[Mention]:
    """Every form of a known body, as far as case and context bear it out."""
    tokens, view = reading.tokens, reading.view
    sure: list[tuple[int, int, Form]] = []
    doubtful: list[tuple[int, int, list[Form]]] = []
    named: Counter[str] = Counter()
    for match in organization_tree().find(tokens, view, nested=True, capitalised=True):
        start, end = tokens.starts[match.first], tokens.ends[match.last]
        mention = view[start:end]
        if not capital(mention) and not any(form.text[0].islower() for form in match.payloads):
            continue
        capitals = mention.isupper() and reading.is_capitals(start)
        fitting = [form for form in match.payloads if _fits(form, mention, capitals)]
        if not fitting:
            continue
        strong = [form for form in fitting if not form.weak]
        if " " not in mention and _ordinary(reading, start, mention):
            strong = []
            fitting = [form._replace(weak=True) for form in fitting]
        names = {form.row.cells[NAME] for form in strong}
        if len(names) == 1 and _at_home(strong[0], reading):
            sure.append((start, end, strong[0]))
            named[strong[0].row.cells[COUNTRY]] += 1
        else:
            doubtful.append((start, end, fitting))
    del named[""]
    found = []
    waiting = []
    for start, end, fitting in doubtful:
        strong = [form for form in fitting if not form.weak and _at_home(form, reading)]
        form = choose(strong, reading.country, named) if strong else None
        if form is not None:
            found.append((start, end, form))
        elif strong:
            category = strong[0].row.cells[CATEGORY]
            yield Mention(start, end, "gazetteer:organizations", "ambiguous", category=category)  # type: ignore[arg-type]
        else:
            waiting.append((start, end, [form for form in fitting if form.weak]))
    present = {form.row for _, _, form in sure + found}
    for start, end, fitting in waiting:
        form = _weak(reading, start, fitting, present)
        if form is not None:
            found.append((start, end, form))
    for start, end, form in sure + found:
        if not _out_of_place(reading, start, end, form):
            yield Mention(start, end, "gazetteer:organizations", form.row.where, row=form.row)


@cache
def _sought() -> re.Pattern[str]:
    return re.compile(r"\b(?:a|por|para|hacia) la \Z|\b(?:Redacci[oó]n|REDACCI[OÓ]N) \Z")


def _out_of_place(reading: Reading, start: int, end: int, form: Form) -> bool:
    """Whether a known name is no body here: a presidency that is sought, a byline, a platform as a medium."""
    view = reading.view
    before = view[max(0, start - 12) : start]
    if fold(form.text) in words("platforms"):
        verb = re.compile(r" (?:se )?(\w+)").match(view, end)
        return verb is None or fold(verb[1]) not in words("speech_verbs")
    if not _sought().search(before):
        return False
    return "edacci" in before.lower() or fold(view[start:end]).startswith("presidencia")


def _ordinary(reading: Reading, start: int, mention: str) -> bool:
    """Whether an acronym may be a common word here: "Cree" opening a sentence, "UNA" in capitals."""
    if fold(mention) in words("connectives"):
        return True
    if mention.isupper() or not mention[1:].islower():
        return False
    matched = organization_tree().match(reading.tokens, reading.view, reading.tokens.at(start))
    acronyms = matched is not None and all(form.is_acronym for form in matched.payloads)
    return acronyms and not reading.view[reading.sentence_at(start)[0] : start].strip(" \"'¿¡(•-–—*")


def _fits(form: Form, mention: str, capitals: bool) -> bool:
    if form.is_acronym:
        if mention == form.text:
            return True
        if mention.isupper():
            return not capitals or (len(mention) >= 4 and fold(mention) not in words("connectives"))
        own = form.text == form.row.cells[ACRONYM]
        return own and len(mention) >= 4 and mention[0].isupper() and mention[1:].islower()
    if capitals:
        return not form.weak
    return cased_like(form.text, mention)


def _at_home(form: Form, reading: Reading) -> bool:
    """Whether a body can be meant in this release: its own country's, international, or of a
    country that the text names. A company, medium or club is at home everywhere."""
    country = form.row.cells[COUNTRY]
    if not country or reading.country is None or country == reading.country:
        return True
    if reading.named[country]:
        return len(form.text) > 2
    if form.row.cells[CATEGORY] in ("company", "media", "ngo", "sport", "party", "education", "other"):
        return " " in form.text or len(form.text) > 4
    return form.text == form.row.cells[NAME] and len(form.text.split()) > 2


def _weak(reading: Reading, start: int, fitting: list[Form], present: set[Row]) -> Form | None:
    """A weak form counts beside its strong one, or capitalised in mid-sentence in its own country."""
    sentence, _ = reading.sentence_at(start)
    if not reading.view[sentence:start].strip(" \"'¿¡(•-–—*"):
        return None
    if reading.is_capitals(start):
        return None
    for form in fitting:
        if form.row in present:
            return form
    before = reading.view[max(0, start - 12) : start]
    if not re.search(r"(?:\b(?:de|del|la|el|y|por|a|al|con|en|según|para)|,) \Z", before):
        return None
    own = [form for form in fitting if reading.country and form.row.cells[COUNTRY] in (reading.country, "")]
    return own[0] if own else None


# -- what the voters saw ---------------------------------------------------------


def voted_mentions(reading: Reading, seen: list[Mention]) -> Iterator[Mention]:
    """Named-entity spans of organisations, trimmed; those that grammar contradicts are dropped."""
    view = reading.view
    spans = Counter(view[span.start : span.end] for span in reading.labelled("ORG"))
    for span in reading.labelled("ORG"):
        trimmed = trim(view, span.start, span.end)
        if trimmed is None:
            continue
        start, end = trimmed
        mention = Mention(start, end, f"ner:{span.voter}")
        rivals = [other for other in seen if other.meets(mention)]
        if any(other.holds(mention) for other in rivals):
            continue
        if any(not mention.holds(other) for other in rivals):
            continue
        if _no_body(reading, start, end):
            continue
        head = fold(view[start:end].split()[0])
        noun = organization_nouns().get(head)
        if noun is None and not _borne_out(reading, start, end, spans):
            continue
        yield replace(mention, category=noun[0]) if noun else mention  # type: ignore[arg-type]


@cache
def _companion() -> re.Pattern[str]:
    """What before a name shows that it acts, is led, or is owned."""
    return re.compile(
        r"""(?:\b(?:según|acuerdo[ ]con|parte[ ]de|miembros?[ ]de|sede[ ]de|accionistas?[ ]de|socios?[ ]de|clientes?[ ]de|
            trabajador[a-z]*[ ]de|filial[ ]de|propiedad[ ]de|informe[ ]de|junto[ ](?:con|a)|apoyo[ ]de|ante|por)[ ](?:la[ ]|el[ ]|los[ ]|las[ ])?
            |\b(?:la|el|las|los|del|de[ ]la|de[ ]los|de[ ]las)[ ])\Z""",
        re.VERBOSE,
    )


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
    capitals = [word for word in text.split() if word[0].isupper()]
    return len(capitals) > 1 and not re.search(r"\b(?:Ley|Act|Gripe|Virus)\b", text)


@cache
def _edge() -> re.Pattern[str]:
    return re.compile(r"""[\s"'(\[,;:.•*–—-]*(?:(?:el|la|los|las|del?|al|EL|LA|LOS|LAS|DEL?)\s+)?["']?""")


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
    if end > start and view[end - 1] == ")" and "(" not in view[start:end]:
        end -= 1
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


def _no_body(reading: Reading, start: int, end: int) -> bool:
    """Whether what a voter called an organisation is none by its words."""
    text = reading.view[start:end]
    folds = [fold(w) for w in re.findall(r"\w+", text)]
    if not folds or not any(c.isupper() for c in text) or text[0].isdigit():
        return True
    phrase = " ".join(folds)
    if phrase in known_places() or phrase in words("not_organizations") or generic(phrase):
        return True
    if (text.isupper() and reading.is_capitals(start)) or folds[0] in words("place_nouns"):
        return True
    before = reading.view[max(0, start - 12) : start]
    if _sought().search(before) or (
        folds[0] not in organization_nouns()
        and locates(reading.view, start - len(re.search(r"(?:(?:el|la|los|las) )?\Z", before)[0]))
    ):  # type: ignore[index]
        return True
    if all(piece in known_places() for piece in phrase.split()):
        return True
    if re.fullmatch(r"[A-Z]{1,5}-?\d[\w-]*|[A-Z]\.(?: ?[A-Z]\.)*|(\w)\1+", text) or phrase in words(
        "platforms"
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
    return folds[0] in words("no_body_heads") and folds[:2] != ["gobierno", "regional"]


# -- what the release says of itself ----------------------------------------------


def _defined(reading: Reading, seen: list[Mention]) -> tuple[list[Mention], set[str]]:
    """Mentions that definitions add, and acronyms (folded) that stand for no body."""
    added: list[Mention] = []
    denied: set[str] = set()
    for acronym, name in definitions(reading, seen):
        text = reading.view[acronym.start : acronym.end]
        if name is None:
            if not any(m.row and (m.start, m.end) == (acronym.start, acronym.end) for m in seen):
                denied.add(fold(text))
            continue
        full = reading.view[name.start : name.end]
        row = name.row
        added.append(
            replace(
                acronym, row=row, name=row.cells[NAME] if row else full, acronym=text, category=name.category
            )
        )
        added.append(replace(name, acronym=text, name=row.cells[NAME] if row else full))
    return added, denied


def _repeated(reading: Reading, seen: list[Mention], denied: set[str]) -> list[Mention]:
    """Later and earlier mentions of names that were found once with certainty."""
    tree: PhraseTree[Mention] = PhraseTree()
    view = reading.view
    taken = {(m.start, m.end) for m in seen}
    known: set[str] = set()
    for mention in seen:
        text = view[mention.start : mention.end]
        if mention.row is not None and mention.source.startswith("gazetteer"):
            continue  # the gazetteer has found all of these already
        for form in _short_forms(mention, text):
            if form not in known and fold(form) not in denied:
                known.add(form)
                tree.add(form, mention)
    found = []
    tokens = reading.tokens
    for match in tree.find(tokens, view, nested=True) if known else ():
        start, end = tokens.starts[match.first], tokens.ends[match.last]
        text = view[start:end]
        if (start, end) in taken or any(m.start <= start and end <= m.end for m in seen):
            continue
        first = next((p for p in match.payloads if p.acronym), match.payloads[0])
        shown = view[first.start : first.end]
        capitals = text.isupper() and reading.is_capitals(start)
        if not capitals and not (text == shown or text in shown or text == first.acronym):
            continue
        name = first.name or (first.row.cells[NAME] if first.row else _plain_name(shown))
        found.append(replace(first, start=start, end=end, source="rule:repeated", evidence=shown, name=name))
    return found


def _plain_name(text: str) -> str:
    return " ".join(text.split())


def _short_forms(mention: Mention, text: str) -> Iterator[str]:
    """The ways in which a release takes a name up again."""
    if mention.source.startswith("ner") and len(text) < 3:
        return
    yield text
    if mention.source == "rule:company_form":
        bare = re.sub(r",? (?:S\. ?A|S\.? ?p|SpA|Ltda|Inc|S\.|A\. ?C|LLC|PLC|GmbH|Corp|SA\b).*\Z", "", text)
        yield bare
        parts = bare.split()
        if len(parts) >= 3 and fold(parts[0]) in organization_nouns():
            yield " ".join(parts[1:])


@cache
def _place_behind() -> re.Pattern[str]:
    return re.compile(r" (?=[^\W\d_a-záéíóúñ])")


def _with_place(reading: Reading, mention: Mention) -> Mention:
    """ "IMPLAN Torreón", "CDC Perú": an acronym with its place behind it is one name."""
    text = reading.view[mention.start : mention.end]
    if " " in text or not text.isupper() or not _place_behind().match(reading.view, mention.end):
        return mention
    tokens = reading.tokens
    index = tokens.at(mention.end)
    if index < len(tokens) and tokens.folds[index] in place_starts() and not tokens.words[index].isupper():
        behind = index
        while adjoining(reading.view, tokens, behind) and capital(tokens.words[behind + 1]):
            behind += 1
        if behind - index < 3:
            return replace(mention, end=tokens.ends[behind])
    return mention


# -- which of them stand ------------------------------------------------------------


def _inside_known(mention: Mention, known: list[Mention]) -> bool:
    """Whether grammar only found a piece of a known name, or what the gazetteer has anyway."""
    for other in known:
        if other.holds(mention):
            return True
        if mention.meets(other) and not mention.holds(other):
            return True
    return False


def _rank(mention: Mention) -> int:
    return next(i for i, source in enumerate(STRENGTH) if mention.source.startswith(source))


def _without_rivals(view: str, seen: list[Mention]) -> list[Mention]:
    """One mention a stretch; inside one another only an organ and its parent."""
    by_span: dict[tuple[int, int], Mention] = {}
    for mention in sorted(seen, key=_rank):
        kept = by_span.get((mention.start, mention.end))
        if kept is None:
            by_span[mention.start, mention.end] = mention
        elif mention.acronym and not kept.acronym:
            by_span[mention.start, mention.end] = replace(
                kept, acronym=mention.acronym, name=kept.name or mention.name
            )
    ordered = sorted(by_span.values(), key=lambda m: (m.start, -m.end))
    kept_list: list[Mention] = []
    for mention in ordered:
        outer = [other for other in kept_list if other.meets(mention)]
        if not outer:
            kept_list.append(mention)
        elif all(other.holds(mention) for other in outer):
            if all(_organ_of(view, other, mention) for other in outer):
                kept_list.append(mention)
        elif all(_rank(mention) < _rank(other) for other in outer):
            kept_list = [other for other in kept_list if other not in outer] + [mention]
    return sorted(kept_list, key=lambda m: (m.start, -m.end))


def _organ_of(view: str, outer: Mention, inner: Mention) -> bool:
    """Whether `inner` names the parent of the organ `outer`: "Facultad de Ciencias de la [Udelar]"."""
    if inner.start == outer.start:
        return False
    own = bool(re.search(r"\b(?:del|de la|de los|de las) \Z", view[outer.start : inner.start]))
    if outer.row is None:
        return (
            inner.row is not None or inner.acronym is not None or (inner.source == "rule:head_noun" and own)
        )
    if inner.row is None:
        return False
    parent = outer.row.cells[5]
    while parent:
        if parent == inner.row.cells[NAME]:
            return True
        row = known_names().get(fold(parent))
        parent = row.cells[5] if row else ""
    return not inner.row.cells[COUNTRY] and inner.end == outer.end


def _facts(reading: Reading, mentions: list[Mention]) -> Iterator[Fact]:
    defined: dict[str, Mention] = {}
    for mention in mentions:
        if mention.acronym and mention.name:
            defined[fold(mention.name)] = mention
            defined[fold(mention.acronym)] = mention
    for mention in mentions:
        text = _plain_name(reading.view[mention.start : mention.end])
        inner = [m for m in mentions if m is not mention and mention.holds(m)]
        if mention.row is not None:
            known = body(mention.row)
            acronym = known.acronym or mention.acronym
            value = OrganizationValue(known.name, acronym, known.category, True, known.parent)
        else:
            twin = defined.get(fold(text))
            name = mention.name or (twin.name if twin else None) or text
            parent = _name_of(reading, inner[-1]) if inner else None
            value = OrganizationValue(
                _plain_name(name),
                mention.acronym or (twin.acronym if twin else None),
                mention.category or (twin.category if twin else None) or "other",
                False,
                parent,
            )
        yield reading.fact(mention.start, mention.end, value, mention.source, mention.evidence)


def _name_of(reading: Reading, mention: Mention) -> str:
    return (
        mention.row.cells[NAME]
        if mention.row
        else _plain_name(mention.name or reading.view[mention.start : mention.end])
    )
