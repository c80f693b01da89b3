"""Train the named-entity model of notaextract and write it into the package.

    python scripts/train_ner.py --data training/authored.jsonl [--data real.jsonl] --seed 0

Reads the corpora, lays training/corrections.jsonl over them, keeps a tenth of the texts (by hash) for the
test, trains a small spaCy pipeline on the rest, prints its scores and saves it with its model card.
The same seed and files give the same model on the same machine.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import shutil
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import spacy
from spacy.lang.tokenizer_exceptions import emoticons
from spacy.language import Language
from spacy.pipeline.ner import EntityRecognizer
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, fix_random_seed
from thinc.api import Adam, Model, NumpyOps, set_current_ops
from threadpoolctl import threadpool_limits

from ner_augment import Names, Rates, cut, join, vary
from ner_card import model_card
from ner_corpus import LABELS, Entity, Sample, fold_of, load_corpus
from notaextract.data.load import table
from notaextract.rules.sentences import sentences

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "src" / "notaextract" / "model" / "notaextract_es"
ROWS = (8000, 1000, 2500, 2500)  # hash rows for NORM, PREFIX, SUFFIX, SHAPE: more rows cost space, not time
LETTER = "A-Za-zÁÉÍÓÚÑÜáéíóúñü"


def recipe(width: int = 96, depth: int = 4, rows: tuple[int, ...] = ROWS) -> dict[str, object]:
    """Configuration of the `ner` component with an embedding layer of its own."""
    return {
        "model": {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": "ner",
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "nO": None,
            "tok2vec": {
                "@architectures": "spacy.Tok2Vec.v2",
                "embed": {
                    "@architectures": "spacy.MultiHashEmbed.v2",
                    "width": width,
                    "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
                    "rows": list(rows),
                    "include_static_vectors": False,
                },
                "encode": {
                    "@architectures": "spacy.MaxoutWindowEncoder.v2",
                    "width": width,
                    "depth": depth,
                    "window_size": 1,
                    "maxout_pieces": 3,
                },
            },
        }
    }


def blank(config: dict[str, object]) -> Language:
    """An untrained pipeline whose tokens end where names end.

    spaCy's Spanish tokens hold "Lima.-", "México-EU" and "CABA.Buenas" together, so that no name could
    end inside them; here full stop, dash and colon separate.
    """
    nlp = spacy.blank("es")
    defaults = nlp.Defaults
    # Emoticons are most of spaCy's special cases and would be most of the tokenizer's loading time.
    nlp.tokenizer.rules = {word: rule for word, rule in nlp.tokenizer.rules.items() if word not in emoticons}
    nlp.tokenizer.prefix_search = compile_prefix_regex([*defaults.prefixes, r"[-–—]+"]).search
    nlp.tokenizer.suffix_search = compile_suffix_regex(
        [*defaults.suffixes, r"\.[-–—]+", r"[-–—]+", r"(?<=[a-z][A-Z])\."]
    ).search
    nlp.tokenizer.infix_finditer = compile_infix_regex(
        [
            *defaults.infixes,
            rf"(?<=[{LETTER}0-9)])[-–—/:](?=[{LETTER}0-9¿¡\"'(])",
            rf"(?<=[{LETTER})\"'])[.…?!]+(?=[A-ZÁÉÍÓÚÑ¿¡][{LETTER}])",
        ]
    ).finditer
    nlp.add_pipe("ner", config=config)
    for label in LABELS:
        nlp.get_pipe("ner").add_label(label)
    return nlp


class SmoothedRecognizer(EntityRecognizer):
    """An `ner` component that learns with label smoothing: towards the right moves, and a little to all.

    spaCy's loss has no setting for it; only its gradient is changed here, (states, moves) of floats. What is
    learnt is an ordinary `ner`: the class is for training alone.
    """

    smoothing = 0.0  # share of the target that is spread evenly over all moves

    def get_batch_loss(self, states: object, golds: object, scores: object, losses: object) -> np.ndarray:
        gradient = super().get_batch_loss(states, golds, scores, losses)  # softmax less target
        table = np.asarray(scores)
        odds = np.exp(table - table.max(axis=1, keepdims=True))
        target = odds / odds.sum(axis=1, keepdims=True) - gradient
        gradient += self.smoothing * (target - 1.0 / gradient.shape[1])
        return gradient


def multiply_by_numpy() -> None:
    """Let numpy multiply the matrices, on one core: thinc's own kernels take three times as long.

    More threads do not pay for matrices as small as these.
    """
    threadpool_limits(1, user_api="blas")
    set_current_ops(NumpyOps(use_blis=False))


def embedding(nlp: Language) -> Model:
    """The embedding and encoding layers: what stands before the parser's own projection."""
    return nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0]


