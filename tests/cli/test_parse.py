"""`notaextract parse`: formats, several inputs, records, where the output goes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from command import EXAMPLE, Run, environment

RULES = ("parse", "--no-ner")


def note(
    folder: Path, name: str = "nota.txt", text: str = "Lima, 3 de marzo de 2025.- Viajan al Perú."
) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def test_one_file_is_one_object(run: Run, tmp_path: Path) -> None:
    note(tmp_path)
    done = run(*RULES, "nota.txt", "--json")
    document = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert document["schema"] == "notaextract/1"
    assert document["source"] == "nota.txt"
    assert document["engine"]["voters"] == []


def test_digests_are_of_the_bytes_and_of_the_text(run: Run, tmp_path: Path) -> None:
    data = "Perú".encode("cp1252")
    (tmp_path / "old.txt").write_bytes(data)
    document = json.loads(run(*RULES, "old.txt", "--json").out)
    assert document["source_sha256"] == sha256(data).hexdigest()
    assert document["text_sha256"] == sha256("Perú".encode()).hexdigest()


def test_several_files_are_an_array_or_lines(run: Run, tmp_path: Path) -> None:
    note(tmp_path, "a.txt")
    note(tmp_path, "b.txt")
    array = json.loads(run(*RULES, "a.txt", "b.txt", "-f", "json").out)
    lines = [json.loads(line) for line in run(*RULES, "a.txt", "b.txt", "-f", "jsonl").out.splitlines()]
    assert array == lines
    assert [document["source"] for document in lines] == ["a.txt", "b.txt"]


def test_standard_input(run: Run) -> None:
    done = run(*RULES, "-", "--json", input="Viajan al Perú.".encode())
    assert json.loads(done.out)["source"] == "-"


def test_only_limits_the_types(run: Run) -> None:
    done = run(*RULES, EXAMPLE, "-f", "jsonl", "--only", "country,date", "--only", "figure")
    assert {f["type"] for f in json.loads(done.out)["facts"]} <= {"country", "date", "figure"}


def test_date_and_country_reach_the_rules(run: Run) -> None:
    text = b"Este lunes se entregaron 300 millones de pesos."
    done = run(*RULES, "-", "--json", "--date", "2025-03-05", "--country", "cl", input=text)
    facts = json.loads(done.out)["facts"]
    assert ("date", "2025-03-03") in [(f["type"], f["value"].get("earliest")) for f in facts]
    assert ("figure", "CLP") in [(f["type"], f["value"].get("currency")) for f in facts]


def test_csv_has_one_row_a_fact(run: Run, tmp_path: Path) -> None:
    note(tmp_path, text="Perú y Chile.")
    rows = list(csv.DictReader(io.StringIO(run(*RULES, "nota.txt", "-f", "csv").out)))
    assert [(row["type"], row["text"], row["value"]) for row in rows] == [
        ("country", "Perú", "PE Perú"),
        ("country", "Chile", "CL Chile"),
    ]
    assert json.loads(rows[0]["details"])["alpha2"] == "PE"
    assert rows[0]["sentence"] == "Perú y Chile."


def test_csv_holds_no_formula(run: Run, tmp_path: Path) -> None:
    note(tmp_path, "=cmd.txt", "=1+1 Perú firma.")
    (row,) = csv.DictReader(io.StringIO(run(*RULES, "=cmd.txt", "-f", "csv", "--only", "country").out))
    assert row["source"] == "'=cmd.txt"
    assert row["sentence"] == "'=1+1 Perú firma."


def test_table_in_a_pipe_is_plain_and_unwrapped(run: Run) -> None:
    done = run(*RULES, EXAMPLE, "--only", "country", env={"COLUMNS": "40"})
    assert done.out.startswith(f"== {EXAMPLE}\n")
    assert "\x1b" not in done.out
    assert any(len(line) > 80 for line in done.out.splitlines())


def test_document_text_is_no_markup_and_no_terminal_command(run: Run) -> None:
    text = "El Perú [red]y\x1b[31m Chile\x07 :smile: [/] \u202efirman."
    done = run(*RULES, "-", input=text.encode())
    assert "[red]y␛[31m Chile␇ :smile: [/] \\u202efirman." in done.out
    assert "\x1b" not in done.out


def test_no_facts_is_no_failure(run: Run) -> None:
    done = run(*RULES, "-", input=b"Nada que decir.")
    assert (done.code, "No facts." in done.out) == (0, True)


# Records


def test_records_give_one_line_each(run: Run) -> None:
    records = [
        {"id": "a/1", "text": "Este lunes viajan al Perú.", "date": "2025-03-05", "country": "PE"},
        {"id": 7, "text": ""},
        {"text": "Chile."},
    ]
    lines = "\n".join(json.dumps(record) for record in records).encode()
    done = run(*RULES, "--from", "jsonl", "-", "-f", "jsonl", input=lines)
    documents = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, done.err) == (0, "")
    assert [document["source"] for document in documents] == ["a/1", "7", "-:3"]
    assert "2025-03-03" in [f["value"].get("earliest") for f in documents[0]["facts"]]
    assert documents[1]["facts"] == []


@pytest.mark.parametrize(
    "line, told",
    [
        (b"{", "is not JSON"),
        (b"[1]", 'is no object with a "text"'),
        (b'{"id": "x"}', 'has no "text" that is a string'),
        (b'{"text": 5}', 'has no "text" that is a string'),
        (b'{"text": "a", "date": "3/5/2025"}', "has no date as YYYY-MM-DD: 3/5/2025"),
        (b'{"text": "a", "date": 20250305}', 'has a "date" that is no string'),
        (b'{"text": "a", "country": "XX"}', "has no ISO 3166-1 country code of two letters: XX"),
        (b'{"text": "\xff"}', "is not UTF-8"),
        (b"[" * 100_000, "is not JSON"),
    ],
)
def test_a_bad_record_is_told_and_the_others_done(run: Run, line: bytes, told: str) -> None:
    done = run(
        *RULES, "--from", "jsonl", "-", "-f", "jsonl", input=line + b'\n\n{"id": "ok", "text": "Chile"}\n'
    )
    assert done.err == f"notaextract: standard input:1: {told}\n"
    assert [json.loads(found)["source"] for found in done.out.splitlines()] == ["ok"]
    assert done.code == 1


def test_a_record_comes_out_before_the_next_is_read(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "notaextract", *RULES, "--from", "jsonl", "-f", "jsonl", "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path, env=environment()
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for name in ("uno", "dos", "tres"):
            process.stdin.write(json.dumps({"id": name, "text": "Perú."}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["source"] == name
        process.stdin.close()
        assert process.wait(30) == 0


def test_a_lone_surrogate_stays_valid_json(run: Run) -> None:
    done = run(
        *RULES, "--from", "jsonl", "-", "-f", "jsonl", input=b'{"id": "\\udcff", "text": "\\ud800 Chile"}'
    )
    document = json.loads(done.out)
    assert document["source"] == "\udcff"
    assert document["facts"][0]["start"] == 2


# Where the output goes


def test_output_is_written_whole(run: Run, tmp_path: Path) -> None:
    note(tmp_path)
    done = run(*RULES, "nota.txt", "--json", "-o", "facts.json")
    assert (done.code, done.out) == (0, "")
    assert json.loads((tmp_path / "facts.json").read_text("utf-8"))["source"] == "nota.txt"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts.json", "nota.txt"]


def test_a_failed_run_leaves_the_old_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text("old")
    done = run(*RULES, "missing.txt", "--json", "-o", "facts.json")
    assert done.code == 1
    assert (tmp_path / "facts.json").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["facts.json"]


def test_output_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    note(tmp_path)
    done = run(*RULES, "nota.txt", "--json", "-o", "nowhere/facts.json")
    assert done.code == 2
    assert done.err == "notaextract: cannot write to nowhere/facts.json (No such file or directory)\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    note(tmp_path)
    command = [sys.executable, "-m", "notaextract", *RULES, "nota.txt", "--json"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, env=environment(), check=False
        )
    assert done.returncode == 1
    assert done.stderr == b"notaextract: cannot write the output (No space left on device)\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_terminal_gets_tables_of_its_width(tmp_path: Path, columns: int) -> None:
    import fcntl
    import pty
    import re
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    command = [sys.executable, "-m", "notaextract", *RULES, str(EXAMPLE)]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=theirs, cwd=tmp_path, env=environment(TERM="xterm")
    ) as process:
        os.close(theirs)
        drawn = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            drawn += piece
        assert process.wait(30) == 0
    os.close(ours)
    assert b"\x1b[1m" in drawn
    lines = re.sub(r"\x1b\[[0-9;]*m", "", drawn.decode()).splitlines()
    assert max(len(line.rstrip()) for line in lines) <= columns
    assert lines[0].startswith("╭─")
