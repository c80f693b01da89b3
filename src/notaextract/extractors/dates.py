"""Facts of type date.

Reads: "3 al 5 de mayo de 2025", "hoy, 16 de marzo", "próximo martes", "2024-2030",
"primer semestre de este año", "hace tres días", "siglo XIX".
Leaves: "tres días", "cada lunes", "2 025 soles", "Ley 2025", "avenida 10 de Agosto", "hoy en día".
"""

from __future__ import annotations

from collections.abc import Iterator

from notaextract.facts import Fact
from notaextract.rules.calendar.reading import read_dates
from notaextract.rules.reading import Reading


def dates(reading: Reading) -> Iterator[Fact]:
    """Yield every date of a release in reading order, resolved against `reading.issued`."""
    for mention in read_dates(reading, reading.issued):
        yield reading.fact(mention.start, mention.end, mention.value, f"rule:{mention.rule}")
