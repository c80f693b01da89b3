"""From bytes to text: encodings, what is refused, records."""

from __future__ import annotations

import codecs

import pytest

from notaextract.errors import InputError, UsageError
from notaextract.run.source import checked_country, checked_date, decode, record_note

TEXT = "«Perú»: 13 200 años — 63.ª"


@pytest.mark.parametrize(
    "data, encoding, why",
    [
        (TEXT.encode(), "utf-8", "valid"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", "BOM"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", "BOM"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", "BOM"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le", "BOM"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32-be", "BOM"),
        (TEXT.encode("cp1252"), "cp1252", "not UTF-8"),
    ],
)
def test_encodings(data: bytes, encoding: str, why: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.why) == (TEXT, encoding, why)


@pytest.mark.parametrize(
    "data, text",
    [
        (b"a\r\nb\r", "a\r\nb\r"),  # line ends are part of the text
        (b"\xefbb", "ïbb"),  # the beginning of a BOM is none
        (b"\x93Hola\x94 \x81", "“Hola” \x81"),  # unassigned in cp1252
        ("e\u0301 \ufb01n \u00ad".encode(), "e\u0301 \ufb01n \u00ad"),  # nothing is normalised
        ("\ufeff\ufeffx".encode(), "\ufeffx"),  # only the leading mark is dropped
        (b"tono \x1b[0m \x07", "tono \x1b[0m \x07"),
    ],
)
def test_nothing_is_changed(data: bytes, text: str) -> None:
    assert decode(data).text == text


@pytest.mark.parametrize(
    "data, told",
    [
        (b"", "is empty"),
        (codecs.BOM_UTF8, "has no text"),
        (b" \n\t", "has no text"),
        (b"texto\x00", "is binary"),
        (bytes(range(256)), "is binary"),
        ("Perú".encode("utf-16-le"), "is binary"),
        (b"%PDF-1.4\n", "is a PDF"),
        (b"PK\x03\x04....", "is a ZIP archive or an office document"),
        (codecs.BOM_UTF16_LE + b"a", "has a byte-order mark of utf-16-le but is none"),
        (codecs.BOM_UTF8 + b"\xff", "has a byte-order mark of utf-8 but is none"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        decode(data)


def test_an_encoding_may_be_forced() -> None:
    assert decode("Perú".encode("cp850"), "cp850").text == "Perú"
    assert decode(codecs.BOM_UTF8 + b"x", "utf-8").text == "x"
    with pytest.raises(InputError, match=r"is not valid utf-8 \(byte 3\)"):
        decode("Perú".encode("cp1252"), "utf-8")
    for name in ("hex", "rot13", "nada", ""):
        with pytest.raises(UsageError, match="no such encoding"):
            decode(b"x", name)


def test_options_and_records() -> None:
    assert checked_date("2024-02-29") == "2024-02-29"
    for wrong in ("2025-02-29", "2025-3-1", "20250301", "2025-W10-1", "hoy", ""):
        with pytest.raises(UsageError):
            checked_date(wrong)
    assert checked_country("pe") == "PE"
    for wrong in ("PER", "ZZ", "", "P"):
        with pytest.raises(UsageError):
            checked_country(wrong)
    note = record_note({"text": "\ufeffHola", "id": 5}, "x:1", "2025-01-01", "PE")
    assert (note.text, note.source, note.date, note.country) == ("Hola", "5", "2025-01-01", "PE")
    own = record_note({"text": "", "date": "2024-05-05", "country": "CL"}, "x:1", "2025-01-01", "PE")
    assert (own.text, own.source, own.date, own.country) == ("", "x:1", "2024-05-05", "CL")
