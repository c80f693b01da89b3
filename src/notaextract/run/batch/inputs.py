"""What is to be read: folders, globs, files, lists, JSON lines, URLs → items, streamed in a stable order.

Hidden files and folders are left out unless they are named themselves; links to files and
folders are followed, a link to a folder that holds it is not. Files come in the order of
their names' code points, folder by folder.
"""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from notaextract.errors import InputError
from notaextract.output.rows import storable
from notaextract.run import source
from notaextract.run.batch.work import Item

RECORDS = (".jsonl", ".ndjson")


@dataclass(slots=True)
class Inputs:
    """The items of all inputs. `listed` turns False where a folder could not be read."""

    inputs: list[str]
    files_from: str | None = None
    globs: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    own: frozenset[str] = frozenset()  # real paths of the output and what stands beside it
    null: bool = False  # names in `files_from` end with NUL instead of a line end
    listed: bool = True

    def __iter__(self) -> Iterator[Item]:
        for given in self._given():
            try:
                yield from self._input(given)
            except (InputError, OSError) as problem:
                yield self._missing(given, problem)

    def _given(self) -> Iterator[str]:
        yield from self.inputs
        if self.files_from is not None:
            for name in listed_names(self.files_from, self.null):
                yield os.fsdecode(name)

    def _missing(self, name: str, problem: Exception) -> Item:
        self.listed = False
        told = getattr(problem, "strerror", None) or str(problem)
        return Item(identifier(name), name, problem=("unreadable", told))

    def _input(self, given: str) -> Iterator[Item]:
        if "://" in given:
            yield from self._url(given)
        elif os.path.isdir(given):
            yield from self._folder(given, "", ())
        elif os.path.lexists(given):
            yield from self._file(given, os.path.getsize(given) if os.path.exists(given) else 0)
        elif glob.has_magic(given):
            matches = sorted(glob.iglob(given, recursive=True))
            if not matches:
                raise InputError("matches no file")
            for path in matches:
                if os.path.isfile(path) and self._wanted(os.path.basename(path), path):
                    yield from self._file(path, os.path.getsize(path))
        else:
            raise InputError("does not exist")

    def _folder(self, folder: str, below: str, above: tuple[tuple[int, int], ...]) -> Iterator[Item]:
        """The items under a folder; `above` are the folders that hold it (device, inode)."""
        try:
            here = os.stat(folder)
            key = (here.st_dev, here.st_ino)
            if key in above:
                return
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
        except OSError as problem:
            yield self._missing(folder, problem)
            return
        for name in names:
            path, inside = os.path.join(folder, name), f"{below}{name}"
            try:
                status = os.stat(path)
            except OSError as problem:  # a dangling link
                if self._wanted(name, inside):
                    yield self._missing(path, problem)
                continue
            if stat.S_ISDIR(status.st_mode):
                if not any(_matches(name, inside, pattern) for pattern in self.excluded):
                    yield from self._folder(path, f"{inside}/", (*above, key))
            elif stat.S_ISREG(status.st_mode) and self._wanted(name, inside):
                yield from self._file(path, status.st_size)

    def _wanted(self, name: str, inside: str) -> bool:
        if any(_matches(name, inside, pattern) for pattern in self.excluded):
            return False
        return not self.globs or any(_matches(name, inside, pattern) for pattern in self.globs)

    def _file(self, path: str, size: int) -> Iterator[Item]:
        if self.own and os.path.realpath(path) in self.own:
            return
        if path.lower().endswith(RECORDS):
            yield from self._records(path)
        else:
            yield Item(identifier(path), path, size=size)

    def _records(self, path: str) -> Iterator[Item]:
        for number, record in source.records(path):
            name = f"{identifier(path)}:{number}"
            if isinstance(record, InputError):
                yield Item(name, path, problem=("unreadable", str(record)))
                continue
            given, text = record.get("id"), record.get("text")
            size = len(text) if isinstance(text, str) else 0
            kept = {key: record[key] for key in ("text", "date", "country") if record.get(key) is not None}
            yield Item(storable(str(given)) if given is not None else name, record=kept, size=size)

    def _url(self, url: str) -> Iterator[Item]:
        from notaextract.run.batch.remote import list_url

        for path, below, size in list_url(url):
            name = below.rsplit("/", 1)[-1]
            if not any(part.startswith(".") for part in below.split("/")) and self._wanted(name, below):
                yield Item(storable(path), path, size=size)


def identifier(path: str) -> str:
    """A path as the archive's key: without needless parts, bytes that are no UTF-8 as \\xNN."""
    plain = path if "://" in path else os.path.normpath(path)
    try:
        plain.encode()
        return plain
    except UnicodeEncodeError:
        return os.fsencode(plain).decode("utf-8", "backslashreplace")


def _matches(name: str, inside: str, pattern: str) -> bool:
    """A pattern with a slash is of the path below the input, another of the name alone."""
    if "/" not in pattern:
        return fnmatchcase(name, pattern)
    return fnmatchcase(inside, pattern) or (pattern.startswith("**/") and fnmatchcase(inside, pattern[3:]))


def listed_names(path: str, null: bool) -> Iterator[bytes]:
    """The names in a list (a file, or standard input for "-"), one a line or each ended by NUL."""
    stream = sys.stdin.buffer if path == "-" else open(path, "rb")  # noqa: SIM115
    try:
        if not null:
            for line in stream:
                if name := line.rstrip(b"\r\n"):
                    yield name
            return
        rest = b""
        while chunk := stream.read(65536):
            *names, rest = (rest + chunk).split(b"\0")
            yield from filter(None, names)
        if rest:
            yield rest
    finally:
        if path != "-":
            stream.close()


def groups(items: Iterable[Item], characters: int = 24_000, most: int = 16) -> Iterator[list[Item]]:
    """Items in groups of small ones, so that sending and tagging them costs less; a large one is alone."""
    group: list[Item] = []
    size = 0
    for item in items:
        if group and (size + item.size > characters or len(group) >= most):
            yield group
            group, size = [], 0
        group.append(item)
        size += item.size
    if group:
        yield group
