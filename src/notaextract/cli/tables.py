"""`notaextract data check`."""

from __future__ import annotations


def check(folder: str) -> int:
    raise NotImplementedError
