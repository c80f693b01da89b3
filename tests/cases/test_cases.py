"""Tables of cases: tests/cases/TYPE*.tsv, each line one text with its facts marked.

Columns, split by tabs: date of issue (ISO or empty), issuing country (alpha-2 or empty),
the text with every expected mention in {braces}, and the expected values in order, split
by " ; ". A text without braces is a look-alike: nothing may be found. "\\n" in a text is a
line break; a line that starts with "#" names the phenomenon of the cases below it.

Values: date EDTF, or FIRST..LAST, or ? (unresolved); country "PE" or "PE demonym";
figure `KIND NUMBER[..HIGH] [QUALIFIER] [CUR] ["unit"]`; organization "name / acronym";
person "name @ office"; release_number and legal_reference their number (or name);
place, event their name. The text is read without named-entity models.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from notaextract import extract
from notaextract.facts import QUALIFIERS, Fact

HERE = Path(__file__).parent
TYPES = {
    "figures": "figure",
    "dates": "date",
    "countries": "country",
    "organizations": "organization",
    "people": "person",
    "places": "place",
    "events": "event",
    "legal_references": "legal_reference",
    "release_numbers": "release_number",
}


def _cases():
    for path in sorted(HERE.glob("*.tsv")):
        kind = TYPES[path.stem.split("-")[0]]
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                cells = [*line.split("\t"), "", "", ""][:4]
                yield pytest.param(kind, *cells, id=f"{path.stem}:{number}:{cells[2][:50]}")


def _shown(fact: Fact) -> str:
    value = fact.value
    match fact.type:
        case "date":
            edges = f"{value.earliest}..{value.latest}"
            return "?" if value.earliest is None and value.latest is None else f"{value.edtf}|{edges}"
        case "country":
            return value.alpha2 + ("" if value.form == "name" else " demonym")
        case "figure":
            high = "" if value.number_high is None else f"..{value.number_high}"
            parts = [value.kind, f"{value.number}{high}", value.qualifier, value.currency or ""]
            return " ".join(p for p in parts if p) + (f' "{value.unit}"' if value.unit else "")
        case "organization":
            return value.name + (f" / {value.acronym}" if value.acronym else "")
        case "person":
            return value.name + (f" @ {value.office}" if value.office else "")
        case "release_number":
            return value.number
        case "legal_reference":
            return value.number or value.name or ""
        case _:
            return value.name


def _same(kind: str, expected: str, got: str) -> bool:
    if kind == "date" and got != "?":
        edtf, edges = got.split("|")
        return expected in (edtf, edges)
    if kind == "figure" and not set(expected.split('"')[0].split()) & set(QUALIFIERS):
        first, _, rest = expected.partition('"')
        words = first.split()
        words.insert(2, "exact")
        expected = " ".join(words) + (f' "{rest}' if rest else "")
    if kind == "organization" and " / " not in expected:
        return expected == got.split(" / ")[0]
    if kind == "person" and " @ " not in expected:
        return expected == got.split(" @ ")[0]
    return expected == got


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without braces, and what they enclosed; they may nest."""
    text, opened, spans = "", [], []
    for char in marked:
        if char == "{":
            opened.append(len(text))
        elif char == "}":
            spans.append((opened.pop(), len(text)))
        else:
            text += char
    return text, sorted(spans, key=lambda span: (span[0], -span[1]))


@pytest.mark.parametrize("kind, issued, country, marked, values", list(_cases()))
def test_case(kind: str, issued: str, country: str, marked: str, values: str) -> None:
    marked = marked.replace("\\n", "\n")
    text, spans = _unmarked(marked)
    document = extract(text, date=issued or None, country=country or None, only=[kind], ner=False)
    found = [(f.start, f.end) for f in document.facts]
    assert [text[a:b] for a, b in found] == [text[a:b] for a, b in spans]
    assert found == spans
    expected = [v.strip() for v in values.split(" ; ")] if values.strip() else []
    got = [_shown(f) for f in document.facts]
    assert len(expected) == len(spans), "the case needs one value a mention"
    for want, have in zip(expected, got, strict=True):
        assert _same(kind, want, have), f"want {want!r}, got {have!r}"
