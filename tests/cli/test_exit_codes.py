"""What ends a run: one clear line on standard error and the promised exit code, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
from command import EXAMPLE, Run, environment

OK = "Viajan 24 peruanos."


def inputs(folder: Path) -> None:
    (folder / "ok.txt").write_text(OK, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\t\n")
    (folder / "nul.txt").write_bytes(b"Per\x00u")
    (folder / "nota.pdf").write_bytes(b"%PDF-1.7 ...")
    (folder / "utf16.txt").write_bytes("\ufeffPerú".encode("utf-16-le")[:-1])
    (folder / "folder").mkdir()


@pytest.mark.parametrize(
    "name, told",
    [
        ("empty.txt", "empty.txt: is empty (skipped)"),
        ("blank.txt", "blank.txt: has no text in it, only blanks (skipped)"),
        ("nul.txt", "nul.txt: is binary, not plain text (skipped)"),
        ("nota.pdf", "nota.pdf: is a damaged PDF (error)"),
        ("utf16.txt", "utf16.txt: has a byte-order mark of utf-16-le but is none (byte 8) (error)"),
        ("folder", "folder: is a folder, not a file"),
        ("missing.txt", "missing.txt: does not exist"),
        ("a\x1b[31m\nb", "a␛[31m b: does not exist"),
        (
            "https://a.org/n",
            "https://a.org/n: is an address, not a file: save the page first, nothing is fetched",
        ),
    ],
)
def test_a_bad_input_is_one_line_and_the_others_are_done(
    run: Run, tmp_path: Path, name: str, told: str
) -> None:
    inputs(tmp_path)
    done = run("parse", "--no-ner", "-f", "jsonl", name, "ok.txt")
    assert done.code == 1
    assert done.err == f"notaextract: {told}\n"
    assert '"source":"ok.txt"' in done.out


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_input(run: Run, tmp_path: Path) -> None:
    inputs(tmp_path)
    (tmp_path / "ok.txt").chmod(0)
    assert (
        run("parse", "--no-ner", "ok.txt").err == "notaextract: ok.txt: may not be read (permission denied)\n"
    )


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["parse", "ok.txt", "--fromat", "json"], "No such option: --fromat"),
        (["parse"], "Missing argument 'FILE…'"),
        (["parse", "ok.txt", "-f", "xml"], "'xml' is not one of"),
        (["parse", "ok.txt", "--json", "-f", "csv"], "--json and --format say different things"),
        (["parse", "ok.txt", "--only", "dates"], "no such type of fact: dates; there are release_number"),
        (["parse", "ok.txt", "--date", "03/05/2025"], "no date as YYYY-MM-DD: 03/05/2025"),
        (["parse", "ok.txt", "--date", "2025-02-30"], "no date as YYYY-MM-DD: 2025-02-30"),
        (["parse", "ok.txt", "--country", "Perú"], "no ISO 3166-1 country code of two letters: Perú"),
        (["parse", "ok.txt", "--encoding", "utf-99"], "no such encoding: utf-99"),
        (["parse", "ok.txt", "--encoding", "hex"], "no such encoding: hex"),
        (["prase", "ok.txt"], "No such command 'prase'"),
    ],
)
def test_usage(run: Run, tmp_path: Path, arguments: list[str], told: str) -> None:
    inputs(tmp_path)
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert done.err.startswith("notaextract: ")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["--model", "es_core_news_xx"], "es_core_news_xx: no such model here"),
        (["--model", "folder"], "folder: a folder, but no spaCy model (it has no meta.json)"),
        (["--model", "json"], "json: a package, but no spaCy model; name another with --model"),
        (["--data", "missing"], "missing: not a folder of data tables; name one with --data DIR"),
    ],
)
def test_model_and_configuration(run: Run, tmp_path: Path, arguments: list[str], told: str) -> None:
    inputs(tmp_path)
    done = run("parse", "ok.txt", *arguments)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(f"notaextract: {told}")
    assert done.err.count("\n") == 1


def test_a_missing_model_names_the_command_that_brings_it(run: Run, tmp_path: Path) -> None:
    inputs(tmp_path)
    if find_spec("es_core_news_lg"):
        pytest.skip("es_core_news_lg is installed here")
    for arguments, env in (
        (["--model", "es_core_news_lg"], {}),
        ([], {"NOTAEXTRACT_MODEL": "es_core_news_lg"}),
    ):
        done = run("parse", "ok.txt", *arguments, env=env)
        assert done.code == 3
        assert "notaextract model install --size lg brings it" in done.err


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text('{"text": "Viajan al Perú y a Chile."}\n' * 5000, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "notaextract",
        "parse",
        "--no-ner",
        "-f",
        "jsonl",
        "--from",
        "jsonl",
        "many.jsonl",
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a child there")
def test_an_interrupt_says_so(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "notaextract",
        "parse",
        "--no-ner",
        "--from",
        "jsonl",
        "-f",
        "jsonl",
        "-",
    ]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b'{"text": "Chile"}\n')
        process.stdin.flush()
        process.stdout.readline()  # it runs and waits for more
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr.read() == b"notaextract: interrupted\n"


def test_quiet_and_verbose(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Perú".encode("cp1252"))
    verbose = run("parse", "--no-ner", "-v", "old.txt")
    assert verbose.err == "notaextract: old.txt: read as cp1252 (not UTF-8)\n"
    assert run("parse", "--no-ner", "-q", "old.txt").err == ""
    assert run("parse", "--no-ner", "-q", "missing.txt").err == "notaextract: missing.txt: does not exist\n"


def test_a_broken_table_is_told_with_its_line(run: Run, tmp_path: Path) -> None:
    inputs(tmp_path)
    (tmp_path / "folder" / "months.csv").write_text("word,month\nenero\n", encoding="utf-8")
    done = run("parse", "--no-ner", str(EXAMPLE), "--data", "folder")
    assert done.code == 3
    assert "months.csv:2: 1 cells, must be 2" in done.err
