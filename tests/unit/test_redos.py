"""No pattern backtracks without bound: adversarial megabytes take about as long as plain ones."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from notaextract import extract
from notaextract.extractors.figures import figures
from notaextract.facts import Fact, Note
from notaextract.rules.reading import Reading

MEGABYTE = 1_000_000
SECONDS = 1.0

# Text that holds (next to) nothing to read.
HOSTILE = {
    "digits": "7",
    "digit groups": "123 ",
    "points": "1.",
    "commas": "1,",
    "only commas": ",",
    "apostrophes": "1'",
    "blanks": " ",
    "no-break blanks": "\u00a0",
    "Roman letters": "X",
    "Roman words": "XVI ",
    "de": "de ",
    "y": "y ",
    "millones": "millones ",
    "opening brackets": "(",
    "currency signs": "$",
    "hyphens": "-",
    "dashed digits": "1-",
    "slashes": "1/",
    "adjectives": "casos ",
}
# Text where a number may begin at every other character: its time must grow with its length.
DENSE = {
    "digits far apart": "5      ",
    "mil": "mil ",
    "dos mil": "dos mil ",
    "treinta y": "treinta y ",
    "medio": "medio ",
    "signs and blanks": "US$ ",
    "percent signs": "5 % ",
    "degrees": "1° ",
    "a number before adjectives": "2 casos nuevos ",
    "ranges": "1 a ",
    "ratios": "uno de cada ",
    "capitals": "Dos Tres ",
    "years": "2025 ",
    "line ends": "5\n",
    "quotes": '"2 ',
    "pesos": "$ 5 pesos ",
    "coronas": "5 millones de coronas ",
}
# Pieces that some fact type asks about at every occurrence: linear, all types together.
EVERYWHERE = {
    **DENSE,
    "numbering": "1. ",
    "hashes": "#",
    "acronyms": "(OEA) ",
    "brackets": "(",
    "ministries": "Ministerio de ",
    "given names": "Ana ",
    "names in lines": "Ana\n",
    "amounts": "$ 1 ",
    "days": "el 3 de ",
    "today": "hoy, ",
    "months": "3 de mayo ",
    "laws": "Ley N.º 1 y ",
    "offices": "ministro de ",
    "meetings": "III Congreso de ",
    "embassies": "Embajada del Perú en ",
    "letterheads": "NOTA DE PRENSA ",
}
PROSE = (
    "El Ministerio de Textiles informó que 312 personas visitaron la sala el 3 de mayo de 2025. "
    "La directora, Ana Linares, dijo en Lima que la OEA donará US$ 2 millones al museo. "
)
READERS: dict[str, Callable[[Reading], Iterator[Fact]]] = {"figures": figures}


def seconds(reader: str, text: str) -> float:
    """Process time to read a text, its view, tokens and sentences made before."""
    reading = Reading(Note(text))
    assert len(reading.view) == len(text)
    assert len(reading.tokens) >= 0
    assert reading.sentence_at(0)
    began = time.process_time()
    for _ in READERS[reader](reading):
        pass
    return time.process_time() - began


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_megabyte_is_read_in_a_second(name: str, reader: str) -> None:
    piece = HOSTILE[name]
    assert seconds(reader, piece * (MEGABYTE // len(piece))) < SECONDS


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", DENSE)
def test_dense_text_takes_time_in_proportion(name: str, reader: str) -> None:
    piece = DENSE[name]
    short = piece * (25_000 // len(piece))
    once = min(seconds(reader, short) for _ in range(3))
    # One slow turn may be the machine's; a reader that is not linear is slow each time.
    assert min(seconds(reader, short * 8) for _ in range(3)) < 8 * 2 * once + 0.05


def whole(text: str) -> float:
    """Process time for all fact types together, no model."""
    began = time.process_time()
    extract(text, ner=False)
    return time.process_time() - began


@pytest.mark.parametrize("name", HOSTILE)
def test_all_types_read_a_hostile_text_as_fast_as_prose(name: str) -> None:
    length = 100_000
    prose = min(whole(PROSE * (length // len(PROSE))) for _ in range(2))
    piece = HOSTILE[name]
    assert whole(piece * (length // len(piece))) < 3 * prose + 0.1


@pytest.mark.parametrize("name", EVERYWHERE)
def test_all_types_take_time_in_proportion(name: str) -> None:
    piece = EVERYWHERE[name]
    short = piece * (10_000 // len(piece))
    once = min(whole(short) for _ in range(3))
    assert min(whole(short * 4) for _ in range(2)) < 4 * 2 * once + 0.05
