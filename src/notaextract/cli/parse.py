"""`notaextract parse`: inputs one after the other, documents out as soon as they are there."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol, TextIO

from notaextract.cli import messages
from notaextract.cli.destination import open_output
from notaextract.errors import InputError, NotaextractError
from notaextract.facts import Document, Note
from notaextract.output.language import Language
from notaextract.run import source
from notaextract.run.inputs import Limits, read_input
from notaextract.run.pipeline import Extractor


@dataclass(slots=True)
class Parse:
    """The options of one run, as typed."""

    files: list[str]
    format: str = "table"
    output: str | None = None
    records: bool = False
    only: list[str] | None = None
    date: str | None = None
    country: str | None = None
    model: str | None = None
    ner: bool = True
    encoding: str | None = None
    input_format: str | None = None
    max_size: int = 20  # megabytes
    with_text: bool = False
    data: list[str] = field(default_factory=list)
    color: bool = True
    language: Language | None = None


class Writer(Protocol):
    """What every format in `output` is: documents in, text out."""

    def __call__(self, documents: Iterable[Document], stream: TextIO) -> object: ...


class Inputs:
    """The notes of all inputs, in order; what failed is told at once and counted."""

    def __init__(self, asked: Parse) -> None:
        self.asked = asked
        self.failed = self.read = 0
        self.date = source.checked_date(asked.date) if asked.date else None
        self.country = source.checked_country(asked.country) if asked.country else None

    def some(self) -> bool:
        """Whether there was anything to read; nothing at all without a failure is fine, too."""
        return self.read > 0 or not self.failed

    def __iter__(self) -> Iterator[Note]:
        for path in self.asked.files:
            try:
                for note in self._records(path) if self.asked.records else self._file(path):
                    self.read += note.state in ("ok", "partial")
                    yield note
            except InputError as problem:
                self.fail(_named(path), problem)

    def _file(self, path: str) -> Iterator[Note]:
        asked, name = self.asked, _named(path)
        limits = Limits(bytes=asked.max_size * 1_000_000)
        data = source.read_bytes(path, limits.bytes + 1)
        found = read_input(data, path, force=asked.input_format, encoding=asked.encoding, limits=limits)
        if found.readable:
            form = "" if found.format == "text" else f"{found.format} "
            messages.detail(f"{name}: read as {form}{found.how}".rstrip())
            if found.attachments:
                messages.note(f"{name}: has attachments: {', '.join(found.attachments)}")
            if found.problem:
                messages.note(f"{name}: {found.problem} ({found.state})")
        else:
            self.fail(name, f"{found.problem} ({found.state})")
        if found.readable or asked.format in ("json", "jsonl"):
            yield found.note(path, self.date, self.country)

    def _records(self, path: str) -> Iterator[Note]:
        for number, record in source.records(path):
            try:
                if isinstance(record, InputError):
                    raise record
                note = source.record_note(record, f"{path}:{number}", self.date, self.country)
            except InputError as problem:
                self.fail(f"{_named(path)}:{number}", problem)
            else:
                yield note

    def fail(self, name: str, problem: object) -> None:
        """Tell and count an input that gives no document."""
        self.failed += 1
        messages.error(f"{name}: {problem}")


def _named(path: str) -> str:
    return "standard input" if path == "-" else path


def prepare(asked: Parse) -> tuple[Inputs, Extractor]:
    """What a run needs, options checked. Raises UsageError, ModelError, DataError."""
    from notaextract.data.load import lay_over, user_folders

    folders = [*user_folders(), *map(Path, asked.data)]
    if folders:
        lay_over(*folders)
    inputs = Inputs(asked)
    if asked.encoding:
        source.checked_encoding(asked.encoding)
    only = None if asked.only is None else [t.strip() for given in asked.only for t in given.split(",")]
    extractor = Extractor(only=only, model=asked.model, ner=asked.ner)
    if extractor.ner:
        messages.detail(f"named entities by {', '.join(extractor.voters.names) or 'no model'}")
    return inputs, extractor


def run(asked: Parse) -> int:
    """Write the facts of every input. Exit code 1 where some input failed."""
    inputs, extractor = prepare(asked)
    write = _writer(asked)
    with (
        open_output(asked.output, inputs.some) as stream,
        closing(_documents(inputs, extractor)) as documents,
    ):
        write(documents, stream)
    return messages.SOME_FAILED if inputs.failed else messages.OK


def _documents(inputs: Inputs, extractor: Extractor) -> Generator[Document, None, None]:
    for count, note in enumerate(inputs):
        if count == 1:  # all that stays is loaded now: collect behind it, and never look at it again
            gc.freeze()
            gc.enable()
        try:
            document = extractor.read(note)
        except NotaextractError:
            raise
        except Exception as problem:  # one document that breaks a rule must not cost the others
            if messages.debugging():
                raise
            inputs.fail(_named(note.source), messages.internal(problem))
        else:
            yield document


def _writer(asked: Parse) -> Writer:
    match asked.format:
        case "json":
            from notaextract.output import json

            several = asked.records or len(asked.files) > 1
            return partial(json.write, array=several, with_text=asked.with_text)
        case "jsonl":
            from notaextract.output import json

            return partial(json.write_lines, with_text=asked.with_text)
        case "csv":
            from notaextract.output import csv

            return csv.write
        case "html":
            from notaextract.output import report

            return partial(report.write, language=asked.language)
        case _:
            from notaextract.output import table

            return partial(table.write, color=asked.color, language=asked.language)


def print_schema() -> int:
    """Print the JSON Schema of a document."""
    import json

    from notaextract.output.schema import document_schema

    with open_output(None) as stream:
        stream.write(json.dumps(document_schema(), ensure_ascii=False, indent=2) + "\n")
    return messages.OK
