"""Whatever the text: offsets hold, facts are in order, no two of one type share a span, nothing raises."""

from __future__ import annotations

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notaextract import Document, extract
from notaextract.output.schema import document_schema

VALIDATOR = jsonschema.Draft202012Validator(document_schema())
# Words that rules look for, so that random texts come near them.
WORDS = """
    Nota de Prensa|N.º|N°|núm.|045-2025|Lima,|3|03|13|13 200|2025|2025-12-31|de|del|al|y|entre|marzo|mayo
    |este|lunes|próximo|pasado|hoy|S/|US$|$|€|%|por ciento|millones|mil|mil millones|más de|cerca de|unos
    |hasta|ciudadanos|años|hectáreas|Perú|República|Guinea|Ecuatorial|EE. UU.|peruanos|la|el|los|OEA|(OEA)
    |Ministerio|Salud|Banco|Central|canciller|Ana|Ruiz|señora|Ley|Decreto Supremo|artículo|XX|IV|63.ª|Sesión
    |Congreso|dos|de cada|tres|½|²|.|,|;|:|-|–|(|)|«|»|•|http://a.pe|a@b.pe|#hoy|😀|ﬁ
"""
BREAKS = ["\n", "\n\n", "\t", "\r\n", "\u00a0", "\u202f"]
ODD = [*BREAKS, "\ufffc", "\u00ad", "\x93", "\x00", "\ud800", "e\u0301"]
PIECES = st.sampled_from([word.strip() for word in WORDS.split("|")] + ODD)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES, max_size=40).map("".join),
)


def check(document: Document, text: str) -> None:
    for fact in document.facts:
        assert 0 <= fact.start < fact.end <= len(text)
        assert text[fact.start : fact.end] == fact.text
    places = [(fact.start, -fact.end) for fact in document.facts]
    assert places == sorted(places)
    spans = [(fact.type, fact.start, fact.end) for fact in document.facts]
    assert len(spans) == len(set(spans))
    VALIDATOR.validate(document.to_dict())


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from([None, "2025-03-05", "2024-02-29"]), st.sampled_from([None, "PE", "MX"]))
def test_rules(text: str, date: str | None, country: str | None) -> None:
    check(extract(text, date=date, country=country, ner=False), text.removeprefix("\ufeff"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_with_named_entities(text: str) -> None:
    check(extract(text), text.removeprefix("\ufeff"))


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_the_same_text_gives_the_same_facts(first: str, second: str) -> None:
    before = extract(first, ner=False)
    extract(second, ner=False)
    assert extract(first, ner=False) == before
