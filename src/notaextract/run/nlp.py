"""Named-entity voters: the only module that imports spaCy."""

from __future__ import annotations

from notaextract.facts import Span
from notaextract.rules.reading import Reading


class Voters:
    """One or two models that each give plain spans."""

    names: tuple[str, ...] = ()

    def spans(self, reading: Reading) -> list[Span]:
        return []


def load_voters(model: str | None) -> Voters:
    """The voters for a `--model` value. Raises ModelError."""
    return Voters()
