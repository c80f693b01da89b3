"""Letterheads: lines that are the name of the body that issues, and the part of it that writes.

Reads: "MINISTERIO DE SALUD", "Secretaría de Economía", "CANCILLERÍA", "INEI".
Leaves: "MINISTRO ENTREGÓ EQUIPOS", "ACTUALIDAD", "Dirección de Comunicaciones".
"""

from __future__ import annotations

import re

from notaextract.data.load import cached, table, words
from notaextract.rules.names.bodies import PRESS_HEADS
from notaextract.rules.names.company_forms import closed_by_form
from notaextract.rules.names.gazetteer import organization_tree
from notaextract.rules.reading import fold_in_place, in_capitals

SMALL = frozenset("de del la las los el y e para en por con a al".split())
# The part of a body that writes its releases.
PRESS_PART = re.compile(
    rf"(?:{PRESS_HEADS}|subdireccion|equipo)\b.{{0,30}}"
    r"\b(?:prensa|comunicacion|comunicaciones|imagen|difusion|informacion diplomatica|medios)\b"
)


@cached
def body_nouns() -> frozenset[str]:
    nouns = frozenset(row.cells[0] for row in table("organization_nouns"))
    return nouns | words("header_state") | words("header_body")


def is_letterhead(text: str) -> bool:
    """Whether a line or a piece of one is the name of a body alone: "MINISTERIO DE SALUD", "INEI"."""
    if is_company(text):
        return True
    names = re.findall(r"[^\W\d_]+", text)
    if not names or len(names) > 16 or text[-1] in ".?!:":
        return False
    if is_known_acronym(text):
        return True
    first = fold_in_place(names[0])
    if first in ("el", "la", "los", "las") and len(names) > 1:
        first = fold_in_place(names[1])
    if first not in body_nouns() or any(c in text for c in '¿¡"%$'):
        return False
    if in_capitals(text):
        return not any(_verb(name) for name in names) and not re.search(r"\d", text)
    return all(name[0].isupper() or name in SMALL for name in names)


def is_company(text: str) -> bool:
    """Whether a line is a company's name alone, closed by its form: "CaixaNorte, S.A."."""
    form = closed_by_form(text) if len(text) < 60 else None
    names = re.findall(r"[^\W\d_]+", text[:form]) if form else []
    return (
        0 < len(names) < 5
        and all(name[0].isupper() or name in SMALL for name in names)
        and fold_in_place(names[0]) not in words("header_company_not")
    )


def is_known_acronym(text: str) -> bool:
    """Whether a text is nothing but the acronym of a body that we know: "INEI"."""
    if not text.isalpha() or not text[:1].isupper():
        return False
    return any(f.text == text and f.is_acronym and not f.weak for f in organization_tree().claims(text))


def _verb(name: str) -> bool:
    """Whether a word of a headline in capitals shows by its form that it is a verb."""
    lower = name.lower()
    return lower.endswith(("ó", "rá", "rán", "aron", "ieron")) or fold_in_place(lower) in words(
        "date_event_present"
    ) | words("header_headline_verb")
