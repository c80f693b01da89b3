"""The issuing country: what "pesos", "Cancillería" and "$" mean in this release."""

from __future__ import annotations

from collections.abc import Sequence

from notaextract.facts import Fact, Header
from notaextract.rules.reading import Reading


def issuing_country(reading: Reading, header: Header, named: Sequence[Fact]) -> str | None:
    """ISO alpha-2 of the country that issued the release, or None where the text leaves it open."""
    return None
