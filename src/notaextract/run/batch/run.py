"""One run: items in, what is known left out, results committed in the inputs' order, counted and told."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Protocol

from notaextract.run.batch.archive import Archive
from notaextract.run.batch.inputs import Inputs, groups
from notaextract.run.batch.work import Item, Result


class Engine(Protocol):
    """What turns groups of items into groups of results, in order."""

    def results(self, groups: Iterator[list[Item]]) -> Iterator[list[Result]]: ...


@dataclass(slots=True)
class Counts:
    """What has become of the documents so far; what is counted is committed."""

    documents: int = 0
    facts: int = 0
    skipped: int = 0
    failed: int = 0
    pruned: int = 0
    characters: int = 0
    seconds: float = 0.0
    state: str = "whole"  # or "interrupted", "failed"
    kinds: dict[str, int] = field(default_factory=dict)

    @property
    def seen(self) -> int:
        return self.documents + self.skipped + self.failed


@dataclass(slots=True)
class Policy:
    """When to stop, what to redo and what to forget."""

    force: bool = False
    prune: bool = False
    most_errors: int | None = None  # stop at the error of this number
    stopped: Callable[[], bool] = lambda: False


Told = Callable[[Counts, list[Result]], None]


class _Seen:
    """The ids of this run, on disk once they are many (a private temporary database)."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("CREATE TABLE seen (id BLOB PRIMARY KEY) WITHOUT ROWID")
        self._db.execute("BEGIN")

    @staticmethod
    def _key(id: str) -> bytes:
        return blake2b(id.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def add(self, id: str) -> bool:
        """Whether the id is new."""
        return self._db.execute("INSERT OR IGNORE INTO seen VALUES (?)", (self._key(id),)).rowcount == 1

    def __contains__(self, id: str) -> bool:
        return self._db.execute("SELECT 1 FROM seen WHERE id = ?", (self._key(id),)).fetchone() is not None

    def close(self) -> None:
        self._db.close()


def run(
    inputs: Inputs | Iterable[Item],
    engine: Engine,
    archive: Archive,
    fingerprint: str,
    policy: Policy,
    told: Told = lambda _counts, _results: None,
) -> Counts:
    """Read every item into the archive. `told` hears of results as soon as they are committed.

    Raises OSError or the archive's own errors where it cannot be written: what was committed stays.
    """
    counts, seen = Counts(), _Seen()
    began = time.monotonic()
    archive.begin()
    archive.start_run(_now(), fingerprint)
    archive.commit()
    again: set[str] = set()  # ids that came twice, to be told once

    def items() -> Iterator[Item]:
        for item in inputs:
            if policy.stopped():
                return
            if not seen.add(item.id):
                if item.record is None or item.id in again:
                    continue  # the same file, named twice
                again.add(item.id)
                item = Item(f"{item.id} (again)", problem=("duplicate", "an id that an earlier record has"))
            known = None if policy.force else archive.known(item.id)
            yield item._replace(known=known[0] if known and known[1] == fingerprint else None)

    waiting: list[Result] = []

    def commit() -> None:
        archive.commit()
        for result in waiting:
            _count(counts, result)
        counts.seconds = time.monotonic() - began
        told(counts, waiting)
        waiting.clear()

    last = began
    failed = 0
    source = engine.results(groups(items()))
    try:
        for results in source:
            archive.begin()
            for result in results:
                failed += result.status == "bad"
                _store(archive, result, fingerprint)
                waiting.append(result)
            now = time.monotonic()
            if len(waiting) >= archive.pace[0] or now - last >= archive.pace[1]:
                commit()
                last = now
            if policy.most_errors is not None and failed >= policy.most_errors:
                counts.state = "failed"
                break
        if policy.stopped():
            counts.state = "interrupted"
    finally:
        close = getattr(source, "close", None)
        if close is not None:
            close()
    archive.begin()
    if policy.prune and counts.state == "whole" and getattr(inputs, "listed", True):
        for id in archive.ids():
            if id not in seen:
                archive.remove(id)
                counts.pruned += 1
    commit()
    archive.begin()
    archive.end_run(_now(), counts.state, (counts.documents, counts.facts, counts.skipped, counts.failed))
    archive.commit()
    if counts.state == "whole":
        archive.finish()
    counts.seconds = time.monotonic() - began
    seen.close()
    return counts


def _store(archive: Archive, result: Result, fingerprint: str) -> None:
    if result.status == "ok":
        archive.put(result.id, result.sha256, fingerprint, result.payload)
    elif result.status == "same":
        archive.clear_error(result.id)
    else:
        # Facts of what the file held before are no facts of what it holds now; a file that could
        # not be read at all keeps them.
        known = archive.known(result.id)
        if known and result.sha256 and known[0] != result.sha256:
            archive.remove(result.id)
        archive.fail(result.id, result.kind, result.message)


def _count(counts: Counts, result: Result) -> None:
    if result.status == "ok":
        counts.documents += 1
        counts.facts += result.facts
        counts.characters += result.characters
    elif result.status == "same":
        counts.skipped += 1
    else:
        counts.failed += 1
        counts.kinds[result.kind] = counts.kinds.get(result.kind, 0) + 1


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


__all__ = ["Counts", "Policy", "run"]
