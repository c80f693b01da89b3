"""The encoding of web pages and messages, which declare one and are often wrong about it."""

from __future__ import annotations

import codecs

from notaextract.errors import InputError, NotText
from notaextract.run.inputs.result import Refused
from notaextract.run.source import Decoded, decode


def decode_declared(data: bytes, declared: str | None, forced: str | None = None) -> Decoded:
    """Text by byte-order mark, else UTF-8 where valid, else as declared, else Windows-1252.

    Valid UTF-8 with an accent in it is no accident, so it goes before the declaration;
    Latin-1 is read as Windows-1252, as browsers do. Raises Refused.
    """
    # Zero bytes: parsers stop at them, and decoding takes a file with one for binary.
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.replace(b"\x00", b"")
    try:
        if forced is None and declared and not data.startswith(codecs.BOM_UTF8) and not _is_utf8(data):
            named = _codec(declared)
            if named not in (None, "utf-8", "iso8859-1", "ascii", "cp1252"):
                return decode(data, named)
        return decode(data, forced)
    except InputError as problem:
        raise Refused("skipped" if isinstance(problem, NotText) else "error", str(problem)) from None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _codec(name: str) -> str | None:
    try:
        found = codecs.lookup(name[:40]).name
        "".encode(found)
    except (LookupError, ValueError):
        return None
    return found
