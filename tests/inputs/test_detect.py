"""What a file is: by its content, by its name only where the content leaves it open."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest
from forms import FORMS, flat, mail, web_page

from notaextract.run.inputs import Limits, child, read_input
from notaextract.run.inputs.detect import format_of
from notaextract.run.inputs.result import Refused

CASES: list[tuple[str, bytes, str]] = [
    *((name.replace(".", "-") + ".bin", build(), wanted) for (name, build), wanted in zip(
        FORMS.items(), ("text", "text", "html", "pdf", "docx", "eml"), strict=True)),
    ("a.txt", web_page(), "html"),
    ("a.html", flat(), "text"),
    ("a.html", b"Lima, 3 de marzo.<br>Viajan 24 peruanos.", "html"),
    ("a.txt", b"Lima, 3 de marzo.<br>Viajan 24 peruanos.", "text"),
    ("a.html", b"Si 3 < 4 y 5 > 4, todo va bien.", "text"),
    ("a", b"\xef\xbb\xbf  <!DOCTYPE html><p>Hola", "html"),
    ("a", b"<!-- guardada de https://a.org --><html><p>Hola", "html"),
    ("a", "<html><p>Perú</p>".encode("utf-16"), "html"),
    ("a", b"<?xml version='1.0' encoding='utf-8'?>\n<html xmlns='x'>", "html"),
    ("a", b"<nota>24 peruanos</nota>", "text"),
    ("a.md", b"# Nota\n\n**Viajan** 24 peruanos.", "markdown"),
    ("a.md", web_page(), "html"),
    ("a.eml", flat(), "text"),
    ("a.txt", b"From a@b.pe Mon Jan 1 00:00:00 2024\nFrom: a@b.pe\nSubject: Nota\n\nHola", "eml"),
    ("a.txt", b"Received: from x\r\n by y\r\nSubject: Nota\r\n\r\nHola", "eml"),
    ("a.txt", b"Fecha: 3 de marzo\nAsunto: Nota\n\nHola", "text"),
    ("a.txt", b"Date: 3 de marzo\nTo: prensa\n\nHola", "text"),
    ("a.txt", b"Los documentos %PDF-1.4 son muchos", "text"),
    ("a.pdf", b"\n\n%PDF-1.4", "pdf"),
    ("a.pdf", b"Viajan 24 peruanos.", "text"),
    ("a.txt", b"", "text"),
]  # fmt: skip


@pytest.mark.parametrize(
    "name, data, wanted", CASES, ids=[f"{n}-{name}" for n, (name, *_) in enumerate(CASES)]
)
def test_formats(name: str, data: bytes, wanted: str) -> None:
    assert format_of(data, name) == wanted


@pytest.mark.parametrize(
    "inside, told",
    [
        ("xl/workbook.xml", "spreadsheet"),
        ("ppt/presentation.xml", "presentation"),
        ("nota.txt", "ZIP archive"),
    ],
)
def test_other_archives_are_named(inside: str, told: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(inside, b"x")
    with pytest.raises(Refused, match=told):
        format_of(stream.getvalue(), "a.docx")
    assert read_input(stream.getvalue(), "a.docx").state == "skipped"


@pytest.mark.parametrize(
    "data, state, told",
    [
        (b"", "skipped", "is empty"),
        (b" \n", "skipped", "only blanks"),
        (b"\x89PNG\r\n\x1a\n", "skipped", "is an image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "skipped", "old office document"),
        (b"{\\rtf1 hola}", "skipped", "RTF"),
        (b"PK\x03\x04 und so", "error", "damaged ZIP"),
        (b"\xff\xfeP\x00e", "error", "byte-order mark"),
    ],
)
def test_what_is_not_read_is_told(data: bytes, state: str, told: str) -> None:
    found = read_input(data, "a.txt")
    assert found.state == state
    assert told in (found.problem or "")
    assert found.text == ""


def test_force_goes_before_content() -> None:
    assert read_input(web_page(), "a.html", force="text").text.startswith("<!DOCTYPE html>")
    assert read_input(mail(), "a.eml", force="text").text.startswith("From: ")
    assert read_input(flat(), "a.txt", force="docx").state == "error"


def test_markdown_is_read_as_it_stands() -> None:
    found = read_input(b"# Nota\n\n**Viajan** 24 peruanos.", "a.md")
    assert (found.format, found.text) == ("markdown", "# Nota\n\n**Viajan** 24 peruanos.")


def test_a_missing_library_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    data = FORMS["document.docx"]()
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(
        Refused, match=r"is DOCX, which needs more packages: pip install 'notaextract\[inputs\]'"
    ):
        child.read("docx", data, None, Limits())
