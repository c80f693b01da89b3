"""The word tree: what it finds, and that it may grow while it is used."""

from __future__ import annotations

from notaextract.facts import Note
from notaextract.rules.phrases import PhraseTree, first_word
from notaextract.rules.reading import Reading


def found(tree: PhraseTree[str], text: str, *, nested: bool = False) -> list[str]:
    reading = Reading(Note(text))
    return [p for match in tree.find(reading.tokens, reading.view, nested=nested) for p in match.payloads]


def test_phrases() -> None:
    tree: PhraseTree[str] = PhraseTree()
    for phrase in ("Banco", "Banco de Ávila", "EE. UU.", "Salud, Trabajo y Paz"):
        tree.add(phrase, phrase)
    assert found(tree, "El BANCO DE AVILA y el banco  de Avila.") == ["Banco de Ávila", "Banco de Ávila"]
    assert found(tree, "Banco, de Ávila") == ["Banco"]
    assert found(tree, "EEUU no, EE.UU. sí") == ["EE. UU."]
    assert found(tree, "Salud, Trabajo y Paz; Salud Trabajo y Paz") == ["Salud, Trabajo y Paz"]
    assert tree.claims("banco de avila") == ["Banco de Ávila"]
    assert tree.claims("banco de") == []


def test_a_tree_grows_while_it_is_used() -> None:
    tree: PhraseTree[str] = PhraseTree(lambda phrase, payload: f"{phrase}={payload}")
    tree.add("Mesa Redonda", 1)
    assert found(tree, "Mesa Redonda") == ["Mesa Redonda=1"]
    tree.add_all([("Mesa Redonda", 2), ("Mesa", 3)])
    assert found(tree, "Mesa Redonda, mesa") == ["Mesa Redonda=1", "Mesa Redonda=2", "Mesa=3"]
    assert tree.first_words == {"mesa"}


def test_the_first_word() -> None:
    assert [first_word(phrase) for phrase in ("«El Faro»", "YPF S. A.", "G-20", "ñandú")] == [
        "El",
        "YPF",
        "G",
        "ñandú",
    ]
