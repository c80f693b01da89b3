#!/usr/bin/env python3
"""How long the command takes to start, beside a bare Python and `import spacy` in the same run.

    .venv/bin/python scripts/cold_start.py [RUNS]

Promised: help at most 8 x `python -c pass`, `parse --no-ner` of the example at most 0.35 x `import spacy`,
and what the other tables add to `--only date,figure` at most 0.1 x. Processor seconds (wall clock where the
system does not count them), all commands in turn, the median of RUNS (default 9) each; tests check the
modules instead, since the clock depends on the machine.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

EXAMPLE = str(Path(__file__).resolve().parent.parent / "examples" / "nota.txt")
OURS = ("-m", "notaextract")
RUNS = {
    "python -c pass": ("-c", "pass"),
    "import spacy": ("-c", "import spacy"),
    "--help": (*OURS, "--help"),
    "parse --help": (*OURS, "parse", "--help"),
    "date,figure": (*OURS, "parse", "--no-ner", "--only", "date,figure", EXAMPLE),
    "parse --no-ner": (*OURS, "parse", "--no-ner", EXAMPLE),
    "parse": (*OURS, "parse", EXAMPLE),
}


def spent() -> float:
    """Seconds that ended child processes have used so far."""
    if resource is None:
        return time.perf_counter()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print one line a run."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    times: dict[str, list[float]] = {name: [] for name in RUNS}
    for _ in range(runs):
        for name, arguments in RUNS.items():
            start = spent()
            subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
            times[name].append(spent() - start)
    took = {name: statistics.median(each) for name, each in times.items()}
    bare, spacy = took["python -c pass"], took["import spacy"]
    for name, seconds in took.items():
        beside = f"{seconds / bare:5.1f} x bare Python, {seconds / spacy:5.2f} x import spacy"
        print(f"{name:<16}{1000 * seconds:6.0f} ms  {beside}")
    tables = (took["parse --no-ner"] - took["date,figure"]) / spacy
    print(f"{'other tables':<16}{tables:34.2f} x import spacy")


if __name__ == "__main__":
    main()
