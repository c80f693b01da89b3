"""The reader: cycling through nested facts, the way from a row to its words and back, keyboard only."""

from __future__ import annotations

from typing import Any

import pytest
from releases import notes, release

from notaextract.facts import CountryValue, DateValue, EventValue, Fact, OrganizationValue

TEXT = "El Foro del Perú y la Liga se reunió en mayo."


def _nested() -> list[Any]:
    def fact(said: str, value: Any) -> Fact:
        return Fact(said, TEXT.index(said), TEXT.index(said) + len(said), value, "rule:x")

    facts = [
        fact("Foro del Perú y la Liga", EventValue("Foro del Perú y la Liga")),
        fact("Foro del Perú", OrganizationValue("Foro del Perú")),
        fact("Perú", CountryValue("PE", "PER", "Perú")),
        fact("mayo", DateValue("2025-05", "2025-05-01", "2025-05-31", True)),
    ]
    return [release(TEXT, facts, title="Foro")]


def _card(page: Any) -> str:
    return str(page.locator("#card .said").inner_text())


def test_click_takes_the_shortest_and_cycles(open_page, report_file) -> None:
    page = open_page(report_file(_nested(), alone=True)).page
    mark = page.locator("mark", has_text="Perú").first
    seen = []
    for _ in range(4):
        mark.click()
        seen.append(_card(page))
    assert seen == ["Perú", "Foro del Perú", "Foro del Perú y la Liga", "Perú"]
    card = page.locator("#card").inner_text()
    for told in ("PER", "rule:x", "12–16", TEXT):
        assert told in card, told


def test_lanes_and_labels(open_page, report_file) -> None:
    page = open_page(report_file(_nested(), alone=True)).page
    mark = page.locator("mark", has_text="Perú").first
    lanes = mark.evaluate("(e) => getComputedStyle(e).backgroundPositionY.split(', ')")
    assert len(set(lanes)) == 3
    assert mark.evaluate("(e) => getComputedStyle(e, '::before').content") == '"PAÍS"'
    first = page.locator("mark").first
    assert first.get_attribute("data-label") == "EVE ORG"
    patterns = page.evaluate(
        """() => [...document.styleSheets[0].cssRules].flatMap((r) => [...(r.style ?? [])].filter((n) =>
        n.startsWith("--line-")).map((n) => r.style.getPropertyValue(n)
        .replace(/var\\(--c-\\w+\\)/g, "c")))"""
    )
    assert len(patterns) == len(set(patterns)) == 9


def test_row_to_mark_and_back(open_page, report_file) -> None:
    page = open_page(report_file(notes())).page
    row = page.locator("#panel .link", has_text="US$ 1,5 millones")
    number = row.get_attribute("data-fact")
    row.click()
    focused = "document.activeElement"
    assert page.evaluate(f"{focused}.tagName") == "MARK"
    assert page.evaluate(f"{focused}.textContent") == "US$ 1,5 millones"
    assert page.evaluate(f"{focused}.getAttribute('aria-pressed')") == "true"
    assert f"fact={number}" in page.evaluate("location.hash")
    page.keyboard.press("Escape")
    assert page.evaluate(f"{focused}.dataset.fact") == number
    assert "fact=" not in page.evaluate("location.hash")


def test_keyboard_only(open_page, report_file) -> None:
    page = open_page(report_file(_nested() + notes())).page
    active = "document.activeElement"

    def tab_to(selector: str, most: int = 120) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            if page.evaluate(f"{active}.matches({selector!r})"):
                return
        pytest.fail(f"Tab never reached {selector}")

    page.keyboard.press("Tab")
    assert page.evaluate(f"{active}.className") == "skip"
    tab_to("#f-q")
    page.keyboard.type("foro")
    tab_to("#k-event")
    page.keyboard.press("Space")
    assert not page.is_checked("#k-event")
    page.keyboard.press("Space")
    tab_to("#look g[role=button]")
    tab_to("[role=tab]")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(f"{active}.id") == "tab-figures"
    page.keyboard.press("Home")
    assert page.evaluate(f"{active}.id") == "tab-facts"
    tab_to("[data-sort=text]")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{active}.dataset.sort") == "text"
    assert page.locator("[aria-sort=ascending]").count() == 1
    tab_to("tbody .link")
    row = page.evaluate(f"{active}.dataset.fact")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{active}.tagName") == "MARK"
    page.keyboard.press("Home")
    assert _card(page) == "Foro del Perú"
    page.keyboard.press("Enter")
    assert _card(page) == "Foro del Perú y la Liga"
    page.keyboard.press("ArrowRight")
    assert _card(page) == "Perú"
    page.keyboard.press("End")
    assert _card(page) == "mayo"
    outline = page.evaluate(f"getComputedStyle({active}).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Escape")
    assert page.evaluate(f"{active}.dataset.fact") == row


def test_types_can_be_switched_off_in_the_reader(open_page, report_file) -> None:
    page = open_page(report_file(_nested(), alone=True)).page
    before = page.locator("mark").count()
    page.locator(".legend .ty-country input").uncheck()
    assert page.locator("mark").count() < before
    assert page.locator("#release").evaluate("(e) => e.textContent") == TEXT


def test_without_text_only_the_facts_show(open_page, report_file) -> None:
    from dataclasses import replace

    documents = [replace(each, text="") for each in _nested()]
    page = open_page(report_file(documents), "#doc=0").page
    assert page.locator(".banner").count() == 1
    assert page.locator("#release").evaluate("(e) => e.textContent") == "Foro del Perú y la Ligamayo"
