"""The training corpus, its corrections and its variations: spans hold whatever is done to the text."""

import json
import random
import sys
from importlib import import_module
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
sys.path.insert(0, str(SCRIPTS))
corpus = import_module("ner_corpus")
augment = import_module("ner_augment")

TEXT = 'La ministra Elvira Tamayo dijo en Tarija: "La OEA y el Banco de Semillas apoyan".'
SPANS = ((12, 25, "PER"), (34, 40, "LOC"), (46, 49, "ORG"), (55, 72, "ORG"))
WORDS = ["Elvira Tamayo", "Tarija", "OEA", "Banco de Semillas"]


def words(text, spans):
    return [text[start:end] for start, end, _ in spans]


@pytest.fixture
def corpus_file(tmp_path):
    path = tmp_path / "corpus.jsonl"
    row = {"text": TEXT, "spans": [list(span) for span in SPANS], "source": "test"}
    path.write_text(json.dumps(row) + "\n" + json.dumps(row) + "\n", encoding="utf-8")
    return path


def patch_file(tmp_path, *rows):
    path = tmp_path / "corrections.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_repeated_text_is_read_once(corpus_file):
    (sample,) = corpus.load_corpus([corpus_file])
    assert words(sample.text, sample.spans) == WORDS
    assert sample.key == corpus.text_key(TEXT)


@pytest.mark.parametrize(
    ("spans", "problem"),
    [
        ([[0, 2, "MISC"]], "label"),
        ([[0, 5, "ORG"], [3, 8, "ORG"]], "span"),
        ([[5, 5, "ORG"]], "span"),
        ([[0, 500, "ORG"]], "span"),
    ],
)
def test_bad_spans_are_named_with_file_and_line(tmp_path, spans, problem):
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps({"text": TEXT, "spans": spans}), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"bad\.jsonl:1: .*{problem}"):
        list(corpus.read_samples(path))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([34, 40, "LOC"], None, ["Elvira Tamayo", "OEA", "Banco de Semillas"]),
        (None, [0, 11, "OFF"], ["La ministra", *WORDS]),
        ([12, 25, "PER"], [12, 18, "PER"], ["Elvira", *WORDS[1:]]),
    ],
)
def test_a_correction_drops_adds_or_moves_a_span(tmp_path, corpus_file, old, new, expected):
    patch = patch_file(tmp_path, {"text": corpus.text_key(TEXT), "old": old, "new": new, "reason": "test"})
    (sample,) = corpus.load_corpus([corpus_file], patch)
    assert words(sample.text, sample.spans) == expected


@pytest.mark.parametrize(("old", "new"), [([0, 2, "ORG"], None), (None, [30, 45, "ORG"])])
def test_a_correction_that_does_not_fit_is_refused(tmp_path, corpus_file, old, new):
    patch = patch_file(tmp_path, {"text": corpus.text_key(TEXT), "old": old, "new": new, "reason": "test"})
    with pytest.raises(ValueError, match="correction of"):
        corpus.load_corpus([corpus_file], patch)


def test_folds_follow_the_text_alone():
    samples = [corpus.Sample(corpus.text_key(str(n)), str(n), (), "test") for n in range(2000)]
    held_out = [s for s in samples if corpus.fold_of(s) == 0]
    assert 140 < len(held_out) < 260
    assert [s for s in reversed(samples) if corpus.fold_of(s) == 0] == held_out[::-1]


@pytest.mark.parametrize("change", ["capitals", "plain", "lower"])
def test_letters_change_one_by_one(change):
    changed = getattr(augment, change)("Straße, señal, ﬁn, Íñigo Ümit")
    assert len(changed) == len("Straße, señal, ﬁn, Íñigo Ümit")


def test_accents_go_and_the_n_keeps_its_tilde():
    assert augment.plain("Íñigo irá a Ávila") == "Iñigo ira a Avila"


@pytest.mark.parametrize("seed", range(20))
def test_every_variant_keeps_its_spans(seed):
    samples = [corpus.Sample("0" * 16, TEXT, SPANS, "test")]
    names = augment.Names(samples, ["Banco de Alimentos", "ALADI", "Banco del Litoral Andino"])
    rates = augment.Rates(*[0.5] * len(augment.Rates._fields))
    text, spans = augment.vary(TEXT, SPANS, names, rates, random.Random(seed))
    corpus.check_spans(text, spans)
    assert [label for *_, label in spans] == [label for *_, label in SPANS]
    assert all(word == word.strip() and word for word in words(text, spans))


def test_the_same_seed_gives_the_same_variant():
    names = augment.Names([corpus.Sample("0" * 16, TEXT, SPANS, "test")])
    rates = augment.Rates(*[0.5] * len(augment.Rates._fields))
    first, second = (augment.vary(TEXT, SPANS, names, rates, random.Random(7)) for _ in range(2))
    assert first == second


def test_joined_and_cut_texts():
    text, spans = augment.join((TEXT, SPANS), (TEXT, SPANS))
    assert words(text, spans) == WORDS * 2
    one, two = augment.cut(text, spans, [(0, len(TEXT)), (len(TEXT) + 1, len(text))])
    assert one == two == (TEXT, SPANS)


@pytest.mark.parametrize(("name", "same"), [("Hugo de Zela", True), ("Elvira Tamayo", False)])
def test_a_person_with_a_particle_is_left_alone(name, same):
    names = augment.Names([corpus.Sample("0" * 16, "Óscar Ledesma", ((0, 13, "PER"),), "test")])
    assert (names.person(name, random.Random(1)) == name) is same


def test_corrections_in_the_project_fit_its_own_corpus():
    training = SCRIPTS.parent / "training"
    samples = corpus.load_corpus([training / "authored.jsonl"], training / "corrections.jsonl")
    assert len(samples) > 8000
