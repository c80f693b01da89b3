"""Worker processes: groups of items out, results in, in order, whatever a document does to its worker.

Each worker is a fresh Python (spawn) that loads tables and model once and has at most two
groups at hand. The parent watches the clock: a worker whose group takes longer than the
limit is killed and replaced. A group that cost its worker is read again item by item; an
item that alone costs one more worker is recorded, one that alone takes too long at once.
"""

from __future__ import annotations

import gc
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from queue import Queue
from threading import Thread
from typing import Any, NamedTuple

from notaextract.errors import NotaextractError
from notaextract.run.batch.options import Options
from notaextract.run.batch.work import Item, Reader, Result, bad

_DEPTH = 2  # groups at a worker: one in work, one waiting, so that it never waits for us
_TICK = 0.2  # seconds between looks at the clock and at `stopped`
_GRACE = 2.0  # seconds above the limit for a child that reads PDF, Word or HTML to say so itself
_STARTS = 3  # workers that may die before their first group


class Task(NamedTuple):
    """A part of group `group`: its items from `offset` on; `tries` counts workers that died of it alone."""

    group: int
    offset: int
    items: list[Item]
    tries: int = 0


def serve(channel: Connection, options: Options) -> None:
    """A worker's life: groups in, results out, until the parent closes the channel or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when to end
    try:
        reader = Reader(options)
    except NotaextractError as problem:
        with suppress(OSError):
            channel.send(problem)
        return
    gc.collect()
    gc.freeze()  # tables and model stay: never look at them again
    with suppress(OSError, EOFError):
        channel.send(None)
        waiting: Queue[list[Item] | None] = Queue()
        # Groups are taken off the channel at once: parent and worker never both wait to send.
        Thread(target=_receive, args=(channel, waiting), daemon=True).start()
        answers: Queue[list[Result]] = Queue()
        # A pipe holds less than a group's rows: a thread waits for the parent to take them, not we.
        Thread(target=_send, args=(channel, answers), daemon=True).start()
        while (items := waiting.get()) is not None:
            answers.put(reader.read(items))


def _receive(channel: Connection, waiting: Queue[list[Item] | None]) -> None:
    with suppress(OSError, EOFError):
        while True:
            waiting.put(channel.recv())
    waiting.put(None)


def _send(channel: Connection, answers: Queue[list[Result]]) -> None:
    try:
        while True:
            channel.send(answers.get())
    except OSError:  # nobody is there any more
        os._exit(0)


class _Worker:
    def __init__(self, options: Options) -> None:
        context = get_context("spawn")
        self.channel, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, options), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.tasks: deque[Task] = deque()
        self.since = 0.0  # when the first task began

    def send(self, task: Task) -> None:
        if not self.tasks:
            self.since = time.monotonic()
        self.tasks.append(task)
        self.channel.send(task.items)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.channel.close()
        self.process.close()


class Pool:
    """`jobs` workers. `results` gives one list of results for each group, in the groups' order."""

    def __init__(self, options: Options, jobs: int, stopped: Callable[[], bool] = lambda: False) -> None:
        self._options = options
        self._stopped = stopped
        self._jobs = jobs
        self._workers: list[_Worker] = []
        self._window = 8 * jobs + 8  # groups between the first unfinished one and the last sent out
        self._again: deque[Task] = deque()
        self._found: dict[int, list[Result | None]] = {}
        self._dead = 0
        self.replaced = 0

    def results(self, groups: Iterator[list[Item]]) -> Iterator[list[Result]]:
        """Results of each group. Ends early where `stopped`. Raises ModelError, DataError."""
        self._workers = [_Worker(self._options) for _ in range(self._jobs)]
        sent = given = 0
        more = True
        try:
            while more or self._found:
                if self._stopped():
                    return
                for worker in sorted(self._workers, key=lambda w: len(w.tasks)):
                    while worker.ready and len(worker.tasks) < _DEPTH:
                        if self._again:
                            task = self._again.popleft()
                        elif more and sent - given < self._window:
                            group = next(groups, None)
                            if group is None:
                                more = False
                                break
                            task = Task(sent, 0, group)
                            self._found[sent] = [None] * len(group)
                            sent += 1
                        else:
                            break
                        try:
                            worker.send(task)
                        except OSError:  # it died between two groups
                            self._bury(worker, "")
                            break
                self._listen()
                while given in self._found and None not in self._found[given]:
                    yield [result for result in self._found.pop(given) if result is not None]
                    given += 1
        finally:
            self.close()

    def close(self) -> None:
        """Kill every worker."""
        for worker in self._workers:
            worker.end()
        self._workers = []

    def _listen(self) -> None:
        """Take what workers send; replace those that died or take too long."""
        channels = {worker.channel: worker for worker in self._workers if worker.tasks or not worker.ready}
        for channel in wait(list(channels), _TICK if channels else 0):
            worker = channels[channel]  # type: ignore[index]
            try:
                answer: Any = worker.channel.recv()
            except (EOFError, OSError, Exception):  # half an answer may unpickle to anything
                self._bury(worker, "")
                continue
            if isinstance(answer, NotaextractError):
                raise answer
            if answer is None:
                worker.ready = True
                continue
            task = worker.tasks.popleft()
            worker.since = time.monotonic()
            self._dead = 0
            self._found[task.group][task.offset : task.offset + len(answer)] = answer
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.tasks and now - worker.since > self._options.timeout + _GRACE:
                self._bury(worker, "timeout")

    def _bury(self, worker: _Worker, why: str) -> None:
        """Replace a worker; its first task is read again item by item, or recorded."""
        code = None
        with suppress(OSError, ValueError):
            worker.process.join(1 if not why else 0)
            code = worker.process.exitcode
        if not worker.ready:
            self._dead += 1
            if self._dead >= _STARTS:
                raise NotaextractError(f"workers end before they can work ({_ended(code)})")
        tasks = list(worker.tasks)
        worker.end()
        self._workers[self._workers.index(worker)] = _Worker(self._options)
        self.replaced += 1
        if tasks:
            first = tasks[0]
            self._again.extend(tasks[1:])
            if len(first.items) > 1:
                self._again.extend(
                    Task(first.group, first.offset + at, [item]) for at, item in enumerate(first.items)
                )
            elif why:
                self._record(first, "timeout", f"took longer than {self._options.timeout:g} s")
            elif first.tries:
                self._record(first, "crash", f"made its worker end twice ({_ended(code)})")
            else:
                self._again.append(first._replace(tries=1))

    def _record(self, task: Task, kind: str, message: str) -> None:
        self._found[task.group][task.offset] = bad(task.items[0], kind, message)


def _ended(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"
