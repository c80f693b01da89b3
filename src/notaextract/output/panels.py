"""One document drawn for a terminal with Rich."""

from __future__ import annotations

from typing import TextIO

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from notaextract.facts import Document, Fact
from notaextract.output.context import Sentences
from notaextract.output.language import Language, text
from notaextract.output.table import HEAD, by_type, header_rows
from notaextract.output.values import shown
from notaextract.output.visible import visible


def draw(document: Document, stream: TextIO, *, color: bool, language: Language = "en") -> None:
    """Draw the header's panel and a table for each type, as wide as the terminal."""
    console = Console(
        file=stream, markup=False, highlight=False, emoji=False, no_color=not color, soft_wrap=False
    )
    console.print(_panel(document, language))
    sentences = Sentences(document)
    groups = by_type(document)
    for kind, facts in groups:
        console.print(_table(kind, facts, sentences, console.width, language))
    if not groups:
        console.print(Padding(Text(text("no_facts", language)), (0, 1)))
    console.print()


def _panel(document: Document, language: Language) -> Panel:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim")
    grid.add_column(overflow="fold")
    for label, value in header_rows(document, language):
        grid.add_row(Text(label), Text(value, style="bold" if label == text("title", language) else ""))
    inside = Group(grid) if grid.row_count else Group(Text(text("no_header", language), style="dim"))
    return Panel(inside, title=Text(visible(document.source)), title_align="left", box=box.ROUNDED)


def _table(kind: str, facts: list[Fact], sentences: Sentences, width: int, language: Language) -> Table:
    # Text and value take what they need, up to a quarter each; the sentence has the rest.
    rows = [(visible(fact.text), visible(shown(fact.value, language))) for fact in facts]
    most = max(12, int(width * 0.26))
    first = min(max(len(printed) for printed, _ in rows), most)
    second = min(max(len(value) for _, value in rows), most)
    rest = max(16, width - first - second - 8)
    table = Table(
        title=Text(f"{text(kind, language)} ({len(facts)})", style="bold"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        expand=True,
        pad_edge=False,
    )
    table.add_column(Text(text(HEAD[0], language)), width=first, overflow="fold")
    table.add_column(Text(text(HEAD[1], language)), width=second, overflow="fold", style="cyan")
    table.add_column(Text(text(HEAD[2], language)), ratio=1, overflow="fold")
    for fact, (printed, value) in zip(facts, rows, strict=True):
        # Wrapping at words wastes some of each line, hence less than two lines' worth; in a
        # narrow terminal more lines, rather than too little to judge by.
        window = sentences.window(fact, max(2 * rest - 14, 90))
        around = Text.assemble((window.before, "dim"), (window.text, "bold"), (window.after, "dim"))
        table.add_row(Text(printed), Text(value), around)
    return table
