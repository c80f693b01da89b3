"""`notaextract doctor` and `notaextract model install`."""

from __future__ import annotations


def doctor(model: str | None) -> int:
    raise NotImplementedError


def install(size: str) -> int:
    raise NotImplementedError
