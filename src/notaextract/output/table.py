"""Documents as tables for people.

In a terminal: a panel for the header and one table per type of fact, as wide as the
terminal. In a pipe: the same as aligned lines, never wrapped, for grep and less.
Text from a document is plain text here: no markup is read in it, and control
characters are shown as signs.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TextIO

from notaextract.facts import FACT_TYPES, Document, Fact
from notaextract.output.context import Sentences
from notaextract.output.language import Language, default_language, text
from notaextract.output.values import shown
from notaextract.output.visible import cells, fitted, visible

HEAD = ("text", "value", "sentence")
_SENTENCE = 120  # columns of the sentence where nothing limits the width


def write(
    documents: Iterable[Document], stream: TextIO, *, color: bool = True, language: Language | None = None
) -> None:
    """Write every document as soon as it is there; `stream` decides between the two forms."""
    terminal, language = stream.isatty(), language or default_language()
    for document in documents:
        if terminal:
            from notaextract.output.panels import draw

            draw(document, stream, color=color and not os.environ.get("NO_COLOR"), language=language)
        else:
            stream.write("\n".join(lines(document, language)) + "\n\n")
            stream.flush()


def header_rows(document: Document, language: Language) -> list[tuple[str, str]]:
    """(label, value) of what the header states, the release's own words made visible."""
    head = document.header
    kind = " ".join(part for part in (head.document_type, head.number) if part)
    when = " ".join(part for part in (head.date, head.time) if part)
    rows = [
        ("title", head.title),
        ("document", kind),
        ("issued", when),
        ("dateline", head.place),
        ("issuer", head.issuer),
    ]
    return [(text(label, language), visible(value)) for label, value in rows if value]


def by_type(document: Document) -> list[tuple[str, list[Fact]]]:
    """(type, facts in reading order) for every type that has any."""
    groups = [(kind, [fact for fact in document.facts if fact.type == kind]) for kind in FACT_TYPES]
    return [(kind, facts) for kind, facts in groups if facts]


def lines(document: Document, language: Language = "en") -> list[str]:
    """The document as aligned lines."""
    found = [f"== {visible(document.source)}"]
    wide = len(text("document", language)) + 2
    found += [f"{label + ':':<{wide}}{value}" for label, value in header_rows(document, language)]
    sentences = Sentences(document)
    groups = by_type(document)
    for kind, facts in groups:
        rows = [tuple(text(column, language) for column in HEAD)]
        for fact in facts:
            window = sentences.window(fact, _SENTENCE)
            rows.append((visible(fact.text), visible(shown(fact.value, language)), "".join(window)))
        widths = [max(cells(row[column]) for row in rows) for column in (0, 1)]
        found += ["", f"-- {text(kind, language)} ({len(facts)})"]
        found += [f"{fitted(a, widths[0])}  {fitted(b, widths[1])}  {c}".rstrip() for a, b, c in rows]
    if not groups:
        found += ["", text("no_facts", language)]
    return found
