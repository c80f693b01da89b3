"""The words of the report page, in Spanish and English, from `labels.csv`."""

from __future__ import annotations

import csv
from importlib.resources import files

from notaextract.output.language import Language


def labels(language: Language) -> dict[str, str]:
    """Key to wording in one language ("es", "en")."""
    table = files(__package__).joinpath("labels.csv").read_text(encoding="utf-8")
    return {row["key"]: row[language] for row in csv.DictReader(table.splitlines())}
