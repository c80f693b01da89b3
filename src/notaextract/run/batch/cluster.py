"""The engine that works on a dask.distributed cluster: groups out, results back in order.

The scheduler sends a group whose worker died to another worker; one that costs several is
read item by item, so that only the item at fault is recorded. Workers must run the same
engine (version, tables, model): each says its fingerprint before it reads.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from threading import Lock
from typing import Any

from notaextract.errors import NotaextractError, UsageError
from notaextract.run.batch.options import Options
from notaextract.run.batch.work import Item, Result, bad

_lock = Lock()
_PART_GROUPS = 64  # groups that make one Parquet part
_GRACE = 30.0  # seconds above a task's limit for its way through the scheduler


def mark_of(options: Options) -> str:
    """The fingerprint of the engine of the process that this runs in."""
    from notaextract.run.batch.partition import reader

    with _lock:
        return reader(options).fingerprint


def work(options: Options, mark: str, items: list[Item], root: str = "", part: str = "") -> list[Result]:
    """Read a group in a worker; with `part`, write its rows there and send only what to count.

    Raises NotaextractError where this worker runs another engine than the caller.
    """
    from notaextract.run.batch.partition import reader

    with _lock:  # one document at a time in a process, however many threads the worker has
        engine = reader(options)
        if engine.fingerprint != mark:
            raise NotaextractError(_other(engine.fingerprint, mark))
        results = engine.read(items)
    if part:
        from notaextract.output.parquet import write_part

        found = [result.payload for result in results if result.status == "ok"]
        if found:
            write_part(root, part, found)
        results = [r._replace(payload=part) if r.status == "ok" else r for r in results]
    return results


def _other(theirs: str, ours: str) -> str:
    return (
        f"a worker runs another engine ({theirs}, here {ours}): "
        "give it the same version of notaextract, tables and models"
    )


@dataclass(slots=True)
class _Sent:
    future: Any
    items: list[Item]
    part: str
    since: float


class DaskEngine:
    """A cluster at `scheduler`, or `jobs` local worker processes. Raises UsageError, NotaextractError."""

    def __init__(
        self,
        options: Options,
        mark: str,
        scheduler: str | None,
        jobs: int,
        stopped: Callable[[], bool] = lambda: False,
        *,
        client: Any = None,
        root: str = "",
        next_part: Callable[[], str] | None = None,
    ) -> None:
        self._options, self._mark, self._stopped = options, mark, stopped
        self._root, self._next_part = root, next_part
        self._cluster: Any = None
        self._client = client or self._connected(scheduler, jobs)
        self._check()

    def _connected(self, scheduler: str | None, jobs: int) -> Any:
        try:
            from distributed import Client, LocalCluster
        except ImportError:
            raise UsageError("--engine dask needs its packages: pip install 'notaextract[dask]'") from None
        try:
            if scheduler:
                return Client(scheduler, timeout=20, set_as_default=False)
            self._cluster = LocalCluster(
                n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=50
            )
            return Client(self._cluster, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as problem:
            raise UsageError(f"no dask scheduler at {scheduler} ({_line(problem)})") from None

    def _check(self) -> None:
        """Ask every worker for its engine before any work."""
        try:
            marks = self._client.run(mark_of, self._options)
        except NotaextractError:
            self.close()
            raise
        except Exception as problem:
            self.close()
            raise NotaextractError(
                f"the cluster's workers cannot run notaextract ({_line(problem)}); install it on each of them"
            ) from None
        for address, mark in marks.items():
            if mark != self._mark:
                self.close()
                raise NotaextractError(f"{address}: {_other(mark, self._mark)}")

    def _window(self) -> int:
        with suppress(Exception):
            threads: int = sum(self._client.nthreads().values())
            return 4 * max(1, threads)
        return 8

    def _send(self, items: list[Item], part: str) -> _Sent:
        future = self._client.submit(
            work, self._options, self._mark, items, self._root, part, pure=False, retries=1
        )
        return _Sent(future, items, part, time.monotonic())

    def results(self, groups: Iterator[list[Item]]) -> Iterator[list[Result]]:
        """Results of each group, in order. Ends early where `stopped`. Raises NotaextractError."""
        sent: deque[_Sent] = deque()
        more = True
        while True:
            window = self._window() if self._next_part is None else max(2, self._window() // 2)
            while more and len(sent) < window and not self._stopped():
                many = _PART_GROUPS if self._next_part else 1
                items = list(chain.from_iterable(islice(groups, many)))
                if not items:
                    more = False
                    break
                sent.append(self._send(items, self._next_part() if self._next_part else ""))
            if not sent:
                return
            head = sent[0]
            if not self._done(head):
                if self._stopped():
                    return
                continue
            sent.popleft()
            yield self._result(head)
            if sent:
                sent[0].since = time.monotonic()

    def _done(self, head: _Sent) -> bool:
        """Wait a moment; whether the task has ended or its time is up."""
        with suppress(Exception):  # a moment that passes, or the task's own error: `_result` looks at it
            head.future.exception(timeout=0.2)
        if head.future.done():
            return True
        return time.monotonic() - head.since > self._options.timeout * len(head.items) + _GRACE

    def _result(self, sent: _Sent) -> list[Result]:
        """A task's results; of one that failed, of each of its items alone."""
        future = sent.future
        if not future.done():
            self._give_up(future)
            problem: BaseException | None = TimeoutError()
        else:
            problem = future.exception() if future.status != "finished" else None
        if problem is None:
            found: list[Result] = future.result()
            return found
        if isinstance(problem, NotaextractError):
            raise problem
        if len(sent.items) == 1:
            if isinstance(problem, TimeoutError):
                told = ("timeout", f"took longer than {self._options.timeout:g} s")
            else:
                told = ("crash", f"made its worker end ({_line(problem)})")
            return [bad(sent.items[0], *told)]
        results: list[Result] = []
        for item in sent.items:
            if self._stopped():
                break
            alone = self._send([item], self._next_part() if self._next_part else "")
            while not self._done(alone):
                if self._stopped():
                    return results
            results += self._result(alone)
        return results

    def _give_up(self, future: Any) -> None:
        """Start the worker anew that is at a task: a thread cannot be ended otherwise."""
        with suppress(Exception):
            busy = [address for address, keys in self._client.processing().items() if future.key in keys]
            future.cancel(force=True)
            self._client.restart_workers(busy, timeout=60)

    def close(self) -> None:
        with suppress(Exception):
            self._client.close()
        if self._cluster is not None:
            with suppress(Exception):
                self._cluster.close()


def _line(problem: BaseException) -> str:
    return " ".join(str(problem).split())[:200] or type(problem).__name__
