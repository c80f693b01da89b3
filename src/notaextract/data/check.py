"""Finds what is wrong in a folder of data tables: every mistake with FILE:LINE, not only the first."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from notaextract.data.load import TABLES

# What a cell must look like, by column name; a cell that holds several is checked piece by piece.
SHAPES = {
    "alpha2": r"[A-Z]{2}",
    "alpha3": r"[A-Z]{3}",
    "code": r"[A-Z]{3}",
    "country": r"(?:[A-Z]{2})?",
    "month": r"[1-9]|1[0-2]",
}


def check(folder: Path) -> Iterator[str]:
    """Yield one line for every mistake in a folder of tables, in order of file and line."""
    if not folder.is_dir():
        yield f"{folder}: not a folder"
        return
    found = 0
    for path in sorted(folder.rglob("*.csv")):
        found += 1
        name = path.stem if path.parent == folder else path.parent.name
        if name not in TABLES:
            yield f"{path}:1: no table {name}; there are {', '.join(TABLES)}"
        else:
            yield from _file(path, name)
    if not found:
        yield f"{folder}: no table in it; a table is a CSV file named after one of {', '.join(TABLES)}"


def _file(path: Path, name: str) -> Iterator[str]:
    columns, keys = TABLES[name]
    seen: dict[tuple[str, ...], int] = {}
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream)
            head = next(rows, None)
            if head != list(columns):
                yield f"{path}:1: columns must be {','.join(columns)}"
                return
            for cells in rows:
                line = rows.line_num
                if len(cells) != len(columns):
                    yield f"{path}:{line}: {len(cells)} cells, must be {len(columns)}"
                    continue
                key = tuple(cells[:keys])
                if key in seen:
                    yield f"{path}:{line}: {' '.join(key)} stands in line {seen[key]}, too"
                seen.setdefault(key, line)
                if not cells[0]:
                    yield f"{path}:{line}: {columns[0]}: empty"
                for column, cell in zip(columns, cells, strict=True):
                    yield from (f"{path}:{line}: {column}: {what}" for what in _cell(column, cell))
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        yield f"{path}:1: cannot be read ({problem})"


def _cell(column: str, cell: str) -> Iterator[str]:
    if not cell:
        if not re.fullmatch(SHAPES.get(column, ""), ""):
            yield "empty"
        return
    for piece in cell.split("|"):
        if piece != piece.strip() or not piece:
            yield f"blank at an end of {piece!r}"
        elif column in SHAPES and not re.fullmatch(SHAPES[column], piece):
            yield f"not as it must be: {piece!r}"
