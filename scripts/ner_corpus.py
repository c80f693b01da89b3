"""The training corpus of the named-entity model: reading, correcting, splitting.

A corpus file is JSON Lines: {"text", "spans": [[start, end, label], …], "source"}; offsets count
Unicode code points. A patch file (training/corrections.jsonl) repairs labels without touching the corpus:
{"text": HASH, "old": [start, end, label] | null, "new": [start, end, label] | null, "reason"}; "old" null
adds a span, "new" null drops one. The hash stands for the text, so that the patch carries none of it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from notaextract.rules.view import MASK, reading_view

LABELS = ("PER", "ORG", "LOC", "EVT", "LAW", "OFF")

Entity = tuple[int, int, str]


class Sample(NamedTuple):
    """One annotated text; `key` is its hash before any correction or augmentation."""

    key: str
    text: str
    spans: tuple[Entity, ...]
    source: str


def text_key(text: str) -> str:
    """16 hex digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def model_text(text: str) -> str:
    """The text as the program shows it to the model: its reading view, addresses and file names blank."""
    return reading_view(text).replace(MASK, " ")


def read_samples(path: Path) -> Iterator[Sample]:
    """The samples of a corpus file, their text as the program shows it to the model.

    Raises ValueError, naming file and line, where spans overlap, leave the text or bear an unknown label.
    """
    with path.open(encoding="utf-8") as lines:
        for count, line in enumerate(lines, 1):
            row = json.loads(line)
            text = row["text"]
            spans = tuple(sorted((start, end, label) for start, end, label in row["spans"]))
            try:
                check_spans(text, spans)
            except ValueError as problem:
                raise ValueError(f"{path}:{count}: {problem}") from None
            yield Sample(text_key(text), model_text(text), spans, row.get("source", path.stem))


def check_spans(text: str, spans: Iterable[Entity]) -> None:
    """Raise ValueError unless spans are in order, flat, inside the text and well labelled."""
    done = 0
    for start, end, label in spans:
        if label not in LABELS:
            raise ValueError(f"no such label: {label}")
        if not done <= start < end <= len(text):
            raise ValueError(f"bad span: {start}-{end}")
        done = end


def read_corrections(path: Path) -> dict[str, list[tuple[Entity | None, Entity | None]]]:
    """Text hash -> (old span, new span) pairs."""
    patches: dict[str, list[tuple[Entity | None, Entity | None]]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            old, new = (tuple(row[side]) if row[side] else None for side in ("old", "new"))
            patches[row["text"]].append((old, new))
    return dict(patches)


def corrected(
    samples: Iterable[Sample], patches: dict[str, list[tuple[Entity | None, Entity | None]]]
) -> Iterator[Sample]:
    """The samples with the patch laid over them.

    Raises ValueError where a patch does not fit: an old span that is not there, or a result that overlaps.
    """
    for sample in samples:
        spans = set(sample.spans)
        for old, new in patches.get(sample.key, ()):
            if old is not None:
                if old not in spans:
                    raise ValueError(f"correction of {sample.key} does not fit: {old}")
                spans.remove(old)
            if new is not None:
                spans.add(new)
        ordered = tuple(sorted(spans))
        try:
            check_spans(sample.text, ordered)
        except ValueError as problem:
            raise ValueError(f"correction of {sample.key}: {problem}") from None
        yield sample._replace(spans=ordered)


def unique(samples: Iterable[Sample]) -> Iterator[Sample]:
    """Every text once: a repeated line would stand in training and test alike."""
    seen: set[str] = set()
    for sample in samples:
        if sample.key not in seen:
            seen.add(sample.key)
            yield sample


def fold_of(sample: Sample, folds: int = 10) -> int:
    """The fold a text falls into, by its hash: the same whatever the order of the files."""
    return int(sample.key[:8], 16) % folds


def load_corpus(paths: Iterable[Path], corrections: Path | None = None) -> list[Sample]:
    """All samples of the files, each text once, corrected."""
    patches = read_corrections(corrections) if corrections and corrections.exists() else {}
    everything = (sample for path in paths for sample in read_samples(path))
    return list(corrected(unique(everything), patches))
