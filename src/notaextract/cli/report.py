"""`notaextract report`: outputs of earlier runs, or releases themselves, as one HTML page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from notaextract.cli import messages
from notaextract.cli.destination import open_output
from notaextract.cli.parse import Inputs, Parse, prepare
from notaextract.errors import InputError, NotaextractError
from notaextract.facts import Document
from notaextract.output.report import write
from notaextract.output.report.payload import Problem
from notaextract.run.batch.inputs import Inputs as Listing
from notaextract.run.batch.work import Item
from notaextract.run.source import record_note
from notaextract.run.stored import is_stored, stored


@dataclass(slots=True)
class Report:
    """What the page is made of, as it comes together."""

    documents: list[Document] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def take(self, found: Iterator[Document | Problem]) -> None:
        for each in found:
            if isinstance(each, Document):
                self.documents.append(each)
            else:
                self.problems.append(each)


def run(inputs: list[str], asked: Parse) -> int:
    """Write the page. Exit code 1 where some input failed; the page lists it, too."""
    report, plain, failed = Report(), [], False
    for path in inputs:
        if not is_stored(path):
            plain.append(path)
            continue
        try:
            report.take(stored(path))
        except InputError as problem:
            failed = True
            messages.error(f"{path}: {problem}")
            report.problems.append(Problem(path, "error", str(problem)))
    if plain:
        failed = _read(plain, asked, report) or failed
    with open_output(asked.output, lambda: bool(report.documents) or not failed) as stream:
        kept = write(
            report.documents, stream, language=messages.language(), problems=report.problems, alone=False
        )
    messages.detail(f"report of {len(report.documents)} documents")
    if kept != "all":
        messages.note(f"the whole texts exceed the size of a report: it holds {kept} only")
    return messages.SOME_FAILED if failed else messages.OK


def _read(paths: list[str], asked: Parse, report: Report) -> bool:
    """Read releases; whether some failed."""
    asked.files, asked.format = [], "json"  # of an input that cannot be read JSON has the state
    inputs, extractor = prepare(asked)
    told = _Told(asked, report)
    notes = []
    for path in paths:
        for item in [Item(path, path)] if path == "-" else Listing([path]):
            if item.problem:
                told.fail(item.id, InputError(item.problem[1]))
            elif item.record is not None:
                try:
                    notes.append(record_note(item.record, item.id, inputs.date, inputs.country))
                except InputError as problem:
                    told.fail(item.id, problem)
            elif item.path and item.path not in asked.files:
                asked.files.append(item.path)
    for note in chain(told, notes):
        try:
            report.documents.append(extractor.read(note))
        except NotaextractError:
            raise
        except Exception as problem:
            if messages.debugging():
                raise
            told.fail(note.source, messages.internal(problem))
    return bool(told.failed)


class _Told(Inputs):
    """Inputs whose failures without a document stand in the report."""

    def __init__(self, asked: Parse, report: Report) -> None:
        super().__init__(asked)
        self.report = report

    def fail(self, name: str, problem: object) -> None:
        super().fail(name, problem)
        if isinstance(problem, InputError) or str(problem).startswith("internal error"):
            self.report.problems.append(Problem(name, "error", str(problem)))
