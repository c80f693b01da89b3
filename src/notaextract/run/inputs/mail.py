"""E-mail messages and saved pages in MIME (.eml, .mht): subject, date, text or HTML body.

The parser gets bounded headers and nesting only (`guards`), and the structured header
parsing of the standard library, which is quadratic, is never used. Attachments are named,
not read and not written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from notaextract.data.load import words
from notaextract.run.inputs.charset import decode_declared
from notaextract.run.inputs.guards import checked_message
from notaextract.run.inputs.html import read_fragment, read_page, with_title
from notaextract.run.inputs.result import Extracted, Limits, Refused

_PREFIX = re.compile(r"\s*([A-Za-z]{2,5})(?:\[\d{1,3}\])?\s*:\s*")
# What could be the release itself, or belong to it; pictures in a signature could not.
_WITH_TEXT = re.compile(r"\.(?:pdf|docx?|odt|rtf|html?|txt|xlsx?|pptx?|eml|zip)$", re.IGNORECASE)


def read(data: bytes, encoding: str | None, limits: Limits) -> Extracted:
    """The subject and the body of a message. Raises Refused."""
    bounded, missing = checked_message(data, limits)
    message = message_from_bytes(bounded, policy=policy.compat32)
    del bounded
    page = _saved_page(message)
    if page is not None:
        return read_page(_decoded(page, encoding), limits, how="saved page in MIME")
    attachments: list[str] = []
    pieces = [piece for piece in _body(message, attachments, encoding, limits, missing) if piece.strip()]
    subject = _header(message, "Subject")
    title, passed_on = _without_prefixes(subject)
    text = with_title(title, "\n\n".join(pieces))
    unread = [name for name in attachments if _WITH_TEXT.search(name)]
    if unread:
        missing.append(f"attachments are not read: {', '.join(unread)}")
    if any(type(defect).__name__ == "CloseBoundaryNotFoundDefect" for defect in message.defects):
        missing.append("the message is cut short")
    if not text.strip():
        raise Refused("skipped", "has no text in it")
    # A message that is passed on has the day of passing on.
    date = None if passed_on else _date(message)
    return Extracted(text, title or None, date, attachments=tuple(attachments), missing=tuple(missing))


def _saved_page(message: Message) -> Message | None:
    """The page of an .mht file, which browsers write with a header of their own."""
    if message.get("Snapshot-Content-Location") is None and not str(message.get("From", "")).startswith(
        "<Saved by"
    ):
        return None
    return next((part for part in message.walk() if part.get_content_type() == "text/html"), None)


def _body(
    part: Message, attachments: list[str], encoding: str | None, limits: Limits, missing: list[str]
) -> Iterator[str]:
    """The texts of a part that are shown, in order; what is not shown is put to `attachments`."""
    kind = part.get_content_type()
    if kind.startswith("multipart/") and isinstance(part.get_payload(), list):
        children: list[Message] = [child for child in part.get_payload() if isinstance(child, Message)]
        if kind == "multipart/alternative":
            yield from _best(children, attachments, encoding, limits, missing)
            return
        for child in children:
            yield from _body(child, attachments, encoding, limits, missing)
        return
    name = _filename(part)
    if kind == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        subject = _header(first, "Subject") if isinstance(first, Message) else ""
        attachments.append(name or f"{subject or 'message'}.eml")
    elif name or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
        attachments.append(name or kind)
    elif kind == "text/html":
        told, lost = read_fragment(_decoded(part, encoding), limits)
        missing += lost
        yield told
    elif kind == "text/plain":
        yield _flowed(part, _decoded(part, encoding))
    else:
        attachments.append(kind)


def _best(
    children: list[Message], attachments: list[str], encoding: str | None, limits: Limits, missing: list[str]
) -> Iterator[str]:
    """Of one body in several forms the plain text, unless it says much less than another."""
    forms: list[tuple[str, list[str], list[str]]] = []
    for child in children:
        beside: list[str] = []
        lost: list[str] = []
        forms.append(("\n\n".join(_body(child, beside, encoding, limits, lost)), beside, lost))
    longest = max((len(text) for text, *_ in forms), default=0)
    for text, _, lost in forms:
        if text.strip() and len(text) * 2 >= longest:
            missing += lost
            for _, names, _ in forms:
                attachments += [name for name in names if name not in attachments]
            yield text
            return


def _decoded(part: Message, encoding: str | None) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if not data.strip():
        return ""
    return decode_declared(data, part.get_content_charset(), encoding).text


def _flowed(part: Message, text: str) -> str:
    """Text with its soft line breaks joined (RFC 3676), where the part says that it is flowed."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    close = str(part.get_param("delsp", "")).lower() == "yes"
    pieces: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.endswith(" ") and line != "-- ":
            pieces.append(line[:-1] if close else line)
        else:
            pieces.append(line + "\n")
    return "".join(pieces).removesuffix("\n")  # behind the last line stands none


def _header(message: Message, name: str) -> str:
    """A header as people read it, on one line."""
    # Message.get would replace bytes that the header does not declare.
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")[:4000]
    try:
        told = str(make_header(decode_header(raw)))
    except (ValueError, LookupError, UnicodeError):
        told = raw
    # Those bytes arrive as surrogates.
    if any("\udc80" <= c <= "\udcff" for c in told):
        told = decode_declared(told.encode("utf-8", "surrogateescape"), None).text
    return " ".join(told.split())[:1000]


def _without_prefixes(subject: str) -> tuple[str, bool]:
    """The subject without "RV:", "Fwd:", "Re:", and whether one said that it is passed on."""
    passed_on = False
    while found := _PREFIX.match(subject):
        word = found[1].lower()
        if word not in words("forwarded") and word not in words("reply"):
            break
        passed_on = passed_on or word in words("forwarded")
        subject = subject[found.end() :]
    return subject, passed_on


def _filename(part: Message) -> str | None:
    name = part.get_filename()
    if name is None:
        return None
    try:
        name = str(make_header(decode_header(name[:1000])))
    except (ValueError, LookupError, UnicodeError):
        name = name[:1000]
    return " ".join(name.replace("\\", "/").rpartition("/")[2].split()) or "attachment"


def _date(message: Message) -> str | None:
    """The day of the Date header, in the sender's own zone."""
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))[:200]).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
