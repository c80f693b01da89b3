"""What is looked at before a parser sees an input: archives and message headers."""

from __future__ import annotations

import io
import re
import zipfile

from notaextract.run.inputs.result import Limits, Refused

_MEGABYTE = 1_000_000
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CONTAINER = re.compile(
    rb"^content-type:[ \t]*(?:\r?\n[ \t]+)?(?:multipart|message)/", re.IGNORECASE | re.MULTILINE
)
# A header field with its continuation lines. Every line is taken by one alternative only.
_FIELD = re.compile(rb"^([!-9;-~]{1,76}):[^\n]*(?:\n[ \t][^\n]*)*(?:\n|\Z)", re.MULTILINE)


def check_archive(data: bytes, limits: Limits) -> None:
    """Refuse an archive that unpacks to too much, judged from its directory alone."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Refused("error", "is a damaged office document") from None
    if len(entries) > limits.zip_entries:
        raise Refused("error", f"has {len(entries)} entries in its archive, more than {limits.zip_entries}")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.zip_unpacked:
        raise Refused("error", f"unpacks to {unpacked // _MEGABYTE} MB: taken for a zip bomb")
    for entry in entries:
        if entry.file_size > max(_MEGABYTE, limits.zip_ratio * entry.compress_size):
            ratio = entry.file_size // max(1, entry.compress_size)
            raise Refused("error", f"has an entry packed 1:{ratio}: taken for a zip bomb")
        if entry.flag_bits & 1:
            raise Refused("error", "is locked with a password")
    # Entries that share their bytes pack more than the archive holds.
    if sum(entry.compress_size for entry in entries) > len(data):
        raise Refused("error", "has overlapping entries in its archive: taken for a zip bomb")
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise Refused("error", "has two entries of one name in its archive")


def check_markup(data: bytes, limits: Limits) -> None:
    """Refuse a document type definition in any XML part: entities grow, and reach outside."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if entry.filename.lower().endswith((".xml", ".rels", ".vml")) or "/" not in entry.filename:
                with archive.open(entry) as stream:
                    part = stream.read(limits.zip_unpacked)
                # UTF-16 and UTF-32 spread the letters; no such part of an honest file holds zero bytes.
                if _DTD.search(part.replace(b"\x00", b"")):
                    raise Refused("error", "declares a document type (DTD) inside, which no Word file does")


def checked_message(data: bytes, limits: Limits) -> tuple[bytes, list[str]]:
    """A message without header fields that are too long, and what was left out.

    Python's parser recurses with nested parts and its header parsing is quadratic, so both
    are bounded on the bytes. Raises Refused.
    """
    containers = len(_CONTAINER.findall(data))
    if containers > limits.mime_containers:
        raise Refused("error", f"has {containers} nested parts, more than {limits.mime_containers}")
    data = data.replace(b"\r\n", b"\n")
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    head, blank, body = data.partition(b"\n\n")
    missing: list[str] = []

    def shortened(field: re.Match[bytes]) -> bytes:
        if field.end() - field.start() <= limits.header_field:
            return field[0]
        name = field[1].decode("ascii")
        missing.append(f"header {name} left out ({(field.end() - field.start()) // 1000} kB)")
        return b""

    head = _FIELD.sub(shortened, head + b"\n").rstrip(b"\n")
    if len(head) > limits.header_block:
        raise Refused(
            "error", f"has {len(head) // 1000} kB of headers, more than {limits.header_block // 1000} kB"
        )
    for field in _FIELD.finditer(body):
        if field.end() - field.start() > limits.header_field and field[1].lower().startswith(b"content-"):
            raise Refused(
                "error", f"has a part with a {field[1].decode('ascii')} header that is far too long"
            )
    return head + blank + body, missing
