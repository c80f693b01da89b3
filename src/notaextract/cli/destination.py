"""Where data goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from notaextract.errors import OutputClosed, UsageError


@contextmanager
def open_output(path: str | None, worth_keeping: Callable[[], bool] = lambda: True) -> Iterator[TextIO]:
    """A text stream in UTF-8 with plain line ends. Raises UsageError where FILE cannot be written.

    A file is written beside its place under another name and moved there at the end, so that
    a run that fails, is interrupted or is not `worth_keeping` leaves what was there before.
    """
    if path is None or path == "-":
        try:
            yield (stream := _standard_output())
            stream.flush()
        except BrokenPipeError:  # told as our own: Typer would end the program on it
            raise OutputClosed("the output was closed") from None
        return
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():  # /dev/null, a named pipe: nothing to move there
        with _opened(target, "w", path) as stream:
            yield stream
        return
    waiting = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _opened(waiting, "x", path) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            with suppress(OSError):
                waiting.chmod(target.stat().st_mode & 0o7777)
        if worth_keeping():
            waiting.replace(target)
        else:
            waiting.unlink()
    except BaseException:
        with suppress(OSError):
            waiting.unlink()
        raise


def _opened(path: Path, mode: str, given: str) -> TextIO:
    try:
        stream: TextIO = path.open(mode, encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[assignment]
    except OSError as problem:
        raise UsageError(f"cannot write to {given} ({problem.strerror or problem})") from None
    return stream


def _standard_output() -> TextIO:
    """Standard output as UTF-8; a lone surrogate (a file name that is no UTF-8) is written \\udcXX."""
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream
