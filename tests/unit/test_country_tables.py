"""The tables of countries, homonyms and places: in order, without doubles, and read as they say."""

from __future__ import annotations

from collections import defaultdict

import pytest

from notaextract import extract
from notaextract.data.load import table
from notaextract.extractors.countries import countries
from notaextract.extractors.places import places
from notaextract.facts import Note
from notaextract.resolve.origin import issuing_country
from notaextract.rules.names.territories import CITY_OF, DOUBTS, inflected, marked, territories
from notaextract.rules.names.toponyms import is_ambiguous
from notaextract.rules.reading import Reading, fold

COUNTRIES = table("countries")
HOMONYMS = table("homonyms")
PLACES = table("places")
# A continent first of all, though ISO 3166-1 has a code for it; the Congos share a short name.
NOT_BY_SHORT_NAME = {"AQ", "CG"}


def found(text: str, *, context: str = "") -> list[tuple[str, str]]:
    reading = Reading(Note(text + context))
    return [(fact.value.alpha2, fact.value.form) for fact in countries(reading) if fact.start < len(text)]


def names_of(row) -> list[str]:
    name, official, variants = row.cells[2], row.cells[3], row.many(4)
    plain = [form for form in (official, *variants) if form and "*" not in form]
    return ([] if row.cells[0] in NOT_BY_SHORT_NAME or "(" in name else [name]) + plain


@pytest.mark.parametrize("row", COUNTRIES, ids=lambda row: row.cells[0])
def test_names_come_back_as_themselves(row):
    code = row.cells[0]
    for name in names_of(row):
        for shown in (name, name.replace("ñ", "n") if code == "ES" else name):
            assert found(f"La embajada de {shown} abrió ayer.") == [(code, "name")], shown


@pytest.mark.parametrize("row", COUNTRIES, ids=lambda row: row.cells[0])
def test_names_in_capitals_and_without_accents(row):
    code = row.cells[0]
    for name in names_of(row):
        if name.isupper() and " " not in name:
            continue  # a lone acronym in a line of capitals may be a word: USA
        assert found(f"LA EMBAJADA DE {name.upper()} ABRE HOY") == [(code, "name")], name
        bare = "".join(fold(c) if c.islower() else fold(c).upper() for c in name)
        assert found(f"La embajada de {bare} abrió ayer.") == [(code, "name")], bare


@pytest.mark.parametrize("row", [r for r in COUNTRIES if r.many(5)], ids=lambda row: row.cells[0])
def test_demonyms_in_all_their_forms(row):
    code, name = row.cells[0], row.cells[3] or row.cells[2]
    for cell in row.many(5):
        form = marked(cell, code)
        if form.shown.endswith("-"):
            assert found(f"La comisión {form.shown}europea abrió.") == [(code, "demonym")]
            continue
        context = f" Habló la embajada de {name}." if form.needs else ""
        for word in inflected(form.shown):
            assert found(f"Llegaron dos técnicos, tres obras {word}.", context=context) == [
                (code, "demonym")
            ], word
            if fold(word) != "fines":
                shown = word.upper()
                assert [
                    c for c, _ in found(f"LLEGAN OBRAS Y TÉCNICOS {shown}", context="\n\n" + context)
                ] == [code]


def test_shared_demonyms_are_marked():
    claims = defaultdict(list)
    for row in COUNTRIES:
        for cell in row.many(5):
            claims[fold(marked(cell, row.cells[0]).shown)].append(cell)
    for lemma, cells in claims.items():
        assert sum("*" not in cell for cell in cells) <= 1, lemma


def test_no_name_is_claimed_twice():
    claims = defaultdict(set)
    for row in COUNTRIES:
        for form in (row.cells[2], row.cells[3], *row.many(4)):
            if form and "*" not in form:
                claims[fold(form)].add(row.cells[0])
    assert {form: codes for form, codes in claims.items() if len(codes) > 1} == {}


def test_no_form_is_said_twice_in_a_row():
    for row in COUNTRIES:
        forms = [fold(f.rpartition("*")[2]) for f in (row.cells[2], row.cells[3], *row.many(4)) if f]
        assert len(forms) == len(set(forms)), row.where
        assert len(row.many(5)) == len(set(row.many(5))), row.where


def test_countries_are_whole_and_sorted():
    codes = [row.cells[0] for row in COUNTRIES]
    assert codes == sorted(set(codes))
    assert len(codes) == 250  # ISO 3166-1 and Kosovo
    assert all(len(row.cells[0]) == 2 and len(row.cells[1]) == 3 and row.cells[2] for row in COUNTRIES)
    assert len({row.cells[1] for row in COUNTRIES}) == 250


