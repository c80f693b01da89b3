"""Facts of type date."""

from __future__ import annotations

from collections.abc import Iterator

from notaextract.facts import Fact
from notaextract.rules.reading import Reading


def dates(reading: Reading) -> Iterator[Fact]:
    """Yield every date of a release in reading order."""
    yield from ()
