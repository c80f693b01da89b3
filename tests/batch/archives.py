"""What an archive holds, in one order, to compare runs by."""

from __future__ import annotations

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def environment(**extra: str) -> dict[str, str]:
    dropped = ("NOTAEXTRACT_MODEL", "NOTAEXTRACT_DEBUG")
    return {**{k: v for k, v in os.environ.items() if k not in dropped}, **extra}


def start(folder: Path, *arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    """A batch in a session of its own, so that a test can kill all of it."""
    return subprocess.Popen(
        [sys.executable, "-m", "notaextract", "batch", *map(str, arguments)],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
        **options,
    )


def batch(folder: Path, *arguments: str | Path, input: bytes = b"", **options: Any) -> Ran:
    """A batch from start to end, rules only."""
    return command(folder, "batch", "--no-ner", *arguments, input=input, **options)


def command(folder: Path, *arguments: str | Path, input: bytes = b"", **options: Any) -> Ran:
    done = subprocess.run(
        [sys.executable, "-m", "notaextract", *map(str, arguments)],
        cwd=folder,
        input=input,
        capture_output=True,
        env=environment(),
        timeout=120,
        check=False,
        **options,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def kill_all(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the parent alone: its workers have to notice."""
    process.send_signal(signal.SIGKILL)
    process.communicate()


def content(path: Path) -> list[str]:
    """Every document with its facts as one line of JSON, sorted by id; fails where one is there twice."""
    found: dict[str, str] = {}

    def add(id: str, whole: Any) -> None:
        assert id not in found, f"{id} is there twice"
        found[id] = json.dumps([id, whole], ensure_ascii=False)

    match path.suffix:
        case ".sqlite":
            db = sqlite3.connect(path)
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            for document in db.execute("SELECT * FROM documents").fetchall():
                facts = db.execute(
                    "SELECT * FROM facts WHERE document = ? ORDER BY position", (document[0],)
                ).fetchall()
                assert len(facts) == document[-1], "half a document"
                add(document[0], [document, facts])
            orphans = "SELECT COUNT(*) FROM facts WHERE document NOT IN (SELECT id FROM documents)"
            assert db.execute(orphans).fetchone() == (0,)
            for name in ("documents_fts", "sentences_fts"):
                db.execute(f"INSERT INTO {name}({name}) VALUES ('integrity-check')")
            db.close()
        case ".jsonl":
            for line in path.read_bytes().splitlines():
                record = json.loads(line)
                add(record["source"], record)
        case ".csv":
            with path.open(encoding="utf-8", newline="") as stream:
                head, *rows = csv.reader(stream)
            by_source: dict[str, list[list[str]]] = {}
            last = None
            for row in rows:
                assert len(row) == len(head)
                assert row[0] == last or row[0] not in by_source, f"{row[0]} is there twice"
                by_source.setdefault(last := row[0], []).append(row)
            for id, rows_of_it in by_source.items():
                add(id, rows_of_it)
        case ".parquet":
            from notaextract.output.duckdb import ask, over_parquet

            db = over_parquet(str(path))
            for document in ask(db, "SELECT * FROM documents")[1]:
                facts = db.execute("SELECT * FROM facts WHERE document = ? ORDER BY position", [document[0]])
                add(document[0], [document, facts.fetchall()])
        case ".duckdb":
            import duckdb

            db = duckdb.connect(str(path), read_only=True)
            for document in db.execute("SELECT * FROM documents").fetchall():
                facts = db.execute("SELECT * FROM facts WHERE document = ? ORDER BY position", [document[0]])
                add(document[0], [document, facts.fetchall()])
            db.close()
    return [found[id] for id in sorted(found)]


def errors(path: Path) -> dict[str, tuple[str, str]]:
    db = sqlite3.connect(path)
    try:
        return {id: (kind, message) for id, kind, message in db.execute("SELECT * FROM errors")}
    finally:
        db.close()
