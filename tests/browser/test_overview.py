"""Filters against an oracle, numeric order, pages, CSV to the byte, the address that remembers."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from releases import many, notes, release

from notaextract.facts import CountryValue, DateValue, Document, Fact, FigureValue, OrganizationValue
from notaextract.output.csv import plain
from notaextract.output.report import Problem


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def oracle(documents: list[Document], chosen: dict[str, str]) -> tuple[int, int]:
    """(facts, documents) that pass the filters, as docs/report.md says."""
    facts = shown = 0
    kinds = [kind for kind in chosen.get("types", "").split(",") if kind]
    query = _folded(chosen.get("q", ""))
    for document in documents:
        values = [fact.value for fact in document.facts]
        days = [(v.earliest, v.latest) for v in values if isinstance(v, DateValue) and v.earliest]
        days += [(document.header.date,) * 2] if document.header.date else []
        first, last = chosen.get("from", ""), chosen.get("until", "9999")
        if ("from" in chosen or "until" in chosen) and not any(a <= last and b >= first for a, b in days):
            continue
        if "country" in chosen and chosen["country"] not in {
            v.alpha2 for v in values if isinstance(v, CountryValue)
        }:
            continue
        if "organization" in chosen and chosen["organization"] not in {
            v.name for v in values if isinstance(v, OrganizationValue)
        }:
            continue
        named = query in _folded(f"{document.header.title or ''} {document.source}")
        passing = [
            fact
            for fact in document.facts
            if (not kinds or fact.type in kinds)
            and (
                "kind" not in chosen
                or (isinstance(fact.value, FigureValue) and fact.value.kind == chosen["kind"])
            )
            and (not query or named or query in _folded(fact.text))
        ]
        facts += len(passing)
        shown += bool(passing) or (not kinds and "kind" not in chosen and (not query or named))
    return facts, shown


def _found(page: Any) -> tuple[int, int]:
    numbers = page.locator("#found").inner_text().replace("\u202f", "").split()
    return int(numbers[0]), int(numbers[3])


CHOICES: dict[str, tuple[str, ...]] = {
    "q": ("figu1", "nota número 7", "NOTA-0003", "nada de nada"),
    "types": ("date", "figure,country", "organization,person,event"),
    "from": ("2024-06-01", "2025-03-10"),
    "until": ("2024-08-31", "2025-12-31"),
    "country": ("PE", "CL"),
    "organization": ("Banco del Sur",),
    "kind": ("money", "count"),
}


def test_filters_agree_with_the_oracle(open_page, report_file) -> None:
    random = Random(8)
    documents = many(random, 60, 18)
    page = open_page(report_file(documents)).page
    sizes = set()
    for _ in range(40):
        names = random.sample(sorted(CHOICES), random.randint(1, 3))
        chosen = {name: random.choice(CHOICES[name]) for name in names}
        fragment = "&".join(f"{name}={text.replace(' ', '+')}" for name, text in chosen.items())
        page.evaluate(
            """async (hash) => { const done =
                new Promise((r) => addEventListener("hashchange", r, { once: true }));
            if (location.hash !== hash) { location.hash = hash; await done; } }""",
            f"#{fragment}",
        )
        assert _found(page) == oracle(documents, chosen), chosen
        sizes.add(_found(page))
    assert len(sizes) > 15


def test_controls_write_the_address_and_the_address_restores_them(open_page, report_file) -> None:
    path = report_file(many(Random(2), 40, 18))
    page = open_page(path).page
    page.fill("#f-q", "Nota número 1")
    page.uncheck("#k-person")
    page.select_option("#f-country", "PE")
    page.fill("#f-from", "2024-02-01")
    page.click("#tab-figures")
    page.click("[data-sort=number]")
    page.click("[data-sort=number]")
    found, address = _found(page), page.evaluate("location.hash")
    rows = page.locator("#panel tbody").inner_text()
    again = open_page(path, address).page
    assert _found(again) == found
    assert again.locator("#panel tbody").inner_text() == rows
    assert again.input_value("#f-q") == "Nota número 1"
    assert not again.is_checked("#k-person")
    assert again.is_checked("#k-country")
    assert again.locator("[aria-sort=descending]").count() == 1
    again.click("#clear")
    assert _found(again) == (720, 40)
    assert again.evaluate("location.hash") in ("", "#tab=figures&sort=-number")


def test_bars_are_buttons_with_table_twins(open_page, report_file) -> None:
    documents = many(Random(3), 40, 18)
    page = open_page(report_file(documents)).page
    for chart in page.locator("#look > section").all():
        bars = chart.locator("g[role=button]").evaluate_all(
            "(all) => all.map((e) => e.getAttribute('aria-label'))"
        )
        chart.locator("summary").click()
        rows = chart.locator("tbody tr").evaluate_all(
            "(all) => all.map((r) => [...r.cells].map((c) => c.textContent))"
        )
        assert bars == [f"{label}: {count}".replace("\u202f", "") for label, count in rows]
        assert bars
    bar = page.locator(".look-top_countries g[role=button]").first
    name = bar.get_attribute("aria-label")
    bar.focus()
    page.keyboard.press("Enter")
    assert page.input_value("#f-country") != ""
    assert (
        page.evaluate("document.activeElement.getAttribute('aria-label')").split(":")[0] == name.split(":")[0]
    )
    page.keyboard.press("Enter")
    assert page.input_value("#f-country") == ""
    page.locator(".look-timeline g[role=button]").nth(3).click()
    first, last = page.input_value("#f-from"), page.input_value("#f-until")
    assert first[:7] == last[:7]
    assert first.endswith("-01")
    assert _found(page) == oracle(documents, {"from": first, "until": last})


def _figures() -> Document:
    numbers = (9, 10, 100.5, -3, 2_000_000, 0.5)
    money = ((30, "USD"), (4, "PEN"), (100, "PEN"), (7, None))
    values = [FigureValue("count", number, unit="casas") for number in numbers]
    values += [FigureValue("money", number, currency=code) for number, code in money]
    text = " ".join(f"c{n}" for n in range(len(values)))
    spans = [(text.index(f"c{n}"), text.index(f"c{n}") + 2) for n in range(len(values))]
    facts = [Fact(text[a:b], a, b, v, "rule:x") for (a, b), v in zip(spans, values, strict=True)]
    return release(text, facts)


def test_figures_sort_by_number_and_money_by_currency(open_page, report_file) -> None:
    page = open_page(report_file([_figures()]), "#tab=figures").page
    order = "[...document.querySelectorAll('#panel tbody .link')].map((e) => e.textContent)"
    page.click("[data-sort=number]")
    assert page.evaluate(order) == "c3 c5 c0 c1 c2 c4 c9 c7 c8 c6".split()
    assert (
        page.locator("th", has=page.locator("[data-sort=number]")).get_attribute("aria-sort") == "ascending"
    )
    page.click("[data-sort=number]")
    assert page.evaluate(order) == "c4 c2 c1 c0 c5 c3 c9 c8 c7 c6".split()
    page.click("[data-sort=number]")
    assert page.evaluate(order) == [f"c{n}" for n in range(10)]
    page.click("[data-sort=text]")
    assert page.evaluate(order)[0] == "c0"


def test_pages_of_a_hundred(open_page, report_file) -> None:
    page = open_page(report_file(many(Random(4), 10, 25))).page
    assert page.locator("#panel tbody tr").count() == 100
    assert page.is_disabled("#previous-page")
    page.click("#next-page")
    page.click("#next-page")
    assert page.locator("#where").inner_text() == "201–250 de 250"
    assert page.locator("#panel tbody tr").count() == 50
    assert page.is_disabled("#next-page")
    assert page.evaluate("document.activeElement.id") == "previous-page"


@pytest.mark.parametrize("copied", [False, True])
def test_csv_of_the_filtered_rows(open_page, report_file, copied) -> None:
    said = ['=1+1, "cita"\r\nlínea', "+5 %", "normal", "@x; y", "-2", "\ttab"]
    text, facts = "", []
    for each in said:
        facts.append(Fact(each, len(text), len(text) + len(each), OrganizationValue(each), "rule:x"))
        text += each + ". "
    documents = [
        release(text, facts, "=nota.txt", title="Títu😀lo"),
        release("Perú", [Fact("Perú", 0, 4, CountryValue("PE", "PER", "Perú"), "g:x")]),
    ]
    permissions = ["clipboard-read", "clipboard-write"] if copied else []
    page = open_page(report_file(documents), "#types=organization", permissions=permissions).page
    if copied:
        page.click("#copy")
        page.wait_for_function("document.querySelector('#said').textContent !== ''")
        content = page.evaluate("navigator.clipboard.readText()").encode()
    else:
        with page.expect_download() as download:
            page.click("#download")
        assert download.value.suggested_filename == "notaextract-facts.csv"
        content = download.value.path().read_bytes()
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert rows[0] == "text value type sentence document file start end found_by".split()
    assert [row[0] for row in rows[1:]] == [plain(each) for each in said]
    assert [(int(row[6]), int(row[7])) for row in rows[1:]] == [(fact.start, fact.end) for fact in facts]
    assert {row[5] for row in rows[1:]} == {"'=nota.txt"}
    assert content.startswith(b"text,value,type,")
    assert '"\'=1+1, ""cita""\r\nlínea"'.encode() in content


def test_top_of_the_report(open_page, report_file) -> None:
    page = open_page(report_file(notes(), problems=[Problem("rota.pdf", "error", "no se deja leer")])).page
    top = page.locator("main > dl").inner_text()
    assert "notaextract" in top
    assert "completo 3 · error 1" in top
    assert "rota.pdf" in page.locator("#trouble").inner_text()
    page.click("#tab-problems")
    assert page.locator("#panel tbody").inner_text().split() == "rota.pdf error no se deja leer".split()


@pytest.mark.parametrize("language,word", [("es", "Filtros"), ("en", "Filters")])
def test_languages(open_page, report_file, language, word) -> None:
    page = open_page(report_file(notes(), language=language)).page
    assert page.locator("#filters-title").inner_text() == word
    assert page.evaluate("document.documentElement.lang") == language


def test_sentences_alone_where_the_whole_is_too_large(open_page, report_file) -> None:
    random = Random(5)
    documents = many(random, 30, 10)
    filler = ["".join(random.choices("bcdfghjklm", k=40_000)) for _ in documents]
    long = [replace(d, text=f"{d.text}\n\n{rest}.") for d, rest in zip(documents, filler, strict=True)]
    path = report_file(long, largest=400_000)
    assert path.stat().st_size < 400_000
    page = open_page(path, "#doc=0").page
    assert "oraciones" in page.locator(".banner").inner_text()
    assert filler[0][:50] not in page.locator("#release").inner_text()
    assert page.locator("#release mark").count() == 10


def test_nothing_to_show(open_page, report_file) -> None:
    page = open_page(report_file([], problems=[Problem("rota.pdf", "unreadable", "dañado")])).page
    assert _found(page) == (0, 0)
    assert "unreadable 1" in page.locator("main > dl").inner_text()
    page.click("#tab-documents")
    assert page.locator("#panel tbody tr").count() == 0
    bare = open_page(report_file([release("", [], "vacía.txt")], "bare.html"), "#doc=0").page
    assert bare.locator("#release").evaluate("(e) => e.textContent") == ""
    assert bare.locator("h1").inner_text() == "vacía.txt"


@pytest.mark.parametrize(
    "fragment", ["#doc=99", "#fact=-2", "#fact=x&tab=none&sort=-none", "#types=none&q=%E0%A4%A"]
)
def test_a_broken_address_shows_the_report(open_page, report_file, fragment) -> None:
    page = open_page(report_file(notes()), fragment).page
    assert page.locator("#tables-title").count() == 1
