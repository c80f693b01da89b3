"""Small files that strangers could send, each with the state that reading it must end in.

Every builder makes its file from nothing, so that no bomb lies in the repository. A file
that needs tighter limits than the defaults to be small says which.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from notaextract.run.inputs import Limits

RELEASE = "Lima, 3 de marzo de 2025.- La ministra Elvira Quispe Soto entregó 13 200 vacunas al Perú."


class Hostile(NamedTuple):
    """A file: its name, how to build it, the promised state, a word of the message, its limits."""

    name: str
    build: Callable[[], bytes]
    state: str
    told: str
    limits: Limits = Limits()


def word(*paragraphs: str) -> bytes:
    """A Word document of plain paragraphs."""
    from docx import Document

    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    """An archive with some entries replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in change:
                new.writestr(entry.filename, old.read(entry))
        for name, content in change.items():
            new.writestr(name, content)
    return stream.getvalue()


def zip_bomb() -> bytes:
    return repacked(word(RELEASE), {"word/media/image1.bin": bytes(60_000_000)})


def zip_of_many_entries() -> bytes:
    return repacked(word(RELEASE), {f"word/media/{n}.bin": b"x" for n in range(2_100)})


def zip_of_huge_declared_size() -> bytes:
    """The directory says 3 GB where there are a few bytes."""
    data = bytearray(repacked(word(RELEASE), {"word/media/image1.bin": b"x" * 100}))
    at = data.rindex(b"word/media/image1.bin") - 46  # its record in the central directory
    data[at + 24 : at + 28] = struct.pack("<I", 3_000_000_000)
    return bytes(data)


def zip_with_overlap() -> bytes:
    """Two directory records over the same bytes, as in bombs without nesting."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name in ("[Content_Types].xml", "word/document.xml"):
            archive.writestr(name, b"x" * 20_000)
        archive.writestr("word/a.xml", b"y" * 900_000)
        for number in range(20):
            twin = zipfile.ZipInfo(f"word/{number}.xml")
            twin.file_size = twin.compress_size = 900_000
            twin.CRC = archive.getinfo("word/a.xml").CRC
            twin.header_offset = archive.getinfo("word/a.xml").header_offset
            archive.filelist.append(twin)
    return stream.getvalue()


def word_with_dtd() -> bytes:
    lols = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    part = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ja">{lols}]><w:document>&l9;</w:document>'
    return repacked(word(RELEASE), {"word/document.xml": part.encode()})


def mail_with_long_sender() -> bytes:
    """A From line of 160 kB, on which the standard parser takes quadratic time."""
    return (
        b"From: " + b'"a" <a@b.pe>, ' * 11_500 + b"\nSubject: Nota\nMIME-Version: 1.0\n\n" + RELEASE.encode()
    )


def mail_of_endless_headers() -> bytes:
    return b"From: a@b.pe\nSubject: Nota\n" + b"X-Nada: nada y nada\n" * 15_000 + b"\n" + RELEASE.encode()


def mail_nested_deep() -> bytes:
    head = b"From: a@b.pe\nSubject: Nota\nMIME-Version: 1.0\n"
    for level in range(1_000):
        head += f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n'.encode()
    return head + b"Content-Type: text/plain\n\n" + RELEASE.encode()


def mail_with_long_parameter() -> bytes:
    long = b";" * 200_000
    return (
        b'From: a@b.pe\nSubject: Nota\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
        b'--b\nContent-Type: text/plain; charset="' + long + b'"\n\n' + RELEASE.encode() + b"\n--b--\n"
    )


def deep_page() -> bytes:
    return f"<html><body>{'<div>' * 5_000}<p>{RELEASE}</p>{'</div>' * 5_000}</body></html>".encode()


def page_that_takes_memory() -> bytes:
    return b"<html><body>" + b"<p>a<p>b" * 200_000 + RELEASE.encode()


def pdf(*pages: bytes, count: int | None = None) -> bytes:
    """A PDF with these content streams; `count` is what its page tree claims."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for content in pages:
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), count or len(pages))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


def shown(text: str, y: int = 700) -> bytes:
    """A content stream that shows one line."""
    told = text.encode("latin-1").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 11 Tf 60 %d Td (%s) Tj ET" % (y, told)


def pdf_of_many_pages() -> bytes:
    return pdf(*(shown(RELEASE) for _ in range(30)))


def pdf_with_false_count() -> bytes:
    return pdf(shown(RELEASE), count=1_000_000_000)


def pdf_of_many_objects() -> bytes:
    return pdf(shown(RELEASE), b"0 0 m 1 1 l S\n" * 60_000)


def pdf_of_a_picture() -> bytes:
    picture = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    return pdf(picture, picture)


def pdf_cut_short() -> bytes:
    return pdf(shown(RELEASE))[:120]


def page_that_takes_time() -> bytes:
    """Formatting elements that are closed in the wrong order, over and over."""
    return b"<html><body>" + b"<table><tr><td><b><i>x</b><p>y" * 60_000 + RELEASE.encode()


def too_large() -> bytes:
    return RELEASE.encode() * 300


HOSTILE = (
    Hostile("too-large.txt", too_large, "skipped", "larger than", Limits(bytes=20_000)),
    Hostile("bomb.docx", zip_bomb, "error", "zip bomb"),
    Hostile("entries.docx", zip_of_many_entries, "error", "entries"),
    Hostile("declared.docx", zip_of_huge_declared_size, "error", "zip bomb"),
    Hostile("overlap.docx", zip_with_overlap, "error", "zip bomb"),
    Hostile("dtd.docx", word_with_dtd, "error", "DTD"),
    Hostile("sender.eml", mail_with_long_sender, "partial", "From"),
    Hostile("headers.eml", mail_of_endless_headers, "error", "headers"),
    Hostile("nested.eml", mail_nested_deep, "error", "nested"),
    Hostile("parameter.eml", mail_with_long_parameter, "error", "too long"),
    Hostile("deep.html", deep_page, "partial", "nested deeper than 256"),
    Hostile("memory.html", page_that_takes_memory, "memory", "memory", Limits(memory=200_000_000)),
    Hostile("time.html", page_that_takes_time, "timeout", "longer than", Limits(seconds=0.5)),
    Hostile("pages.pdf", pdf_of_many_pages, "partial", "pages after 20", Limits(pdf_pages=20)),
    Hostile("count.pdf", pdf_with_false_count, "ok", ""),
    Hostile("objects.pdf", pdf_of_many_objects, "partial", "page 2"),
    Hostile("picture.pdf", pdf_of_a_picture, "skipped", "OCR"),
    Hostile("cut.pdf", pdf_cut_short, "error", "damaged"),
)
