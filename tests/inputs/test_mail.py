"""E-mail: subject, date and the body that people see; attachments are named."""

from __future__ import annotations

from email.message import EmailMessage
from email.mime.text import MIMEText

import pytest

from notaextract.run.inputs import Input, read_input

TEXT = "Quito, 3 de marzo de 2026.- Viajan 24 ecuatorianos a la cumbre de Lima, informó el ministerio."


def message(
    subject: str = "Viajan 24 ecuatorianos", date: str | None = "Tue, 3 Mar 2026 23:30:00 -0500"
) -> EmailMessage:
    built = EmailMessage()
    built["From"] = "Prensa <prensa@ejemplo.ec>"
    built["Subject"] = subject
    if date:
        built["Date"] = date
    return built


def read(built: EmailMessage | bytes) -> Input:
    return read_input(built if isinstance(built, bytes) else built.as_bytes(), "a.eml")


def test_plain_text() -> None:
    built = message()
    built.set_content(TEXT)
    found = read(built)
    assert (found.state, found.title, found.date) == ("ok", "Viajan 24 ecuatorianos", "2026-03-03")
    assert found.text.rstrip() == TEXT  # the subject stands in it


def test_a_subject_that_the_body_does_not_repeat() -> None:
    built = message("Nota de Prensa 087-2026")
    built.set_content(TEXT)
    assert read(built).text.startswith("Nota de Prensa 087-2026\n\nQuito")


@pytest.mark.parametrize(
    "subject, title, dated",
    [
        ("RE: Nota 5", "Nota 5", True),
        ("RV: Fwd: Nota 5", "Nota 5", False),
        ("Fw: Re: Nota 5", "Nota 5", False),
        ("Cuba: 24 casos", "Cuba: 24 casos", True),
        ("Comunicación n.º 5 – «Perú»", "Comunicación n.º 5 – «Perú»", True),
    ],
)
def test_subjects(subject: str, title: str, dated: bool) -> None:
    built = message(subject)
    built.set_content(TEXT)
    found = read(built)
    assert (found.title, found.date is not None) == (title, dated)


def test_of_two_forms_the_plain_one() -> None:
    built = message()
    built.set_content(TEXT)
    built.add_alternative(f"<p>{TEXT} Y el HTML.</p>", "html")
    assert read(built).text.rstrip() == TEXT


def test_a_plain_form_that_says_nothing() -> None:
    built = message()
    built.set_content("Vea este mensaje en su navegador.")
    built.add_alternative(f"<p>{TEXT}</p><p>{TEXT}</p>", "html")
    assert read(built).text == f"{TEXT}\n\n{TEXT}"


def test_html_alone() -> None:
    built = message()
    built.set_content(f"<html><head><style>p {{}}</style></head><body><p>{TEXT}</p></body></html>", "html")
    assert read(built).text == TEXT


@pytest.mark.parametrize(
    "name, state",
    [("nota.pdf", "partial"), ("Anexo ñandú.docx", "partial"), ("logo.png", "ok"), ("../../x.exe", "ok")],
)
def test_attachments_are_named(name: str, state: str) -> None:
    built = message()
    built.set_content(TEXT)
    built.add_attachment(b"PK", maintype="application", subtype="octet-stream", filename=name)
    found = read(built)
    shown = name.rpartition("/")[2]
    assert (found.attachments, found.state) == ((shown,), state)
    assert found.problem == (f"attachments are not read: {shown}" if state == "partial" else None)


def test_a_message_inside_a_message_is_an_attachment() -> None:
    inner = message("La nota")
    inner.set_content("Otro texto")
    built = message()
    built.set_content(TEXT)
    built.add_attachment(inner)
    found = read(built)
    assert found.attachments == ("La nota.eml",)
    assert "Otro texto" not in found.text


def test_flowed_text() -> None:
    part = MIMEText("Viajan 13 \n200 peruanos.\n\nFin.\n-- \nPrensa\n", _charset="utf-8")
    part.replace_header("Content-Type", 'text/plain; charset="utf-8"; format=flowed')
    part["Subject"], part["From"] = "Viajan 13 200 peruanos", "a@b.pe"
    assert read(part.as_bytes()).text == "Viajan 13 200 peruanos.\n\nFin.\n-- \nPrensa\n"


@pytest.mark.parametrize(
    "declared, data",
    [
        ("utf-8", "Perú, año".encode()),
        ("utf-8", "Perú, año".encode("cp1252")),
        ("iso-8859-1", "Perú, año".encode("cp1252")),
        ("us-ascii", "Perú, año".encode()),
        ("x-unknown", "Perú, año".encode()),
    ],
)
def test_charsets(declared: str, data: bytes) -> None:
    head = f"From: a@b.pe\nSubject: =?utf-8?q?Per=C3=BA?=\nContent-Type: text/plain; charset={declared}\n\n"
    assert read(head.encode() + data).text == "Perú, año"


def test_a_subject_in_bare_bytes() -> None:
    found = read("From: a@b.pe\nSubject: Perú y Ñuñoa\n\nHola".encode("cp1252"))
    assert found.title == "Perú y Ñuñoa"
    assert read("From: a@b.pe\nSubject: Perú y Ñuñoa\n\nHola".encode()).title == "Perú y Ñuñoa"


@pytest.mark.parametrize("date", [None, "ayer", "Tue, 99 Mar 2026", "Tue, 3 Mar 99999999999999999999 10:00"])
def test_no_date_is_guessed(date: str | None) -> None:
    found = read(f"From: a@b.pe\nSubject: Nota\n{f'Date: {date}' if date else 'X: y'}\n\nHola".encode())
    assert found.date is None


def test_a_message_without_text() -> None:
    built = EmailMessage()
    built["From"] = built["To"] = "a@b.pe"
    built["Subject"] = ""
    built.add_attachment(b"x", maintype="image", subtype="png", filename="a.png")
    assert read(built).state == "skipped"


def test_a_message_cut_short() -> None:
    built = message()
    built.set_content(TEXT)
    built.add_alternative(f"<p>{TEXT}</p>", "html")
    data = built.as_bytes()
    found = read(data[: data.rindex(b"--==") - 2])
    assert (found.state, found.problem) == ("partial", "the message is cut short")


def test_a_page_saved_as_mhtml() -> None:
    data = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.org/n\nSubject: =?utf-8?Q?P=C3=A1?=\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\n'
        "Content-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n"
        f"<nav><a>Inicio en Chile</a></nav><article><h1>Viajan 24</h1><p>{TEXT}</p></article>\n--b--\n"
    )
    found = read_input(data.encode(), "a.mhtml")
    assert found.text == f"Viajan 24\n\n{TEXT}"
