"""The header of a release: type, number, date and time of issue, dateline, title, issuer."""

from __future__ import annotations

from notaextract.facts import Fact, Header
from notaextract.rules.reading import Reading


def read_header(reading: Reading) -> tuple[Header, list[Fact]]:
    """The header, and the release_number facts it rests on."""
    return Header(), []
