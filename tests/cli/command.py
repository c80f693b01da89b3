"""The command as its users run it: a process with bytes in and bytes out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "nota.txt"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def environment(**extra: str) -> dict[str, str]:
    """The tests' environment without what changes the command's behaviour."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "NOTAEXTRACT_MODEL", "NOTAEXTRACT_DEBUG")
    }
    return {**kept, "PYTHONWARNINGS": "error", "LC_ALL": "C.UTF-8", **extra}


def runner(folder: Path) -> Run:
    """`run("parse", "nota.txt", input=b"…", env={…})` in a folder."""

    def go(*arguments: str | Path, input: bytes = b"", env: dict[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "notaextract", *map(str, arguments)],
            input=input,
            capture_output=True,
            cwd=folder,
            env=environment(**(env or {})),
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace"))

    return go
