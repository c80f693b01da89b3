"""Saved web pages: the release, all of it and nothing else."""

from __future__ import annotations

import pytest
from pages import EXTERIORES, PAGES, Page

from notaextract import Extractor
from notaextract.facts import DateValue
from notaextract.run.inputs import Input, Limits, read_input
from notaextract.run.inputs.html import _day, read_fragment, read_page, with_title


def read(markup: str | bytes, name: str = "a.html") -> Input:
    data = markup if isinstance(markup, bytes) else markup.encode("utf-8")
    return read_input(data, name, force="html")


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_saved_pages(page: Page) -> None:
    found = read(page.markup.encode("iso-8859-1") if page is EXTERIORES else page.markup)
    assert (found.state, found.problem) == ("ok", None)
    assert [line for line in page.kept if line not in found.text.split("\n\n")] == []
    assert [word for word in page.left_out if word in found.text] == []
    assert (found.title, found.date, found.site) == (page.title, page.date, page.site)
    places = [found.text.index(line) for line in page.kept]
    assert places == sorted(places)


def test_metadata_stand_in_where_the_text_is_silent() -> None:
    markup = (
        '<html><head><meta property="article:published_time" content="2026-04-07T10:00:00-04:00"></head>'
        "<body><article><h1>Entregan viviendas</h1><p>El lunes se entregaron 340 viviendas en la provincia, "
        "informó el ministerio en un acto al que acudieron los vecinos.</p></article></body></html>"
    )
    found = read(markup)
    document = Extractor(ner=False).read(found.note("a.html"))
    assert document.header.date == "2026-04-07"
    monday = next(fact.value for fact in document.facts if fact.type == "date")
    assert isinstance(monday, DateValue)
    assert monday.earliest == "2026-04-06"
    stated = read(markup.replace("El lunes", "Lima, 3 de marzo de 2026.- El lunes"))
    assert Extractor(ner=False).read(stated.note("a.html")).header.date == "2026-03-03"
    asked = Extractor(ner=False).read(found.note("a.html", date="2025-01-15"))
    assert asked.header.date == "2025-01-15"


@pytest.mark.parametrize(
    "stamp, day",
    [
        ("2026-04-07", "2026-04-07"),
        ("2026-04-07T15:00:00-04:00", "2026-04-07"),
        ("2026-04-07T23:59:59-0500", "2026-04-07"),
        ("2026-04-07 15:00:00", "2026-04-07"),
        ("2026-04-07T15:00Z", "2026-04-07"),
        ("2026-04-07T00:00:00.000Z", "2026-04-07"),
        ("2026-04-07T03:10:00Z", None),
        ("2026-04-07T03:10:00+00:00", None),
        ("2026-02-30", None),
        ("07/04/2026", None),
        ("hoy", None),
        ("", None),
    ],
)
def test_days_of_time_stamps(stamp: str, day: str | None) -> None:
    assert _day(stamp) == day


LONG = "La ministra informó que 340 familias de la provincia recibieron su vivienda en un acto público. " * 3


@pytest.mark.parametrize(
    "markup, text",
    [
        ("<p>Uno\n  dos</p><p>tres</p>", "Uno dos\n\ntres"),
        ("<p>13&nbsp;200&thinsp;€</p>", "13\u00a0200\u2009€"),
        ("<p>Calle 5<br>Lima</p>", "Calle 5\nLima"),
        ("Uno<br><br>dos", "Uno\n\ndos"),
        ("<p>N.<sup>o</sup> 5 y <b>13</b> 200</p>", "N.o 5 y 13 200"),
        ("<div>Uno<p>dos</p>tres</div>", "Uno\n\ndos\n\ntres"),
        ("<ul><li>Uno</li><li>dos</li></ul>", "Uno\n\ndos"),
        ("<table><tr><td>13</td><td>200</td></tr><tr><td>7</td></tr></table>", "13 | 200\n\n7"),
        ("<table><tr><td><p>Uno</p><p>dos</p></td><td> </td><td>3</td></tr></table>", "Uno dos | 3"),
        ("<pre>Uno\n  dos</pre>", "Uno\ndos"),
        ("<p>a<script>1</script><style>2</style><!-- 3 -->b</p>", "ab"),
        ("<p>a<span hidden>1</span><span style='display: none'>2</span>b</p>", "ab"),
        ("<p>x &lt;b&gt; 3 &amp; 4</p>", "x <b> 3 & 4"),
        ("<p>Uno</b></i></p></div><p>dos", "Uno\n\ndos"),
        ("<p>Uno\x00dos</p>", "Unodos"),
    ],
)
def test_blocks(markup: str, text: str) -> None:
    told, missing = read_fragment(markup.replace("\x00", ""), Limits())
    assert (" ".join(told.split(" ")), missing) == (text, [])


