"""Days, months and ranges of the whole calendar, written as Spanish writes them, read back."""

from __future__ import annotations

from datetime import date, timedelta

import edtf
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from notaextract.facts import DateValue, Note
from notaextract.rules.calendar.reading import read_dates
from notaextract.rules.reading import Reading

MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
SHORT = "ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic.".split()
WEEKDAYS = "lunes martes miércoles jueves viernes sábado domingo".split()
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def _words(number: int) -> str:
    """A number in words, with the accents that num2words leaves out."""
    return num2words(number, lang="es").replace("veintiun ", "veintiún ")


FORMS = [
    lambda d: f"{d.day} de {MONTHS[d.month - 1]} de {d.year}",
    lambda d: f"{d.day} de {MONTHS[d.month - 1]} del {d.year}",
    lambda d: f"{d.day:02} de {MONTHS[d.month - 1].upper()} de {d.year}",
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day} de {MONTHS[d.month - 1]}, {d.year}",
    lambda d: f"{d.day} de {MONTHS[d.month - 1]} del año {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]} {d.day} de {MONTHS[d.month - 1]} de {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()].upper()}, {d.day} DE {MONTHS[d.month - 1].upper()} DE {d.year}",
    lambda d: f"{d.day} {SHORT[d.month - 1]} {d.year}",
    lambda d: f"{d.day}-{SHORT[d.month - 1].rstrip('.')}-{d.year}",
    lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
    lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    lambda d: d.isoformat(),
    lambda d: (
        f"{'primero' if d.day == 1 else d.day} de {MONTHS[d.month - 1].replace('sept', 'set')} de {d.year}"
    ),
]


def values(text: str, issued: str | None = None) -> list[tuple[str, DateValue]]:
    return [(text[m.start : m.end], m.value) for m in read_dates(Reading(Note(text)), issued)]


@settings(max_examples=300, deadline=None)
@given(DAYS, st.sampled_from(FORMS))
def test_a_day_is_read_back(day: date, form) -> None:
    printed = form(day)
    (found,) = values(f"La reunión fue el {printed} en la sede.")
    assert found == (printed, DateValue(day.isoformat(), day.isoformat(), day.isoformat(), False))


@settings(max_examples=150, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_a_day_in_words_is_read_back(day: date) -> None:
    number = "primero" if day.day == 1 else num2words(day.day, lang="es")
    printed = f"{number} de {MONTHS[day.month - 1]} de {_words(day.year)}"
    (found,) = values(f"Se firmó el {printed}.")
    assert (found[0], found[1].earliest) == (printed, day.isoformat())


@settings(max_examples=200, deadline=None)
@given(DAYS, st.integers(1, 200))
def test_a_range_of_days_is_read_back(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    if last.year > 2100:
        return
    if (first.year, first.month) == (last.year, last.month):
        printed = f"{first.day} al {last.day} de {MONTHS[last.month - 1]} de {last.year}"
    elif first.year == last.year:
        months = MONTHS[first.month - 1], MONTHS[last.month - 1]
        printed = f"{first.day} de {months[0]} al {last.day} de {months[1]} de {last.year}"
    else:
        printed = (
            f"{first.day} de {MONTHS[first.month - 1]} de {first.year} al "
            f"{last.day} de {MONTHS[last.month - 1]} de {last.year}"
        )
    (found,) = values(f"Del {printed} hubo feria.")
    assert found[0] == printed
    assert (found[1].earliest, found[1].latest) == (first.isoformat(), last.isoformat())


@settings(max_examples=200, deadline=None)
@given(DAYS, st.sampled_from(("past", "future")))
def test_a_day_without_a_year_lies_on_the_side_that_the_words_tell(day: date, side: str) -> None:
    issued = date(2025, 6, 18)
    word = "pasado" if side == "past" else "próximo"
    (found,) = values(f"El {word} {day.day} de {MONTHS[day.month - 1]} se reúnen.", issued.isoformat())
    read = date.fromisoformat(found[1].earliest or "")
    assert (read.month, read.day) == (day.month, day.day)
    assert found[1].relative
    assert read <= issued if side == "past" else read >= issued
    if (day.month, day.day) != (2, 29):
        assert abs((read - issued).days) <= 366


@settings(max_examples=200, deadline=None)
@given(DAYS, st.sampled_from(WEEKDAYS), st.sampled_from(("pasado", "próximo", "este")))
def test_weekdays_lie_within_a_week(issued: date, weekday: str, word: str) -> None:
    (found,) = values(f"El {word} {weekday} se reúnen.", issued.isoformat())
    read = date.fromisoformat(found[1].earliest or "")
    assert WEEKDAYS[read.weekday()] == weekday
    distance = (read - issued).days
    assert {"pasado": -7 <= distance < 0, "próximo": 0 < distance <= 7, "este": -7 < distance < 7}[word]


RELATIVE = (
    "hoy informó", "ayer", "esta semana", "la semana pasada", "el mes que viene", "el próximo año",
    "hace tres meses", "hace dos semanas", "el fin de semana", "el primer trimestre",
    "el segundo semestre de este año", "en agosto", "la primera quincena de abril", "el siglo XIX",
    "la década de 1990", "de 2019 a 2023", "el primer bimestre de 2024", "el primer cuatrimestre de 2024",
    "el 5 de julio", "entre enero y mayo", "el día 11", "este verano", "este martes",
    "los siglos XVI y XVII", "entre el 3 y el 9 de marzo", "los primeros tres meses del año",
    "el viernes 16",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.none() | DAYS, st.sampled_from(RELATIVE))
def test_edtf_validates_and_bounds_are_ordered(issued: date | None, phrase: str) -> None:
    for _, value in values(f"Llegó {phrase}, según dijo.", issued.isoformat() if issued else None):
        if value.edtf is not None:
            edtf.parse_edtf(value.edtf)
        assert (value.earliest is None) == (value.latest is None)
        if value.earliest and value.latest:
            assert date.fromisoformat(value.earliest) <= date.fromisoformat(value.latest)


ALPHABET = st.sampled_from(
    "3 15 2025 1999 de del al y el , . / - – mayo enero sept. lunes viernes pasado próximo este año mes "
    "semana hoy ayer mañana hace tres dos primer trimestre siglo XX década noventa quincena que viene "
    "entre desde hasta día 25 2T25".split()
)


@settings(max_examples=400, deadline=None)
@given(st.lists(ALPHABET, max_size=14), st.none() | DAYS)
def test_any_row_of_date_words_is_read_without_error(row: list[str], issued: date | None) -> None:
    text = " ".join(row)
    end = 0
    for mention in read_dates(Reading(Note(text)), issued.isoformat() if issued else None):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        if mention.value.edtf is not None:
            edtf.parse_edtf(mention.value.edtf)
        if mention.value.earliest is not None:
            assert mention.value.latest is not None
            assert mention.value.earliest <= mention.value.latest
