"""Facts of type event."""

from __future__ import annotations

from collections.abc import Iterator

from notaextract.facts import Fact
from notaextract.rules.reading import Reading


def events(reading: Reading) -> Iterator[Fact]:
    """Yield every event of a release in reading order."""
    yield from ()
