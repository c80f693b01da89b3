"""One release gives one set of facts, whatever form it comes in."""

from __future__ import annotations

import pytest
from forms import FORMS, TITLE, pdf

from notaextract import Document, Extractor
from notaextract.run.inputs import read_input


def read(name: str, data: bytes) -> Document:
    """The document of a file; every fact must stand where it says."""
    found = read_input(data, name)
    assert (found.state, found.problem) == ("ok", None)
    document = Extractor(ner=False).read(found.note(name))
    for fact in document.facts:
        assert document.text[fact.start : fact.end] == fact.text
    return document


def facts(document: Document) -> set[tuple[str, str]]:
    """What a document says: type and value, without places and finders."""
    return {(fact.type, repr(fact.value)) for fact in document.facts}


@pytest.fixture(scope="module")
def plain() -> Document:
    return read("flat.txt", FORMS["flat.txt"]())


def test_the_release_is_rich(plain: Document) -> None:
    assert len(facts(plain)) > 30
    assert plain.header.title == TITLE
    assert plain.header.date == "2026-06-09"


@pytest.mark.parametrize("name", [name for name in FORMS if name != "flat.txt"])
def test_every_form_says_the_same(name: str, plain: Document) -> None:
    other = read(name, FORMS[name]())
    assert facts(other) - facts(plain) == set()
    assert facts(plain) - facts(other) == set()
    assert other.header == plain.header


def test_words_broken_at_line_ends(plain: Document) -> None:
    """A PDF whose words may break inside."""
    other = read("hyphens.pdf", pdf(hyphens=True))
    assert "convenios" in other.text
    assert facts(other) == facts(plain)


def test_the_model_sees_the_same_names(plain: Document) -> None:
    """Named entities are found in sentences, so that line ends must not matter to them either."""
    del plain
    extractor = Extractor(model="auto")
    named = {}
    for name in FORMS:
        note = read_input(FORMS[name](), name).note(name)
        named[name] = facts(extractor.read(note))
    assert len({frozenset(found) for found in named.values()}) == 1
