"""Outputs byte for byte. After a change that is meant: scripts/golden.py, and a look at the difference."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import jsonschema
import pytest

import golden
from notaextract import extract
from notaextract.output.schema import document_schema

ROOT = Path(__file__).resolve().parents[2]

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", golden.GOLDEN)
def test_outputs(name: str) -> None:
    assert golden.run(*golden.GOLDEN[name]) == (HERE / name).read_bytes().decode("utf-8")


def test_a_terminal() -> None:
    assert golden.drawn() == (HERE / "nota.txt.terminal").read_text("utf-8")


def test_the_json_is_valid() -> None:
    validator = jsonschema.Draft202012Validator(document_schema())
    for name in ("nota.txt.json", "nota.txt.jsonl"):
        validator.validate(json.loads((HERE / name).read_text("utf-8")))
    validator.validate(json.loads((ROOT / "examples" / "nota.json").read_text("utf-8")))


@pytest.mark.skipif(
    any(find_spec(name) for name in ("es_core_news_md", "es_core_news_lg")),
    reason="a second voter is installed here, the example was made without one",
)
def test_the_example_with_named_entities() -> None:
    text = (ROOT / "examples" / "nota.txt").read_text("utf-8")
    expected = json.loads((ROOT / "examples" / "nota.json").read_text("utf-8"))
    found = extract(text, model="auto").to_dict()
    # Which of two sources found a fact may differ by a rounding of the model on another machine.
    assert [(f["type"], f["text"], f["value"]) for f in found["facts"]] == [
        (f["type"], f["text"], f["value"]) for f in expected["facts"]
    ]
    assert found["header"] == expected["header"]
