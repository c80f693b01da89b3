"""The report: documents as one HTML file that works from disk, without network, with hostile text.

Everything that comes from documents travels as data and is put into the page as text by
`page/*.js`; the policy in the page's head lets nothing else run and nothing be requested.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TextIO

from notaextract.facts import Document
from notaextract.output.language import Language, default_language
from notaextract.output.report.labels import labels
from notaextract.output.report.payload import Keep, Problem, payload
from notaextract.output.visible import visible

__all__ = ["Problem", "page", "write"]

SCRIPTS = ("dom", "store", "filters", "charts", "columns", "tables", "marks", "reader", "main")
PLAIN = 1_000_000  # bytes of data beyond which they are compressed
LARGEST = 25_000_000  # bytes of page beyond which only sentences with facts are kept, then facts alone


def write(
    documents: Iterable[Document],
    stream: TextIO,
    *,
    language: Language | None = None,
    problems: Iterable[Problem] = (),
    alone: bool | None = None,
    largest: int = LARGEST,
) -> Keep:
    """Write the page; what of the texts it holds ("all", "sentences", "facts").

    `alone` shows the reader without tables; by default where there is one document.
    """
    kept = list(documents)
    told = list(problems)
    single = (len(kept) == 1 and not told) if alone is None else alone and len(kept) == 1
    wording = language or default_language()
    levels: tuple[Keep, ...] = ("all", "sentences", "facts")
    for keep in levels:
        html = page(kept, language=wording, problems=told, keep=keep, alone=single)
        if len(html) <= largest:
            break
    stream.write(html)
    return keep


def page(
    documents: Sequence[Document],
    *,
    language: Language,
    problems: Iterable[Problem] = (),
    keep: Keep = "all",
    alone: bool = False,
) -> str:
    """The whole page as a string in which only ASCII and the words of the page's own language stand."""
    from jinja2 import Environment

    wording = labels(language)
    data = payload(documents, language, keep=keep, problems=problems, alone=alone)
    coding, coded = encoded(data)
    script, style = assets()
    template = Environment(autoescape=True).from_string(_asset("template.html.j2"))
    name = (
        visible(documents[0].header.title or documents[0].source)
        if len(documents) == 1
        else wording["report"]
    )
    return template.render(
        language=language,
        name=_without_surrogates(name),
        labels=wording,
        script=script,
        style=style,
        script_hash=_digest(script),
        style_hash=_digest(style),
        data=coded,
        coding=coding,
    )


def encoded(data: dict[str, Any]) -> tuple[str, str]:
    """("json" or "gzip", the data as text that cannot end a script element)."""
    plain = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    if len(plain) > PLAIN:
        packed = gzip.compress(plain.encode("ascii"), 6, mtime=0)
        return "gzip", base64.b64encode(packed).decode("ascii")
    return "json", re.sub("[<>&]", lambda match: f"\\u{ord(match.group()):04x}", plain)


@cache
def assets() -> tuple[str, str]:
    """(script, style) as they stand in the page."""
    parts = "".join(_tight(_asset(f"{name}.js")) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n', _tight(_asset("report.css"))


def _tight(code: str) -> str:
    """Code without indentation and lines of comment (no string of ours runs over a line)."""
    lines = (line.strip() for line in code.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith(("//", "/** ")))


def _asset(name: str) -> str:
    return files(__package__).joinpath("page", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