def test_homonyms_hide_what_they_say():
    phrases = [fold(row.cells[0]) for row in HOMONYMS]
    assert phrases == sorted(phrases)
    assert len(phrases) == len(set(phrases))
    codes = {row.cells[0] for row in COUNTRIES}
    for row in HOMONYMS:
        phrase, hides, why = row.cells
        assert why, row.where
        assert set(hides.split("|")) <= codes, row.where
        if why not in DOUBTS and not why.startswith(CITY_OF):
            assert found(f"Ayer se habló de {phrase} en la sala.") == [], row.where


@pytest.mark.parametrize("row", [r for r in HOMONYMS if r.cells[2] == "ambiguous"], ids=lambda r: r.cells[0])
def test_ambiguous_names_need_company(row):
    phrase, code, _ = row.cells
    assert found(f"La oficina de {phrase} informó ayer.") == []
    if code != "CG":
        assert (code, "name") in found(f"Firmaron Barbados, {phrase} y Cuba.")


def test_places_are_sorted_without_doubles():
    keys = [row.cells[:3] for row in PLACES]
    assert len(keys) == len(set(keys))
    order = [(fold(row.cells[0]), row.cells[1], row.cells[2]) for row in PLACES]
    assert order == sorted(order)
    assert len(PLACES) <= 1_800
    codes = {row.cells[0] for row in COUNTRIES} | {""}
    kinds = {"city", "region", "continent", "water", "facility", "other"}
    for row in PLACES:
        assert row.cells[1] in kinds, row.where
        assert row.cells[2] in codes, row.where


def place_row_in_sentence(row) -> str:
    name, kind, *_ = row.cells
    nouns = {"region": "la provincia de ", "city": "la ciudad de "}
    noun = "" if fold(name).startswith(("provincia", "departamento")) else nouns.get(kind, "la costa de ")
    return f"en {noun}{name}, ayer"


def test_places_come_back_as_themselves():
    for row in PLACES:
        name, _, country, _ = row.cells
        reading = Reading(Note("Hubo reuniones " + place_row_in_sentence(row), country=country or None))
        shown = [(f.value.name, f.value.country) for f in places(reading)]
        assert (name, country or None) in shown, (row.where, shown)


def test_places_in_capitals():
    for row in PLACES:
        name, _, country, _ = row.cells
        text = "HUBO REUNIONES " + place_row_in_sentence(row).upper()
        reading = Reading(Note(text, country=country or None))
        assert name in [f.value.name for f in places(reading)], row.where


def test_ambiguous_places_are_in_the_table():
    forms = {fold(form).replace("'", " ") for row in PLACES for form in (row.cells[0], *row.many(3))}
    from notaextract.data.load import words

    unknown = sorted(word for word in words("ambiguous_places") if word not in forms)
    assert unknown == []
    assert is_ambiguous("leon")


@pytest.mark.parametrize(
    "text, country",
    [
        ("Asunción, 3 de marzo de 2025.- El canciller viajó a Brasil.", "PY"),
        ("BANCO CENTRAL DE CHILE\nComunicado 12\n\nLa tasa baja.\n", "CL"),
        ("El ministerio informó. Más datos en www.salud.gob.ec. Habló el director.", "EC"),
        ("El IPC de Alemania, de Francia y de Italia subió.", None),
        ("La empresa abrió una oficina.", None),
        ("Córdoba, 3 de marzo de 2025.- La empresa abrió una oficina.", None),
        ("Córdoba, 3 de marzo de 2025.- Vecinos de Tucumán y de Jujuy llegaron.", "AR"),
        ("San José, 4 de mayo de 2025.- Los productores costarricenses y los bancos de Costa Rica.", "CR"),
    ],
)
def test_issuing_country(text, country):
    from notaextract.extractors.header import read_header

    reading = Reading(Note(text))
    header, _ = read_header(reading)
    assert issuing_country(reading, header, list(countries(reading))) == country


def test_every_code_has_a_row_that_explain_can_name():
    for row in territories().rows.values():
        assert row.where.startswith("countries.csv:")


def test_extract_gives_offsets_in_the_text():
    text = "\n\nLos peruanos\ny el Perú\u00a0firmaron con EE.\u00a0UU. ayer."
    for fact in extract(text, only=["country"], ner=False).facts:
        assert text[fact.start : fact.end] == fact.text
