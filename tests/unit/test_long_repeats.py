"""One trigger repeated without end: four times the text takes about four times as long, never sixteen."""

from __future__ import annotations

import time

import pytest

from notaextract import extract

PIECES = [
    *(
        "a",
        "A",
        "1",
        " ",
        ".",
        "\n",
        "- ",
        "(",
        "¿",
        "%",
        "1. ",
        "(1) ",
        "$ 1 ",
        "S/ 1 ",
        "3 y ",
        "10 a 15 ",
        "mil ",
    ),
    *(
        "km ",
        "5 kg ",
        "N.° 1 ",
        "n.º ",
        "Art. 1 ",
        "Ley 1 ",
        "1/2/2025 ",
        "5 de mayo ",
        "hoy ",
        "2025 ",
        "Lima, ",
    ),
    *(
        "Juan ",
        "Juan\n",
        "Ana de ",
        "de la ",
        "el ministro ",
        "Ana Ruiz, ministra, ",
        "(OEA) ",
        "OEA ",
        "Perú y ",
    ),
    *(
        "Banco de ",
        "Senado de ",
        "Foro de Países (FP) ",
        "Aves (AV) ",
        "AV (Aves) ",
        "XX Congreso ",
        "EE. UU. ",
    ),
    *(
        "a. m. ",
        "3 de cada ",
        "Nota de Prensa 1\n",
        "Lima, 3 de mayo de 2025.- ",
        "¡Viva! ",
        "«a» ",
        "e\u0301",
    ),
]
SHORT = 6_000
LINEAR, QUADRATIC = 4, 16  # how much longer four times the text takes


def seconds(piece: str, length: int) -> float:
    text = piece * (length // len(piece))
    began = time.process_time()
    extract(text, ner=False)
    return time.process_time() - began


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_text(piece: str) -> None:
    for _ in range(4):  # somebody else may have had the core
        short = min(seconds(piece, SHORT) for _ in range(2))
        if seconds(piece, 4 * SHORT) < (LINEAR + QUADRATIC) / 2 * short:
            return
    pytest.fail(f"four times {piece!r} takes more than {(LINEAR + QUADRATIC) / 2} times as long")
