"""Which archive an output is, by its extension or as asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, Protocol

from notaextract.errors import UsageError
from notaextract.run.batch.options import Shape

FORMATS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
    ".parquet": "parquet",
    ".duckdb": "duckdb",
}
SHAPES: dict[str, Shape] = {
    "sqlite": "rows", "duckdb": "rows", "parquet": "rows", "jsonl": "jsonl", "csv": "csv",
}  # fmt: skip


class Archive(Protocol):
    """Where results go. Between `begin` and `commit` all or nothing is kept.

    `pace` says how often it likes to commit: after so many documents or seconds.
    """

    path: str
    pace: tuple[int, float]

    def known(self, id: str) -> tuple[str, str] | None: ...
    def begin(self) -> None: ...
    def commit(self) -> None: ...
    def put(self, id: str, sha256: str | None, fingerprint: str, payload: Any) -> None: ...
    def remove(self, id: str) -> None: ...
    def fail(self, id: str, kind: str, message: str) -> None: ...
    def clear_error(self, id: str) -> None: ...
    def ids(self) -> Iterator[str]: ...
    def start_run(self, started: str, fingerprint: str, /) -> None: ...
    def end_run(self, ended: str, state: str, counts: tuple[int, int, int, int], /) -> None: ...
    def finish(self) -> None: ...
    def close(self) -> None: ...


def format_of(path: str, asked: str | None = None) -> str:
    """The format of an output. Raises UsageError where its extension says none."""
    if asked:
        return asked
    extension = os.path.splitext(path.rstrip("/"))[1].lower()
    if extension not in FORMATS:
        raise UsageError(
            f"{path}: no format known by that extension; name one with --format ({', '.join(SHAPES)})"
        )
    return FORMATS[extension]


def own_paths(path: str) -> frozenset[str]:
    """The real paths of an output and its companions: no inputs, wherever they stand."""
    real = os.path.realpath(path)
    ends = (
        "",
        ".lock",
        ".journal",
        ".journal-wal",
        ".journal-shm",
        ".journal-journal",
        ".changed",
        ".merged",
    )
    return frozenset(real + end for end in (*ends, "-wal", "-shm", "-journal", ".wal"))


def open_archive(path: str, format: str) -> Archive:
    """Open or make an archive. Raises UsageError."""
    if "://" in path and format != "parquet":
        raise UsageError(f"{path}: only parquet is written to URLs")
    match format:
        case "sqlite":
            from notaextract.output.sqlite import SqliteArchive

            return SqliteArchive(path)
        case "jsonl":
            from notaextract.output.lines import LineArchive

            return LineArchive(path)
        case "csv":
            from notaextract.output.lines import LineArchive, csv_head

            return LineArchive(path, csv_head())
        case "parquet":
            from notaextract.output.parquet import ParquetArchive

            return ParquetArchive(path)
        case "duckdb":
            from notaextract.output.duckdb import DuckdbArchive

            return DuckdbArchive(path)
    raise UsageError(f"no such format: {format}; there are {', '.join(SHAPES)}")
