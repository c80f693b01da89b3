"""Reading in a child process, so that no file can take the run's time, memory or life.

One child serves many inputs, since starting Python and the parsers costs more than most
inputs; it is replaced when it dies, when its time is up, and after `_SERVED` inputs, which
returns whatever the parsers leaked. The child sets POSIX resource limits on itself
(`child`); where there are none (Windows), only the time limit holds.
"""

from __future__ import annotations

import atexit
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import IO, Any

import notaextract
from notaextract.run.inputs.result import Extracted, Limits, Refused

_SERVED = 200
_LENGTH = 8  # bytes of the length in front of each message
_START = 60.0  # seconds in which a child must be ready: Python and the parsers have to load


class _Child:
    """One reading process: requests in on its standard input, answers out on its standard output."""

    def __init__(self, memory: int) -> None:
        self.memory = memory
        self.served = 0
        # -P: a folder of releases may hold a file named like a module. PYTHONPATH: where we ourselves are.
        root = str(Path(notaextract.__file__).resolve().parent.parent)
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-W", "ignore", "-m", "notaextract.run.inputs.child", str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1"},
            # An interrupt is for us: we end the child.
            start_new_session=os.name == "posix",
        )

    def ask(self, request: dict[str, Any], data: bytes, seconds: float) -> dict[str, Any] | None:
        """The answer, or None where the child died. Raises TimeoutError."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        head = json.dumps(request).encode()
        try:
            for part in (head, data):
                self.process.stdin.write(len(part).to_bytes(_LENGTH, "big"))
                self.process.stdin.write(part)
            self.process.stdin.flush()
        except OSError:
            return None
        self.served += 1
        if _read(self.process.stdout, time.monotonic() + _START) is None:
            return None
        answer = _read(self.process.stdout, time.monotonic() + seconds)
        return None if answer is None else json.loads(answer)

    def end(self) -> None:
        """Kill and bury."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self.process.wait()


def _read(stream: IO[bytes], deadline: float) -> bytes | None:
    """One message, or None at the end of the stream. Raises TimeoutError."""
    wanted, got = _LENGTH, b""
    chunks: list[bytes] = []
    with selectors.DefaultSelector() as waiting:
        waiting.register(stream, selectors.EVENT_READ)
        length: int | None = None
        while True:
            if not waiting.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            chunk = os.read(stream.fileno(), min(wanted, 1 << 20))
            if not chunk:
                return None
            chunks.append(chunk)
            wanted -= len(chunk)
            if wanted:
                continue
            got = b"".join(chunks)
            if length is not None:
                return got
            length = wanted = int.from_bytes(got, "big")
            chunks = []


_lock = Lock()
_child: _Child | None = None
_owner = 0


def read_isolated(data: bytes, format: str, encoding: str | None, limits: Limits) -> Extracted:
    """What the child makes of an input of format html, pdf, docx or eml.

    Raises Refused: "timeout" and "memory" where a limit ended it, "error" where the
    parser crashed, or what the reader itself says.
    """
    request = {"format": format, "encoding": encoding, "limits": asdict(limits)}
    with _lock:
        child = _running(limits.memory)
        try:
            answer = child.ask(request, data, limits.seconds)
        except TimeoutError:
            close()
            raise Refused("timeout", f"took longer than {limits.seconds:g} s to read") from None
        except BaseException:
            close()  # interrupted in mid-answer: what it still says belongs to nobody
            raise
        if answer is None:
            raise _died(child, limits)
        if answer.get("restart"):
            close()
    if "refused" in answer:
        raise Refused(answer["refused"], answer["why"])
    found = answer["found"]
    return Extracted(
        **{**found, "attachments": tuple(found["attachments"]), "missing": tuple(found["missing"])}
    )


def _died(child: _Child, limits: Limits) -> Refused:
    """Why a child ended: its own CPU limit, or a crash that the memory limit mostly is behind."""
    code = child.process.wait()
    close()
    if os.name == "posix" and code == -signal.SIGXCPU:
        return Refused("timeout", f"took longer than {limits.seconds:g} s to read")
    if os.name == "posix" and code == -signal.SIGKILL:
        return Refused("memory", "took more memory than there is: the system ended its reader")
    return Refused("error", f"made its parser crash ({_called(code)})")


def _called(code: int) -> str:
    if code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            pass
    return f"exit code {code}"


def _running(memory: int) -> _Child:
    global _child, _owner
    if _child is not None and _owner != os.getpid():
        _child = None  # forked: it is our parent's, and its pipes are not ours to use
    if _child is not None and (
        _child.process.poll() is not None or _child.memory != memory or _child.served >= _SERVED
    ):
        close()
    if _child is None:
        _child, _owner = _Child(memory), os.getpid()
    return _child


def close() -> None:
    """End the child, if there is one of ours."""
    global _child
    if _child is not None and _owner == os.getpid():
        _child.end()
    _child = None


atexit.register(close)
