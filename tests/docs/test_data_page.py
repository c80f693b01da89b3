"""docs/data.md, followed to the letter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from notaextract import extract
from notaextract.data.check import check
from notaextract.data.load import lay_over

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "data.md").read_text("utf-8")


@pytest.fixture
def folder(tmp_path):
    for name, content in re.findall(r"(?ms)^`(\w+\.csv)`\n```csv\n(.*?)^```$", PAGE):
        (tmp_path / name).write_text(content, "utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {"countries.csv", "organizations.csv", "offices.csv"}
    lay_over(tmp_path)
    yield tmp_path
    lay_over()


def test_the_page_holds(folder):
    assert list(check(folder)) == []
    (text,) = re.findall(r"The release \*(.*?)\* now", PAGE, re.S)
    facts = extract(" ".join(text.split()), ner=False, only=["person", "organization", "country"]).facts
    people = [fact.value for fact in facts if fact.type == "person"]
    assert [(person.name, person.office) for person in people] == [("Elisa Rentería", "mayordoma")]
    assert [f.value.name for f in facts if f.type == "organization"] == ["Instituto Lacustre de Zapotlán"]
    assert [(f.value.alpha2, f.value.form) for f in facts if f.type == "country"] == [("QZ", "demonym")]


def test_without_the_folder_nothing_of_it_is_known():
    assert not [f for f in extract("El ILZA y los novocartagineses.", ner=False).facts if f.type == "country"]
