"""Find what is probably labelled wrong in the training corpora, as proposals for training/corrections.jsonl.

    python scripts/ner_review.py rules --data training/authored.jsonl [--data real.jsonl] > proposals.jsonl
    python scripts/ner_review.py crossed --data … --folds 2 > disagreements.jsonl

`rules` holds the labels against what the project's contract says of organisations and events: these
proposals can be taken as they are. `crossed` trains on one part and reads the other; each line is a text's
hash, what the labels and what the model say, and the words around: for a person to judge. A proposal has the
form of a correction.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ner_augment import Names, Rates
from ner_corpus import Entity, Sample, load_corpus
from train_ner import blank, recipe, train

Proposal = tuple[Entity | None, Entity | None, str]

PLATFORMS = (
    "Facebook|WhatsApp|Whatsapp|Twitter|YouTube|Youtube|Instagram|TikTok|Telegram|X|LinkedIn|Flickr|Zoom"
)
CLASS_WORDS = "Asamblea|Corte|Cámara|Consejo|Comisión|Coalición|Iglesia|Gobernación|Instituto|Junta|Comité"
LEAGUES = "Liga (?:MX.*|1|Mexicana de.*|Mexicana del Pacífico)|LaLiga|LigaPro|Premier League"


@cache
def _medium() -> re.Pattern[str]:
    """Words before a platform that make it a medium: "en X", "su cuenta de X", "Facebook y X"."""
    return re.compile(
        rf"""(?: \b(?: en|por|vía|para|través\ de|cuentas?\ (?:oficial\ )?(?:de|en)|perfil\ de|canal\ de
                    | páginas?\ de|mensajes?\ (?:de|por)|redes\ de|redes\ sociales:|grupos?\ de
                    | cadenas?\ de|usuarios\ de|llamadas?\ de|capturas\ de )\ (?:la\ )?
              | \b(?:{PLATFORMS})(?:,|\ [yoe|·–-]|/)\ *
              | [Ss]íguenos.{{0,20}} | SÍGUENOS.{{0,20}} )\Z""",
        re.VERBOSE,
    )


def by_rule(sample: Sample) -> Iterator[Proposal]:
    """Labels that the contract speaks against."""
    text = sample.text
    for start, end, label in sample.spans:
        words, old = text[start:end], (start, end, label)
        before = text[max(0, start - 40) : start]
        if not words.strip():
            yield old, None, "an address or file name is no name"
        elif label == "PER" and words.endswith("-"):
            yield old, (start, end - 1, label), "the dash is punctuation"
        elif label == "EVT" and re.match(r"Días? |Premios? ", words):
            yield old, None, "days of something and prizes are no events"
        elif label == "EVT" and re.fullmatch(r"G-?(?:7|20)", words):
            yield old, (start, end, "ORG"), "the group; only its summit is an event"
        elif label != "ORG":
            continue
        elif re.fullmatch(PLATFORMS, words) and _medium().search(before):
            yield old, None, "a platform as a medium is no organisation"
        elif re.fullmatch(CLASS_WORDS, words) and re.search(r"\b(?:la|el|del|al|esta|de)\s\Z", before):
            yield old, None, "a bare class word, even capitalised, is no organisation"
        elif re.fullmatch(LEAGUES, words):
            yield old, None, "leagues are no organisations"
        elif re.match(r"(?i:gobernación del?) ", words) and "Marítima" not in words:
            place = re.match(r"(?i:gobernación del?) (?:estado )?(?:la )?", words)
            assert place is not None
            keep = start + place.end()
            yield old, (keep, end, "LOC"), "Gobernación de X is no organisation; X is a place"


def crossed(samples: list[Sample], folds: int, epochs: int) -> Iterator[tuple[Sample, set[Entity]]]:
    """Each text with what a model that never saw it finds there."""
    for fold in range(folds):
        part = [int(s.key[8:12], 16) % folds == fold for s in samples]
        unseen = [s for s, mine in zip(samples, part, strict=True) if mine]
        seen = [s for s, mine in zip(samples, part, strict=True) if not mine]
        nlp = blank(recipe())
        train(nlp, seen, Names(seen), Rates(), seed=fold, epochs=epochs, batch=24, dropout=0.2)
        for sample, doc in zip(unseen, nlp.pipe((s.text for s in unseen), batch_size=128), strict=True):
            yield sample, {(e.start_char, e.end_char, e.label_) for e in doc.ents}


def differences(sample: Sample, found: set[Entity]) -> Iterator[Proposal]:
    """Where labels and model differ: changed (they overlap), dropped, added."""
    left = found - set(sample.spans)
    for old in set(sample.spans) - found:
        over = [new for new in left if new[0] < old[1] and old[0] < new[1]]
        left -= set(over)
        yield old, over[0] if over else None, "changed" if over else "dropped"
    for new in left:
        yield None, new, "added"


def line(sample: Sample, proposal: Proposal) -> str:
    old, new, reason = proposal
    start = min(span[0] for span in (old, new) if span)
    end = max(span[1] for span in (old, new) if span)
    row = {"text": sample.key, "old": old, "new": new, "reason": reason}
    row["words"] = [sample.text[span[0] : span[1]] if span else None for span in (old, new)]
    row["around"] = sample.text[max(0, start - 60) : end + 40]
    return json.dumps(row, ensure_ascii=False)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("rules", "crossed"))
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--corrections", type=Path, help="corrections already made")
    parser.add_argument("--folds", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=7)
    options = parser.parse_args()
    samples = load_corpus(options.data, options.corrections)
    if options.what == "rules":
        for sample in samples:
            for proposal in by_rule(sample):
                sys.stdout.write(line(sample, proposal) + "\n")
        return
    for sample, found in crossed(samples, options.folds, options.epochs):
        for proposal in differences(sample, found):
            sys.stdout.write(line(sample, proposal) + "\n")


if __name__ == "__main__":
    main()
