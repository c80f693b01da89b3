"""Whatever the text, figures keep the contract: offsets hold, order, one fact a span, ordered ranges."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from notaextract.extractors.figures import figures
from notaextract.facts import Note
from notaextract.rules.reading import Reading

PIECES = (
    "dos tres mil millones millón de y medio uno un una 5 13 200 1.234 1:234.000 0,5 % por ciento años casos "
    "€ $ S/ US$ Bs entre a o – - / cada tercio tercios partes cuartas la mitad º ª ° ½ X III XXl Congreso "
    "media hora docena ; . ( ) : + menos grados bajo cero hace más los hasta pesos coronas \n"
).split(" ")


def check(text: str, country: str | None) -> None:
    seen: set[tuple[int, int]] = set()
    last = -1
    for fact in figures(Reading(Note(text, "-", "2020-01-01", country))):
        assert text[fact.start : fact.end] == fact.text
        assert last <= fact.start < fact.end
        assert (fact.start, fact.end) not in seen
        seen.add((fact.start, fact.end))
        last = fact.start
        value = fact.value
        if value.number_high is not None:
            assert value.number < value.number_high
            assert value.qualifier == "between"
        assert (value.currency is None) or value.kind == "money"
        assert (value.unit is None) == (value.kind == "money") or value.kind == "ratio"


def test_shuffled_pieces_of_figures() -> None:
    chance = random.Random(5)
    for _ in range(4000):
        pieces = [chance.choice(PIECES) for _ in range(chance.randrange(1, 14))]
        check(
            ("" if chance.random() < 0.15 else " ").join(pieces),
            chance.choice((None, "PE", "UY", "GT", "PY")),
        )


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    check(text, None)
