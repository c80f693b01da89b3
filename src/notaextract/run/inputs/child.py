"""The process that reads files that strangers wrote: `python -m notaextract.run.inputs.child MEMORY`.

Requests come on standard input (length, JSON, length, bytes), answers go out the same way.
It may neither reach the network nor start programs nor write files, whatever a parser does.
"""

from __future__ import annotations

import json
import math
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from importlib import import_module
from typing import IO, Any

from notaextract.run.inputs.result import Extracted, Limits, Refused

_LENGTH = 8
_OUTSIDE = (
    "socket.connect",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
)
READERS = {
    "html": "notaextract.run.inputs.html",
    "pdf": "notaextract.run.inputs.pdf",
    "docx": "notaextract.run.inputs.docx",
    "eml": "notaextract.run.inputs.mail",
}
# What they import on use: loaded before the clock starts.
PARSERS = {
    "html": ("lxml.html", "trafilatura"),
    "pdf": ("pypdfium2",),
    "docx": ("docx",),
    "eml": ("lxml.html",),
}


def main() -> None:
    """Serve until standard input ends."""
    source, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints must not get between the answers.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    _limit(int(sys.argv[1]))
    sys.addaudithook(_stay_inside)
    while True:
        head = _message(source)
        data = _message(source)
        if head is None or data is None:
            return
        request = json.loads(head)
        limits = Limits(**request["limits"])
        _limit_time(limits.seconds)
        for package in PARSERS[request["format"]]:
            with suppress(ImportError):  # reading says what is missing
                import_module(package)
        _send(answers, {"ready": True})
        _send(answers, _answer(request["format"], data, request["encoding"], limits))


def _send(stream: IO[bytes], answer: dict[str, Any]) -> None:
    message = json.dumps(answer).encode("ascii")
    stream.write(len(message).to_bytes(_LENGTH, "big"))
    stream.write(message)
    stream.flush()


def _answer(format: str, data: bytes, encoding: str | None, limits: Limits) -> dict[str, Any]:
    try:
        found = read(format, data, encoding, limits)
        return {"found": asdict(found)}
    except Refused as refused:
        return {"refused": refused.state, "why": refused.why}
    except MemoryError:
        return {"refused": "memory", "why": _too_much(limits), "restart": True}
    except RecursionError:
        return {"refused": "error", "why": "is nested too deep to be read"}
    except Exception as problem:  # parsers raise what they like on damaged files
        told = " ".join(str(problem).split())[:200]
        if _peak() > 0.9 * limits.memory:  # C libraries name a failed allocation as they like
            return {"refused": "memory", "why": _too_much(limits), "restart": True}
        return {"refused": "error", "why": f"cannot be read as {format} ({type(problem).__name__}: {told})"}


def _too_much(limits: Limits) -> str:
    return f"takes more than {limits.memory / 1_000_000:.4g} MB of memory to read"


def read(format: str, data: bytes, encoding: str | None, limits: Limits) -> Extracted:
    """Read in this very process, without limits of time and memory. Raises Refused and what parsers raise."""
    try:
        module = import_module(READERS[format])
        found: Extracted = module.read(data, encoding, limits)
    except ModuleNotFoundError as problem:
        if (problem.name or "").startswith("notaextract"):
            raise
        raise Refused(
            "error", f"is {format.upper()}, which needs more packages: pip install 'notaextract[inputs]'"
        ) from None
    if len(found.text) > limits.text:
        raise Refused("error", f"holds more than {limits.text / 1e6:.4g} million characters of text")
    return found


def _stay_inside(event: str, _arguments: tuple[Any, ...]) -> None:
    if event in _OUTSIDE:
        raise PermissionError(f"a parser tried {event}")


def _message(source: IO[bytes]) -> bytes | None:
    head = source.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    wanted = int.from_bytes(head, "big")
    data = source.read(wanted)
    return data if len(data) == wanted else None


def _limit(memory: int) -> None:
    """Address space, no files written, no core dumps, few open files."""
    if os.name != "posix":
        return
    import resource

    for what, wanted in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        _, hard = resource.getrlimit(what)
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(OSError, ValueError):  # macOS refuses RLIMIT_AS; the other limits still hold
            resource.setrlimit(what, (most, most))


def _peak() -> int:
    """The most address space that this process has held, in bytes; 0 where the system does not say."""
    try:
        with open("/proc/self/status", encoding="ascii") as stream:
            line = next(line for line in stream if line.startswith("VmPeak:"))
        return int(line.split()[1]) * 1024
    except (OSError, ValueError, StopIteration):
        return 0


def _limit_time(seconds: float) -> None:
    """CPU seconds for the next input: ends this process should its parent no longer watch."""
    if os.name != "posix":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = math.ceil(used.ru_utime + used.ru_stime + seconds + 6)
    resource.setrlimit(
        resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard)
    )


if __name__ == "__main__":
    main()
