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
from notaextract.output.table import HEAD, TITLES, by_type, header_rows
from notaextract.output.values import shown
from notaextract.output.visible import visible


def draw(document: Document, stream: TextIO, *, color: bool) -> None:
    """Draw the header's panel and a table for each type, as wide as the terminal."""
    console = Console(
        file=stream, markup=False, highlight=False, emoji=False, no_color=not color, soft_wrap=False
    )
    console.print(_panel(document))
    sentences = Sentences(document)
    groups = by_type(document)
    for kind, facts in groups:
        console.print(_table(kind, facts, sentences, console.width))
    if not groups:
        console.print(Padding(Text("No facts."), (0, 1)))
    console.print()


def _panel(document: Document) -> Panel:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim")
    grid.add_column(overflow="fold")
    for label, value in header_rows(document):
        grid.add_row(Text(label), Text(value, style="bold" if label == "Title" else ""))
    inside = Group(grid) if grid.row_count else Group(Text("No header found.", style="dim"))
    return Panel(inside, title=Text(visible(document.source)), title_align="left", box=box.ROUNDED)


def _table(kind: str, facts: list[Fact], sentences: Sentences, width: int) -> Table:
    # Text and value take what they need, up to a quarter each; the sentence has the rest.
    rows = [(visible(fact.text), visible(shown(fact.value))) for fact in facts]
    most = max(12, int(width * 0.26))
    first = min(max(len(text) for text, _ in rows), most)
    second = min(max(len(value) for _, value in rows), most)
    rest = max(16, width - first - second - 8)
    table = Table(
        title=Text(f"{TITLES[kind]} ({len(facts)})", style="bold"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        expand=True,
        pad_edge=False,
    )
    table.add_column(Text(HEAD[0]), width=first, overflow="fold")
    table.add_column(Text(HEAD[1]), width=second, overflow="fold", style="cyan")
    table.add_column(Text(HEAD[2]), ratio=1, overflow="fold")
    for fact, (text, value) in zip(facts, rows, strict=True):
        # Wrapping at words wastes some of each line, hence less than two lines' worth; in a
        # narrow terminal more lines, rather than too little to judge by.
        window = sentences.window(fact, max(2 * rest - 14, 90))
        around = Text.assemble((window.before, "dim"), (window.text, "bold"), (window.after, "dim"))
        table.add_row(Text(text), Text(value), around)
    return table
