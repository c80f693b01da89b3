"""Every row of the tables in docs/dates.md is executed."""

from __future__ import annotations

from pathlib import Path

import pytest

from notaextract.facts import Note
from notaextract.rules.calendar.reading import read_dates
from notaextract.rules.reading import Reading

PAGE = Path(__file__).parents[2] / "docs" / "dates.md"


def _rows():
    for line in PAGE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and cells[0] not in ("text", "---"):
            yield pytest.param(*cells, id=cells[0])


ROWS = list(_rows())


def test_the_page_has_its_rows() -> None:
    assert len(ROWS) > 60


@pytest.mark.parametrize("text, issued, expected", ROWS)
def test_row(text: str, issued: str, expected: str) -> None:
    found = [
        f"{text[mention.start : mention.end]} → {mention.value.edtf}"
        for mention in read_dates(Reading(Note(text)), issued or None)
    ]
    assert " ; ".join(found) == ("" if expected == "–" else expected)
