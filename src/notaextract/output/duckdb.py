"""DuckDB: the tables and views of the SQLite archive, for analysis over columns. Needs the extra [duckdb]."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from notaextract.errors import UsageError
from notaextract.output.ledger import END_RUN
from notaextract.output.parquet import arrow_table
from notaextract.output.rows import DOCUMENT_COLUMNS, ERROR_COLUMNS, FACT_COLUMNS, Row, Rows
from notaextract.output.sqlite import VIEWS

_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "real": "DOUBLE"}
_TABLES = {"documents": DOCUMENT_COLUMNS, "facts": FACT_COLUMNS, "errors": ERROR_COLUMNS}


def package() -> Any:
    """The duckdb package. Raises UsageError where it is missing."""
    try:
        import duckdb
    except ImportError:
        raise UsageError("DuckDB needs its package: pip install 'notaextract[duckdb]'") from None
    return duckdb


class DuckdbArchive:
    """An archive in one DuckDB file, committed every `pace` (documents, seconds). Raises UsageError.

    Rows are held until `commit`, since DuckDB takes many at once far faster than one by one.
    """

    pace = (2000, 3.0)

    def __init__(self, path: str) -> None:
        duckdb = package()
        self.path = path
        try:
            self._db = duckdb.connect(path)
            self._db.execute("BEGIN")
            for name, described in _TABLES.items():
                columns = ", ".join(f'"{column}" {_TYPES[kind]}' for column, kind in described)
                self._db.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns})")
            self._db.execute(
                "CREATE TABLE IF NOT EXISTS runs (run BIGINT, started VARCHAR, ended VARCHAR, state VARCHAR, "
                "fingerprint VARCHAR, documents BIGINT, facts BIGINT, skipped BIGINT, failed BIGINT)"
            )
            for name, query in VIEWS.items():
                self._db.execute(f"CREATE OR REPLACE VIEW {name} AS {query}")
            self._db.execute("COMMIT")
            # DuckDB finds one row slowly: what is stored is listed beside it, on disk once it is much.
            self._stored = sqlite3.connect("", isolation_level=None)
            self._stored.execute("PRAGMA journal_mode = OFF")
            self._stored.execute("CREATE TABLE documents (id TEXT PRIMARY KEY, sha256 TEXT, mark TEXT)")
            self._stored.execute("BEGIN")
            rows = self._db.execute("SELECT id, sha256, fingerprint FROM documents")
            while chunk := rows.fetchmany(10_000):
                self._stored.executemany("INSERT OR REPLACE INTO documents VALUES (?, ?, ?)", chunk)
        except duckdb.Error as problem:
            raise UsageError(f"cannot write to {path} ({_line(problem)})") from None
        self._error = duckdb.Error
        self._documents: dict[str, Rows] = {}
        self._gone: set[str] = set()
        self._errors: dict[str, Row] = {}
        self._fine: set[str] = set()

    def known(self, id: str) -> tuple[str, str] | None:
        found: tuple[str, str] | None = self._stored.execute(
            "SELECT sha256, mark FROM documents WHERE id = ?", (id,)
        ).fetchone()
        return found

    def begin(self) -> None:
        """Transactions are begun and ended by `commit`."""

    def commit(self) -> None:
        """One transaction for all that is held. Raises OSError where it cannot be written."""
        if not (self._documents or self._gone or self._errors or self._fine):
            return
        try:
            self._db.execute("BEGIN")
            gone = [(id,) for id in sorted(self._gone)]
            if gone:
                self._delete("documents", "id", gone)
                self._delete("facts", "document", gone)
            fine = [
                (id,) for id in sorted(self._gone | self._fine | set(self._errors) | set(self._documents))
            ]
            self._delete("errors", "id", fine)
            found = list(self._documents.values())
            self._insert("documents", [each.document for each in found])
            self._insert("facts", [row for each in found for row in each.facts])
            self._insert("errors", list(self._errors.values()))
            self._db.execute("COMMIT")
        except self._error as problem:
            with suppress(self._error):
                self._db.execute("ROLLBACK")
            raise OSError(_line(problem)) from None
        self._documents, self._gone, self._errors, self._fine = {}, set(), {}, set()

    def _delete(self, table: str, key: str, ids: Sequence[Row]) -> None:
        if ids and self._db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchall():
            batch = arrow_table((("id", "text"),), ids)
            self._db.register("batch", batch)
            self._db.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT id FROM batch)")
            self._db.unregister("batch")

    def _insert(self, table: str, rows: Sequence[Row]) -> None:
        if rows:
            self._db.register("batch", arrow_table(_TABLES[table], rows))
            self._db.execute(f"INSERT INTO {table} SELECT * FROM batch")
            self._db.unregister("batch")

    def put(self, id: str, sha256: str | None, fingerprint: str, payload: Rows) -> None:
        if self.known(id):
            self._gone.add(id)
        self._documents[id] = payload
        self._stored.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?)", (id, sha256, fingerprint))

    def remove(self, id: str) -> None:
        self._gone.add(id)
        self._stored.execute("DELETE FROM documents WHERE id = ?", (id,))

    def fail(self, id: str, kind: str, message: str) -> None:
        self._errors[id] = (id, kind, message)

    def clear_error(self, id: str) -> None:
        self._fine.add(id)

    def ids(self) -> Iterator[str]:
        self.commit()
        rows = self._db.cursor().execute("SELECT id FROM documents UNION SELECT id FROM errors")
        while chunk := rows.fetchmany(10_000):
            yield from (id for (id,) in chunk)

    def start_run(self, started: str, fingerprint: str) -> None:
        ((last,),) = self._db.execute("SELECT COALESCE(MAX(run), 0) FROM runs").fetchall()
        self._run = last + 1
        self._db.execute(
            "INSERT INTO runs (run, started, state, fingerprint) VALUES (?, ?, 'running', ?)",
            (self._run, started, fingerprint),
        )

    def end_run(self, ended: str, state: str, counts: tuple[int, int, int, int]) -> None:
        self._db.execute(
            END_RUN,
            (ended, state, *counts, self._run),
        )

    def finish(self) -> None:
        """Nothing to do: the file is complete after every commit."""

    def close(self) -> None:
        self._stored.close()
        self._db.close()


def open_read_only(path: str) -> Any:
    """A connection that can change nothing, here or in any other file. Raises UsageError."""
    duckdb = package()
    try:
        db = duckdb.connect(path, read_only=True)
        db.execute("SET enable_external_access = false")
    except duckdb.Error as problem:
        raise UsageError(f"{path}: cannot be read ({_line(problem)})") from None
    return db


def over_parquet(path: str) -> Any:
    """A connection with the tables of a Parquet archive and the usual views. Raises UsageError."""
    from notaextract.output.parquet import ParquetArchive, arrow

    duckdb = package()
    archive = ParquetArchive(path, read_only=True)
    db = duckdb.connect(":memory:")
    for folder in ("documents", "facts"):
        tables = list(archive.tables(folder))
        batch = arrow().concat_tables(tables) if tables else arrow_table(_TABLES[folder], [])
        db.register("batch", batch)
        db.execute(f"CREATE TABLE {folder} AS SELECT * FROM batch")
        db.unregister("batch")
    db.register("batch", arrow_table(ERROR_COLUMNS, archive.errors()))
    db.execute("CREATE TABLE errors AS SELECT * FROM batch")
    for name, query in VIEWS.items():
        db.execute(f"CREATE VIEW {name} AS {query}")
    db.execute("SET enable_external_access = false")
    archive.close()
    return db


def ask(db: Any, sql: str) -> tuple[list[str], list[Any]]:
    """(columns, rows) of one statement. Raises UsageError."""
    try:
        found = db.execute(sql)
        return [column[0] for column in found.description or ()], found.fetchall()
    except package().Error as problem:
        raise UsageError(f"SQL: {_line(problem)}") from None


def _line(problem: BaseException) -> str:
    return " ".join(str(problem).split())[:300]
