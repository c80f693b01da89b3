"""From disk, without network: nothing is requested, nothing runs that is not ours, all text is text."""

from __future__ import annotations

from random import Random

import pytest
from releases import layout, many, notes, release

from notaextract.facts import Fact, OrganizationValue
from notaextract.output.report import Problem

ATTACKS = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>",
    "<!--<script>",
    "]]>&lt;b&gt;&amp;",
    'x" onmouseover="alert(1)',
    "javascript:alert(1)",
    "a\u2028b\u2029c",
    "pago \u202e000 1\u202c soles",
    "\u2066aislado\u2069 \x1b[31m \x00 \x85",
    "{{ 7*7 }} ${7*7} {facts}",
)


@pytest.mark.parametrize("alone", [True, False])
def test_quiet(open_page, report_file, alone) -> None:
    path = report_file(notes()[:1] if alone else notes(), alone=alone)
    opened = open_page(path)
    assert opened.page.locator("h1").count() == 1
    opened.check()


def test_policy_is_in_force(open_page, report_file) -> None:
    opened = open_page(report_file(notes()))
    opened.page.evaluate(
        """() => { const s = document.createElement("script");
        try { s.text = "globalThis.broken = 1"; document.body.append(s); }
        catch { violations.push("trusted types"); } }"""
    )
    opened.page.wait_for_function("violations.length > 0")
    assert opened.page.evaluate("globalThis.broken") is None
    assert (
        opened.page.evaluate('fetch("https://example.org/").then(() => "reached", () => "refused")')
        == "refused"
    )
    opened.page.evaluate("violations.length = 0")
    opened.trouble.clear()


def test_large_data_is_compressed(open_page, report_file) -> None:
    path = report_file(many(Random(1), 600, 20))
    assert 'data-coding="gzip"' in path.read_text(encoding="utf-8")
    opened = open_page(path)
    assert opened.page.locator("#where").inner_text().endswith("de 12\u202f000")


def test_hostile_text_stays_text(open_page, report_file) -> None:
    documents = []
    for number, attack in enumerate(ATTACKS):
        text = f"Antes {attack} después."
        facts = [Fact(attack, 6, 6 + len(attack), OrganizationValue(attack, attack[:9]), f"rule:{attack}")]
        documents.append(release(text, facts, f"{number}{attack}", title=attack, place=attack, issuer=attack))
    opened = open_page(report_file(documents, problems=[Problem(each, "error", each) for each in ATTACKS]))
    page = opened.page
    assert page.evaluate("document.querySelectorAll('img, iframe, object, link, base, form').length") == 0
    assert page.evaluate("document.scripts.length") == 2
    cells = page.evaluate("[...document.querySelectorAll('#panel tbody .link')].map((e) => e.textContent)")
    assert cells == list(ATTACKS)
    for number, document in enumerate(documents):
        page.evaluate(f"location.hash = '#doc={number}'")
        page.wait_for_function(
            f"document.querySelector('#reader-title')?.textContent === {document.header.title!r}"
        )
        assert page.evaluate("document.querySelector('#release').textContent") == document.text
        page.locator("#release mark").first.click()
        assert page.locator("#card .said").evaluate("(e) => e.textContent") == ATTACKS[number]
    opened.check()


def test_file_name_in_the_title(open_page, report_file) -> None:
    attack = ATTACKS[2]
    opened = open_page(report_file([release("Texto.", [], attack)], name="título raro.html", alone=True))
    assert opened.page.title().startswith(attack)


def test_bidi_and_controls_are_chips(open_page, report_file) -> None:
    text = "Pago de \u202e000 1\u202c soles\x07 y fin."
    opened = open_page(report_file([release(text, [])], alone=True))
    page = opened.page
    chips = page.evaluate(
        "[...document.querySelectorAll('.chip')].map((c) => [c.dataset.c, c.innerText, c.offsetWidth > 5])"
    )
    assert [(name, said, wide) for name, said, wide in chips] == [
        ("U+202E", "", True), ("U+202C", "", True), ("U+0007", "", True)
    ]  # fmt: skip
    # What stands behind the override is laid out left to right all the same.
    places = page.evaluate(
        """() => { const node = [...document.querySelectorAll("#release .piece")][0].childNodes[2];
        return [0, 1, 2].map((i) => { const r = document.createRange();
          r.setStart(node, i); r.setEnd(node, i + 1);
          return r.getBoundingClientRect().left; }); }"""
    )
    assert places == sorted(places)
    assert places[0] < places[2]


def test_segments_join_to_their_facts(open_page, report_file) -> None:
    random = Random(20260514)
    documents = [layout(random, number) for number in range(200)]
    opened = open_page(report_file(documents))
    results = opened.page.evaluate(
        """async (count) => { const found = [];
        for (let doc = 0; doc < count; doc++) {
          const changed = new Promise((done) => addEventListener("hashchange", done, { once: true }));
          location.hash = "#doc=" + doc;
          await changed;
          const facts = {}, release = document.querySelector("#release");
          for (const mark of release.querySelectorAll("mark")) {
            for (const fact of mark.dataset.facts.split(" "))
              facts[fact] = (facts[fact] ?? "") + mark.textContent;
          }
          found.push([release.textContent, facts, release.querySelectorAll("mark mark").length]);
        } return found; }""",
        len(documents),
    )
    number = 0
    for document, (text, facts, nested) in zip(documents, results, strict=True):
        assert text == document.text
        assert nested == 0
        expected = {str(number + index): fact.text for index, fact in enumerate(document.facts)}
        assert facts == expected
        number += len(document.facts)
    opened.check()
