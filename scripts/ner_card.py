"""The model card that train_ner.py writes beside the weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ner_corpus import LABELS, Sample

WHAT = {
    "PER": "named persons",
    "ORG": "named organisations",
    "LOC": "named places",
    "EVT": "named or numbered meetings",
    "LAW": "norms, treaties, plans",
    "OFF": "office of a particular person",
}

TEMPLATE = """# notaextract_es {version}

Named entities in Spanish press releases: persons, organisations, places, meetings, norms and the offices
of persons. A spaCy pipeline with one component, `ner`, that has its own embedding layer. Written by
`scripts/train_ner.py`; do not edit.

| | |
|---|---|
| made | {date}, spaCy {spacy}, seed {seed} |
| settings | {settings} |
| training | {train_texts} texts: {train_spans} |
| held-out test | {test_texts} texts (a tenth, by hash of the text) |
| time | {minutes} minutes of one core{pretrained} |
| licence | MIT; origin and terms of the training texts in `../LICENSE` |

## Scores

Exact span and label, on the held-out tenth.

| label | what | precision | recall | F1 | spans |
|---|---|---|---|---|---|
{rows}

What was tried, scores on whole releases and over several seeds: docs/model.md of the project.

## Use

The model reads one sentence at a time, as the program's reading view shows it: line breaks inside a
paragraph are blanks, quotes are straight. Labels are flat: the outermost name wins, without article. It
gives no government or state as an organisation, nor a bare class word ("la Comisión").

Weak where a name stands without anything that tells what it is (a bare acronym, a surname at the head of a
line, a club called like a city), in text set in capitals, and in speech written down. It was trained on
releases, news and official speech of Latin America and Spain; most persons in its training texts are
invented.
"""


def spans_by_label(samples: Iterable[Sample]) -> str:
    counts = Counter(label for sample in samples for *_, label in sample.spans)
    return ", ".join(f"{label} {counts[label]:,}" for label in LABELS)


def model_card(
    facts: Mapping[str, object],
    train: list[Sample],
    test: list[Sample],
    scores: Mapping[str, Mapping[str, float]],
) -> str:
    """The card; `facts` fills the template's version, date, spacy, seed, settings, minutes, pretrained."""
    rows = [
        "| {} | {} | {:.3f} | {:.3f} | {:.3f} | {:,.0f} |".format(
            label, WHAT.get(label, ""), row["p"], row["r"], row["f"], row["n"]
        )
        for label, row in scores.items()
    ]
    return TEMPLATE.format(
        train_texts=f"{len(train):,}",
        train_spans=spans_by_label(train),
        test_texts=f"{len(test):,}",
        rows="\n".join(rows),
        **facts,
    )
