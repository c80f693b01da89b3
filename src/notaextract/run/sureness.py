"""Entities of a spaCy recogniser, each with how sure the model was of it.

spaCy's transition parser reads a sentence token by token and takes the best-scored action at each; the
scores are gone when the entities are there. The loop here is spaCy's own (`greedy_parse`), for many sentences
at once, and keeps them. It takes the same time, since what is slow is the embedding, and finds the same
entities (tests/unit/test_sureness.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

_BATCH = 128  # sentences; from 64 to 1,000 the speed is the same within noise


class Entity(NamedTuple):
    """Offsets in characters, the model's own label, and the probability of its least sure step (0 to 1)."""

    start: int
    end: int
    label: str
    probability: float


def entities(nlp: Language, texts: Iterable[str]) -> Iterator[list[Entity]]:
    """The entities of each text, in order. Probability is 1 where the pipeline keeps its scores to itself:
    with more components than `ner` (an embedding that it listens to), or with a beam."""
    if nlp.pipe_names == ["ner"] and nlp.get_pipe("ner").cfg.get("beam_width", 1) == 1:
        left = iter(texts)
        while docs := [nlp.make_doc(text) for text in islice(left, _BATCH)]:
            yield from _scored(nlp, docs)
    else:
        for doc in nlp.pipe(texts, batch_size=_BATCH):
            yield [Entity(e.start_char, e.end_char, e.label_, 1.0) for e in doc.ents]


def _scored(nlp: Language, docs: list[Doc]) -> Iterator[list[Entity]]:
    ner: Any = nlp.get_pipe("ner")
    scorer = ner.model.predict(docs)
    states = ner.moves.init_batch(docs)
    live = {at: state for at, state in enumerate(states) if not state.is_final()}
    steps: list[tuple[dict[int, int], NDArray[np.float32]]] = []  # (row of each text, scores), token by token
    while live:
        scores = scorer.predict(list(live.values()))
        steps.append(({at: row for row, at in enumerate(live)}, scores))
        ner.transition_states(list(live.values()), scores)
        live = {at: state for at, state in live.items() if not state.is_final()}
    ner.set_annotations(docs, states)
    actions = {ner.moves.get_class_name(n): n for n in range(ner.moves.n_moves)}
    for at, doc in enumerate(docs):
        found = []
        for entity in doc.ents:
            shares = []
            for token, action in enumerate(_actions(entity.label_, len(entity)), entity.start):
                rows, scores = steps[token]
                shares.append(_share(scores[rows[at]], actions[action]))
            found.append(Entity(entity.start_char, entity.end_char, entity.label_, min(shares)))
        yield found


def _actions(label: str, tokens: int) -> list[str]:
    """The parser's actions that make an entity: begin, in, last; or unit (BILUO)."""
    if tokens == 1:
        return [f"U-{label}"]
    return [f"B-{label}", *[f"I-{label}"] * (tokens - 2), f"L-{label}"]


def _share(scores: NDArray[np.float32], action: int) -> float:
    """The softmax of one action's score."""
    import numpy as np

    powers = np.exp(scores - scores.max())
    return float(powers[action] / powers.sum())
