"""Facts of type figure."""

from __future__ import annotations

from collections.abc import Iterator

from notaextract.facts import Fact
from notaextract.rules.reading import Reading


def figures(reading: Reading) -> Iterator[Fact]:
    """Yield every figure of a release in reading order."""
    yield from ()
