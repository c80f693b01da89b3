"""What the archives kept by SQLite have in common: which documents are stored, errors, runs, transactions.

`SqliteArchive` keeps the facts in the same file; `LineArchive` keeps its journal so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress

from notaextract.output.rows import ERROR_COLUMNS

RUNS = (
    "CREATE TABLE runs (run INTEGER PRIMARY KEY, started TEXT, ended TEXT, state TEXT, "
    "fingerprint TEXT, documents INTEGER, facts INTEGER, skipped INTEGER, failed INTEGER)"
)
END_RUN = (
    "UPDATE runs SET ended = ?, state = ?, documents = ?, facts = ?, skipped = ?, failed = ? WHERE run = ?"
)


class Ledger:
    """The half of an archive that `TABLE` (with id, sha256, fingerprint), errors and runs are in."""

    TABLE: str
    _db: sqlite3.Connection

    def known(self, id: str) -> tuple[str, str] | None:
        """(digest of the content, fingerprint of the engine) of a stored document."""
        found: tuple[str, str] | None = self._db.execute(
            f"SELECT sha256, fingerprint FROM {self.TABLE} WHERE id = ?", (id,)
        ).fetchone()
        return found

    def begin(self) -> None:
        """Open a transaction, unless one is open."""
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        if self._db.in_transaction:
            self._db.execute("COMMIT")

    def fail(self, id: str, kind: str, message: str) -> None:
        """Record what went wrong with a document, in place of what went wrong before."""
        self._db.execute("INSERT OR REPLACE INTO errors VALUES (?, ?, ?)", (id, kind, message))

    def clear_error(self, id: str) -> None:
        self._db.execute("DELETE FROM errors WHERE id = ?", (id,))

    def errors(self) -> list[tuple[str, str, str]]:
        """(id, kind, message) of every error."""
        names = ", ".join(name for name, _ in ERROR_COLUMNS)
        return list(self._db.execute(f"SELECT {names} FROM errors ORDER BY id"))

    def ids(self) -> Iterator[str]:
        """Every id with a document or an error, from a list on disk: they may be removed meanwhile."""
        self._db.execute("DROP TABLE IF EXISTS temp.listed")
        self._db.execute(
            f"CREATE TEMP TABLE listed AS SELECT id FROM {self.TABLE} UNION SELECT id FROM errors"
        )
        for (id,) in self._db.execute("SELECT id FROM temp.listed"):
            yield id

    def start_run(self, started: str, fingerprint: str) -> None:
        self._db.execute(
            "INSERT INTO runs (started, state, fingerprint) VALUES (?, 'running', ?)", (started, fingerprint)
        )
        self._run: int = self._db.execute("SELECT last_insert_rowid()").fetchone()[0]

    def end_run(self, ended: str, state: str, counts: tuple[int, int, int, int]) -> None:
        self._db.execute(
            END_RUN,
            (ended, state, *counts, self._run),
        )

    def finish(self) -> None:
        """What is left to do at the end of a whole run."""

    def close(self) -> None:
        """Commit nothing more; leave one file without companions."""
        with suppress(sqlite3.Error):
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            self._db.execute("PRAGMA journal_mode = DELETE")
        self._db.close()
