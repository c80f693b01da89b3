"""Score named-entity models on hand-annotated releases, each alone and two voting.

    python scripts/score_model.py GOLD_DIR --scorer score.py [MODEL …] [--vote FIRST SECOND] [--errors]

GOLD_DIR holds NAME.txt with NAME.gold.json; `--scorer` is the project's scorer, whose way of matching is
used. A MODEL is a folder or an installed package. Each reads sentence by sentence, as the program would have
it read; no rule is applied but that a shorter person takes the fuller name it is part of.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from notaextract.facts import Note, Span
from notaextract.resolve.voting import settle_votes
from notaextract.rules.reading import Reading
from notaextract.run.nlp import choose, load

TYPES = {"ORG": "organization", "PER": "person"}


def facts_of(scorer: ModuleType, reading: Reading, spans: Iterable[Span]) -> list[dict[str, Any]]:
    """Organisations and persons as the scorer reads them."""
    facts = []
    for span in spans:
        start, end = span.start, span.end
        if span.label in TYPES:
            facts.append(
                {
                    "type": TYPES[span.label],
                    "start": start,
                    "end": end,
                    "text": reading.text[start:end],
                    "value": {"name": reading.view[start:end]},
                }
            )
    people = [(scorer.fold(f["text"]).split(), f) for f in facts if f["type"] == "person"]
    for words, fact in people:
        fuller = [f for other, f in people if len(other) > len(words) and set(words) <= set(other)]
        if fuller:
            best = max(fuller, key=lambda f: (len(f["text"]), -f["start"]))
            fact["value"] = {"name": reading.view[best["start"] : best["end"]]}
    return facts


def mention_scores(
    scorer: ModuleType, golds: list[dict[str, Any]], predictions: list[list[dict[str, Any]]], errors: bool
) -> dict[str, dict[str, float]]:
    """Mention precision, recall and F1 per fact type, as the scorer counts them."""
    report = {}
    for kind in TYPES.values():
        tally = scorer.Tally()
        for gold, facts in zip(golds, predictions, strict=True):
            want = [f for f in gold["facts"] if f["type"] == kind]
            spare = [f for f in gold["ignore"] if f.get("type", "*") in ("*", kind)]
            got = [f for f in facts if f["type"] == kind]
            pairs, missed, wrong = scorer.pair(
                want, got, lambda a, b: scorer.overlaps(a, b) and scorer.agree(a, b)
            )
            wrong = [f for f in wrong if not any(scorer.overlaps(f, i) for i in spare)]
            tally.add(len(pairs), len(pairs) + len(wrong), len(want))
            if errors:
                for state, facts_ in (("missed", missed), ("wrong", wrong)):
                    for f in facts_:
                        print(f"{gold['name']}\t{kind}\t{state}\t{f['text']!r}")
        report[kind] = tally.figures()
    return report


def read_gold(scorer: ModuleType, folder: Path) -> tuple[list[Reading], list[dict[str, Any]]]:
    readings, golds = [], []
    for name, text, gold, _ in scorer.read(folder, Path("nowhere")):
        readings.append(Reading(Note(text=text, source=name)))
        golds.append({**gold, "name": name})
    return readings, golds


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("models", nargs="*", default=[])
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--vote", nargs=2, action="append", default=[], metavar=("FIRST", "SECOND"))
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_intermixed_args()
    spec = importlib.util.spec_from_file_location("scorer", options.scorer)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    readings, golds = read_gold(scorer, options.gold)
    known: dict[str, list[list[Span]]] = {}
    size = sum(len(reading.text) for reading in readings)
    for name in [*options.models, *(n for pair in options.vote for n in pair)]:
        if name not in known:
            began = time.perf_counter()
            voter = load(choose(name)[0])
            loaded = time.perf_counter()
            known[name] = voter.spans(readings)
            speed = size / (time.perf_counter() - loaded)
            print(f"# {name}: loaded in {loaded - began:.2f} s, {speed:,.0f} characters/s")
    runs = {name: known[name] for name in options.models}
    for first, second in options.vote:
        runs[f"{first} + {second}"] = [
            settle_votes(a, b) for a, b in zip(known[first], known[second], strict=True)
        ]
    for name, spans in runs.items():
        predictions = [facts_of(scorer, r, s) for r, s in zip(readings, spans, strict=True)]
        report = mention_scores(scorer, golds, predictions, options.errors)
        print(json.dumps({"model": name, **report}))


if __name__ == "__main__":
    main()
