"""Facts of type legal_reference."""

from __future__ import annotations

from collections.abc import Iterator

from notaextract.facts import Fact
from notaextract.rules.reading import Reading


def legal_references(reading: Reading) -> Iterator[Fact]:
    """Yield every legal_reference of a release in reading order."""
    yield from ()
