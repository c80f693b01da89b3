"""Numbers written to Spanish in every way that we know are read back without a single error.

num2words writes Spanish with known mistakes (billón for 10^9 and the like never, but "veintiun", missing
accents, masculine only); what it writes is corrected here before it is read.
"""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from notaextract.facts import Note
from notaextract.rules.numbers.grammar import read_number
from notaextract.rules.reading import Reading, fold

BLANKS = (" ", "\u00a0", "\u202f", "\u2009")


def in_words(number: int) -> str:
    """The cardinal as RAE writes it before a noun (apocopes, accents)."""
    written = num2words(number, lang="es")
    written = re.sub(r"\bveintiuno (mil|millones|billones)", r"veintiún \1", written)
    written = re.sub(r"\buno (mil|millones|billones)", r"un \1", written)
    written = re.sub(r"veintiun\b", "veintiún", written)
    return (
        re.sub(r"uno$", "un", written).replace("veintiun", "veintiún") if written.endswith("uno") else written
    )


def feminine(written: str) -> str:
    """Hundreds and ones as before a feminine noun; "millones" keeps its masculine factor."""
    head, scale, tail = written.rpartition("millones ") if "millones " in written else ("", "", written)
    if not scale and "millones" in written:
        return written
    tail = re.sub(r"cientos\b", "cientas", tail).replace("quinientos", "quinientas")
    tail = re.sub(r"veintiún$", "veintiuna", tail)
    tail = re.sub(r"\bun$", "una", tail)
    return head + scale + tail


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


def in_thousands(number: int) -> str:
    """ "13 mil 200", "2 millones 334 mil 949": digits with scale words."""
    millions, rest = divmod(number, 10**6)
    thousands, ones = divmod(rest, 1000)
    parts = []
    if millions:
        parts.append(f"{millions} {'millón' if millions == 1 else 'millones'}")
    if thousands:
        parts.append(f"{thousands} mil" if thousands > 1 else "mil")
    if ones or not parts:
        parts.append(str(ones))
    return " ".join(parts)


def some_number(chance: random.Random) -> int:
    """Numbers of every length alike, with round ones among them."""
    number = chance.randrange(1, 10 ** chance.randrange(1, 12))
    if chance.random() < 0.3:
        number = number // 10**3 * 10**3 or number
    return number


def forms(number: int, chance: random.Random) -> list[str]:
    written = in_words(number)
    found = [written, written.upper(), written.capitalize(), fold(written), feminine(written)]
    if number >= 10**4:
        found += [grouped(number, mark) for mark in (*BLANKS, ".", ",", "'", "’")]
        found += [f"{grouped(number, '.')},5", f"{grouped(number, ',')}.5", f"{grouped(number, ' ')},5"]
    if 1000 < number < 10**9 and number % 10**6:
        found.append(in_thousands(number))
    if number % 10**5 == 0 and number >= 10**6:
        found.append(f"{number / 10**6:g} millones".replace(".", chance.choice(",.")))
    return found


def read(text: str) -> int | float | None:
    reading = Reading(Note(f"{text} personas"))
    found = read_number(reading.view, 0)
    return found.value if found and found.end == len(text) else None


def test_twenty_thousand_numbers_are_read_back() -> None:
    chance = random.Random(20_000)
    wrong: list[tuple[str, object]] = []
    done = 0
    while done < 20_000:
        number = some_number(chance)
        for text in forms(number, chance):
            if re.search(r"\d[eE]\+?\d", text):
                continue
            want = (
                number + 0.5
                if re.search(r"[,.]5$", text) and len(text) > 6 and "millones" not in text
                else number
            )
            done += 1
            got = read(text)
            if got != want:
                wrong.append((text, got))
    assert not wrong, f"{len(wrong)} of {done}: {wrong[:20]}"


@given(st.integers(1, 10**12 - 1), st.integers(0, 999))
@settings(max_examples=200, deadline=None)
def test_a_decimal_mark_after_groups_is_decimal(number: int, decimals: int) -> None:
    for mark, other in ((".", ","), (",", ".")):
        if number < 1000:
            continue
        text = f"{grouped(number, mark)}{other}{decimals:03d}"
        found = read_number(text, 0)
        assert found is not None
        assert found.value == pytest.approx(number + decimals / 1000)
        assert found.end == len(text)


@given(st.text(alphabet="0123456789.,' millonesdocyu½", max_size=60))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_within_its_bounds(text: str) -> None:
    for at in range(len(text)):
        found = read_number(text, at)
        if found is not None:
            assert at == found.start < found.end <= len(text)
            assert found.value >= 0
