"""The words of the report page, in Spanish and English, from `labels.csv`."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from importlib.resources import files

LANGUAGES = ("es", "en")


def labels(language: str) -> dict[str, str]:
    """Key to wording in one language ("es", "en")."""
    table = files(__package__).joinpath("labels.csv").read_text(encoding="utf-8")
    return {row["key"]: row[language] for row in csv.DictReader(table.splitlines())}


def default_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language that the locale asks for (LC_ALL, LC_MESSAGES, LANG in this order); English where neither.

    >>> default_language({"LANG": "es_PE.UTF-8"}), default_language({"LC_ALL": "C", "LANG": "es_ES"})
    ('es', 'en')
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "es" if environment[name].lower().startswith("es") else "en"
    return "en"
