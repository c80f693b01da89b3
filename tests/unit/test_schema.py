"""The schema says what the contract says, and refuses what it does not."""

from __future__ import annotations

import copy
from typing import Any

import jsonschema
import pytest
from test_facts import VALUES, document

from notaextract import extract
from notaextract.output.schema import document_schema

VALIDATOR = jsonschema.Draft202012Validator(document_schema())
GOOD = document(*VALUES).to_dict()


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(document_schema())


def test_a_document_with_every_type_is_valid() -> None:
    VALIDATOR.validate(GOOD)


def test_what_extract_gives_is_valid() -> None:
    text = "Lima, 3 de marzo de 2025.- La OEA entregó S/ 3,5 millones a 24 peruanos (45 %)."
    VALIDATOR.validate(extract(text, ner=False).to_dict())


def changed(path: str, value: Any) -> dict[str, Any]:
    """The good document with one field replaced."""
    record = copy.deepcopy(GOOD)
    *way, last = path.split(".")
    here: Any = record
    for step in way:
        here = here[int(step) if step.isdigit() else step]
    here[last] = value
    return record


@pytest.mark.parametrize(
    "path, value",
    [
        ("schema", "notaextract/2"),
        ("header.date", "14/05/2026"),
        ("header.time", "9:00"),
        ("header.year", "2026"),
        ("facts.0.source", "model"),
        ("facts.0.type", "date"),
        ("facts.0.start", -1),
        ("facts.1.value.earliest", "2026-05"),
        ("facts.2.value.alpha2", "CHL"),
        ("facts.2.value.form", "adjective"),
        ("facts.3.value.category", "bank"),
        ("facts.4.value.number", None),
        ("facts.4.value.kind", "sum"),
        ("facts.4.value.new", 1),
        ("extra", 1),
    ],
)
def test_what_the_contract_does_not_know_is_refused(path: str, value: Any) -> None:
    assert not VALIDATOR.is_valid(changed(path, value))


@pytest.mark.parametrize("missing", ["schema", "source", "engine", "header", "facts"])
def test_nothing_may_be_left_out(missing: str) -> None:
    assert not VALIDATOR.is_valid({key: value for key, value in GOOD.items() if key != missing})
