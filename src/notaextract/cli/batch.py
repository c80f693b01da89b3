"""`notaextract batch`: many releases into one archive, with progress, a log and a summary."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import TYPE_CHECKING

from notaextract.cli import messages
from notaextract.errors import NotaextractError, UsageError
from notaextract.run.source import checked_country, checked_date

if TYPE_CHECKING:
    from notaextract.run.batch.archive import Archive
    from notaextract.run.batch.options import Options
    from notaextract.run.batch.run import Counts, Engine
    from notaextract.run.batch.work import Result

TERMINATED = 143
_TOLD = 20  # errors that are told one by one; the archive has them all


@dataclass(slots=True)
class Batch:
    """The options of one run, as typed."""

    inputs: list[str]
    output: str | None = None
    format: str | None = None
    files_from: str | None = None
    null: bool = False
    globs: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    only: list[str] | None = None
    date: str | None = None
    country: str | None = None
    model: str | None = None
    ner: bool = True
    encoding: str | None = None
    input_format: str | None = None
    max_size: float = 20  # megabytes
    timeout: float = 60.0
    with_text: bool = False
    data: list[str] = field(default_factory=list)
    jobs: str = "auto"
    engine: str = "local"
    scheduler: str | None = None
    force: bool = False
    prune: bool = False
    fail_fast: bool = False
    max_errors: int | None = None
    progress: bool | None = None
    log: str | None = None


class Stopped(NotaextractError):
    """A run that a signal ended in order."""

    def __init__(self, told: str, number: int) -> None:
        super().__init__(told)
        self.exit_code = TERMINATED if number == signal.SIGTERM else messages.INTERRUPTED


class Stop:
    """Ctrl-C and SIGTERM: the first is remembered and the run ends in order, the second ends it at once."""

    def __init__(self) -> None:
        self.signal = 0

    def __call__(self) -> bool:
        return self.signal != 0

    def _caught(self, number: int, _frame: FrameType | None) -> None:
        if self.signal:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        self.signal = number

    @contextmanager
    def watching(self) -> Iterator[None]:
        before = {number: signal.signal(number, self._caught) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def run(asked: Batch) -> int:
    """Read all inputs into the archive. Exit code 1 where some document failed, 130 or 143 where stopped."""
    from notaextract.cli.progress import Log, progress
    from notaextract.data.load import lay_over, user_folders
    from notaextract.run.batch.archive import SHAPES, format_of, open_archive, own_paths
    from notaextract.run.batch.inputs import Inputs
    from notaextract.run.batch.lock import locked
    from notaextract.run.batch.options import Options, fingerprint
    from notaextract.run.batch.run import Policy
    from notaextract.run.batch.run import run as run_all

    if not asked.inputs and asked.files_from is None:
        raise UsageError("nothing to read: name folders or files, or a list with --files-from")
    output = asked.output or _beside(asked.inputs)
    form = format_of(output, asked.format)
    only = None if asked.only is None else tuple(t.strip() for given in asked.only for t in given.split(","))
    options = Options(
        only=only,
        model=asked.model,
        ner=asked.ner,
        date=checked_date(asked.date) if asked.date else None,
        country=checked_country(asked.country) if asked.country else None,
        encoding=_checked_encoding(asked.encoding),
        input_format=asked.input_format,
        data=tuple(os.path.abspath(folder) for folder in (*map(str, user_folders()), *asked.data)),
        max_size=int(asked.max_size * 1_000_000),
        timeout=asked.timeout,
        shape=SHAPES[form],
        with_text=asked.with_text,
    )
    if options.data:
        from pathlib import Path

        lay_over(*map(Path, options.data))
    mark = fingerprint(options)
    stop = Stop()
    inputs = Inputs(
        asked.inputs,
        files_from=asked.files_from,
        globs=asked.globs,
        excluded=asked.excluded,
        own=own_paths(output) | ({os.path.realpath(asked.log)} if asked.log else frozenset()),
        null=asked.null,
    )
    policy = Policy(asked.force, asked.prune, 1 if asked.fail_fast else asked.max_errors, stop)
    with ExitStack() as stack:
        stack.enter_context(stop.watching())
        if "://" not in output:
            stack.enter_context(locked(output))
        archive = open_archive(output, form)
        stack.callback(archive.close)
        log = stack.enter_context(Log.opened(asked.log))
        shown = stack.enter_context(progress(asked.progress, inputs))
        told = 0

        def tell(counts: Counts, results: list[Result]) -> None:
            nonlocal told
            for result in results:
                log.result(result)
                if result.status == "bad":
                    told += 1
                    if told <= _TOLD:
                        shown.error(f"{result.id}: {result.message} ({result.kind})")
                    elif told == _TOLD + 1:
                        shown.error("more documents fail; the archive's errors have them all")
            shown.update(counts)

        log.event("start", output=output, fingerprint=mark, version=_version(), jobs=asked.jobs)
        engine = stack.enter_context(_engine(asked, options, mark, stop, archive))
        try:
            counts = run_all(inputs, engine, archive, mark, policy, tell)
        except (OSError, sqlite3.Error) as problem:
            told_as = getattr(problem, "strerror", None) or str(problem)
            log.event("end", state="failed", problem=told_as)
            raise NotaextractError(
                f"cannot write to {output} ({told_as}); what was committed is whole, run again to go on"
            ) from None
        log.event("end", state=counts.state, **_numbers(counts))
    return _summary(counts, output, stop)


def _summary(counts: Counts, output: str, stop: Stop) -> int:
    line = (
        f"{counts.documents:,} documents, {counts.facts:,} facts, {counts.skipped:,} unchanged, "
        f"{counts.failed:,} failed"
    )
    if counts.failed:
        line += f" ({', '.join(f'{kind} {count:,}' for kind, count in sorted(counts.kinds.items()))})"
    if counts.pruned:
        line += f", {counts.pruned:,} removed"
    rate = counts.seen / counts.seconds if counts.seconds else 0.0
    messages.note(f"{output}: {line}; {rate:,.0f} documents/s")
    if counts.state == "interrupted":
        how = "terminated" if stop.signal == signal.SIGTERM else "interrupted"
        raise Stopped(
            f"{how}: {output} has what was committed; run the same command again to go on", stop.signal
        )
    if counts.state == "failed":
        messages.error("stopped at the number of errors asked for; run again to go on")
    return messages.SOME_FAILED if counts.failed else messages.OK


def _numbers(counts: Counts) -> dict[str, object]:
    names = ("documents", "facts", "skipped", "failed", "pruned", "characters")
    return {**{name: getattr(counts, name) for name in names}, "seconds": round(counts.seconds, 3)}


def _version() -> str:
    from notaextract._version import __version__

    return __version__


def _beside(inputs: list[str]) -> str:
    """facts.sqlite beside the first input; where that is a URL or a list, in the folder that we are in."""
    if not inputs or "://" in inputs[0] or os.path.abspath(inputs[0]) == os.getcwd():
        return "facts.sqlite"
    return os.path.join(os.path.dirname(inputs[0].rstrip("/")), "facts.sqlite")


def _checked_encoding(name: str | None) -> str | None:
    if name is not None:
        from notaextract.run.source import decode

        decode(b"a", name)
    return name


@contextmanager
def _engine(asked: Batch, options: Options, mark: str, stop: Stop, archive: Archive) -> Iterator[Engine]:
    if asked.engine == "dask":
        from notaextract.output.parquet import ParquetArchive
        from notaextract.run.batch.cluster import DaskEngine

        parts = archive if isinstance(archive, ParquetArchive) else None
        engine = DaskEngine(
            options,
            mark,
            asked.scheduler,
            _jobs(asked.jobs),
            stop,
            root=archive.path if parts else "",
            next_part=parts.next_part if parts else None,
        )
        try:
            yield engine
        finally:
            engine.close()
        return
    if asked.scheduler:
        raise UsageError("--scheduler goes with --engine dask")
    from notaextract.run.batch.workers import Pool

    pool = Pool(options, _jobs(asked.jobs), stop)
    try:
        yield pool
    finally:
        pool.close()


def _jobs(asked: str) -> int:
    if asked == "auto":
        try:
            return len(os.sched_getaffinity(0))
        except AttributeError:
            return os.cpu_count() or 1
    if not asked.isdecimal() or not 0 < int(asked) <= 1024:
        raise UsageError(f"--jobs: a number of processes from 1, or auto, not {asked}")
    return int(asked)
