"""One run at a time on one output: a locked file beside it, freed by the system however the run ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from notaextract.errors import UsageError


@contextmanager
def locked(output: str) -> Iterator[None]:
    """Hold the lock of an output. Raises UsageError where another run has it."""
    try:
        import fcntl
    except ImportError:  # no such locks on Windows: SQLite's own still hold
        yield
        return
    path = f"{output.rstrip('/')}.lock"
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as problem:
            raise UsageError(f"cannot write to {output} ({problem.strerror})") from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            who = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
            os.close(handle)
            holder = f" (process {who})" if who else ""
            raise UsageError(f"{output}: another run is writing to it{holder}; wait for its end") from None
        # Whoever held the lock before may have removed the file that we opened.
        with suppress(OSError):
            if os.stat(path).st_ino == os.fstat(handle).st_ino:
                break
        os.close(handle)
    try:
        with suppress(OSError):  # a full disk: the lock holds without the number in it
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        with suppress(OSError):
            os.unlink(path)
        os.close(handle)