def example(nlp: Language, text: str, spans: Iterable[Entity]) -> Example:
    """The text with its spans, widened to whole tokens where one ends inside."""
    predicted, reference = nlp.make_doc(text), nlp.make_doc(text)
    found = [reference.char_span(s, e, label=lab, alignment_mode="expand") for s, e, lab in spans]
    reference.set_ents(spacy.util.filter_spans([span for span in found if span is not None]))
    return Example(predicted, reference)


def epoch(
    samples: list[Sample], names: Names, rates: Rates, chance: random.Random
) -> list[tuple[str, tuple[Entity, ...]]]:
    """The texts of one epoch: shuffled, varied, some joined, some cut into their sentences."""
    order = list(samples)
    chance.shuffle(order)
    texts: list[tuple[str, tuple[Entity, ...]]] = []
    for sample in order:
        text, spans = vary(sample.text, sample.spans, names, rates, chance)
        if texts and len(text) + len(texts[-1][0]) < 400 and chance.random() < rates.join:
            texts[-1] = join(texts[-1], (text, spans))
        elif chance.random() < rates.split:
            texts += cut(text, spans, sentences(text))
        else:
            texts.append((text, spans))
    return texts


def gazetteer() -> list[str]:
    """The names, variants and acronyms of the package's own list of organisations."""
    found: list[str] = []
    for row in table("organizations"):
        found += [row.cells[0], row.cells[2], *row.many(3)]
    return sorted({name.lstrip("~") for name in found if name})


def rate_at(share: float, top: float = 0.001, bottom: float = 0.0001, warm: float = 0.02) -> float:
    """Learning rate at a share of the whole training: short warm-up, then a half cosine."""
    if share < warm:
        return top * (0.1 + 0.9 * share / warm)
    return bottom + (top - bottom) * 0.5 * (1 + math.cos(math.pi * (share - warm) / (1 - warm)))


def batches(
    texts: list[tuple[str, tuple[Entity, ...]]], size: int
) -> Iterator[list[tuple[str, tuple[Entity, ...]]]]:
    for start in range(0, len(texts), size):
        yield texts[start : start + size]


