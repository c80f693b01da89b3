#!/usr/bin/env python3
"""Draw the pictures of README and docs from real output.

    .venv/bin/python scripts/pictures.py

`docs/pictures/table.svg` is what `parse` draws in a terminal, drawn by Rich. `overview.svg` and `reader.svg`
are the report page: what a Chromium made of it, taken out of the page with its style, so that the
pictures are text, sharp at any size, and follow the reader's light or dark theme.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
FIXTURES = sorted((ROOT / "tests" / "fixtures").glob("*.txt"))
RELEASES = ("examples/nota.txt", *(f"tests/fixtures/{path.name}" for path in FIXTURES))
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking".split()
# The page's elements as XML; a picture has no ids to clash and runs nothing.
_TAKE = """() => {
  for (const row of [...document.querySelectorAll("#panel tbody tr")].slice(5)) row.remove();
  for (const box of document.querySelectorAll("input:checked")) box.setAttribute("checked", "");
  for (const mark of document.querySelectorAll(":focus")) mark.blur();
  return new XMLSerializer().serializeToString(document.querySelector("main")); }"""


def documents() -> list[Any]:
    """The example and the tests' releases, read by rules."""
    from notaextract.facts import Note
    from notaextract.run.pipeline import Extractor

    extractor = Extractor(ner=False)
    return [extractor.read(Note((ROOT / name).read_text("utf-8"), name)) for name in RELEASES]


def table(document: Any) -> str:
    """The terminal's table as SVG."""
    from rich.console import Console

    from notaextract.output import panels

    recorded: list[Console] = []

    def console(**options: Any) -> Console:
        recorded.append(Console(**{**options, "record": True, "width": 110, "force_terminal": True}))
        return recorded[-1]

    panels.Console = console  # type: ignore[assignment,misc]
    panels.draw(document, io.StringIO(), color=True)
    drawn = recorded[0].export_svg(title="notaextract parse examples/nota.txt", unique_id="nota")
    return re.sub(r"(?s)\s*@font-face \{.*?\}", "", drawn)  # pictures request nothing


def page(file: Path, fragment: str, height: int, width: int = 1100) -> str:
    """A part of the report as SVG, `height` pixels from its top."""
    from playwright.sync_api import sync_playwright

    from notaextract.output.report import assets

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        tab = browser.new_page(viewport={"width": width, "height": height})
        tab.goto(file.as_uri() + fragment)
        tab.wait_for_selector("html[data-ready]")
        body = tab.evaluate(_TAKE)
        browser.close()
    style = (
        assets()[1].replace("&", "&amp;").replace("<", "&lt;").replace("position:sticky", "position:static")
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">\n<style>{style}svg {{ background:var(--bg); }}</style>\n'
        f'<foreignObject width="{width}" height="{height}">'
        f'<body xmlns="http://www.w3.org/1999/xhtml">{body}</body></foreignObject>\n</svg>\n'
    )


def main() -> int:
    """Draw all pictures."""
    from tempfile import TemporaryDirectory

    from notaextract.output.report import write

    found = documents()
    PICTURES.mkdir(exist_ok=True)
    some = tuple(fact for fact in found[0].facts if fact.type in ("date", "figure", "person"))
    drawn = {"table.svg": table(replace(found[0], facts=some))}
    with TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        with file.open("w", encoding="utf-8") as stream:
            write(found, stream, language="es", alone=False)
        drawn["overview.svg"] = page(file, "#tab=figures&sort=-number", 1480)
        fact = next(n for n, each in enumerate(found[0].facts) if each.text.startswith("US$"))
        drawn["reader.svg"] = page(file, f"#doc=0&fact={fact}", 900)
    for name, picture in drawn.items():
        (PICTURES / name).write_text(picture, encoding="utf-8")
        print(f"docs/pictures/{name}: {len(picture)} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
