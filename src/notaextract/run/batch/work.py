"""What happens to a document in a worker: bytes → note → document → what the archive stores.

Nothing of spaCy leaves this module: a `Result` is made of plain values.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from notaextract.errors import InputError, NotaextractError
from notaextract.facts import Document, Note
from notaextract.output.context import Sentences
from notaextract.output.rows import rows, storable
from notaextract.rules.reading import Reading
from notaextract.run.batch.options import Options, fingerprint
from notaextract.run.inputs import Limits, read_input
from notaextract.run.pipeline import Extractor, prepare
from notaextract.run.source import read_bytes, record_note


class Item(NamedTuple):
    """One document to read: a file (`path`, a path or URL) or a record of a JSON-lines file.

    `known` is the digest of the content that the archive holds already, made by the same
    engine; `problem` (kind, message) is what went wrong before there was anything to read.
    """

    id: str
    path: str | None = None
    record: dict[str, Any] | None = None
    size: int = 0
    known: str | None = None
    problem: tuple[str, str] | None = None


class Result(NamedTuple):
    """What became of an item. `status`: "ok" (`payload` to store), "same" or "bad" (`kind`, `message`)."""

    id: str
    status: str
    sha256: str | None = None
    payload: Any = None
    facts: int = 0
    characters: int = 0
    kind: str = ""
    message: str = ""


def bad(item: Item, kind: str, message: str, digest: str | None = None) -> Result:
    return Result(item.id, "bad", digest, kind=kind, message=storable(" ".join(message.split())))


class Reader:
    """The engine of one worker: tables and model loaded once, groups of items in, results out."""

    def __init__(self, options: Options) -> None:
        if options.data:
            from notaextract.data.load import lay_over

            lay_over(*map(Path, options.data))
        self.options = options
        self.fingerprint = fingerprint(options)
        self.extractor = Extractor(only=options.only, model=options.model, ner=options.ner)
        self._limits = Limits(bytes=options.max_size, seconds=options.timeout)
        if self.extractor.ner:
            _ = self.extractor.voters

    def read(self, items: Sequence[Item]) -> list[Result]:
        """One result for each item, in order. The sentences of a group share the model's batches."""
        found: list[Result | Reading] = [self._open(item) for item in items]
        readings = [each for each in found if isinstance(each, Reading)]
        if readings and self.extractor.ner:
            spans = self.extractor.voters.spans_of_many(readings)
            for reading, named in zip(readings, spans, strict=True):
                reading.spans = named
        return [
            each if isinstance(each, Result) else self._extract(item, each)
            for item, each in zip(items, found, strict=True)
        ]

    def _open(self, item: Item) -> Reading | Result:
        """The reading of an item, or the result where there is none."""
        if item.problem:
            return bad(item, *item.problem)
        try:
            note, digest = self._note(item)
        except NotaextractError as problem:
            return bad(item, "unreadable", str(problem))
        except Exception as problem:
            return bad(item, "internal", _internal(problem))
        if note is None:
            return Result(item.id, "same", digest)
        if note.state not in ("ok", "partial"):
            return bad(item, note.state, note.problem or "cannot be read", digest)
        return prepare(note)

    def _note(self, item: Item) -> tuple[Note | None, str | None]:
        """Where bytes become a note: (note or None where the archive has it, digest of the content)."""
        options = self.options
        digest: str | None
        if item.record is not None:
            digest = sha256(json.dumps(item.record, sort_keys=True).encode()).hexdigest()
            if digest == item.known:
                return None, digest
            note = record_note(item.record, item.id, options.date, options.country)
            if len(note.text) > options.max_size:
                raise InputError(f"is larger than {options.max_size / 1_000_000:g} MB")
            if not note.text or note.text.isspace():
                return Note("", item.id, state="skipped", problem="has no text in it, only blanks"), digest
            return _renamed(note, item.id, digest), digest
        assert item.path is not None
        data = _read(item.path, options.max_size + 1)
        digest = sha256(data).hexdigest() if len(data) <= options.max_size else None
        if digest is not None and digest == item.known:
            return None, digest
        found = read_input(
            data, item.path, force=options.input_format, encoding=options.encoding, limits=self._limits
        )
        return found.note(item.id, options.date, options.country), digest

    def _extract(self, item: Item, reading: Reading) -> Result:
        try:
            document = self.extractor.read_prepared(reading)
            told = Sentences(document, None if reading.composition else reading)
            payload = self._shaped(document, told)
        except NotaextractError:
            raise
        except Exception as problem:  # one document that breaks a rule must not cost the others
            return bad(item, "internal", _internal(problem), reading.note.source_sha256)
        return Result(
            item.id, "ok", reading.note.source_sha256, payload, len(document.facts), len(document.text)
        )

    def _shaped(self, document: Document, sentences: Sentences) -> Any:
        match self.options.shape:
            case "jsonl":
                from notaextract.output import json as lines

                stream = StringIO()
                lines.write_lines([document], stream, with_text=self.options.with_text)
                return stream.getvalue().encode("utf-8", "backslashreplace")
            case "csv":
                from notaextract.output import csv

                stream = StringIO()
                csv.write([document], stream)
                return stream.getvalue().split("\n", 1)[1].encode("utf-8", "backslashreplace")
            case _:
                return rows(document, self.fingerprint, sentences)


def _renamed(note: Note, id: str, digest: str) -> Note:
    from dataclasses import replace

    return replace(note, source=id, source_sha256=digest)


def _read(path: str, most: int) -> bytes:
    """The bytes of a path or an fsspec URL. Raises InputError."""
    if "://" not in path:
        return read_bytes(path, most)
    from notaextract.run.batch.remote import read_url

    return read_url(path, most)


def _internal(problem: BaseException) -> str:
    trace, place = problem.__traceback__, "?"
    while trace is not None:
        place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(problem).__name__} in {place}: {problem}"