def train(
    nlp: Language,
    samples: list[Sample],
    names: Names,
    rates: Rates,
    *,
    seed: int,
    epochs: int,
    batch: int,
    dropout: float,
    rate: float = 0.002,
    smoothing: float = 0.05,
    pretrained: Path | None = None,
) -> None:
    """Train `nlp` in place; at the end its weights are the averages over the run."""
    chance = random.Random(seed)
    fix_random_seed(0)  # all seeds begin with the same weights, so that their results can be averaged
    start = [example(nlp, s.text, s.spans) for s in samples[:200]]
    nlp.initialize(lambda: start)
    fix_random_seed(seed)
    ner = nlp.get_pipe("ner")
    learner = SmoothedRecognizer(nlp.vocab, ner.model, moves=ner.moves)
    learner.smoothing = smoothing
    if pretrained is not None:
        embedding(nlp).from_bytes(pretrained.read_bytes())
    optimizer = Adam(rate, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    for number in range(epochs):
        texts = epoch(samples, names, rates, chance)
        began, losses = time.perf_counter(), {}
        for done, group in enumerate(batches(texts, batch)):
            optimizer.learn_rate = rate_at((number + done * batch / len(texts)) / epochs, rate)
            examples = [example(nlp, t, s) for t, s in group]
            learner.update(examples, sgd=optimizer, drop=dropout, losses=losses)
        seconds = time.perf_counter() - began
        print(f"epoch {number + 1}/{epochs}  loss {losses['ner']:.0f}  {seconds:.0f} s", flush=True)
    with nlp.use_params(optimizer.averages):
        weights = ner.model.to_bytes()
    ner.model.from_bytes(weights)


def scores(nlp: Language, samples: list[Sample]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 (exact span and label) over all labels and for each."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    docs: Iterable[Doc] = nlp.pipe((s.text for s in samples), batch_size=128)
    for sample, doc in zip(samples, docs, strict=True):
        found = {(e.start_char, e.end_char, e.label_) for e in doc.ents}
        for label in ("all", *LABELS):
            want = {s for s in sample.spans if label in ("all", s[2])}
            got = {s for s in found if label in ("all", s[2])}
            for index, amount in enumerate((len(want & got), len(got), len(want))):
                counts[label][index] += amount
    return {
        label: {
            "p": round(hit / max(got, 1), 4),
            "r": round(hit / max(want, 1), 4),
            "f": round(2 * hit / max(got + want, 1), 4),
            "n": want,
        }
        for label, (hit, got, want) in counts.items()
    }


def save(nlp: Language, target: Path, meta: dict[str, object]) -> None:
    """Write the pipeline without its vocabulary: strings and lookups are not needed to find names,
    and the string table would carry every word of the training texts."""
    nlp.meta.update(meta)
    if target.exists():
        shutil.rmtree(target)
    nlp.to_disk(target, exclude=["vocab"])


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, action="append", required=True, help="a corpus file (may be repeated)"
    )
    parser.add_argument("--corrections", type=Path, default=ROOT / "training" / "corrections.jsonl")
    parser.add_argument(
        "--pretrained", type=Path, help="weights of the embedding layers, from pretrain_ner.py"
    )
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=48, help="texts a batch")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--rate", type=float, default=0.002, help="highest learning rate")
    parser.add_argument("--smoothing", type=float, default=0.05, help="label smoothing, 0 for none")
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--depth", type=int, default=4)
    parser.add_argument("--rows", type=int, nargs=4, default=ROWS)
    parser.add_argument("--held-out", type=int, default=0, help="which tenth is kept for the test; -1: none")
    parser.add_argument("--rates", type=json.loads, default={}, help="JSON over the augmentation rates")
    parser.add_argument("--version", default="1.0.0")
    return parser.parse_args()


def main() -> None:
    began = time.process_time()
    options = arguments()
    multiply_by_numpy()
    corpus = load_corpus(options.data, options.corrections)
    test = [s for s in corpus if fold_of(s) == options.held_out]
    rest = [s for s in corpus if fold_of(s) != options.held_out]
    print(f"{len(rest)} texts to train on, {len(test)} to test on", flush=True)
    nlp = blank(recipe(options.width, options.depth, tuple(options.rows)))
    train(
        nlp,
        rest,
        Names(rest, gazetteer()),
        Rates(**options.rates),
        seed=options.seed,
        epochs=options.epochs,
        batch=options.batch,
        dropout=options.dropout,
        rate=options.rate,
        smoothing=options.smoothing,
        pretrained=options.pretrained,
    )
    found = scores(nlp, test) if test else {}
    minutes = (time.process_time() - began) / 60
    meta = {"name": "notaextract_es", "version": options.version, "license": "MIT", "performance": found}
    meta["spacy_version"] = ">=3.8.0,<3.9.0"
    save(nlp, options.out, meta)
    settings = (
        f"{options.width} wide, {options.depth} deep, rows {'/'.join(map(str, options.rows))}; "
        f"{options.epochs} epochs, {options.batch} texts a batch, dropout {options.dropout}, "
        f"learning rate {options.rate}, label smoothing {options.smoothing}"
    )
    facts = {
        "version": options.version,
        "date": time.strftime("%Y-%m-%d"),
        "spacy": spacy.__version__,
        "seed": options.seed,
        "settings": settings,
        "minutes": round(minutes),
        "pretrained": ", after pretraining (scripts/pretrain_ner.py)" if options.pretrained else "",
    }
    (options.out / "README.md").write_text(model_card(facts, rest, test, found), encoding="utf-8")
    for label, row in found.items():
        print(f"{label:<4} p {row['p']:.3f}  r {row['r']:.3f}  f {row['f']:.3f}  n {row['n']:.0f}")
    print(f"{minutes:.1f} minutes; written to {options.out}")


if __name__ == "__main__":
    main()
