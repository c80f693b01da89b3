#!/usr/bin/env python3
"""What a batch costs beside the bare model and the bare rules, and whether its memory stays level.

    python scripts/bench.py batch [--count 20000] [--only CHECK]

Checks: `ner` (jobs=1 and jobs=2 against a loop that runs the model's `ner` over the same
sentences and nothing else), `rules` (jobs=1 into SQLite against the rules in a loop) and
`memory` (peak of the parent process at --count documents against a tenth of them).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from generate_releases import releases, write

# The parent's own peak in kilobytes: its children have theirs.
_MEASURED = (
    "import resource, sys\n"
    "from notaextract.cli.app import main\n"
    "try: main()\n"
    "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
)


def batch(folder: Path, *options: str) -> tuple[float, int]:
    """(seconds, peak kilobytes of the parent) of a batch over `folder`/in into a new archive."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        began = time.perf_counter()
        command = [
            sys.executable,
            "-c",
            _MEASURED,
            "batch",
            "in",
            "-o",
            f"{place}/out.sqlite",
            "-q",
            *options,
        ]
        done = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE)
        return time.perf_counter() - began, int(done.stdout.split()[-1])


def bare_rules(count: int) -> float:
    """Seconds of the rules alone."""
    from notaextract.facts import Note
    from notaextract.run.pipeline import Extractor

    notes = [Note(text, name) for name, text in releases(count)]
    extractor = Extractor(ner=False)
    extractor.read(notes[0])
    began = time.perf_counter()
    for note in notes:
        extractor.read(note)
    return time.perf_counter() - began


def bare_model(count: int) -> float:
    """Seconds of the model's `ner` alone over the sentences of all releases."""
    from notaextract.facts import Note
    from notaextract.rules.reading import Reading
    from notaextract.run.nlp import _pieces, choose, load

    (found, *_) = choose(None)
    nlp = load(found)._nlp
    sentences = [text for name, note in releases(count) for _, text in _pieces(Reading(Note(note, name)))]
    with nlp.memory_zone():
        for _ in nlp.pipe(sentences[:200]):
            pass
    began = time.perf_counter()
    for start in range(0, len(sentences), 10_000):
        with nlp.memory_zone():
            for doc in nlp.pipe(sentences[start : start + 10_000], batch_size=128):
                _ = doc.ents
    return time.perf_counter() - began


def told(name: str, value: float, floor: float, *, most: bool = False) -> bool:
    well = value <= floor if most else value >= floor
    sign = "≤" if most else "≥"
    print(f"{name:<52} {value:6.2f}  (wanted {sign} {floor}) {'' if well else 'MISSED'}", flush=True)
    return well


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--only", choices=("ner", "rules", "memory"))
    args = parser.parse_args(arguments)
    count, well = args.count, True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        characters = write(folder / "in", count)
        print(f"{count:,} releases, {characters:,} characters", flush=True)
        if args.only in (None, "rules"):
            alone = bare_rules(count)
            whole, _ = batch(folder, "--no-ner", "-j", "1")
            print(f"rules {characters / alone:,.0f} chars/s, batch {characters / whole:,.0f} chars/s")
            well &= told("rules: batch jobs=1 / rules alone", alone / whole, 0.8)
        if args.only in (None, "ner"):
            alone = bare_model(count)
            one, _ = batch(folder, "-j", "1")
            two, _ = batch(folder, "-j", "2")
            rates = ", ".join(f"{count / seconds:,.1f}" for seconds in (alone, one, two))
            print(f"model, jobs=1, jobs=2: {rates} documents/s")
            well &= told("named entities: batch jobs=1 / model alone", alone / one, 0.85)
            well &= told("named entities: batch jobs=2 / jobs=1", one / two, 1.7)
        if args.only in (None, "memory"):
            _, large = batch(folder, "--no-ner", "-j", "2")
            with tempfile.TemporaryDirectory() as other:
                write(Path(other) / "in", count // 10)
                _, small = batch(Path(other), "--no-ner", "-j", "2")
            print(f"parent's peak: {large / 1024:.0f} MB, of a tenth {small / 1024:.0f} MB")
            well &= told("memory: all / a tenth", large / small, 1.2, most=True)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
