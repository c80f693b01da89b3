"""How far a batch is: a bar in a terminal, a line now and then elsewhere, and a log of JSON lines."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, Protocol, TextIO

from notaextract.cli import messages
from notaextract.errors import UsageError
from notaextract.output.visible import visible
from notaextract.run.batch.inputs import Inputs
from notaextract.run.batch.run import Counts
from notaextract.run.batch.work import Result

_EVERY = 10.0  # seconds between plain lines


class Progress(Protocol):
    def update(self, counts: Counts) -> None: ...
    def error(self, line: str) -> None: ...


class _Quiet:
    def update(self, counts: Counts) -> None:
        pass

    def error(self, line: str) -> None:
        messages.error(line)


class _Lines(_Quiet):
    """A plain line every ten seconds."""

    def __init__(self, every: float = _EVERY) -> None:
        self._every = every
        self._last = time.monotonic()

    def update(self, counts: Counts) -> None:
        now = time.monotonic()
        if now - self._last >= self._every:
            self._last = now
            rate = counts.seen / counts.seconds if counts.seconds else 0.0
            messages.note(f"{counts.seen:,} documents, {counts.failed:,} failed, {rate:,.0f} documents/s")


@contextmanager
def progress(wanted: bool | None, inputs: Inputs) -> Iterator[Progress]:
    """What shows the progress: a bar where standard error is a terminal, unless `wanted` says no."""
    if wanted is False or messages.quiet():
        yield _Quiet()
    elif sys.stderr.isatty():
        with _bar(inputs) as bar:
            yield bar
    else:
        yield _Lines()


@contextmanager
def _bar(inputs: Inputs) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    # Counting costs one more walk through the folders; of a list on standard input nobody knows the end.
    total = None if inputs.files_from is not None else sum(1 for _ in inputs)
    inputs.listed = True
    bar = Bar(
        TextColumn("documents"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]} · {task.fields[failed]} failed ·"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task("documents", total=total, rate="", failed=0)

    class _Bar:
        def update(self, counts: Counts) -> None:
            rate = counts.seen / counts.seconds if counts.seconds else 0.0
            bar.update(task, completed=counts.seen, rate=f"{rate:,.0f}/s", failed=counts.failed)

        def error(self, line: str) -> None:
            bar.console.print(f"notaextract: {visible(line)}", markup=False, highlight=False, soft_wrap=True)

    with bar:
        yield _Bar()


class Log:
    """JSON lines: one for the start, each document, and the end."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    @classmethod
    @contextmanager
    def opened(cls, path: str | None) -> Iterator[Log]:
        """Append to a file. Raises UsageError where it cannot be written."""
        if path is None:
            yield cls(None)
            return
        try:
            stream = open(path, "a", encoding="utf-8", errors="backslashreplace")  # noqa: SIM115
        except OSError as problem:
            raise UsageError(f"cannot write to {path} ({problem.strerror})") from None
        try:
            yield cls(stream)
        finally:
            with suppress(OSError):
                stream.close()

    def event(self, event: str, **details: Any) -> None:
        if self._stream is not None:
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            record = {"time": now, "event": event, **details}
            with suppress(OSError):  # a full disk under the log must not end the run
                self._stream.write(json.dumps(record, ensure_ascii=False) + "\n")
                self._stream.flush()

    def result(self, result: Result) -> None:
        if self._stream is None:
            return
        if result.status == "bad":
            self.event("failed", id=result.id, kind=result.kind, message=result.message)
        elif result.status == "same":
            self.event("unchanged", id=result.id)
        else:
            self.event("done", id=result.id, facts=result.facts, characters=result.characters)
