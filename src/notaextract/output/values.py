"""A fact's value on one line, as a person reads it.

Shows: "> 13 200 ciudadanos", "2025-12-31", "PE Perú", "OEA · Organización de los
Estados Americanos", "S/ 3,5 millones" as "3 500 000 PEN".
"""

from __future__ import annotations

from notaextract.facts import (
    CountryValue,
    DateValue,
    EventValue,
    FigureValue,
    LegalReferenceValue,
    OrganizationValue,
    PersonValue,
    PlaceValue,
    ReleaseNumberValue,
    Value,
)
from notaextract.output.language import Language, text

SIGNS = {
    "exact": "",
    "between": "",
    "about": "≈ ",
    "more_than": "> ",
    "less_than": "< ",
    "at_least": "≥ ",
    "at_most": "≤ ",
}


def grouped(number: int | float) -> str:
    """A number with its thousands apart.

    >>> grouped(13200), grouped(0.6667), grouped(2025)
    ('13 200', '0.6667', '2025')
    """
    whole, point, rest = (str(number) if isinstance(number, int) else repr(number)).partition(".")
    if "e" in rest or "e" in whole:
        return str(number)
    if len(whole.lstrip("-")) > 4:
        whole = f"{int(whole):,}".replace(",", " ")
    return whole + point + rest


def shown(value: Value, language: Language = "en") -> str:
    """One line for any value."""
    match value:
        case FigureValue():
            number = grouped(value.number)
            if value.number_high is not None:
                number += f"–{grouped(value.number_high)}"
            unit = value.unit or ""
            if value.kind == "percent":
                unit = "%"
            elif value.kind == "money":
                unit = value.currency or f"({text('currency_open', language)})"
            elif value.kind == "ordinal":
                number += "."
            return f"{SIGNS[value.qualifier]}{number} {unit}".strip()
        case DateValue():
            return _date(value, language)
        case CountryValue():
            return f"{value.alpha2} {value.name}"
        case OrganizationValue():
            return f"{value.acronym} · {value.name}" if value.acronym else value.name
        case PersonValue():
            return f"{value.name}, {value.office}" if value.office else value.name
        case ReleaseNumberValue():
            return value.number
        case PlaceValue():
            return f"{value.name} ({value.country})" if value.country else value.name
        case EventValue():
            return f"{value.name} ({value.edition}.)" if value.edition is not None else value.name
        case LegalReferenceValue():
            parts = (value.kind, value.number, value.name)
            return " · ".join(part for part in parts if part)


def _date(value: DateValue, language: Language) -> str:
    if value.earliest is None and value.latest is None:
        return f"{value.edtf or '?'} ({text('open', language)})"
    to = text("to", language)
    if value.earliest == value.latest:
        return value.earliest or ""
    if value.edtf == f"{value.earliest}/{value.latest}":
        return f"{value.earliest} {to} {value.latest}"
    return f"{value.edtf or '?'} ({value.earliest or '…'} {to} {value.latest or '…'})"
