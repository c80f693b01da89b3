"""Reads and checks the data tables; a mistake is told with FILE:LINE.

A table is a CSV file `NAME.csv` beside this module, or a folder `NAME/` of CSV files
with the same columns. A user's folder (`--data DIR`) is laid over ours: a row with a
key that we have replaces our row, any other is added. Several values in one cell are
split by "|".
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from io import StringIO
from itertools import repeat
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

from notaextract.errors import DataError

HERE = Path(__file__).parent
T = TypeVar("T")

# Columns of every table; the first `keys` columns together name a row.
TABLES: dict[str, tuple[tuple[str, ...], int]] = {
    "abbreviations": (("word", "before"), 1),
    "company_forms": (("form", "bare", "category"), 1),
    "countries": (("alpha2", "alpha3", "name", "official", "variants", "demonyms"), 1),
    "currencies": (("code", "symbols", "words", "countries", "from", "until"), 1),
    "document_types": (("name",), 1),
    "event_nouns": (("noun",), 1),
    "foreign_nouns": (("noun", "language", "category"), 1),
    "homonyms": (("phrase", "hides", "why"), 1),
    "honorifics": (("word",), 1),
    "months": (("word", "month"), 1),
    "norm_letters": (("letters", "kind", "needs"), 1),
    "norm_types": (("noun", "kind"), 1),
    "number_words": (("word", "value", "role"), 1),
    "offices": (("noun", "rank"), 1),
    "organization_nouns": (("noun", "category", "needs"), 1),
    "organizations": (("name", "country", "acronym", "variants", "category", "parent"), 2),
    "places": (("name", "kind", "country", "variants"), 3),
    "units": (("unit", "kind", "forms"), 1),
    "word_lists": (("list", "word"), 2),
}


class Row(NamedTuple):
    """One row: its cells by column order, and where it stands (for messages and `explain`)."""

    cells: tuple[str, ...]
    file: str
    line: int

    @property
    def where(self) -> str:
        return f"{self.file}:{self.line}"

    def many(self, column: int) -> list[str]:
        """The values of a cell that holds several."""
        return [value for value in self.cells[column].split("|") if value]


_overlays: list[Path] = []
_caches: list[Callable[[], None]] = []


def cached(build: Callable[[], T]) -> Callable[[], T]:
    """Build once, and again after `lay_over`."""
    kept = cache(build)
    _caches.append(kept.cache_clear)
    return kept


def user_folders() -> list[Path]:
    """The user's own folder of tables, where there is one: the command line lays it over ours by itself.

    It is NOTAEXTRACT_DATA, else notaextract/data under XDG_CONFIG_HOME (or ~/.config, on Windows APPDATA).
    """
    import os

    named = os.environ.get("NOTAEXTRACT_DATA")
    if named is not None:
        return [Path(named)] if named else []
    home = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA") or os.path.expanduser("~/.config")
    folder = Path(home) / "notaextract" / "data"
    return [folder] if folder.is_dir() else []


def lay_over(*folders: Path) -> None:
    """Lay users' folders of tables over ours, the last on top. Raises DataError."""
    for folder in folders:
        if not folder.is_dir():
            raise DataError(f"{folder}: not a folder of data tables; name one with --data DIR")
    _overlays[:] = folders
    table.cache_clear()
    for clear in _caches:
        clear()


def _files(folder: Path, name: str) -> list[Path]:
    one = folder / f"{name}.csv"
    return ([one] if one.is_file() else []) + sorted((folder / name).glob("*.csv"))


def read(path: Path, name: str) -> Iterator[Row]:
    """The rows of one file, columns checked. Raises DataError with file and line."""
    shown, cells, lines = _cells(path, name)
    return _placed(cells, shown, lines)


def _placed(cells: Sequence[tuple[str, ...]], shown: str, lines: Sequence[int]) -> Iterator[Row]:
    """Cells as rows, made without a Python loop: a run over one release mostly reads tables."""
    return map(tuple.__new__, repeat(Row), zip(cells, repeat(shown, len(cells)), lines, strict=True))


def _cells(path: Path, name: str) -> tuple[str, list[tuple[str, ...]], Sequence[int]]:
    """A file as messages name it, the cells of its rows, and the line that each row ends in."""
    columns, _ = TABLES[name]
    shown = str(path.relative_to(HERE)) if path.is_relative_to(HERE) else str(path)
    try:
        cells, lines = _split(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise DataError(f"{shown}:1: cannot be read ({problem})") from None
    if not cells or cells[0] != columns:
        raise DataError(f"{shown}:1: columns must be {','.join(columns)}")
    width = len(columns)
    if set(map(len, cells)) != {width}:
        row, line = next((row, line) for row, line in zip(cells, lines, strict=True) if len(row) != width)
        raise DataError(f"{shown}:{line}: {len(row)} cells, must be {width}")
    return shown, cells[1:], lines[1:]


def _split(text: str) -> tuple[list[tuple[str, ...]], Sequence[int]]:
    """The rows of a CSV text, and the number of each one's last line."""
    lines = text.removesuffix("\n").split("\n")
    quoted = [line for line in lines if '"' in line]
    if "" in lines or any(line.count('"') % 2 for line in quoted):  # a cell may run over lines
        reader = csv.reader(StringIO(text))
        found = [(tuple(row), reader.line_num) for row in reader]
        return [row for row, _ in found], [line for _, line in found]
    # Few rows need the parser; splitting the others takes half the time.
    parsed = map(tuple, csv.reader(quoted))
    cells = [next(parsed) if '"' in line else tuple(line.split(",")) for line in lines]
    return cells, range(1, len(cells) + 1)


def _paths(name: str) -> Iterator[Path]:
    """The files of a table, ours first."""
    return (path for folder in (HERE, *_overlays) for path in _files(folder, name))


@cache
def table(name: str) -> tuple[Row, ...]:
    """All rows of a table, ours with the users' laid over. Raises DataError."""
    keys = TABLES[name][1]
    rows: dict[tuple[str, ...], Row] = {}
    key = itemgetter(slice(keys))
    for path in _paths(name):
        shown, cells, lines = _cells(path, name)
        rows.update(zip(map(key, cells), _placed(cells, shown, lines), strict=True))
    return tuple(rows.values())


@cached
def _word_lists() -> dict[str, frozenset[str]]:
    lists: dict[str, list[str]] = {}
    for path in _paths("word_lists"):
        for name, word in _cells(path, "word_lists")[1]:
            members = lists.get(name)
            if members is None:
                members = lists[name] = []
            members.append(word)
    return {name: frozenset(members) for name, members in lists.items()}


def words(name: str) -> frozenset[str]:
    """A list of `word_lists.csv`: folded words (lower case, no accents)."""
    return _word_lists()[name]
