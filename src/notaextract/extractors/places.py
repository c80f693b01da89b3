"""Facts of type place."""

from __future__ import annotations

from collections.abc import Iterator

from notaextract.facts import Fact
from notaextract.rules.reading import Reading


def places(reading: Reading) -> Iterator[Fact]:
    """Yield every place of a release in reading order."""
    yield from ()
