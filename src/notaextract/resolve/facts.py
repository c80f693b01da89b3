"""What the found facts mean together: overlaps decided, mentions linked, order."""

from __future__ import annotations

from collections.abc import Iterable

from notaextract.facts import Fact, Header
from notaextract.rules.reading import Reading


def settle(reading: Reading, header: Header, facts: Iterable[Fact]) -> tuple[Header, list[Fact]]:
    """Facts in reading order, no two of one type on one span."""
    ordered = sorted(facts, key=lambda fact: (fact.start, -fact.end))
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for fact in ordered:
        key = (fact.type, fact.start, fact.end)
        if key not in seen:
            seen.add(key)
            kept.append(fact)
    return header, kept
