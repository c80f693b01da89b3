"""Facts of type organization."""

from __future__ import annotations

from collections.abc import Iterator

from notaextract.facts import Fact
from notaextract.rules.reading import Reading


def organizations(reading: Reading) -> Iterator[Fact]:
    """Yield every organization of a release in reading order."""
    yield from ()
