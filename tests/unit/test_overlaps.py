"""The overlap table: each row decides, what it does not name stands, and decisions are told."""

from __future__ import annotations

import pytest

from notaextract.facts import (
    CountryValue,
    DateValue,
    EventValue,
    Fact,
    FigureValue,
    LegalReferenceValue,
    OrganizationValue,
    PersonValue,
    PlaceValue,
    ReleaseNumberValue,
)
from notaextract.resolve.overlaps import OVERLAPS, decide

VALUES = {
    "country": CountryValue("PE", "PER", "Perú"),
    "date": DateValue("2024/2030", "2024-01-01", "2030-12-31"),
    "event": EventValue("X"),
    "figure": FigureValue("count", 3),
    "legal_reference": LegalReferenceValue("law", "5"),
    "organization": OrganizationValue("X"),
    "person": PersonValue("X"),
    "place": PlaceValue("X"),
    "release_number": ReleaseNumberValue(None, "5"),
}


def fact(key: str, start: int, end: int) -> Fact:
    kind, _, source = key.partition("/")
    return Fact("x" * (end - start), start, end, VALUES[kind], source or "rule:test")


SPANS = {  # loser, winner
    "same": ((10, 20), (10, 20)),
    "inside": ((12, 18), (10, 20)),
    "around": ((10, 20), (12, 18)),
    "meets": ((15, 25), (10, 20)),
}


@pytest.mark.parametrize("row", OVERLAPS, ids=lambda row: f"{row.loser} {row.where} {row.winner}")
def test_each_row_decides(row):
    loser_span, winner_span = SPANS[row.where]
    loser, winner = fact(row.loser, *loser_span), fact(row.winner, *winner_span)
    standing, decisions = decide([winner, loser])
    assert standing == [winner]
    assert [(d.loser, d.winner, d.why) for d in decisions] == [(loser, winner, row.why)]


@pytest.mark.parametrize("row", OVERLAPS, ids=lambda row: f"{row.loser} {row.where} {row.winner}")
def test_apart_both_stand(row):
    loser, winner = fact(row.loser, 0, 5), fact(row.winner, 10, 20)
    assert decide([loser, winner]) == ([loser, winner], [])


@pytest.mark.parametrize(
    "one, other",
    [
        ("country", "organization"),  # the Perú in Banco Central de Reserva del Perú
        ("figure", "event"),  # X in X Congreso
        ("organization/gazetteer", "legal_reference"),  # the OIT in Convenio 169 de la OIT
        ("country", "legal_reference"),  # Plan Perú-África
    ],
)
def test_what_no_row_names_stands(one, other):
    inner, outer = fact(one, 12, 18), fact(other, 10, 20)
    assert decide([inner, outer])[0] == [outer, inner]


def test_one_type_never_shares_a_span():
    first, second = fact("person/rule:a", 0, 4), fact("person/rule:b", 0, 4)
    standing, decisions = decide([first, second])
    assert standing == [first]
    assert decisions[0].loser == second


def test_a_year_in_a_norm_is_its_own_and_a_plan_keeps_its_years():
    norm = fact("legal_reference", 0, 20)
    assert decide([norm, fact("date", 16, 20)])[0] == [norm]
    day = Fact("2 de mayo de 2022", 12, 20, fact("date", 0, 1).value, "rule:day")
    assert decide([norm, day])[0] == [norm, day]
    plan = Fact("x" * 30, 0, 30, LegalReferenceValue("plan", None, None, "Plan"), "rule:norm_name")
    years = fact("date", 20, 29)
    assert decide([plan, years])[0] == [plan, years]


def test_a_meeting_without_a_number_is_what_a_norm_is_about():
    treaty = Fact("x" * 30, 0, 30, LegalReferenceValue("treaty", None, None, "Acuerdo"), "rule:norm_name")
    talks, summit = (Fact("x" * 10, 10, 20, EventValue("Cumbre", n), "rule:event") for n in (None, 3))
    assert decide([treaty, talks])[0] == [treaty]
    assert decide([treaty, summit])[0] == [treaty, summit]


def test_a_surname_that_a_voter_took_for_a_body():
    person = Fact("Ana Ríos", 0, 8, PersonValue("Ana Ríos"), "rule:office")
    body = Fact("Ríos", 20, 24, OrganizationValue("Ríos"), "ner:test")
    standing, decisions = decide([person, body])
    assert standing == [person]
    assert "surname" in decisions[0].why
