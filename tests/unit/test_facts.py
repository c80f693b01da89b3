"""The contract in Python: JSON of facts and documents, and back."""

from __future__ import annotations

import dataclasses
import json

import pytest

from notaextract import facts as contract
from notaextract.facts import (
    CountryValue,
    DateValue,
    Document,
    Engine,
    EventValue,
    Fact,
    FigureValue,
    Header,
    LegalReferenceValue,
    OrganizationValue,
    PersonValue,
    PlaceValue,
    ReleaseNumberValue,
    Value,
)

VALUES: list[Value] = [
    ReleaseNumberValue("Nota de Prensa", "087-2026", 87, 2026),
    DateValue("2026-05-14", "2026-05-14", "2026-05-14"),
    CountryValue("CL", "CHL", "Chile", "demonym"),
    OrganizationValue("Banco Interamericano de Desarrollo", "BID", "finance", True),
    FigureValue("money", 12_500_000, currency="USD"),
    FigureValue("ratio", 0.6667),
    PersonValue("Verónica Andrade Cueva", "ministra"),
    PlaceValue("Valparaíso", "city", "CL"),
    EventValue("IV Gabinete Binacional", 4),
    LegalReferenceValue("law", "21.325"),
]


def document(*values: Value) -> Document:
    found = tuple(Fact("x", i, i + 1, value, "rule:test") for i, value in enumerate(values))
    return Document(
        "nota.txt", Engine("0.1.0", ("notaextract-es 1.0.0",)), Header(number="1"), found, "x" * 20
    )


def test_every_type_is_in_the_samples() -> None:
    assert {value.TYPE for value in VALUES} == set(contract.FACT_TYPES)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.TYPE)
def test_values_survive_json(value: Value) -> None:
    fact = Fact("texto", 3, 8, value, "rule:test")
    assert Fact.from_dict(json.loads(json.dumps(fact.to_dict()))) == fact


def test_documents_survive_json() -> None:
    whole = document(*VALUES)
    assert Document.from_dict(json.loads(json.dumps(whole.to_dict())), whole.text) == whole


def test_keys_and_their_order() -> None:
    record = document(VALUES[2]).to_dict()
    contract = ["schema", "source", "engine", "header", "facts"]
    assert list(record) == [*contract, "source_sha256", "text_sha256", "state", "problem"]
    assert list(document().to_dict(with_text=True)) == [*record, "text"]
    assert list(record["header"]) == [
        "document_type", "number", "sequence", "year", "date", "time", "place", "title", "issuer",
    ]  # fmt: skip
    assert list(record["facts"][0]) == ["type", "text", "start", "end", "value", "source"]
    assert list(record["facts"][0]["value"]) == ["alpha2", "alpha3", "name", "form"]


def test_evidence_is_no_part_of_the_json() -> None:
    fact = Fact("x", 0, 1, VALUES[0], "rule:test", evidence="table.csv:3")
    assert "evidence" not in fact.to_dict()


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.TYPE)
def test_values_are_frozen(value: Value) -> None:
    name = dataclasses.fields(value)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, name, "other")
