"""The report page as written: its data, its policy, its size, and outputs read back."""

from __future__ import annotations

import base64
import csv
import gzip
import hashlib
import io
import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from notaextract import extract
from notaextract.cli.diff import changes
from notaextract.errors import InputError
from notaextract.facts import (
    CATEGORIES,
    FACT_TYPES,
    FIGURE_KINDS,
    QUALIFIERS,
    VALUE_TYPES,
    CountryValue,
    Document,
    Engine,
    Fact,
    Header,
)
from notaextract.output import json as json_output
from notaextract.output.report import SCRIPTS, Problem, assets, page, write
from notaextract.output.report.labels import labels
from notaextract.output.report.payload import Units, payload, pieces
from notaextract.output.rows import rows
from notaextract.output.sqlite import SqliteArchive
from notaextract.run.stored import is_stored, stored

PAGE = Path(__file__).resolve().parents[2] / "src/notaextract/output/report/page"
TEXT = "😀 Lima, 3 de marzo de 2026.- El Perú recibió a 24 delegados.\n\nOtra oración sin nada.\n"


@pytest.fixture(scope="module")
def note() -> Document:
    return replace(extract(TEXT, ner=False), source="nota.txt")


def _data(html: str) -> dict[str, object]:
    coding, raw = re.findall(r'data-coding="(\w+)">(.*?)</script>', html, re.S)[0]
    plain = gzip.decompress(base64.b64decode(raw)).decode() if coding == "gzip" else raw
    found: dict[str, object] = json.loads(plain)
    return found


def test_offsets_are_utf16(note: Document) -> None:
    data = payload([note], "es")
    wide = TEXT.encode("utf-16-le")
    found = data["columns"]
    for fact, start, length in zip(note.facts, found["start"], found["length"], strict=True):
        assert wide[2 * start : 2 * (start + length)].decode("utf-16-le") == fact.text


@pytest.mark.parametrize("text,offset,units", [("abc", 2, 2), ("a😀b", 1, 1), ("a😀b", 2, 3), ("😀😀", 2, 4)])
def test_units(text: str, offset: int, units: int) -> None:
    assert Units(text).at(offset) == units


def test_every_fact_lies_in_a_piece(note: Document) -> None:
    from notaextract.facts import Note
    from notaextract.rules.reading import Reading

    sentences = Reading(Note(TEXT)).sentences
    for keep in ("all", "sentences", "facts"):
        found = pieces(note, sentences, keep)  # type: ignore[arg-type]
        assert all(any(a <= fact.start and fact.end <= b for a, b in found) for fact in note.facts)
        assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert "Otra" not in "".join(TEXT[a:b] for a, b in pieces(note, sentences, "sentences"))


