"""A text whose accents are marks of their own gives the same facts, each at its own place in that text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fixtures
from notaextract import Document, extract
from notaextract.rules.composition import Composition, compose

RELEASES = sorted(fixtures.FOLDER.glob("*.txt"))


def told(document: Document) -> list[object]:
    return [document.header, *((fact.type, fact.value, fact.source) for fact in document.facts)]


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_fixture(path: Path) -> None:
    text = unicodedata.normalize("NFC", fixtures.text_of(path))
    marked = unicodedata.normalize("NFD", text)
    document, other = extract(text, ner=False), extract(marked, ner=False)
    assert told(other) == told(document)
    for fact, twin in zip(document.facts, other.facts, strict=True):
        assert marked[twin.start : twin.end] == twin.text
        assert unicodedata.normalize("NFC", twin.text) == fact.text
    for decision in other.decisions:
        for fact in (decision.winner, decision.loser):
            assert marked[fact.start : fact.end] == fact.text


def test_with_the_model() -> None:
    text = (
        "San José, 3 de mayo de 2025.- El ministro Iñigo Peláez y la canciller Lucía Ordóñez viajan a Panamá."
    )
    document, other = extract(text), extract(unicodedata.normalize("NFD", text))
    assert told(other) == told(document)


@given(st.text(st.sampled_from("aeñÁ1 .\u0301\u0303\u0323\u0300é%"), max_size=40))
def test_offsets_lead_back(text: str) -> None:
    composition = Composition(text)
    places = [composition.original(at) for at in range(len(composition.text) + 1)]
    assert places == sorted(set(places))
    assert places[0] == 0
    assert places[-1] == len(text)
    for at, letter in enumerate(composition.text):
        given = unicodedata.normalize("NFD", text[places[at]])
        if not unicodedata.combining(given[0]):  # of several marks on a letter the order may change
            assert unicodedata.normalize("NFD", letter)[0] == given[0]


@pytest.mark.parametrize(
    "text", ["Perú", "63.ª Sesión: 45 km², ½ hora, n.º 3", "", "ﬁn de an\u00adño", "Å K"]
)
def test_composed_text_stays(text: str) -> None:
    assert compose(text) is None
