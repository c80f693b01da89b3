"""`notaextract query` and `notaextract stats`: answers from an archive, which neither can change."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from notaextract.cli import messages
from notaextract.cli.destination import open_output
from notaextract.errors import UsageError
from notaextract.output.visible import cells, fitted, visible
from notaextract.run.batch.archive import format_of

_WIDEST = 60  # columns of a cell in a table; --json has the whole


class Answer(NamedTuple):
    columns: list[str]
    rows: list[Sequence[Any]]


Ask = Callable[[str], Answer]

QUESTIONS = {
    "documents": "SELECT COUNT(*) AS documents, SUM(facts) AS facts FROM documents",
    "types": "SELECT type, COUNT(*) AS facts, COUNT(DISTINCT document) AS documents "
    "FROM facts GROUP BY type ORDER BY 2 DESC, 1",
    "countries": "SELECT name, documents, mentions FROM countries ORDER BY 2 DESC, 3 DESC, 1 LIMIT 10",
    "organizations": "SELECT name, documents, mentions FROM organizations "
    "ORDER BY 2 DESC, 3 DESC, 1 LIMIT 10",
    "months": "SELECT COALESCE(SUBSTR(date, 1, 7), 'no date') AS month, COUNT(*) AS documents, "
    "SUM(facts) AS facts FROM documents GROUP BY 1 ORDER BY 1",
    "errors": "SELECT kind, COUNT(*) AS documents FROM errors GROUP BY kind ORDER BY 2 DESC, 1",
    "failed": "SELECT id, kind, message FROM errors ORDER BY id LIMIT 20",
}


def query(archive: str, sql: str, *, as_json: bool = False) -> int:
    """Print the rows of one SQL statement, as a table or a JSON array."""
    answer = _connected(archive)(sql)
    with open_output(None) as stream:
        if as_json:
            rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
            stream.write(json.dumps(rows, ensure_ascii=False, indent=2, default=str) + "\n")
        else:
            stream.write("".join(line + "\n" for line in table(answer)))
    return messages.OK


def stats(archive: str, *, as_json: bool = False) -> int:
    """Print what an archive holds."""
    ask = _connected(archive)
    answers = {name: ask(sql) for name, sql in QUESTIONS.items()}
    with open_output(None) as stream:
        if as_json:
            told = {
                name: [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
                for name, answer in answers.items()
            }
            stream.write(json.dumps(told, ensure_ascii=False, indent=2, default=str) + "\n")
            return messages.OK
        for name, answer in answers.items():
            if answer.rows:
                stream.write(f"-- {name}\n" + "".join(f"{line}\n" for line in table(answer)) + "\n")
    return messages.OK


def table(answer: Answer) -> list[str]:
    """Aligned lines, numbers to the right.

    >>> table(Answer(["name", "n"], [("Perú", 12), ("Chile", 3)]))
    ['name    n', 'Perú   12', 'Chile   3']
    """
    shown = [[_cell(cell) for cell in row] for row in answer.rows]
    widths = [
        max([cells(name), *(cells(row[at]) for row in shown)]) for at, name in enumerate(answer.columns)
    ]
    numeric = [
        bool(answer.rows) and all(isinstance(row[at], int | float | None) for row in answer.rows)
        for at in range(len(widths))
    ]
    lines = []
    for row in ([visible(name) for name in answer.columns], *shown):
        parts = [
            " " * (width - cells(cell)) + cell if right else fitted(cell, width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ]
        lines.append("  ".join(parts).rstrip())
    return lines


def _cell(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    text = visible(str(cell))
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _connected(archive: str) -> Ask:
    """What answers SQL over an archive. Raises UsageError."""
    if "://" not in archive and not os.path.exists(archive):
        raise UsageError(f"{archive}: does not exist")
    match format_of(archive):
        case "sqlite":
            from notaextract.output.sqlite import open_read_only

            db = open_read_only(archive)
            return lambda sql: _sqlite(db, sql)
        case "duckdb" | "parquet" as form:
            from notaextract.output import duckdb as databases

            connection = (databases.open_read_only if form == "duckdb" else databases.over_parquet)(archive)
            return lambda sql: Answer(*databases.ask(connection, sql))
        case "jsonl":
            db = _loaded(archive)
            return lambda sql: _sqlite(db, sql)
    raise UsageError(f"{archive}: CSV is for spreadsheets; write a .sqlite to ask questions")


def _sqlite(db: sqlite3.Connection, sql: str) -> Answer:
    try:
        found = db.execute(sql)
        if found.description is None:
            raise UsageError("that statement gives no rows; query only reads")
        return Answer([column[0] for column in found.description], found.fetchall())
    except (sqlite3.Error, sqlite3.Warning) as problem:
        raise UsageError(f"SQL: {problem}") from None


def _loaded(archive: str) -> sqlite3.Connection:
    """JSON lines as a database that goes with the process."""
    from notaextract.facts import Document
    from notaextract.output.lines import journal_of
    from notaextract.output.rows import rows
    from notaextract.output.sqlite import SqliteArchive

    archived = SqliteArchive("")
    archived.begin()
    with open(archive, encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            try:
                document = Document.from_dict(json.loads(line))
            except (ValueError, KeyError, TypeError):
                raise UsageError(f"{archive}:{number}: is no document of notaextract") from None
            archived.put(document.source, None, "", rows(document, ""))
    if os.path.exists(journal_of(archive)):
        from notaextract.output.sqlite import open_read_only

        for error in open_read_only(journal_of(archive)).execute("SELECT id, kind, message FROM errors"):
            archived.fail(*error)
    archived.commit()
    return archived.read_only()
