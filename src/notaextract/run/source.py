"""From bytes to text: what a file, standard input or a record says, undamaged.

A byte-order mark decides; else the bytes are UTF-8 if they are valid UTF-8, else
Windows-1252. Nothing in the text is normalised: only a leading BOM is dropped, so
that offsets count in what the file holds.
"""

from __future__ import annotations

import codecs
import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from notaextract.errors import InputError, NotText, UsageError
from notaextract.facts import Note

# UTF-32 first: its little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What other files begin with, so that the message can name them.
_FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and why ("BOM", "valid", "not UTF-8", "asked for")."""

    text: str
    encoding: str
    why: str


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of a plain-text file. Raises InputError (without the file's name), UsageError.

    >>> decode("Perú".encode("cp1252")).text
    'Perú'
    """
    if encoding is not None:
        return _forced(data, encoding)
    if not data:
        raise NotText("is empty")
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return _with_words(Decoded(data[len(mark) :].decode(name), name, "BOM"))
            except UnicodeDecodeError as problem:
                raise InputError(
                    f"has a byte-order mark of {name} but is none (byte {problem.start + len(mark)})"
                ) from None
    for head, what in _FORMATS:
        if data.startswith(head):
            raise NotText(f"is {what}, not plain text")
    if _is_binary(data):
        raise NotText("is binary, not plain text")
    try:
        return _with_words(Decoded(data.decode("utf-8"), "utf-8", "valid"))
    except UnicodeDecodeError:
        return _with_words(Decoded(_cp1252(data), "cp1252", "not UTF-8"))


def checked_encoding(encoding: str) -> str:
    """The codec's own name of a text encoding. Raises UsageError."""
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)  # codecs such as "hex" turn bytes to bytes
    except (LookupError, ValueError):
        raise UsageError(f"no such encoding: {encoding}") from None
    return name


def _forced(data: bytes, encoding: str) -> Decoded:
    name = checked_encoding(encoding)
    if not data:
        raise NotText("is empty")
    try:
        text = _cp1252(data) if name == "cp1252" else data.decode(name)
    except UnicodeError as problem:
        at = f" (byte {problem.start})" if isinstance(problem, UnicodeDecodeError) else ""
        raise InputError(f"is not valid {name}{at}") from None
    return _with_words(Decoded(text.removeprefix("\ufeff"), name, "asked for"))


def _with_words(decoded: Decoded) -> Decoded:
    if not decoded.text or decoded.text.isspace():
        raise NotText("has no text in it, only blanks")
    return decoded


def _is_binary(data: bytes) -> bool:
    """A NUL anywhere, or more than one control character in twenty at the head of the file."""
    head = data[:65536]
    controls = len(re.findall(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", head))
    return b"\x00" in data or (controls > 3 and controls * 20 > len(head))


def _cp1252(data: bytes) -> str:
    """Windows-1252 as browsers read it: its five unassigned bytes become C1 controls."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(
            chr(byte) if byte in b"\x81\x8d\x8f\x90\x9d" else bytes((byte,)).decode("cp1252") for byte in data
        )


def read_bytes(path: str, most: int = -1) -> bytes:
    """The bytes of a file, or of standard input for "-": all, or `most` and no more.

    Raises InputError, without the name.
    """
    if path == "-":
        return sys.stdin.buffer.read(most)
    if re.match(r"https?://", path):
        raise InputError("is an address, not a file: save the page first, nothing is fetched")
    with _told(), Path(path).open("rb") as stream:
        return stream.read(most)


@contextmanager
def _told() -> Iterator[None]:
    """Why a file cannot be opened or read, as InputError."""
    try:
        yield
    except IsADirectoryError:
        raise InputError("is a folder, not a file") from None
    except FileNotFoundError:
        raise InputError("does not exist") from None
    except PermissionError:
        raise InputError("may not be read (permission denied)") from None
    except (OSError, ValueError) as problem:
        raise InputError(f"cannot be read ({getattr(problem, 'strerror', None) or problem})") from None


def records(path: str) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    """(line number, record) of a JSON-lines file or standard input, as each line arrives.

    A line that is no JSON object comes as the InputError that says so. Raises InputError
    where the file itself cannot be opened.
    """
    stream = _open_lines(path)
    try:
        for number, line in enumerate(stream, 1):
            if number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            if line.strip():
                yield number, _record(line)
    except OSError as problem:
        raise InputError(f"cannot be read ({problem.strerror or problem})") from None
    finally:
        if path != "-":
            stream.close()


def _open_lines(path: str) -> BinaryIO:
    if path == "-":
        return sys.stdin.buffer
    with _told():
        if Path(path).is_dir():
            raise IsADirectoryError
        return Path(path).open("rb")


def _record(line: bytes) -> dict[str, Any] | InputError:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return InputError("is not UTF-8")
    except (ValueError, RecursionError):
        return InputError("is not JSON")
    if not isinstance(record, dict):
        return InputError('is no object with a "text"')
    return record


def record_note(record: dict[str, Any], name: str, date: str | None, country: str | None) -> Note:
    """A record as a note; `date` and `country` stand in where the record has none.

    `name` is the source of a record without "id". Raises InputError (without a name).
    """
    text, source = record.get("text"), record.get("id")
    if not isinstance(text, str):
        raise InputError('has no "text" that is a string')
    own = {}
    for key in ("date", "country"):
        own[key] = record.get(key)
        if own[key] is not None and not isinstance(own[key], str):
            raise InputError(f'has a "{key}" that is no string')
    try:
        issued = checked_date(own["date"]) if own["date"] else date
        issuer = checked_country(own["country"]) if own["country"] else country
    except UsageError as problem:
        raise InputError(f"has {problem}") from None
    return Note(text.removeprefix("\ufeff"), name if source is None else str(source), issued, issuer)


def checked_date(text: str) -> str:
    """An ISO date YYYY-MM-DD as given. Raises UsageError.

    >>> checked_date("2025-03-03")
    '2025-03-03'
    """
    from datetime import date

    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise UsageError(f"no date as YYYY-MM-DD: {text}")


def checked_country(code: str) -> str:
    """An ISO 3166-1 alpha-2 code in capitals. Raises UsageError."""
    from notaextract.data.load import table

    wanted = code.strip().upper()
    if wanted not in {row.cells[0] for row in table("countries")}:
        raise UsageError(f"no ISO 3166-1 country code of two letters: {code}")
    return wanted
