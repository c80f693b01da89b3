"""Headers: every layout of `header_layouts.txt`, the number's fact, the caller's date."""

from __future__ import annotations

from pathlib import Path

import pytest

from notaextract import extract

PARAGRAPH = (
    "El Ministerio de Cultura abrió al público la nueva sala de textiles, que reúne piezas de "
    "doce colecciones y que podrá visitarse sin costo. La muestra fue preparada durante dos años.\n"
)


def _layouts():
    blocks = (Path(__file__).parent / "header_layouts.txt").read_text("utf-8").split("\n=== ")[1:]
    for block in blocks:
        name, _, rest = block.partition("\n")
        text, _, fields = rest.rpartition("\n---\n")
        expected = dict(line.split(" = ", 1) for line in fields.splitlines() if " = " in line)
        yield pytest.param(text.replace("{B}", PARAGRAPH), expected, id=name)


@pytest.mark.parametrize("text, expected", list(_layouts()))
def test_layout(text: str, expected: dict[str, str]) -> None:
    header = extract(text, only=["release_number"], ner=False).header.to_dict()
    assert {name: str(value) for name, value in header.items() if value is not None} == expected


def test_number_facts_follow_the_header() -> None:
    text = "Nota de Prensa 412-25\n\nAbre la sala\n\n" + PARAGRAPH
    document = extract(text, only=["release_number"], ner=False)
    (fact,) = document.facts
    assert (fact.text, fact.value.number, fact.value.suffix) == ("Nota de Prensa 412-25", "412-25", None)


def test_caller_date_wins() -> None:
    text = "Lima, 3 de marzo de 2025.- " + PARAGRAPH
    assert extract(text, date="2024-01-02", only=["release_number"], ner=False).header.date == "2024-01-02"
