"""SQLite: the archive that is queried and the one that a run resumes from, in one file.

Tables documents, facts, sentences, errors and runs; full-text indexes documents_fts (title,
text) and sentences_fts (text), kept by triggers; views countries, organizations, figures and
timeline. A document, its facts and the end of its error are one transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from notaextract.errors import UsageError
from notaextract.output.ledger import RUNS, Ledger
from notaextract.output.rows import DOCUMENT_COLUMNS, ERROR_COLUMNS, FACT_COLUMNS, SENTENCE_COLUMNS, Rows

VERSION = 1  # of the schema, in PRAGMA user_version
_APPLICATION = 0x6E6F7461  # "nota", in PRAGMA application_id

INDEXES = (
    ("documents", "date"),
    ("documents", "issuer"),
    ("facts", "document, position"),
    ("sentences", "document, start"),
    ("facts", "type, name"),
    ("facts", "alpha2"),
    ("facts", "earliest"),
    ("facts", "kind, number"),
)
_SPARSE = frozenset(("alpha2", "earliest", "kind, number"))
# What an analyst would write: SQL that DuckDB reads, too.
VIEWS = {
    "countries": """
        SELECT f.alpha2, f.name, COUNT(*) AS mentions, COUNT(DISTINCT f.document) AS documents,
               MIN(d.date) AS first_date, MAX(d.date) AS last_date
        FROM facts f JOIN documents d ON d.id = f.document
        WHERE f.type = 'country' GROUP BY f.alpha2, f.name""",
    "organizations": """
        SELECT f.name, MAX(f.acronym) AS acronym, MIN(f.category) AS category, MAX(f.known) AS known,
               COUNT(*) AS mentions, COUNT(DISTINCT f.document) AS documents,
               MIN(d.date) AS first_date, MAX(d.date) AS last_date
        FROM facts f JOIN documents d ON d.id = f.document
        WHERE f.type = 'organization' GROUP BY f.name""",
    "figures": """
        SELECT f.document, d.date, d.issuer, f.kind, f.qualifier, f.number, f.number_high, f.unit, f.currency,
               f.text, f.sentence
        FROM facts f JOIN documents d ON d.id = f.document
        WHERE f.type = 'figure'""",
    "timeline": """
        SELECT f.earliest, f.latest, f.edtf, f.text, f.sentence, f.document, d.date AS issued, d.title
        FROM facts f JOIN documents d ON d.id = f.document
        WHERE f.type = 'date' AND f.earliest IS NOT NULL""",
}
_SQL_TYPES = {"text": "TEXT", "integer": "INTEGER", "real": "REAL"}
_FTS = (("documents", "title, text"), ("sentences", "text"))


def columns(described: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f'"{name}" {_SQL_TYPES[kind]}' for name, kind in described)


def _schema() -> Iterator[str]:
    yield f"CREATE TABLE documents ({columns(DOCUMENT_COLUMNS)}, UNIQUE (id))"
    yield (f"CREATE TABLE facts ({columns(FACT_COLUMNS)}, FOREIGN KEY (document) REFERENCES documents (id))")
    yield (
        f"CREATE TABLE sentences ({columns(SENTENCE_COLUMNS)}, "
        "FOREIGN KEY (document) REFERENCES documents (id))"
    )
    yield f"CREATE TABLE errors ({columns(ERROR_COLUMNS)}, PRIMARY KEY (id)) WITHOUT ROWID"
    yield RUNS
    for table, names in INDEXES:
        # Most facts have no country, no day and no number: the index is of those that do.
        some = f" WHERE {names.split(', ')[0]} IS NOT NULL" if names in _SPARSE else ""
        yield f"CREATE INDEX {table}_{names.replace(', ', '_')} ON {table} ({names}){some}"
    for name, query in VIEWS.items():
        yield f"CREATE VIEW {name} AS {query}"
    for table, names in _FTS:
        fts, old = f"{table}_fts", ", ".join(f"old.{name}" for name in names.split(", "))
        new = old.replace("old.", "new.")
        yield (
            f"CREATE VIRTUAL TABLE {fts} USING fts5({names}, content='{table}', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        yield (
            f"CREATE TRIGGER {table}_in AFTER INSERT ON {table} BEGIN "
            f"INSERT INTO {fts}(rowid, {names}) VALUES (new.rowid, {new}); END"
        )
        yield (
            f"CREATE TRIGGER {table}_out AFTER DELETE ON {table} BEGIN "
            f"INSERT INTO {fts}({fts}, rowid, {names}) VALUES ('delete', old.rowid, {old}); END"
        )


class SqliteArchive(Ledger):
    """An archive in one SQLite file; "" is one that goes with the process, on disk once it is large.

    Raises UsageError where the file is none of ours or cannot be written.
    """

    TABLE = "documents"
    pace = (200, 0.5)

    def __init__(self, path: str) -> None:
        self.path = path
        new = not path or not Path(path).exists() or Path(path).stat().st_size == 0
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA busy_timeout = 10000")
            if new:
                self._db.execute("PRAGMA journal_mode = DELETE")
                self._db.execute("BEGIN")
                for statement in _schema():
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {VERSION}")
                self._db.execute(f"PRAGMA application_id = {_APPLICATION}")
                self._db.execute("COMMIT")
            self._check()
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("PRAGMA cache_size = -16000")
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("COMMIT")
        except sqlite3.DatabaseError as problem:
            raise UsageError(f"cannot write to {path} ({problem})") from None
        self._put = f"INSERT INTO documents VALUES ({_marks(DOCUMENT_COLUMNS)})"
        self._put_sentence = f"INSERT INTO sentences VALUES ({_marks(SENTENCE_COLUMNS)})"
        self._put_fact = f"INSERT INTO facts VALUES ({_marks(FACT_COLUMNS)})"

    def _check(self) -> None:
        (application,) = self._db.execute("PRAGMA application_id").fetchone()
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if application != _APPLICATION:
            raise UsageError(f"{self.path}: a database, but no archive of notaextract; name another file")
        if version != VERSION:
            raise UsageError(
                f"{self.path}: schema {version}, this notaextract writes {VERSION}; name another file"
            )

    def put(self, id: str, sha256: str | None, fingerprint: str, payload: Rows) -> None:
        """Store a document in place of what was there under its id."""
        del sha256, fingerprint  # the rows have them
        self.remove(id)
        self._db.execute(self._put, payload.document)
        self._db.executemany(self._put_fact, payload.facts)
        self._db.executemany(self._put_sentence, payload.sentences)

    def remove(self, id: str) -> None:
        """Forget a document, its facts and its error."""
        if self._db.execute("DELETE FROM documents WHERE id = ?", (id,)).rowcount:
            self._db.execute("DELETE FROM facts WHERE document = ?", (id,))
            self._db.execute("DELETE FROM sentences WHERE document = ?", (id,))
        self._db.execute("DELETE FROM errors WHERE id = ?", (id,))

    def read_only(self) -> sqlite3.Connection:
        """The connection itself, from now on unable to change anything."""
        self._db.execute("PRAGMA query_only = ON")
        return self._db


def _marks(described: tuple[tuple[str, str], ...]) -> str:
    return ", ".join("?" * len(described))


def _reading(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    """Refuse what reaches beyond the file, which is itself open for reading alone."""
    asks = second is None or str(first).startswith(("table_", "index_"))
    beyond = action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH)
    refused = beyond or (action == sqlite3.SQLITE_PRAGMA and not asks)
    return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK


def open_read_only(path: str) -> sqlite3.Connection:
    """A connection that can change nothing. Raises UsageError."""
    try:
        db = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)
        db.execute("PRAGMA query_only = ON")
        db.execute("SELECT COUNT(*) FROM sqlite_schema")
        db.set_authorizer(_reading)
    except sqlite3.Error as problem:
        raise UsageError(f"{path}: cannot be read ({problem})") from None
    return db
