"""What earlier runs wrote, read back: JSON, JSON lines and SQLite archives as documents.

JSON without `--with-text` holds no text; where the source file still stands where its name
says (from here or beside the JSON) and its text has the recorded digest, it is taken from there.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from notaextract.errors import InputError, NotaextractError
from notaextract.facts import SCHEMA, Document, Engine, Fact, Header
from notaextract.output.report.payload import Problem
from notaextract.run.source import decode

_SQLITE = b"SQLite format 3\0"
_HEAD = f'"schema":"{SCHEMA}"'.encode()


def is_stored(path: str) -> bool:
    """Whether a file is an output of ours: an SQLite file, or JSON that begins with our schema."""
    try:
        with open(path, "rb") as stream:
            head = stream.read(400)
    except (OSError, ValueError):
        return False
    return head.startswith(_SQLITE) or _HEAD in b"".join(head.split())[:80]


def stored(path: str) -> Iterator[Document | Problem]:
    """The documents and problems in an output, in its order. Raises InputError (without the file's name)."""
    with open(path, "rb") as stream:
        head = stream.read(len(_SQLITE))
    yield from (_archive(path) if head == _SQLITE else _records(path))


def _records(path: str) -> Iterator[Document]:
    content = Path(path).read_bytes()
    try:
        first = content.lstrip()[:1]
        lines = content.splitlines() if first == b"{" else []
        try:
            records = [json.loads(line) for line in lines if line.strip()]
        except ValueError:
            records = []
        if not records:
            whole = json.loads(content)
            records = whole if isinstance(whole, list) else [whole]
        for record in records:
            yield _with_text(Document.from_dict(record), Path(path).parent)
    except (ValueError, RecursionError):
        raise InputError("is not JSON") from None
    except (KeyError, TypeError, AttributeError) as problem:
        raise InputError(f"is no output of notaextract ({type(problem).__name__}: {problem})") from None


def _with_text(document: Document, beside: Path) -> Document:
    if document.text or not document.text_sha256 or document.source == "-":
        return document
    for place in (Path(document.source), beside / document.source, beside / Path(document.source).name):
        try:
            text = decode(place.read_bytes()).text
        except (OSError, ValueError, NotaextractError):
            continue
        if sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == document.text_sha256:
            return replace(document, text=text)
    return document


def _archive(path: str) -> Iterator[Document | Problem]:
    from notaextract.output.sqlite import open_read_only

    db = open_read_only(path)
    try:
        db.row_factory = sqlite3.Row
        facts = iter(db.execute("SELECT * FROM facts ORDER BY document, position"))
        fact = next(facts, None)
        for row in db.execute("SELECT * FROM documents ORDER BY id"):
            own = []
            while fact is not None and fact["document"] <= row["id"]:
                if fact["document"] == row["id"]:
                    own.append(_fact(fact))
                fact = next(facts, None)
            yield _document(row, tuple(own))
        for row in db.execute("SELECT id, kind, message FROM errors ORDER BY id"):
            yield Problem(row["id"], row["kind"], row["message"] or "")
    except (sqlite3.Error, IndexError, KeyError, TypeError, ValueError) as problem:
        raise InputError(f"is no archive of notaextract ({problem})") from None
    finally:
        db.close()


def _document(row: sqlite3.Row, facts: tuple[Fact, ...]) -> Document:
    names = ("document_type", "number", "sequence", "year", "date", "time", "place", "title", "issuer")
    return Document(
        row["id"],
        Engine("", tuple(filter(None, (row["voters"] or "").split(", ")))),
        Header(**{name: row[name] for name in names}),
        facts,
        row["text"] or "",
        source_sha256=row["sha256"],
        text_sha256=row["text_sha256"],
        state=row["state"] or "ok",
        problem=row["problem"],
    )


def _fact(row: sqlite3.Row) -> Fact:
    record: dict[str, Any] = {key: row[key] for key in ("type", "text", "start", "end")}
    return Fact.from_dict({**record, "value": json.loads(row["value"]), "source": row["found_by"]})
