"""Facts of type organization: bodies that we know, that grammar shows, that the text defines.

Reads: "OEA", "Consejo Permanente de la OEA" (and the OEA in it), "Red Amazonía Viva (RAV)"
with every later "RAV", "Minera Cordillera Azul S.A.A.", "la empresa América Móvil".
Leaves: "el Gobierno", "la Comisión", "un Instituto", "Oficina de Prensa", weekdays,
connectives, and what only a model saw and grammar contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from notaextract.data.load import words
from notaextract.facts import Fact, OrganizationValue
from notaextract.rules.coverage import Coverage
from notaextract.rules.names.bodies import Mention, by_head_noun
from notaextract.rules.names.body_heads import head_phrases, only_locates
from notaextract.rules.names.company_forms import by_company_form
from notaextract.rules.names.definitions import OTHER, definitions
from notaextract.rules.names.extent import adjoining, capital, known_places, organization_nouns
from notaextract.rules.names.foreign_bodies import by_foreign_noun
from notaextract.rules.names.gazetteer import COUNTRY, NAME, PARENT, body, known_names
from notaextract.rules.names.introduced_bodies import (
    by_club_word,
    by_examples,
    by_introduction,
    by_office,
    by_ownership,
)
from notaextract.rules.names.known_bodies import known_mentions, loosely_known
from notaextract.rules.names.persons import heads_list_item, in_contact_line
from notaextract.rules.names.taken_up_bodies import by_class_word, name_of
from notaextract.rules.names.voted_bodies import voted_mentions
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
    "rule:foreign_noun",
    "rule:club_word",
    "rule:repeated",
    "ner",
)


def organizations(reading: Reading) -> Iterator[Fact]:
    """Yield every organisation of a release in reading order."""
    known = list(known_mentions(reading))
    grammar = [
        *by_company_form(reading),
        *by_introduction(reading),
        *by_examples(reading),
        *by_ownership(reading),
        *by_office(reading),
        *by_head_noun(reading),
        *by_foreign_noun(reading),
        *by_club_word(reading),
    ]
    sure = Coverage(known)
    located = {(span.start, span.end) for span in reading.labelled("LOC")}  # "Unión de Reyes" is a town
    grammar = [
        mention
        for mention in grammar
        if not _inside_known(reading.view, mention, sure)
        and not in_contact_line(reading, mention.start)
        and not (mention.source == "rule:head_noun" and heads_list_item(reading, mention.start, mention.end))
        and not (_townlike(reading, mention) and (mention.start, mention.end) in located)
    ]
    seen = [*known, *grammar]
    voted = list(voted_mentions(reading, seen))
    seen = [_without_class(reading, mention) for mention in seen + voted]
    defined, denied, others = _defined(reading, seen)
    seen = [
        mention
        for mention in _redefined(reading, seen, defined) + defined
        if fold(reading.view[mention.start : mention.end]) not in (others if mention.row else denied)
    ]
    seen += _repeated(reading, seen, denied)
    seen += by_class_word(reading, seen)
    seen = [_with_place(reading, mention) for mention in seen]
    kept = _without_rivals(reading.view, seen)
    yield from _facts(reading, kept)


def _without_class(reading: Reading, mention: Mention) -> Mention:
    """A name without the class word in front: "la ONG [Manos Altas]"."""
    end = mention.start + len("ONG ")
    if mention.row or end >= mention.end or reading.view[mention.start : end] != "ONG ":
        return mention
    return replace(mention, start=end, category="ngo") if capital(reading.view[end]) else mention


def _townlike(reading: Reading, mention: Mention) -> bool:
    """Whether a name is as short as a town's, so that a voter's LOC counts against a body."""
    text = reading.view[mention.start : mention.end]
    if head_phrases().match(reading.tokens, reading.view, reading.tokens.at(mention.start)):
        return False  # "Estación Biológica de …"
    if _member_of().search(reading.view, max(0, mention.start - 24), mention.start):
        return False  # "la doctora Ana Ríos, de la Clínica Arboleda, …"
    if mention.source in ("rule:company_form", "rule:introduced") or len(text.split()) > 4:
        return False
    return not _verb_behind().match(reading.view, mention.end)  # "el Teatro Arriaga programó …"


@cache
def _member_of() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_a-záéíóúñü][\w-]{1,20}, de(?:l| la) \Z")


@cache
def _verb_behind() -> re.Pattern[str]:
    return re.compile(r" [a-záéíóúñ]{2,12}(?:ó|aron|ieron|[aei]rán?|aba|aban|ían?)\b")


# -- what the release says of itself ----------------------------------------------


def _defined(reading: Reading, seen: list[Mention]) -> tuple[list[Mention], set[str], set[str]]:
    """Mentions that definitions add, acronyms (folded) that stand for no body, and those among them that
    the gazetteer has for another."""
    added: list[Mention] = []
    denied: set[str] = set()
    others: set[str] = set()
    for acronym, name in definitions(reading, seen):
        text = reading.view[acronym.start : acronym.end]
        if name is None:
            if acronym.evidence == OTHER:
                others.add(fold(text))
            elif not any(m.row and (m.start, m.end) == (acronym.start, acronym.end) for m in seen):
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
    return added, denied | others, others


def _redefined(reading: Reading, seen: list[Mention], defined: list[Mention]) -> list[Mention]:
    """Mentions, without the known bodies whose acronym this release gives to another body:
    in a text on the Sociedad Española de Cardiología (SEC) no "SEC" is the American one."""
    own = {m.acronym: m for m in defined if m.acronym}
    kept = []
    for mention in seen:
        text = reading.view[mention.start : mention.end]
        definition = own.get(text)
        if definition is not None and mention.row is not None and mention.row != definition.row:
            mention = replace(definition, start=mention.start, end=mention.end, source="rule:repeated")
        kept.append(mention)
    return kept


def _repeated(reading: Reading, seen: list[Mention], denied: set[str]) -> list[Mention]:
    """Later and earlier mentions of names that were found once with certainty."""
    tree: PhraseTree[Mention] = PhraseTree()
    view = reading.view
    taken = {(m.start, m.end) for m in seen}
    covered = Coverage(seen)
    known: set[str] = set()
    for mention in sorted(seen, key=lambda m: m.name is None):  # what a definition names comes first
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
        if (start, end) in taken or any(
            m.start <= start and end <= m.end for m in covered.meeting(start, end)
        ):
            continue
        first = next((p for p in match.payloads if p.acronym), match.payloads[0])
        if first.source == "rule:head_noun" and only_locates(reading, start):
            continue
        shown = view[first.start : first.end]
        if " " in shown and " " not in text and _part_of_longer(reading, match.first, text):
            continue
        capitals = text.isupper() and reading.is_capitals(start)
        if not capitals and not (text == shown or text in shown or text == first.acronym):
            continue
        name = first.name or (first.row.cells[NAME] if first.row else _plain_name(shown))
        found.append(replace(first, start=start, end=end, source="rule:repeated", evidence=shown, name=name))
    return found


def _part_of_longer(reading: Reading, index: int, text: str) -> bool:
    """Whether a company's own word stands here in another name, or is a common word of the text."""
    tokens, view = reading.tokens, reading.view
    if text.lower() in tokens.words:
        return True
    before = index > 0 and adjoining(view, tokens, index - 1) and capital(tokens.words[index - 1])
    behind = adjoining(view, tokens, index) and capital(tokens.words[index + 1])
    return (before and tokens.folds[index - 1] not in words("connectives")) or behind


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
        text = bare
    head, _, own = text.partition(" ")
    if fold(head) in words("company_heads") and len(own) > 3 and own.istitle() and own.isalpha():
        folded = fold(own)
        common = any(folded in words(kind) for kind in ("field_nouns", "level_adjectives", "given_names"))
        if not common and folded not in known_places():
            yield own  # "Laboratorios [Silesia]"


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
    if index >= len(tokens) or tokens.words[index].isupper():
        return mention
    behind = index
    while adjoining(reading.view, tokens, behind) and capital(tokens.words[behind + 1]):
        behind += 1
    if " ".join(tokens.folds[index : behind + 1]) in known_places():
        return replace(mention, end=tokens.ends[behind])
    return mention


