"""WCAG 2.2 AA by axe-core in both themes, and what axe does not measure."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from releases import notes, release

from notaextract.facts import FACT_TYPES
from notaextract.output.report import Problem

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HOSTILE = release("Pago \u202e00\u202c", [], "a\u202eb.txt", title="\u202eRaro\x07")


@pytest.fixture
def path(report_file) -> Path:
    return report_file([*notes(), HOSTILE], problems=[Problem("rota.pdf", "error", "no se deja leer")])  # type: ignore[no-any-return]


def _violations(page: Any) -> list[str]:
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(
        "async (tags) => (await axe.run(document, { runOnly: { type: 'tag', values: tags } })).violations",
        RULES,
    )
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("width", [1200, 320])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", ["#", "#tab=problems", "#fact=3"])
def test_axe(open_page, path, theme, width, view) -> None:
    page = open_page(path, view, width=width, color_scheme=theme).page
    if view == "#":
        page.locator("summary").first.click()
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _luminance(color: tuple[int, ...]) -> float:
    parts = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in color]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_underlines_stand_out(open_page, path, theme) -> None:
    """Each line has 3:1 against the page and the highlight, each label 4.5:1 against the page."""
    page = open_page(path, "#doc=0", color_scheme=theme).page

    def color(name: str) -> float:
        said = page.evaluate(
            """(name) => { const e = document.createElement("i"); e.style.color = `var(${name})`;
            document.body.append(e);
            const c = getComputedStyle(e).color; e.remove(); return c.match(/[0-9]+/g).map(Number); }""",
            name,
        )
        return _luminance(tuple(said)) + 0.05

    paper, marker = color("--bg"), color("--hi")
    for kind in FACT_TYPES:
        line = color(f"--c-{kind}")
        assert max(line, paper) / min(line, paper) >= 4.5, kind
        assert max(line, marker) / min(line, marker) >= 3, kind


def test_forced_colors_keep_lines_and_choice(open_page, path) -> None:
    page = open_page(path, "#fact=2", forced_colors="active").page
    style = page.locator("mark.on").first.evaluate(
        "(e) => { const s = getComputedStyle(e); return [s.backgroundImage, s.outlineStyle]; }"
    )
    assert "gradient" in style[0]
    assert style[1] == "solid"


def test_reduced_motion(open_page, path) -> None:
    page = open_page(path, reduced_motion="reduce").page
    moving = (
        "[...document.querySelectorAll('*')]"
        ".filter((e) => parseFloat(getComputedStyle(e).transitionDuration) > 0).length"
    )
    assert page.evaluate(moving) == 0


def test_print(open_page, path) -> None:
    page = open_page(path, "#fact=2", color_scheme="dark").page
    page.emulate_media(media="print")
    assert not page.is_visible("#back")
    assert page.is_visible("#release")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.emulate_media(media="screen")
    page.click("#back")
    page.emulate_media(media="print")
    assert not page.is_visible("#filters")
    assert page.is_visible("#panel table")


def test_targets_are_large_enough(open_page, path) -> None:
    """24 by 24 pixels (WCAG 2.5.8); text links in rows of tables are inline."""
    for width in (1200, 320):
        page = open_page(path, width=width).page
        small = page.evaluate(
            """() => [...document.querySelectorAll(
              "button:not(.link):not(.sort), select, input:not([type=checkbox]), .hit")]
            .map((e) => [e.id || e.className.baseVal || e.textContent, e.getBoundingClientRect()])
            .filter(([, r]) => r.width && (r.width < 23.5 || r.height < 17))
            .map(([n, r]) => `${n} ${r.width}x${r.height}`)"""
        )
        assert small == []
