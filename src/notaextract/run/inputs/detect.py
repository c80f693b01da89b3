"""Which format a file is in: its content decides, its name only where the content could be several."""

from __future__ import annotations

import re
from pathlib import PurePath

from notaextract.run.inputs.result import Refused

_BY_NAME = {
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".md": "markdown", ".markdown": "markdown",
    ".eml": "eml", ".mht": "eml", ".mhtml": "eml",
    ".pdf": "pdf", ".docx": "docx", ".docm": "docx",
}  # fmt: skip
_HEAD = 4096  # bytes that are looked at
_HEADER = 300_000  # bytes of a message's header: a hostile one may open with a very long line
_OPENING = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,20}"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|article|main|section|h[1-6]|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<(?:html|body|div|p|br|h[1-6]|span|td|article)\b", re.IGNORECASE)
_FIELD = re.compile(rb"(?:([!-9;-~]{1,76}):[^\n]*|[ \t][^\n]*)(?:\n|\Z)")
# Fields that only a message carries, and fields that a memo could show, too.
_OF_MAIL = {b"received", b"return-path", b"mime-version", b"message-id", b"delivered-to", b"dkim-signature"}
_OF_MEMO = {b"from", b"to", b"subject", b"date", b"cc", b"reply-to", b"content-type"}


def format_of(data: bytes, name: str) -> str:
    """One of `FORMATS`; "text" also for what is no text at all: decoding says so.

    Raises Refused for a ZIP archive that is no Word document.
    """
    by_name = _BY_NAME.get(PurePath(name).suffix.lower(), "text")
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if b"%PDF-" in data[:1024] and (by_name == "pdf" or data.lstrip()[:5] == b"%PDF-"):
        return "pdf"
    head = _bytes_of_letters(data[:_HEAD])
    if _OPENING.match(head):
        return "html"
    if _is_message(data[:_HEADER]):
        return "eml"
    if by_name == "html":
        return "html" if _TAG.search(_bytes_of_letters(data[:65536])) else "text"
    return by_name if by_name == "markdown" else "text"


def _bytes_of_letters(head: bytes) -> bytes:
    """The head without byte-order mark and, of UTF-16, without its zero bytes."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _is_message(head: bytes) -> bool:
    """Whether the file opens with header fields of a message."""
    head = head.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    if head.startswith(b"From "):  # the separator of a mailbox file
        head = head.partition(b"\n")[2]
    names: set[bytes] = set()
    at = 0
    while field := _FIELD.match(head, at):
        if field.end() == at:
            break
        if field[1]:
            names.add(field[1].lower())
        elif not names:
            return False
        at = field.end()
    return (bool(names & _OF_MAIL) and len(names) > 1) or {b"from", b"subject"} <= names & _OF_MEMO


def _zipped(data: bytes) -> str:
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {entry.filename for entry in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Refused("error", "is a damaged ZIP archive or office document") from None
    if "word/document.xml" in names:
        return "docx"
    what = "a ZIP archive"
    if any(name.startswith("xl/") for name in names):
        what = "a spreadsheet"
    elif any(name.startswith("ppt/") for name in names):
        what = "a presentation"
    elif "content.xml" in names and "mimetype" in names:
        what = "an OpenDocument file"
    raise Refused("skipped", f"is {what}, which is not read")
