"""Stretches of text by place: those that meet another are found without looking at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar


class Stretch(Protocol):
    """Anything with a start and an end."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Stretch)
_WIDTH = 128  # characters a bucket


class Coverage(Generic[S]):
    """Stretches in buckets of text, so that time grows with their number and not its square."""

    def __init__(self, stretches: Iterable[S] = ()) -> None:
        self._buckets: dict[int, list[S]] = {}
        for stretch in stretches:
            self.add(stretch)

    def add(self, stretch: S) -> None:
        for bucket in range(stretch.start // _WIDTH, stretch.end // _WIDTH + 1):
            self._buckets.setdefault(bucket, []).append(stretch)

    def discard(self, stretch: S) -> None:
        for bucket in range(stretch.start // _WIDTH, stretch.end // _WIDTH + 1):
            self._buckets[bucket].remove(stretch)

    def meeting(self, start: int, end: int) -> list[S]:
        """The stretches that overlap start to end, each once."""
        found: dict[int, S] = {}
        for bucket in range(start // _WIDTH, end // _WIDTH + 1):
            for stretch in self._buckets.get(bucket, ()):
                if stretch.start < end and start < stretch.end:
                    found[id(stretch)] = stretch
        return list(found.values())