# -- which of them stand ------------------------------------------------------------


def _only_class(view: str, start: int, end: int) -> bool:
    return view[start:end] in ("Empresa ", "Compañía ", "Empresa Pública ")


def _inside_known(view: str, mention: Mention, known: Coverage[Mention]) -> bool:
    """Whether grammar only found a piece of a known name, or what the gazetteer has anyway."""
    rivals = known.meeting(mention.start, mention.end)
    if any(other.end == mention.end and _only_class(view, mention.start, other.start) for other in rivals):
        return True  # "Empresa [EP Faros del Sur]"
    return any(other.holds(mention) or not mention.holds(other) for other in rivals)


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
    standing: Coverage[Mention] = Coverage()
    kept_list: dict[tuple[int, int], Mention] = {}
    for mention in ordered:
        outer = standing.meeting(mention.start, mention.end)
        inside = all(other.holds(mention) for other in outer)
        if inside and not all(_organ_of(view, other, mention) for other in outer):
            continue
        if not inside:
            if not all(_rank(mention) < _rank(other) for other in outer):
                continue
            for other in outer:
                standing.discard(other)
                del kept_list[other.start, other.end]
        standing.add(mention)
        kept_list[mention.start, mention.end] = mention
    return sorted(kept_list.values(), key=lambda m: (m.start, -m.end))


