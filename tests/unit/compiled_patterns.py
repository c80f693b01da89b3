"""Print every regular expression that the package compiles: one JSON row (file, line, pattern, flags) a line.

Run in an interpreter of its own, so that nothing is compiled before the compiler is watched.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import json
import pkgutil
import re
import sys
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "notaextract"

found: dict[tuple[str | bytes, int], tuple[str, int]] = {}


def watch() -> None:
    """From here on, note who of ours compiles what."""
    compiler: Any = importlib.import_module("re._compiler")
    compiling = compiler.compile

    def noted(pattern: Any, flags: int = 0) -> Any:
        compiled = compiling(pattern, flags)
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and "re" in Path(frame.f_code.co_filename).parent.parts[-1:]:
            frame = frame.f_back
        while frame is not None and Path(frame.f_code.co_filename).name == "functools.py":
            frame = frame.f_back
        if frame is not None and isinstance(pattern, str | bytes):
            file = Path(frame.f_code.co_filename)
            if file.is_relative_to(PACKAGE):
                found.setdefault((pattern, compiled.flags), (str(file.relative_to(PACKAGE)), frame.f_lineno))
        return compiled

    compiler.compile = noted
    re.purge()


def compile_all() -> None:
    """Import every module, call every cached function without parameters, read the fixtures."""
    package = importlib.import_module("notaextract")
    for info in pkgutil.walk_packages(package.__path__, "notaextract."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for value in list(vars(module).values()):
            wrapped = getattr(value, "__wrapped__", None)
            if (
                isinstance(value, functools._lru_cache_wrapper)
                and wrapped is not None
                and wrapped.__module__ == info.name
                and not inspect.signature(wrapped).parameters
            ):
                value()
    extract = package.extract
    for path in sorted((ROOT / "tests" / "fixtures").glob("*.txt")):
        extract(path.read_text(encoding="utf-8"), ner=False)


def main() -> None:
    watch()
    compile_all()
    for (pattern, flags), (file, line) in found.items():
        printed = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
        bare = flags & ~int(re.UNICODE) if isinstance(pattern, str) else flags
        print(json.dumps([file, line, printed, bare]))


if __name__ == "__main__":
    main()
