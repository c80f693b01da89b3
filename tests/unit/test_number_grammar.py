"""What a Number tells besides its value, and the examples in the rules' docstrings."""

from __future__ import annotations

import doctest
import importlib

import pytest

from notaextract.rules.numbers.grammar import read_digits, read_number, read_words

MODULES = (
    "counted_nouns", "lookalikes", "money", "marks", "grammar", "ordinals", "qualifiers", "quantities",
    "ranges", "ratios", "units",
)  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples(name: str) -> None:
    module = importlib.import_module(f"notaextract.rules.numbers.{name}")
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    "text, doubt",
    [
        ("3.450", "."),
        ("3,450", ","),
        ("0.450", ""),
        ("3.45", ""),
        ("3.450,5", ""),
        ("3'450", ""),
        ("3.450.000", ""),
    ],
)
def test_one_mark_before_three_digits_is_in_doubt(text: str, doubt: str) -> None:
    found = read_number(text, 0)
    assert found is not None
    assert found.doubt == doubt


@pytest.mark.parametrize("text", ["12.05.2025", "3.1.2", "192.168.1.10", "01.5", "1,2,3"])
def test_codes_are_no_numbers(text: str) -> None:
    assert read_number(text, 0) is None


@pytest.mark.parametrize("text", ["miles", "cientos", "millones", "docenas", "abril", "un par"][:5])
def test_bare_plurals_are_no_numbers(text: str) -> None:
    assert read_number(text, 0) is None


@pytest.mark.parametrize(
    "text, linked",
    [
        ("3 millones", True),
        ("3 millones 200 mil", False),
        ("mil", False),
        ("una docena", True),
        ("mil millones", True),
    ],
)
def test_nouns_of_number_want_de(text: str, linked: bool) -> None:
    found = read_number(text, 0)
    assert found is not None
    assert found.linked is linked


def test_readers_are_separate() -> None:
    assert read_digits("13 mil", 0) == read_digits("13 de mayo", 0)
    assert read_words("13 mil", 0) is None
    assert read_digits("trece", 0) is None
