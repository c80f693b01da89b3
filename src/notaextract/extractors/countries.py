"""Facts of type country."""

from __future__ import annotations

from collections.abc import Iterator

from notaextract.facts import Fact
from notaextract.rules.reading import Reading


def countries(reading: Reading) -> Iterator[Fact]:
    """Yield every country of a release in reading order."""
    yield from ()
