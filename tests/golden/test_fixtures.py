"""Whole releases, read by rules alone. After a change that is meant: scripts/fixtures.py, and a look."""

from __future__ import annotations

from pathlib import Path

import pytest

import fixtures
from notaextract import extract

RELEASES = sorted(fixtures.FOLDER.glob("*.txt"))


def test_there_are_fixtures() -> None:
    assert len(RELEASES) >= 36


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_fixture(path: Path) -> None:
    text = fixtures.text_of(path)
    document = extract(text, ner=False)
    assert all(text[fact.start : fact.end] == fact.text for fact in document.facts)
    expected = path.with_suffix(".expected.tsv").read_text("utf-8").splitlines()
    assert fixtures.lines(document) == expected
