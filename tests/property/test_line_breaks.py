"""Line ends of Windows, blanks at line ends and hanging indents change no fact but its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fixtures
from notaextract import Document, extract
from notaextract.rules.composition import Composition, compose
from notaextract.rules.view import unwrapped

RELEASES = sorted(fixtures.FOLDER.glob("*.txt"))

LIST = """MINISTERIO DE FAROS

COMUNICADO 7-2024

El ministerio comunica a la ciudadanía de la costa y de las islas lo que
sigue, y pide a los navegantes que lo lean con la atención debida:

1. Que el 31 de agosto del año en curso la ministra Rosa Elena Quispe
{0}Mamani visitó el puerto de Iquique, y que el acuerdo del 12 de marzo de
{0}2006 con el Banco Mundial rige por otros diez años y cuesta más de 30
{0}millones de pesos, que paga la Dirección General de Puertos, Faros y
{0}Boyas.

2. Que el pasado lunes la Organización de los Estados Americanos (OEA)
{0}envió a tres expertos de Chile y a una delegación de la República de
{0}Panamá.
"""


def told(document: Document) -> list[object]:
    facts = [(fact.type, " ".join(fact.text.split()), fact.value, fact.source) for fact in document.facts]
    return [document.header, *facts]


def in_place(document: Document, text: str) -> bool:
    return all(text[fact.start : fact.end] == fact.text for fact in document.facts)


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_windows(path: Path) -> None:
    text = fixtures.text_of(path)
    if "\r" in text:
        pytest.skip("written on Windows already")
    other = text.replace("\n", "\r\n")
    document = extract(other, ner=False)
    assert told(document) == told(extract(text, ner=False))
    assert in_place(document, other)


@pytest.mark.parametrize("indent", ["   ", "\t", "      ", "\u00a0\u00a0"])
@pytest.mark.parametrize("end", ["\n", " \n", "\r\n"])
def test_hanging_indent(indent: str, end: str) -> None:
    plain, indented = LIST.format(""), LIST.format(indent).replace("\n", end)
    document = extract(indented, ner=False)
    assert told(document) == told(extract(plain, ner=False))
    assert in_place(document, indented)
    assert {"Rosa Elena Quispe Mamani", "12 de marzo de 2006"} <= {
        " ".join(fact.text.split()) for fact in document.facts
    }


@given(st.text(st.sampled_from("aé\u0301 \r\n\t.1"), max_size=60))
def test_offsets_lead_back(text: str) -> None:
    composition = compose(text) or Composition(text)
    places = [composition.original(at) for at in range(len(composition.text) + 1)]
    assert places == sorted(set(places))
    assert (places[0], places[-1]) == (0, len(text))
    if composition.view is not None:
        assert len(composition.view) == len(composition.text)


def test_tables_stay() -> None:
    assert compose("Lima      30\nIca       20\n") is None
    assert unwrapped("uno\r\n\r\ndos") == "uno \n \ndos"
