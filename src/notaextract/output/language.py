"""The words of what people read, in English and Spanish side by side. JSON and CSV keys stay English."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal

Language = Literal["en", "es"]

# English, Spanish.
TEXTS: dict[str, tuple[str, str]] = {
    "release_number": ("Release numbers", "Números de nota"),
    "date": ("Dates", "Fechas"),
    "country": ("Countries", "Países"),
    "organization": ("Organisations", "Organizaciones"),
    "figure": ("Figures", "Cifras"),
    "person": ("People", "Personas"),
    "place": ("Places", "Lugares"),
    "event": ("Events", "Eventos"),
    "legal_reference": ("Legal references", "Referencias legales"),
    "text": ("Text", "Texto"),
    "value": ("Value", "Valor"),
    "sentence": ("Sentence", "Oración"),
    "title": ("Title", "Título"),
    "document": ("Document", "Documento"),
    "issued": ("Date", "Fecha"),
    "dateline": ("Place", "Lugar"),
    "issuer": ("Issuer", "Emisor"),
    "no_facts": ("No facts.", "Ningún hecho."),
    "no_header": ("No header found.", "No se halló cabecera."),
    "to": ("to", "a"),
    "open": ("open", "abierta"),
    "currency_open": ("currency open", "moneda abierta"),
    "found_by": ("found by", "hallado por"),
    "evidence": ("evidence", "prueba"),
    "in": ("in", "en"),
    "beat": ("beat", "venció a"),
}


def text(key: str, language: Language) -> str:
    """The wording of one thing.

    >>> text("figure", "en"), text("figure", "es")
    ('Figures', 'Cifras')
    """
    return TEXTS[key][language == "es"]


def default_language(environment: Mapping[str, str] = os.environ) -> Language:
    """The language that the locale asks for (LC_ALL, LC_MESSAGES, LANG in this order); else English.

    >>> default_language({"LANG": "es_PE.UTF-8"}), default_language({"LC_ALL": "C", "LANG": "es_ES"})
    ('es', 'en')
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "es" if environment[name].lower().startswith("es") else "en"
    return "en"
