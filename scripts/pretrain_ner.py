"""Pretrain the embedding and encoding layers of the named-entity model on text without annotation.

    python scripts/pretrain_ner.py --text public.jsonl.gz --data training/authored.jsonl --out pretrained.bin

The layers learn to guess the first and last letters of every word from its neighbours (spaCy's
PretrainCharacters). Paragraphs that repeat but for their figures are read once, of a source that is mostly
formula only a share. Held-out texts of the corpora are left out. The weights are an input of train_ner.py.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.ml.models.multi_task import create_pretrain_characters
from spacy.tokens import Doc
from spacy.training.pretrain import make_update
from spacy.util import fix_random_seed
from thinc.api import Adam, Model, set_dropout_rate

import train_ner
from ner_corpus import fold_of, load_corpus, model_text
from notaextract.rules.sentences import sentences

FORMULAIC = {"minsap": 0.4}  # share of the paragraphs kept


def paragraphs(path: Path) -> Iterator[tuple[str, str]]:
    """(name of the source, paragraph) of a gzipped JSON Lines file of {"id": "SOURCE-…", "text"}."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for part in re.split(r"\n+", model_text(row["text"])):
                yield row["id"].split("-")[0], part.strip()


def chunks(text: str, size: int = 400) -> Iterator[str]:
    """Whole sentences up to about `size` characters together."""
    start = end = 0
    for first, last in sentences(text):
        if last - start > size and end > start:
            yield text[start:end]
            start = first
        end = last
    if end > start:
        yield text[start:end]


def collect(texts: list[Path], corpora: list[Path], chance: random.Random) -> list[str]:
    """The pieces to read, shuffled."""
    seen: set[str] = set()
    pieces: list[str] = []
    for path in texts:
        for source, paragraph in paragraphs(path):
            key = re.sub(r"\d+", "0", paragraph)
            if len(paragraph) < 40 or key in seen:
                continue
            seen.add(key)
            if chance.random() < FORMULAIC.get(source, 1.0):
                pieces += [piece[:1000] for piece in chunks(paragraph)]
    pieces += [s.text for s in load_corpus(corpora) if fold_of(s) != 0]
    chance.shuffle(pieces)
    return pieces


def batches(
    nlp: Language, pieces: list[str], epochs: int, words: int, chance: random.Random
) -> Iterator[tuple[float, list[Doc]]]:
    """(share of all epochs read, documents of about `words` tokens together)."""
    total, read = sum(map(len, pieces)) * epochs, 0
    for _ in range(epochs):
        batch: list[Doc] = []
        size = 0
        for piece in pieces:
            doc = nlp.make_doc(piece)
            read += len(piece)
            if len(doc) < 4:
                continue
            batch.append(doc)
            size += len(doc)
            if size >= words:
                yield read / total, batch
                batch, size = [], 0
        chance.shuffle(pieces)


def write(layers: Model, optimizer: Adam, target: Path) -> None:
    """The averaged weights of the embedding and encoding layers."""
    with layers.use_params(optimizer.averages):
        target.write_bytes(layers.to_bytes())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--text", type=Path, action="append", required=True)
    parser.add_argument("--data", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--steps", type=int, help="stop early, after so many batches")
    parser.add_argument("--words", type=int, default=2000, help="words a batch")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--depth", type=int, default=4)
    parser.add_argument("--rows", type=int, nargs=4, default=train_ner.ROWS)
    options = parser.parse_args()
    train_ner.multiply_by_numpy()
    fix_random_seed(options.seed)
    chance = random.Random(options.seed)
    pieces = collect(options.text, options.data, chance)
    print(f"{len(pieces)} pieces, {sum(map(len, pieces)):,} characters", flush=True)
    nlp = train_ner.blank(train_ner.recipe(options.width, options.depth, tuple(options.rows)))
    nlp.initialize()
    objective = create_pretrain_characters(maxout_pieces=3, hidden_size=300, n_characters=4)
    layers = train_ner.embedding(nlp)
    model = objective(nlp.vocab, layers)
    model.initialize(X=[nlp.make_doc("Dos palabras o tres")])
    set_dropout_rate(model, options.dropout)
    optimizer = Adam(0.001, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    loss, began = 0.0, time.perf_counter()
    read = batches(nlp, pieces, options.epochs, options.words, chance)
    for step, (share, batch) in enumerate(islice(read, options.steps), 1):
        optimizer.learn_rate = train_ner.rate_at(share)  # planned for all epochs
        loss += make_update(model, batch, optimizer, model.attrs["loss"])
        if step % 200 == 0:
            minutes = (time.perf_counter() - began) / 60
            print(f"step {step} ({share:.3f})  loss {loss / 200:.0f}  {minutes:.1f} min", flush=True)
            loss = 0.0
    write(layers, optimizer, options.out)


if __name__ == "__main__":
    main()
