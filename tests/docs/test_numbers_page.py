"""docs/numbers.md: every example in its tables is read as the page says."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "numbers.md"


def _check():
    """The check that the tables of cases use, so that both mean the same by one notation."""
    path = ROOT / "tests" / "cases" / "test_cases.py"
    spec = importlib.util.spec_from_file_location("case_tables", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.test_case


def _rows() -> list[tuple[str, str, str]]:
    found = []
    for line in PAGE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and not re.match(r"text$|-+$", cells[0]):
            found.append((cells[0], cells[1], cells[2]))
    return found


@pytest.mark.parametrize("text, country, reads", _rows(), ids=lambda cell: cell[:40] or "-")
def test_the_page_tells_the_truth(text: str, country: str, reads: str) -> None:
    _check()("figure", "2025-06-02", country, text, reads)


def test_the_page_has_examples() -> None:
    assert len(_rows()) > 80
