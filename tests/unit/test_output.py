"""What the outputs show: windows of a sentence, values, text made visible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notaextract.facts import (
    CountryValue,
    DateValue,
    FigureValue,
    LegalReferenceValue,
    OrganizationValue,
    PersonValue,
    Value,
)
from notaextract.output.context import Window, fit
from notaextract.output.csv import plain
from notaextract.output.values import shown
from notaextract.output.visible import cells, visible


@pytest.mark.parametrize(
    "value, line",
    [
        (FigureValue("count", 13200, qualifier="more_than", unit="ciudadanos"), "> 13 200 ciudadanos"),
        (FigureValue("count", 9999, unit="casos"), "9999 casos"),
        (FigureValue("money", 3_500_000, currency="PEN"), "3 500 000 PEN"),
        (FigureValue("money", 5), "5 (currency open)"),
        (FigureValue("percent", 5, 7, "between", "%"), "5–7 %"),
        (FigureValue("ordinal", 63, unit="Sesión"), "63. Sesión"),
        (FigureValue("ratio", 0.6667), "0.6667"),
        (FigureValue("measure", 12345.678, unit="km"), "12 345.678 km"),
        (FigureValue("count", 1e22, unit="x"), "1e+22 x"),
        (DateValue("2026-05-14", "2026-05-14", "2026-05-14"), "2026-05-14"),
        (DateValue("2027-41", "2027-07-01", "2027-12-31"), "2027-41 (2027-07-01 to 2027-12-31)"),
        (DateValue("2026-05-13/2026-05-14", "2026-05-13", "2026-05-14"), "2026-05-13 to 2026-05-14"),
        (DateValue(None), "? (open)"),
        (CountryValue("PE", "PER", "Perú"), "PE Perú"),
        (OrganizationValue("Foro Marino"), "Foro Marino"),
        (OrganizationValue("Organización X", "OX"), "OX · Organización X"),
        (PersonValue("Ana Ruiz", "canciller"), "Ana Ruiz, canciller"),
        (LegalReferenceValue("law", "31495"), "law · 31495"),
    ],
)
def test_values_on_one_line(value: Value, line: str) -> None:
    assert shown(value) == line


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_shown(text: str) -> None:
    shown_text = visible(text)
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in shown_text)
    assert not set(shown_text) & set(
        "\u2028\u2029\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
    )
    shown_text.encode()


@given(st.text("abc .", max_size=80), st.text("xyz", min_size=1, max_size=40), st.text("abc .", max_size=80))
def test_a_window_holds_the_fact_and_fits(before: str, text: str, after: str) -> None:
    found = fit(Window(before, text, after), 60)
    assert found.text == text
    assert sum(map(len, found)) <= max(60, len(text))
    assert before.endswith(found.before.removeprefix("… "))
    assert after.startswith(found.after.removesuffix(" …"))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", " =1", "\t=1", "\r=1"])
def test_no_cell_begins_a_formula(cell: str) -> None:
    assert plain(cell) == f"'{cell}"


def test_columns_of_a_terminal() -> None:
    assert [cells(text) for text in ("Perú", "Peru\u0301", "日本")] == [4, 4, 4]
