#!/usr/bin/env python3
"""What a batch costs beside the bare model and the bare rules, and whether its memory stays level.

    python scripts/bench.py batch [--count 20000] [--slices 4] [--only CHECK]

Checks: `ner` (jobs=1 and jobs=2 against spaCy running the model's `ner` over the same
sentences and nothing else), `rules` (jobs=1 into SQLite against the rules in a loop) and
`memory` (peak of the parent process at --count documents against a tenth of them).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
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


def bare_rules(texts: Sequence[tuple[str, str]]) -> float:
    """Seconds of the rules alone."""
    from notaextract.facts import Note
    from notaextract.run.pipeline import Extractor

    notes = [Note(text, name) for name, text in texts]
    extractor = Extractor(ner=False)
    extractor.read(notes[0])
    began = time.perf_counter()
    for note in notes:
        extractor.read(note)
    return time.perf_counter() - began


def bare_model(texts: Sequence[tuple[str, str]]) -> float:
    """Seconds of the model's `ner` alone over the sentences of all releases, as spaCy loads and runs it."""
    import spacy

    from notaextract.facts import Note
    from notaextract.rules.reading import Reading
    from notaextract.run.nlp import EMBEDDED, _pieces

    nlp = spacy.load(EMBEDDED)
    sentences = [piece for name, text in texts for _, piece in _pieces(Reading(Note(text, name)))]
    with nlp.memory_zone():
        for _ in nlp.pipe(sentences[:200]):
            pass
    began = time.perf_counter()
    for start in range(0, len(sentences), 10_000):
        with nlp.memory_zone():
            for doc in nlp.pipe(sentences[start : start + 10_000]):
                _ = doc.ents
    return time.perf_counter() - began


def told(name: str, value: float, floor: float, *, most: bool = False) -> bool:
    well = value <= floor if most else value >= floor
    sign = "≤" if most else "≥"
    print(f"{name:<52} {value:6.2f}  (wanted {sign} {floor}) {'' if well else 'MISSED'}", flush=True)
    return well


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000, help="documents (20,000)")
    parser.add_argument(
        "--slices", type=int, default=4, help="parts that are measured one after the other (4)"
    )
    parser.add_argument("--only", choices=("ner", "rules", "memory"))
    args = parser.parse_args(arguments)
    well = True
    with tempfile.TemporaryDirectory() as name:
        if args.only != "memory":
            well = rates(Path(name), args.count // args.slices, args.slices, args.only)
        if args.only in (None, "memory"):
            peaks = []
            for part, count in (("large", args.count), ("small", args.count // 10)):
                write(Path(name) / part / "in", count)
                peaks.append(batch(Path(name) / part, "--no-ner", "-j", "2")[1])
            large, small = peaks
            print(f"parent's peak: {large / 1024:.0f} MB, of a tenth {small / 1024:.0f} MB")
            well &= told("memory: all / a tenth", large / small, 1.2, most=True)
    return 0 if well else 1


def rates(folder: Path, count: int, slices: int, only: str | None) -> bool:
    """Measure and print the ratios. All runs of a slice follow one another, so that a machine that is now
    faster and now slower weighs on each of them."""
    kinds = [kind for kind in ("rules", "ner") if only in (None, kind)]
    seconds: Counter[str] = Counter()
    characters = 0
    for part in range(slices):
        place = folder / str(part)
        characters += write(place / "in", count, seed=part + 1)
        texts = list(releases(count, seed=part + 1))
        if "rules" in kinds:
            seconds["rules alone"] += bare_rules(texts)
            seconds["rules, jobs=1"] += batch(place, "--no-ner", "-j", "1")[0]
        if "ner" in kinds:
            seconds["model alone"] += bare_model(texts)
            seconds["jobs=1"] += batch(place, "-j", "1")[0]
            seconds["jobs=2"] += batch(place, "-j", "2")[0]
        print(f"{part + 1}/{slices}: {', '.join(f'{k} {v:.0f} s' for k, v in seconds.items())}", flush=True)
    print(f"{count * slices:,} releases, {characters:,} characters")
    for what, spent in seconds.items():
        print(
            f"{what:<16} {count * slices / spent:8,.1f} documents/s {characters / spent:12,.0f} characters/s"
        )
    well = True
    if "rules" in kinds:
        share = seconds["rules alone"] / seconds["rules, jobs=1"]
        well &= told("rules: batch jobs=1 / rules alone", share, 0.8)
    if "ner" in kinds:
        share = seconds["model alone"] / seconds["jobs=1"]
        well &= told("named entities: batch jobs=1 / model alone", share, 0.85)
        well &= told("named entities: batch jobs=2 / jobs=1", seconds["jobs=1"] / seconds["jobs=2"], 1.7)
    return well


if __name__ == "__main__":
    sys.exit(main())
