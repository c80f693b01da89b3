"""The organisations that we know: forms, their bodies, and which body a form means here.

Forms come from `data/organizations/*.csv`. A form that starts with a capital must be
capitalised in the text; a weak form (a word that is often something else) counts only
in mid-sentence. One form may belong to bodies of several countries: the issuing
country decides, then the bodies that the text names in full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from notaextract.data.load import Row, cached, table, words
from notaextract.facts import Category
from notaextract.rules.names.extent import organization_nouns, place_starts
from notaextract.rules.phrases import PhraseTree
from notaextract.rules.reading import Tokens, fold

NAME, COUNTRY, ACRONYM, VARIANTS, CATEGORY, PARENT = range(6)


class Form(NamedTuple):
    """One way to print a body's name; `weak` where it is often something else."""

    text: str
    weak: bool
    row: Row

    @property
    def is_acronym(self) -> bool:
        """One word with more than its first letter in capitals, or the row's own acronym."""
        return " " not in self.text and (
            self.text == self.row.cells[ACRONYM] or self.text[1:] != self.text[1:].lower()
        )


class Body(NamedTuple):
    """A known organisation, as its row tells."""

    name: str
    acronym: str | None
    category: Category
    country: str | None
    parent: str | None
    where: str


def body(row: Row) -> Body:
    name, country, acronym, _, category, parent = row.cells
    return Body(name, acronym or None, category, country or None, parent or None, row.where)  # type: ignore[arg-type]


def _printed(row: Row) -> Iterable[str]:
    """Every way to print a row's body, once."""
    name, _, acronym, variants, _, _ = row[0]
    return filter(None, dict.fromkeys(f"{name}|{acronym}|{variants}".replace("~", "").split("|")))


def _form(text: str, row: Row) -> Form:
    return Form(text, f"~{text}" in row[0][VARIANTS].split("|"), row)


def forms(row: Row) -> list[Form]:
    """Every form of a row: its name, acronym and variants ("~" marks a weak one)."""
    return [_form(text, row) for text in _printed(row)]


@cached
def organization_tree() -> PhraseTree[Form]:
    """All forms of all bodies; a form is made when a text has its first word."""
    tree: PhraseTree[Form] = PhraseTree(_form)
    tree.add_all((text, row) for row in table("organizations") for text in _printed(row))
    return tree


def cased_like(form: str, mention: str) -> bool:
    """Whether a mention has capitals where the form has them (its own, not the line's).

    >>> cased_like("Cancillería", "cancillería"), cased_like("OEA", "Oea"), cased_like("Unesco", "UNESCO")
    (False, True, True)
    """
    if form == mention:
        return True
    theirs, ours = mention.split(), form.split()
    if len(theirs) != len(ours):  # "EE. UU." beside "EEUU"
        return mention[:1].isupper() or not form[:1].isupper()
    pairs = list(zip(ours, theirs, strict=True))
    if theirs[0].islower() and len(ours) > 1 and fold(theirs[0]) in organization_nouns():
        pairs = pairs[1:]  # "el ministerio de Salud": the class word in lower case, the name not
        if not any(o[:1].isupper() for o, _ in pairs):
            return False
    return all(t[:1].isupper() or not o[:1].isupper() for o, t in pairs)


def choose(candidates: list[Form], country: str | None, named: Counter[str]) -> Form | None:
    """The one body that a form means: of the issuing country, else international, else
    of the country that the text's unambiguous bodies point to; None where it stays open."""
    if len({form.row for form in candidates}) == 1:
        return candidates[0]
    own = [form for form in candidates if country and form.row.cells[COUNTRY] == country]
    if own:
        return own[0]
    world = [form for form in candidates if not form.row.cells[COUNTRY]]
    if world:
        return world[0]
    ranked = sorted(candidates, key=lambda form: -named[form.row.cells[COUNTRY]])
    best, *rest = ranked
    votes = named[best.row.cells[COUNTRY]]
    return best if votes and votes > named[rest[0].row.cells[COUNTRY]] else None


@cached
def known_names() -> dict[tuple[str, str], Row]:
    """(canonical name, country) -> row: parents are found by it."""
    return {row.cells[:2]: row for row in table("organizations")}  # type: ignore[misc]


def known_part(view: str, tokens: Tokens, first: int, last: int) -> int:
    """The last token of a known body where only a person's name runs on behind it: "la Comisión
    Europea | Margaritis Schinas"; else `last`."""
    match = organization_tree().match(tokens, view, first) if last - first > 2 else None
    if match is None or not first < match.last < last - 1 or all(form.weak for form in match.payloads):
        return last
    nouns = organization_nouns()
    no_names = (
        words("field_nouns"),
        words("level_adjectives"),
        words("branch_adjectives"),
        nouns,
        place_starts(),
    )
    for index in range(match.last + 1, last + 1):
        gap = view[tokens.ends[index - 1] : tokens.starts[index]]
        if gap not in (" ", "-") or not tokens.words[index].istitle():
            return last
        if any(tokens.folds[index] in others for others in no_names):
            return last
    return match.last
