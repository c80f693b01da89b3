#!/usr/bin/env python3
"""How long the command takes to start, beside a bare Python and `import spacy` in the same run.

    .venv/bin/python scripts/cold_start.py [RUNS]

Promised: help at most 8 x `python -c pass`, `parse --no-ner` of the example at most 0.35 x `import spacy`.
Best of RUNS (default 7) each; tests check the modules instead, since the clock depends on the machine.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

EXAMPLE = str(Path(__file__).resolve().parent.parent / "examples" / "nota.txt")
OURS = ("-m", "notaextract")
RUNS = {
    "python -c pass": ("-c", "pass"),
    "import spacy": ("-c", "import spacy"),
    "--help": (*OURS, "--help"),
    "parse --help": (*OURS, "parse", "--help"),
    "parse --no-ner": (*OURS, "parse", "--no-ner", EXAMPLE),
    "parse": (*OURS, "parse", EXAMPLE),
}


def best(arguments: tuple[str, ...], runs: int) -> float:
    """Seconds of the fastest of several runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print one line a run."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    took = {name: best(arguments, runs) for name, arguments in RUNS.items()}
    bare, spacy = took["python -c pass"], took["import spacy"]
    for name, seconds in took.items():
        beside = f"{seconds / bare:5.1f} x bare Python, {seconds / spacy:5.2f} x import spacy"
        print(f"{name:<16}{1000 * seconds:6.0f} ms  {beside}")


if __name__ == "__main__":
    main()
