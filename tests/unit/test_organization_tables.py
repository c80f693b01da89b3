"""Every row of the organisation tables comes back as itself, and the tables are in order."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

import pytest

from notaextract.data.load import HERE, Row, read, table
from notaextract.facts import CATEGORIES, Note
from notaextract.rules.names.gazetteer import CATEGORY, COUNTRY, NAME, PARENT, forms
from notaextract.rules.names.known_bodies import known_mentions
from notaextract.rules.reading import Reading, fold

FILES = sorted((HERE / "organizations").glob("*.csv"))


def _found(text: str, country: str) -> dict[str, set[tuple[str, ...]]]:
    """Mention -> rows, as the gazetteer reads a text issued in a country."""
    reading = Reading(Note(text, country=country or None))
    rows: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for mention in known_mentions(reading):
        rows[text[mention.start : mention.end]].add(mention.row.cells[:2] if mention.row else ())
    return rows


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_come_back_as_themselves(path):
    missed = []
    for row in read(path, "organizations"):
        name, country = row.cells[NAME], row.cells[COUNTRY]
        if f"~{name}" in row.cells[3].split("|"):
            continue  # its own name is often something else: tested with its context below
        for text, shown in (
            (f"Ayer {name} informó de ello.", name),
            (f"AYER {name.upper()} INFORMÓ DE ELLO", name.upper()),
            (f"Ayer {_plain(name)} opina de ello.", _plain(name)),
        ):
            rows = {r for found in _found(text, country).items() if found[0] == shown for r in found[1]}
            if rows != {row.cells[:2]} and not (shown.isupper() and _common_in_capitals(row, shown)):
                missed.append(f"{row.where}: {shown!r} gives {rows}")
    assert missed == []


def _common_in_capitals(row: Row, shown: str) -> bool:
    """Two or three letters, and papers called by one word ("EL DEBER"), may be anything in a headline."""
    return len(shown) < 4 or (
        row.cells[CATEGORY] == "media" and re.fullmatch(r"(?:EL|LA|LOS|LAS) \S+", shown) is not None
    )


def _plain(name: str) -> str:
    """Without accents; the tilde of ñ stays, since without it words change."""
    return "".join(
        c if c in "ñÑ" or c.isascii() else fold(c).upper() if c.isupper() else fold(c) for c in name
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_are_sorted_and_whole(path):
    rows = list(read(path, "organizations"))
    assert rows, "an empty table"
    keys = [(fold(row.cells[NAME]), row.cells[COUNTRY]) for row in rows]
    assert [b for a, b in pairwise(keys) if a >= b] == [], "not sorted, or a row twice"
    assert [row.where for row in rows if row.cells[CATEGORY] not in CATEGORIES] == []
    assert [row.where for row in rows if not row.cells[NAME] or "~" in row.cells[NAME]] == []


def test_parents_are_rows():
    names = {row.cells[NAME] for row in table("organizations")}
    assert [
        row.where for row in table("organizations") if row.cells[PARENT] and row.cells[PARENT] not in names
    ] == []


def test_no_form_is_claimed_twice_in_one_country():
    claims: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in table("organizations"):
        for form in forms(row):
            if not form.weak:
                claims[row.cells[COUNTRY], form.text].add(row.where)
    assert {form: rows for form, rows in claims.items() if len(rows) > 1} == {}


def test_at_least_a_thousand_bodies_and_every_spanish_speaking_country():
    assert len(table("organizations")) >= 1000
    per_country = defaultdict(int)
    for row in table("organizations"):
        per_country[row.cells[COUNTRY]] += 1
    for country in "AR BO CL CO CR CU DO EC ES GT HN MX NI PA PE PR PY SV UY VE".split():
        assert per_country[country] >= 45, country
    assert per_country["GQ"] >= 15
    assert per_country[""] >= 300
