"""Training is repeatable, tokens end where names end, and what is saved carries no vocabulary."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")


@pytest.fixture(scope="module")
def training():
    return import_module("train_ner")


@pytest.fixture(scope="module")
def samples():
    corpus = import_module("ner_corpus")
    people = ["Elvira Tamayo", "Óscar Ledesma", "Nuria Quispe", "Fabio Arrieta", "Inés Montalvo"]
    bodies = ["OEA", "Banco de Semillas", "Liga Andina de Lectura", "Agencia del Agua"]
    found = []
    for person in people:
        for body in bodies:
            text = f"La directora {person} recibió ayer a una misión de {body} en Tarija."
            spans = [
                (text.index(w), text.index(w) + len(w), lab) for w, lab in ((person, "PER"), (body, "ORG"))
            ]
            found.append(corpus.Sample(corpus.text_key(text), text, tuple(sorted(spans)), "test"))
    return found


def trained(training, samples, seed=0, smoothing=0.0):
    augment = import_module("ner_augment")
    nlp = training.blank(training.recipe(width=16, depth=1, rows=(50, 20, 50, 20)))
    names, rates = augment.Names(samples), augment.Rates()
    training.train(nlp, samples, names, rates, seed=seed, epochs=2, batch=8, dropout=0.1, smoothing=smoothing)
    return nlp


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Lima.- El", ["Lima", ".-", "El"]),
        ("México-EU", ["México", "-", "EU"]),
        ("OPS/OMS", ["OPS", "/", "OMS"]),
        ("hacerlo.Gracias", ["hacerlo", ".", "Gracias"]),
        ("Café Molina SpA.", ["Café", "Molina", "SpA", "."]),
        ("EE. UU.", ["EE. UU."]),
        ("13.200", ["13.200"]),
        ("Sr. Paz", ["Sr.", "Paz"]),
    ],
)
def test_tokens_end_where_names_end(training, text, tokens):
    nlp = training.blank(training.recipe(width=16, depth=1, rows=(50, 20, 50, 20)))
    assert [token.text for token in nlp.make_doc(text)] == tokens


def test_the_same_seed_gives_the_same_weights(training, samples):
    first, second, other = (trained(training, samples, seed) for seed in (0, 0, 1))
    weights = [nlp.get_pipe("ner").model.to_bytes() for nlp in (first, second, other)]
    assert weights[0] == weights[1] != weights[2]


def test_smoothing_moves_the_target_towards_all_moves(training, samples):
    import numpy as np

    nlp = trained(training, samples)
    ner = nlp.get_pipe("ner")
    learner = training.SmoothedRecognizer(nlp.vocab, ner.model, moves=ner.moves)
    examples = [training.example(nlp, s.text, s.spans) for s in samples[:3]]
    states, golds, _ = learner.moves.init_gold_batch(examples)
    scores = np.random.default_rng(0).normal(size=(len(states), learner.moves.n_moves)).astype("f")
    odds = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    targets = []
    for learner.smoothing in (0.0, 0.25, 1.0):
        targets.append(odds - learner.get_batch_loss(states, golds, scores, {}))
    hard, soft, flat = targets
    even = np.full_like(odds, 1 / odds.shape[1])
    assert np.allclose(flat, even, atol=1e-5)
    assert np.allclose(soft, 0.75 * hard + 0.25 * even, atol=1e-5)
    assert np.allclose(soft.sum(axis=1), 1, atol=1e-5)


def test_smoothing_changes_the_weights_and_not_the_pipeline(training, samples):
    plain, smoothed = (trained(training, samples, smoothing=share) for share in (0.0, 0.1))
    first, second = (nlp.get_pipe("ner").model.to_bytes() for nlp in (plain, smoothed))
    assert first != second
    assert plain.config == smoothed.config


def test_a_saved_model_loads_without_a_vocabulary(training, samples, tmp_path):
    import spacy

    nlp = trained(training, samples)
    training.save(nlp, tmp_path / "model", {"name": "test_es", "version": "0.0.1"})
    assert sorted(p.name for p in (tmp_path / "model").iterdir()) == [
        "config.cfg",
        "meta.json",
        "ner",
        "tokenizer",
    ]
    again = spacy.load(tmp_path / "model")
    text = samples[0].text
    assert [(e.text, e.label_) for e in again(text).ents] == [(e.text, e.label_) for e in nlp(text).ents]
    assert set(again.get_pipe("ner").labels) == set(import_module("ner_corpus").LABELS)


def test_scores_count_spans_and_labels(training, samples):
    nlp = trained(training, samples)
    scores = training.scores(nlp, samples)
    assert scores["PER"]["n"] == scores["ORG"]["n"] == len(samples)
    assert scores["all"]["n"] == 2 * len(samples)
    assert all(0 <= row[key] <= 1 for row in scores.values() for key in "prf")


@pytest.mark.parametrize(
    ("share", "low", "high"), [(0, 0, 0.0002), (0.02, 0.00099, 0.001), (1, 0.0001, 0.00011)]
)
def test_the_learning_rate_rises_and_falls(training, share, low, high):
    assert low <= training.rate_at(share) <= high