def test_policy_names_what_is_there(note: Document) -> None:
    html = page([note], language="es")
    policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)[0]
    assert policy.startswith("default-src 'none';")
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        code = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.S)
        assert len(code) == 1
        digest = base64.b64encode(hashlib.sha256(code[0].encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)", html)
    assert not re.findall(r"\s(?:src|href|style|on\w+)=(?!\"#main\")", html.split("<script")[0])


def test_code_is_small_and_makes_no_markup() -> None:
    script, style = assets()
    assert len(script.encode()) + len(style.encode()) < 60_000
    banned = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(|new Function",
        r"setTimeout\(['\"]|fetch\(|XMLHttpRequest|WebSocket|import\(|url\(|@import",
    )
    assert not re.findall("|".join(banned), script + style)
    assert {path.stem for path in PAGE.glob("*.js")} == set(SCRIPTS)


def test_data_cannot_end_its_element() -> None:
    text = "</script><script>alert(1)</script> <!-- \u2028 \ud800"
    document = Document(text, Engine("1"), Header(title=text), (), text)
    html = page([document], language="en")
    assert html.count("<script") == 2
    assert _data(html)["documents"][0]["pieces"][0][2] == text  # type: ignore[index]
    assert "</title><script>" not in page(
        [replace(document, header=Header(title="</title><script>"))], language="en"
    )
    html.encode("utf-8")


def test_large_data_is_packed_and_larger_data_is_cut(note: Document) -> None:
    long = replace(note, text=TEXT + "".join(chr(0x4E00 + n % 20000) for n in range(400_000)))
    html = page([long], language="es")
    assert 'data-coding="gzip"' in html
    assert _data(html)["documents"][0]["pieces"][0][2] == long.text  # type: ignore[index]
    stream = io.StringIO()
    assert write([long], stream, language="es", largest=200_000) == "sentences"
    assert write([long], stream, language="es", largest=1_000) == "facts"


def test_the_reader_alone(note: Document) -> None:
    for documents, alone in (([note], True), ([note, note], False)):
        stream = io.StringIO()
        write(documents, stream, language="es")
        assert _data(stream.getvalue())["alone"] is alone


def test_labels_are_whole() -> None:
    spanish, english = labels("es"), labels("en")
    assert spanish.keys() == english.keys()
    assert all(spanish.values())
    assert all(english.values())
    for key in spanish:
        assert set(re.findall(r"\{\w+\}", spanish[key])) == set(re.findall(r"\{\w+\}", english[key])), key
    wanted = {f"type_{kind}" for kind in FACT_TYPES} | {f"short_{kind}" for kind in FACT_TYPES}
    wanted |= {f"kind_{kind}" for kind in FIGURE_KINDS}
    wanted |= {f"key_{name}" for cls in VALUE_TYPES.values() for name in cls.__dataclass_fields__}
    wanted |= {f"qualifier_{name}" for name in QUALIFIERS} | {f"category_{name}" for name in CATEGORIES}
    wanted -= {"key_TYPE"}
    code = "".join(path.read_text("utf-8") for path in PAGE.glob("*.js"))
    wanted |= set(re.findall(r'\bt\("([a-z_]+[a-z])"[,)]', code))
    wanted |= set(re.findall(r'label: "(\w+)"', code))
    assert wanted <= spanish.keys()
    assert len({spanish[f"short_{kind}"] for kind in FACT_TYPES}) == len(FACT_TYPES)
    rows_read = list(csv.reader(io.StringIO((PAGE.parent / "labels.csv").read_text("utf-8"))))
    assert len({row[0] for row in rows_read}) == len(rows_read)


@pytest.mark.parametrize("form", ["lines", "array", "object", "sqlite"])
def test_outputs_are_read_back(note: Document, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"facts.{form}"
    if form == "sqlite":
        archive = SqliteArchive(str(path))
        archive.begin()
        archive.put("nota.txt", "x", "f", rows(note, "f"))
        archive.fail("rota.pdf", "error", "no se deja leer")
        archive.commit()
        archive.close()
    else:
        with path.open("w", encoding="utf-8") as stream:
            if form == "lines":
                json_output.write_lines([note], stream, with_text=True)
            else:
                json_output.write([note], stream, array=form == "array", with_text=True)
    assert is_stored(str(path))
    found = list(stored(str(path)))
    document = found[0]
    assert isinstance(document, Document)
    assert (document.source, document.header, document.facts, document.text) == (
        "nota.txt", note.header, note.facts, TEXT,
    )  # fmt: skip
    assert found[1:] == ([Problem("rota.pdf", "error", "no se deja leer")] if form == "sqlite" else [])


def test_text_is_found_beside_the_output(note: Document, tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        json_output.write_lines([note], stream)
    assert [each.text for each in stored(str(path)) if isinstance(each, Document)] == [""]
    (tmp_path / "nota.txt").write_text(TEXT + "cambiado", encoding="utf-8")
    assert [each.text for each in stored(str(path)) if isinstance(each, Document)] == [""]
    (tmp_path / "nota.txt").write_text(TEXT, encoding="utf-8", newline="")
    assert [each.text for each in stored(str(path)) if isinstance(each, Document)] == [TEXT]


def test_other_files_are_no_outputs(tmp_path: Path) -> None:
    for content in (b"Lima, 3 de marzo", b'{"id":"a","text":"b"}', b"", b'{"schema":"other/1"}'):
        path = tmp_path / "file"
        path.write_bytes(content)
        assert not is_stored(str(path))
    assert not is_stored(str(tmp_path))
    assert not is_stored(str(tmp_path / "none"))
    path.write_bytes(b'{"schema":"notaextract/1","source":')
    with pytest.raises(InputError, match="is not JSON"):
        list(stored(str(path)))
    path.write_bytes(b'{"schema":"notaextract/1","source":"a"}')
    with pytest.raises(InputError, match="no output of notaextract"):
        list(stored(str(path)))


def test_differences() -> None:
    def fact(start: int, end: int, code: str = "PE", name: str = "Perú") -> Fact:
        return Fact("x" * (end - start), start, end, CountryValue(code, code + "X", name), "g:c")

    def document(*facts: Fact) -> Document:
        return Document("a", Engine("1"), Header(), facts)

    before = document(fact(0, 4), fact(10, 14), fact(20, 24), fact(30, 34))
    after = document(fact(0, 4), fact(10, 14, "CL"), fact(20, 29), fact(40, 44))
    found = [(change.kind, *change.place[:2]) for change in changes(before, after)]
    assert found == [("changed", 10, 14), ("changed", 20, 24), ("lost", 30, 34), ("gained", 40, 44)]
    assert changes(before, before) == []