def test_inner_tables_stay_in_their_cell() -> None:
    told, _ = read_fragment(
        "<table><tr><td>a<table><tr><td>1</td><td>2</td></tr></table></td><td>b</td></tr></table>", Limits()
    )
    assert "\n" not in told
    assert told.split() == ["a", "1", "2", "|", "b"] or told.split() == ["a", "1", "|", "2", "|", "b"]


@pytest.mark.parametrize(
    "data, wanted",
    [
        ("<meta charset=utf-8><p>Perú, año</p>".encode(), "Perú, año"),
        ("<meta charset=utf-8><p>Perú, año</p>".encode("cp1252"), "Perú, año"),
        ("<meta charset='iso-8859-1'><p>Perú “año” €</p>".encode("cp1252"), "Perú “año” €"),
        ("<meta charset='iso-8859-1'><p>Perú, año</p>".encode(), "Perú, año"),
        ("<meta charset='iso-8859-15'><p>Perú 5 €</p>".encode("iso-8859-15"), "Perú 5 €"),
        ("<meta charset='x-none'><p>Perú</p>".encode("cp1252"), "Perú"),
        ("<p>Perú</p>".encode("utf-16"), "Perú"),
        (b"<p>Per\xc3\xba\x00 y a\xc3\xb1o</p>", "Perú y año"),
    ],
)
def test_encodings(data: bytes, wanted: str) -> None:
    assert read(data).text == wanted


def test_a_page_without_text_is_told() -> None:
    found = read(
        "<html><head><title>Nota</title></head><body><div id='app'></div><script>x()</script></body></html>"
    )
    assert found.state == "skipped"
    assert "a script fills" in (found.problem or "")


@pytest.mark.parametrize("depth", [100, 250])
def test_nesting_that_parsers_keep(depth: int) -> None:
    found = read(f"<body>{'<div>' * depth}<p>{LONG}</p>{'</div>' * depth}</body>")
    assert (found.state, found.text) == ("ok", LONG.strip())


@pytest.mark.parametrize("depth", [300, 2_500, 20_000])
def test_nesting_beyond_is_told_and_nothing_is_lost(depth: int) -> None:
    found = read(
        f"<body><p>{LONG}</p>{'<div>' * depth}<p>Viajan 24 peruanos.</p>{'</div>' * depth}<p>Fin.</p></body>"
    )
    assert found.state == "partial"
    assert "nested deeper" in (found.problem or "")
    assert all(part in found.text for part in (LONG.strip(), "Viajan 24 peruanos.", "Fin."))


def test_a_wrapper_whose_class_sounds_like_furniture() -> None:
    page = read_page(
        f"<body class='has-menu'><div class='sidebar-layout'><p>{LONG}</p></div></body>", Limits()
    )
    assert page.text == LONG.strip()


def test_the_title_is_put_in_front_once() -> None:
    assert with_title("Entregan 340 viviendas", "Hoy.") == "Entregan 340 viviendas\n\nHoy."
    assert with_title("Entregan 340 viviendas", "Nota\n\nENTREGAN 340 VIVIENDAS\n\nHoy.").count("340") == 1


def test_the_sites_name_is_no_title() -> None:
    bar = "<div class='menu-bar'><h1>Portal de Chile</h1></div>"
    page = read_page(f"<body>{bar}<main><h2>Entregan viviendas</h2><p>{LONG}</p></main></body>", Limits())
    assert (page.title, page.text) == (None, f"Entregan viviendas\n\n{LONG.strip()}")
    named = read_page(f"<body><h1>Entregan viviendas</h1><main><p>{LONG}</p></main></body>", Limits())
    assert (named.title, named.text) == ("Entregan viviendas", f"Entregan viviendas\n\n{LONG.strip()}")
