"""Whose body a shared name means, by the state told right behind it.

Reads: "Policía Nacional [ecuatoriana]", "Cancillería de [Colombia]". Leaves: "Policía Nacional
Ecuatoriana" (its own name), "franco-alemana".
"""

from __future__ import annotations

import re
from functools import cache

from notaextract.rules.names.gazetteer import Form
from notaextract.rules.names.territories import territories
from notaextract.rules.reading import Reading


@cache
def with_article() -> re.Pattern[str]:
    """ " de la ", " del ": what joins a body to its state."""
    return re.compile(r" (?:de|del)(?: la| el| los)? ")


def people_behind(reading: Reading, last: int) -> str | None:
    """The state whose people's adjective stands right behind token `last`: "Senado [chileno]"."""
    tokens, view = reading.tokens, reading.view
    if last + 1 >= len(tokens) or view[tokens.ends[last] : tokens.starts[last + 1]] != " ":
        return None
    word, folded = tokens.words[last + 1], tokens.folds[last + 1]
    if view.startswith("-", tokens.ends[last + 1]):
        return None  # "franco-alemana"
    forms = territories().demonyms.get(folded) if word.islower() else None
    codes = {form.code for form in forms or () if not form.needs and form.code}
    return codes.pop() if len(codes) == 1 else None


def state_named_behind(reading: Reading, last: int) -> str | None:
    """The state named right behind token `last`: "Cancillería de [Colombia]"."""
    tokens, view = reading.tokens, reading.view
    match = with_article().match(view, tokens.ends[last])
    if match is None or not view[match.end() : match.end() + 1].isupper():
        return None
    found = territories().names.match(tokens, view, tokens.at(match.end()))
    codes = {form.code for form in found.payloads if form.code and not form.needs} if found else set()
    return codes.pop() if len(codes) == 1 else None


_OF_STATE = frozenset(("government", "judiciary", "legislature", "security", "finance", "diplomatic"))


def of_other_state(form: Form, people: str) -> bool:
    """Whether a form is the body of a state other than the one whose adjective follows."""
    _, country, _, _, category, _ = form.row.cells
    return country not in ("", people) and category in _OF_STATE
