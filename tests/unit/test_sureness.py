"""How probable a model thinks its entities, and what is made of the improbable ones."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import spacy

from notaextract.extractors.organizations import organizations
from notaextract.facts import Note, Span
from notaextract.rules.reading import Reading
from notaextract.run import nlp
from notaextract.run.sureness import Entity, entities

TEXTS = [
    "",
    "La canciller Verónica Andrade Cueva habló en Quito con la Liga Andina de Regantes.",
    "\n",
    "Firmaron Tulio Barrantes, de Minera Los Quenuales, y Odebrecht Perú.",
    "No hay nombres aquí.",
    "x" * 900,
]


@pytest.fixture(scope="module")
def pipeline() -> spacy.language.Language:
    return nlp.load(nlp.choose("auto")[0])._nlp


def plain(pipeline: spacy.language.Language, texts: list[str]) -> list[list[tuple[int, int, str]]]:
    return [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in pipeline.pipe(texts)]


@pytest.mark.parametrize("texts", [TEXTS, TEXTS[:1], [], TEXTS * 60])
def test_the_entities_are_those_of_spacy(pipeline: spacy.language.Language, texts: list[str]) -> None:
    found = list(entities(pipeline, texts))
    assert [[entity[:3] for entity in each] for each in found] == plain(pipeline, texts)
    assert all(0 < entity.probability <= 1 for each in found for entity in each)


def test_probabilities_tell_entities_apart(pipeline: spacy.language.Language) -> None:
    (found,) = entities(pipeline, TEXTS[1:2])
    assert len({entity.probability for entity in found}) == len(found) > 1


def test_the_least_sure_action_counts() -> None:
    """A recogniser whose scores are known: one entity of three tokens, sure, unsure, sure."""
    blank = spacy.blank("es")
    ner = blank.add_pipe("ner")
    ner.add_label("ORG")
    blank.initialize()
    moves = [ner.moves.get_class_name(n) for n in range(ner.moves.n_moves)]
    wanted = ["O", "B-ORG", "I-ORG", "L-ORG"]
    heights = [9.0, 9.0, 1.0, 9.0]

    class Scorer:
        step = 0

        def predict(self, states: list[object]) -> object:
            row = np.zeros((len(states), len(moves)), np.float32)
            row[:, moves.index(wanted[self.step])] = heights[self.step]
            self.step += 1
            return row

    ner.model = SimpleNamespace(predict=lambda _: Scorer())
    (found,) = entities(blank, ["la Liga del Mar"])
    others = len(moves) - 1
    share = 2.718281828**1 / (2.718281828**1 + others)
    assert found == [Entity(3, 15, "ORG", pytest.approx(share, abs=1e-4))]


def test_other_pipelines_keep_their_scores_to_themselves() -> None:
    ruled = spacy.blank("es")
    ruled.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "OEA"}])
    assert list(entities(ruled, ["La OEA habló."])) == [[Entity(3, 6, "ORG", 1.0)]]


@pytest.mark.parametrize(
    "name, probability, there",
    [
        ("Aves Migrantes Quemadas", 0.9, True),
        ("Aves Migrantes Quemadas", 0.6, False),
        ("Instituto Quemado de Siembras Raras", 0.3, True),  # the rules know it by its noun
        ("Semillero Quemado de Cantos", 0.9, True),
    ],
)
def test_improbable_bodies_are_left_out(name: str, probability: float, there: bool) -> None:
    text = f"Según la {name}, llovió."
    start = text.index(name)
    reading = Reading(Note(text), [Span(start, start + len(name), "ORG", "a", probability)])
    assert [text[f.start : f.end] for f in organizations(reading)] == ([name] if there else [])


def test_agreement_of_two_voters_is_beyond_doubt() -> None:
    first = Span(0, 8, "PER", "a", 0.4)
    (settled,) = nlp.settle_votes([first], [Span(0, 8, "PER", "b", 0.5)])
    assert (settled.voter, settled.probability) == ("a+b", 1.0)
    assert nlp.settle_votes([first], []) == [first]
