"""Word documents: everything that a reader sees in the body, in order."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from hostile import RELEASE, repacked, word

from notaextract.run.inputs import Input, read_input

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(build: Callable[[Any], None]) -> Input:
    from docx import Document

    document = Document()
    build(document)
    stream = io.BytesIO()
    document.save(stream)
    return read_input(stream.getvalue(), "a.docx")


def body(inside: str) -> str:
    """The text of a document whose body is this XML."""
    part = f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{inside}</w:body></w:document>'
    found = read_input(repacked(word(RELEASE), {"word/document.xml": part.encode()}), "a.docx")
    assert (found.state, found.problem) == ("ok", None)
    return found.text


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    "inside, text",
    [
        (f"<w:p>{run('Viajan 13')}{run(' 200 peruanos')}</w:p>", "Viajan 13 200 peruanos"),
        (f"<w:p>{run('Uno')}</w:p><w:p/><w:p>{run('dos')}</w:p>", "Uno\n\ndos"),
        (f"<w:p>{run('Uno')}<w:r><w:br/></w:r>{run('dos')}</w:p>", "Uno\ndos"),
        (f"<w:p>{run('Uno')}<w:r><w:br w:type='page'/></w:r>{run('dos')}</w:p>", "Unodos"),
        (f"<w:p>{run('Uno')}<w:r><w:tab/></w:r>{run('dos')}</w:p>", "Uno\tdos"),
        (f"<w:p>{run('2024')}<w:r><w:noBreakHyphen/></w:r>{run('2030')}</w:p>", "2024\u20112030"),
        (
            f"<w:p><w:ins>{run('nuevo')}</w:ins><w:del><w:r><w:delText>viejo</w:delText></w:r></w:del></w:p>",
            "nuevo",
        ),
        (
            f"<w:p><w:hyperlink>{run('enlace')}</w:hyperlink> <w:smartTag>{run(' Lima')}</w:smartTag></w:p>",
            "enlace Lima",
        ),
        (f"<w:sdt><w:sdtContent><w:p>{run('campo')}</w:p></w:sdtContent></w:sdt>", "campo"),
        (f"<w:p><w:sdt><w:sdtContent>{run('campo')}</w:sdtContent></w:sdt></w:p>", "campo"),
        (f"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>{run('1')}</w:p>", "1"),
        (
            f"<w:p>{run('Uno')}<w:r><w:txbxContent><w:p>{run('caja')}</w:p></w:txbxContent></w:r></w:p>"
            f"<w:p>{run('dos')}</w:p>",
            "Uno\n\ncaja\n\ndos",
        ),
    ],
)  # fmt: skip
def test_what_stands_in_paragraphs(inside: str, text: str) -> None:
    assert body(inside) == text


def test_tables_stand_where_they_stand() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Antes")
        table = document.add_table(2, 3)
        for cell, text in zip(table._cells, ["Perú", "13", "200", "", "7", ""], strict=True):
            cell.text = text
        table.cell(0, 0).add_table(1, 1).cell(0, 0).text = "dentro"
        document.add_paragraph("Después")

    assert read(build).text == "Antes\n\nPerú dentro | 13 | 200\n7\n\nDespués"


def test_the_letterhead_is_read_and_the_foot_is_not() -> None:
    def build(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "COMUNICADO 12/2026"
        document.sections[0].footer.paragraphs[0].text = "Página 1"
        document.add_paragraph("Viajan 24 peruanos.")

    assert read(build).text == "COMUNICADO 12/2026\n\nViajan 24 peruanos."


def test_the_title_property_counts_where_it_is_the_title() -> None:
    def build(document: Any, title: str) -> None:
        document.core_properties.title = title
        document.add_paragraph("Viajan 24 peruanos a la cumbre")

    assert read(lambda d: build(d, "Plantilla oficial")).title is None
    assert read(lambda d: build(d, "Viajan 24 peruanos")).title == "Viajan 24 peruanos"


def test_an_empty_document() -> None:
    found = read(lambda _: None)
    assert found.state == "skipped"
    assert "no text" in (found.problem or "")


@pytest.mark.parametrize("cut", [100, 2_000, 20_000])
def test_a_document_cut_short(cut: int) -> None:
    found = read_input(word(RELEASE)[:cut], "a.docx")
    assert found.state == "error"
    assert "damaged" in (found.problem or "")


def test_a_part_that_is_no_xml() -> None:
    found = read_input(repacked(word(RELEASE), {"word/document.xml": b"<w:document"}), "a.docx")
    assert (found.state, found.text) == ("error", "")
