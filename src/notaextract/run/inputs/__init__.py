"""From the bytes of a file of any supported format to a text: one call, one state.

Plain text and Markdown are decoded here; HTML, PDF, DOCX and e-mail are read in a child
process under limits (`isolation`), since their parsers meet files that strangers wrote.
"""

from __future__ import annotations

from hashlib import sha256

from notaextract.errors import InputError, NotText
from notaextract.run.inputs.detect import format_of
from notaextract.run.inputs.result import FORMATS, Extracted, Input, Limits, Refused
from notaextract.run.source import checked_encoding, decode

__all__ = ["FORMATS", "Extracted", "Input", "Limits", "Refused", "read_input"]


def read_input(
    data: bytes,
    name: str,
    *,
    force: str | None = None,
    encoding: str | None = None,
    limits: Limits = Limits(),  # noqa: B008  frozen
) -> Input:
    """The text of a file's bytes, and the state that reading it ended in.

    The format is told from the content, then from the extension of `name`; `force` is one
    of FORMATS and goes before both. `encoding` holds for text, HTML and messages. Of what is
    larger than `limits.bytes` the first `limits.bytes` + 1 bytes are enough. Never raises for
    what the bytes are: that is the state. Raises UsageError for an unknown encoding.
    """
    format = force or ""
    digest: str | None = None
    try:
        if len(data) > limits.bytes:
            raise Refused("skipped", f"is larger than {_size(limits.bytes)}")
        digest = _digest(data)
        format = force or format_of(data, name)
        found = _extract(data, format, encoding, limits)
        if not found.text or found.text.isspace():
            raise Refused("skipped", "has no text in it, only blanks")
    except Refused as refused:
        return Input("", refused.state, refused.why, format, digest, None)
    problem = "; ".join(found.missing) or None
    return Input(
        found.text,
        "partial" if problem else "ok",
        problem,
        format,
        digest,
        _digest(found.text.encode("utf-8", "surrogatepass")),
        found.title,
        found.date,
        found.site,
        found.attachments,
        found.how,
    )


def _extract(data: bytes, format: str, encoding: str | None, limits: Limits) -> Extracted:
    if format in ("text", "markdown"):
        try:
            decoded = decode(data, encoding)
        except InputError as problem:
            raise Refused("skipped" if isinstance(problem, NotText) else "error", str(problem)) from None
        return Extracted(decoded.text, how=f"{decoded.encoding} ({decoded.why})")
    from notaextract.run.inputs.isolation import read_isolated

    if encoding is not None:
        encoding = checked_encoding(encoding)
    return read_isolated(data, format, encoding, limits)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _size(count: int) -> str:
    return f"{count / 1_000_000:.4g} MB" if count >= 100_000 else f"{count} bytes"
