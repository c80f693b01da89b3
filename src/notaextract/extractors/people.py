"""Facts of type person."""

from __future__ import annotations

from collections.abc import Iterator

from notaextract.facts import Fact
from notaextract.rules.reading import Reading


def people(reading: Reading) -> Iterator[Fact]:
    """Yield every person of a release in reading order."""
    yield from ()