def _organ_of(view: str, outer: Mention, inner: Mention) -> bool:
    """Whether `inner` names the parent of the organ `outer`: "Facultad de Ciencias de la [Udelar]"."""
    if inner.start == outer.start:
        return False
    own = bool(re.search(r"\b(?:del|de la|de los|de las) \Z", view[outer.start : inner.start]))
    if not own and (outer.source == "rule:company_form" or _tells_which(view, outer, inner)):
        return False
    if not own and inner.row is not None and outer.row is None and _field_of_work(view, inner):
        return False
    if outer.row is None:
        return (
            inner.row is not None
            or inner.acronym is not None
            or (own and inner.source in ("rule:head_noun", "rule:foreign_noun"))
        )
    if inner.row is None:
        return False
    parent = outer.row.cells[PARENT]
    while parent:
        if parent == inner.row.cells[NAME]:
            return True
        names = known_names()
        row = names.get((parent, outer.row.cells[COUNTRY])) or names.get((parent, ""))
        parent = row.cells[PARENT] if row else ""
    return not inner.row.cells[COUNTRY] and inner.end == outer.end


def _tells_which(view: str, outer: Mention, inner: Mention) -> bool:
    """Whether a name only tells which body of a class is meant: "EPS [Sedacusco]", "Grupo
    Empresarial [Azcuba]"."""
    before = view[outer.start : inner.start]
    if outer.row is not None or inner.end != outer.end:
        return False
    return before.strip().isupper() or (
        before[-1] == " " and before.split()[-1][0].isupper() and view[inner.start : inner.end].istitle()
    )


def _field_of_work(view: str, inner: Mention) -> bool:
    """Whether a body's short name rather tells what an organ deals with: "Comisión de Hacienda"."""
    text = view[inner.start : inner.end]
    return " " not in text and text[1:].islower() and fold(text) in words("field_nouns")


def _facts(reading: Reading, mentions: list[Mention]) -> Iterator[Fact]:
    defined: dict[str, Mention] = {}
    for mention in mentions:
        if mention.acronym and mention.name:
            defined[fold(mention.name)] = mention
            defined[fold(mention.acronym)] = mention
    standing = Coverage(mentions)
    for mention in mentions:
        text = _plain_name(reading.view[mention.start : mention.end])
        row = mention.row
        if row is None and mention.category == "government" and mention.evidence != "foreign":
            row = loosely_known(mention.name or text, reading.country)
        if row is not None:
            known = body(row)
            acronym = known.acronym or mention.acronym
            value = OrganizationValue(known.name, acronym, known.category, True, known.parent)
        else:
            inside = standing.meeting(mention.start, mention.end)
            inner = [m for m in inside if m is not mention and mention.holds(m)]
            twin = defined.get(fold(text))
            name = mention.name or (twin.name if twin else None) or text
            parent = name_of(reading, inner[-1]) if inner else None
            value = OrganizationValue(
                _plain_name(name),
                mention.acronym or (twin.acronym if twin else None),
                mention.category or (twin.category if twin else None) or "other",
                False,
                parent,
            )
        yield reading.fact(mention.start, mention.end, value, mention.source, mention.evidence)
