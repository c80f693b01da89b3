"""JSON lines and CSV as archives: whole blocks of lines in a file, and a journal beside it.

The journal (`OUT.journal`, SQLite) says which bytes of which file are which document's. New
documents are appended to OUT; what takes an older version's place waits in `OUT.changed`
and both become one file at the end of the run, so OUT never holds a document twice. Bytes
behind the last block that the journal knows were written by a run that was killed: they are
cut off when OUT is opened again.
"""

from __future__ import annotations

import io
import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from notaextract.errors import UsageError
from notaextract.output.ledger import RUNS, Ledger

_CHUNK = 1 << 20
_TABLES = f"""
CREATE TABLE blocks (id TEXT PRIMARY KEY, sha256 TEXT, fingerprint TEXT,
                     file INTEGER, start INTEGER, size INTEGER);
CREATE INDEX blocks_place ON blocks (file, start);
CREATE TABLE errors (id TEXT PRIMARY KEY, kind TEXT, message TEXT);
{RUNS};
CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER);
INSERT INTO state VALUES ('dead', 0), ('merging', 0), ('size', 0);
"""
_MAIN, _CHANGED = 0, 1


def journal_of(path: str) -> str:
    return f"{path}.journal"


class LineArchive(Ledger):
    """An archive in a text file. `head` is the line that the file opens with (CSV).

    Raises UsageError where the file or its journal cannot be written, or OUT is not ours.
    """

    TABLE = "blocks"
    pace = (200, 0.5)

    def __init__(self, path: str, head: bytes = b"") -> None:
        self.path = path
        self._paths = (path, f"{path}.changed")
        self._head = head
        self._files: list[BinaryIO] = []
        journal = journal_of(path)
        known = os.path.exists(journal) and os.path.getsize(journal) > 0
        if not known and os.path.exists(path) and os.path.getsize(path) > 0:
            raise UsageError(
                f"{path}: is there already, without {journal}; move it away or name another file"
            )
        try:
            self._db = sqlite3.connect(journal, isolation_level=None)
            self._db.execute("PRAGMA busy_timeout = 10000")
            if not known:
                self._db.executescript(f"BEGIN; {_TABLES} COMMIT;")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._recover()
        except (sqlite3.DatabaseError, OSError) as problem:
            raise UsageError(f"cannot write to {path} ({problem})") from None

    def _recover(self) -> None:
        """Finish a merge that was cut short, and cut off what no commit covers."""
        merged = Path(f"{self.path}.merged")
        if self._state("merging"):
            if merged.exists():
                merged.replace(self.path)
            self._set("merging", 0)
        merged.unlink(missing_ok=True)
        for number, path in enumerate(self._paths):
            stream = open(path, "r+b" if os.path.exists(path) else "w+b")  # noqa: SIM115
            self._files.append(stream)
            (end,) = self._db.execute(
                "SELECT COALESCE(MAX(start + size), 0) FROM blocks WHERE file = ?", (number,)
            ).fetchone()
            if number == _MAIN:
                # A removed document's block may be the last: its bytes stay until the merge.
                end = max(end, self._state("size"))
                if end < len(self._head):
                    stream.truncate(0)
                    stream.write(self._head)
                    stream.flush()
                    end = len(self._head)
            if os.fstat(stream.fileno()).st_size < end:
                raise UsageError(f"{path}: is shorter than its journal says; move both away and run again")
            stream.truncate(end)
            stream.seek(end)
            stream.flush()

    def _state(self, name: str) -> int:
        (value,) = self._db.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return int(value)

    def _set(self, name: str, value: int) -> None:
        self._db.execute("UPDATE state SET value = ? WHERE name = ?", (value, name))

    def commit(self) -> None:
        """Lines first, then the journal that makes them count."""
        if self._db.in_transaction:
            for stream in self._files:
                stream.flush()
            self._set("size", self._files[_MAIN].tell())
            super().commit()

    def put(self, id: str, sha256: str | None, fingerprint: str, payload: bytes) -> None:
        """Store a document in place of what was there under its id."""
        replaced = self._db.execute("SELECT 1 FROM blocks WHERE id = ?", (id,)).fetchone() is not None
        number = _CHANGED if replaced else _MAIN
        stream = self._files[number]
        start = stream.tell()
        stream.write(payload)
        if replaced:
            self._set("dead", 1)
        self._db.execute(
            "INSERT OR REPLACE INTO blocks VALUES (?, ?, ?, ?, ?, ?)",
            (id, sha256, fingerprint, number, start, len(payload)),
        )
        self._db.execute("DELETE FROM errors WHERE id = ?", (id,))

    def remove(self, id: str) -> None:
        """Forget a document and its error; its lines go at the end of the run."""
        if self._db.execute("DELETE FROM blocks WHERE id = ?", (id,)).rowcount:
            self._set("dead", 1)
        self._db.execute("DELETE FROM errors WHERE id = ?", (id,))

    def finish(self) -> None:
        """Make one file of OUT and what changed: written beside it, then put in its place.

        The journal says first that the new file counts, then it is moved; a kill between the
        two is made good when OUT is opened again.
        """
        if not self._state("dead"):
            return
        moves: list[tuple[int, str]] = []
        merged = f"{self.path}.merged"
        with open(merged, "wb") as target:
            target.write(self._head)
            blocks = self._db.execute("SELECT id, file, start, size FROM blocks ORDER BY file, start")
            for id, number, start, size in blocks:
                moves.append((target.tell(), id))
                self._copy(number, start, size, target)
            end = target.tell()
            target.flush()
            os.fsync(target.fileno())
        self._db.execute("BEGIN IMMEDIATE")
        self._db.executemany("UPDATE blocks SET file = 0, start = ? WHERE id = ?", moves)
        for name, value in (("dead", 0), ("merging", 1), ("size", end)):
            self._set(name, value)
        self._db.execute("COMMIT")
        os.replace(merged, self.path)
        self._set("merging", 0)

    def _copy(self, number: int, start: int, size: int, target: BinaryIO) -> None:
        source = self._files[number]
        source.seek(start)
        while size:
            chunk = source.read(min(size, _CHUNK))
            target.write(chunk)
            size -= len(chunk)

    def close(self) -> None:
        """Commit nothing more."""
        with suppress(sqlite3.Error):
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
        changed = self._db.execute("SELECT 1 FROM blocks WHERE file = 1 LIMIT 1").fetchone()
        super().close()
        for stream in self._files:
            with suppress(OSError):
                stream.close()
        if changed is None:
            with suppress(OSError):
                os.unlink(self._paths[_CHANGED])


def csv_head() -> bytes:
    """The line of column names that CSV opens with."""
    from notaextract.output import csv

    stream = io.StringIO()
    csv.write([], stream)
    return stream.getvalue().encode()
