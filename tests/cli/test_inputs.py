"""parse with files that are no plain text: formats, states, the text in the JSON."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest
from command import Run

from notaextract.output.schema import document_schema

PAGE = """<html><body><nav><a>Chile</a></nav><article><h1>Viajan 24 peruanos</h1>
<p>Lima, 3 de marzo de 2025.- Viajan 13&nbsp;200 peruanos a la cumbre de Quito, según informó hoy el
ministerio en un comunicado.</p></article></body></html>"""
MAIL = (
    "From: a@b.pe\nSubject: Viajan 24 peruanos\nMIME-Version: 1.0\n\n"
    "Lima, 3 de marzo de 2025.- Viajan 24 peruanos."
)
PARSE = ("parse", "--no-ner", "-f", "jsonl")


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "mail.eml").write_text(MAIL, encoding="utf-8")
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7 ...")


def test_offsets_count_in_the_text_that_comes_along(run: Run, tmp_path: Path) -> None:
    done = run(*PARSE, "--with-text", "page.html")
    assert (done.code, done.err) == (0, "")
    record = json.loads(done.out)
    jsonschema.Draft202012Validator(document_schema()).validate(record)
    text = record["text"]
    assert text.startswith("Viajan 24 peruanos\n\nLima, 3 de marzo de 2025.- Viajan 13\u00a0200 peruanos")
    assert "Chile" not in text
    assert len(record["facts"]) > 4
    assert all(text[fact["start"] : fact["end"]] == fact["text"] for fact in record["facts"])
    assert record["source_sha256"] == sha256((tmp_path / "page.html").read_bytes()).hexdigest()
    assert record["text_sha256"] == sha256(text.encode()).hexdigest()
    assert (record["state"], record["problem"]) == ("ok", None)


def test_the_text_comes_only_when_asked_for(run: Run) -> None:
    assert "text" not in json.loads(run(*PARSE, "mail.eml").out)


def test_a_failed_input_has_its_state_in_the_json_and_on_stderr(run: Run) -> None:
    done = run(*PARSE, "cut.pdf", "mail.eml")
    assert done.code == 1
    assert done.err == "notaextract: cut.pdf: is a damaged PDF (error)\n"
    failed, good = map(json.loads, done.out.splitlines())
    jsonschema.Draft202012Validator(document_schema()).validate(failed)
    assert (failed["source"], failed["state"], failed["problem"]) == ("cut.pdf", "error", "is a damaged PDF")
    assert (failed["facts"], set(failed["header"].values())) == ([], {None})
    assert good["state"] == "ok"


@pytest.mark.parametrize("form", ["csv", "table"])
def test_a_failed_input_is_no_row(run: Run, form: str) -> None:
    assert "cut.pdf" not in run("parse", "--no-ner", "-f", form, "cut.pdf", "mail.eml").out


def test_what_is_missing_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "deep.html").write_text(f"{'<div>' * 400}{PAGE}{'</div>' * 400}", encoding="utf-8")
    done = run(*PARSE, "deep.html")
    assert done.code == 0
    assert done.err.startswith("notaextract: deep.html: is nested deeper than 256 levels")
    assert done.err.endswith("(partial)\n")
    assert json.loads(done.out)["state"] == "partial"
    assert run(*PARSE, "-q", "deep.html").err == ""


def test_the_format_may_be_said(run: Run) -> None:
    assert json.loads(run(*PARSE, "--input-format", "text", "--with-text", "page.html").out)["text"] == PAGE
    assert run(*PARSE, "--input-format", "docx", "page.html").code == 1
    assert "read as html utf-8 (valid)" in run(*PARSE, "-v", "page.html").err


def test_standard_input_may_be_a_page(run: Run) -> None:
    done = run(*PARSE, "--with-text", "-", input=PAGE.encode())
    assert json.loads(done.out)["text"].startswith("Viajan 24 peruanos\n\nLima")


def test_a_file_that_is_too_large(run: Run, tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes(b"Viajan 24 peruanos.\n" * 60_000)
    done = run(*PARSE, "--max-size", "1", "large.txt")
    assert (done.code, done.err) == (1, "notaextract: large.txt: is larger than 1 MB (skipped)\n")
    record = json.loads(done.out)
    assert (record["state"], record["source_sha256"], record["text_sha256"]) == ("skipped", None, None)


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["--with-text", "-f", "csv", "mail.eml"], "--with-text goes with --format json or jsonl"),
        (["--input-format", "html", "--from", "jsonl", "mail.eml"], "--input-format is of files"),
        (["--input-format", "word", "mail.eml"], "'word' is not one of"),
    ],
)
def test_usage(run: Run, arguments: list[str], told: str) -> None:
    done = run("parse", *arguments)
    assert done.code == 2
    assert told in done.err
