"""Documents and places that go wrong: each has its line, its row in errors and its exit code."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
from pathlib import Path

import pytest
from archives import batch, command, content, errors

LIMITED = "is larger than 1 MB"
GOOD = "Lima, 3 de marzo de 2025.- Viajaron 24 médicos a Chile.\n"


@pytest.mark.parametrize(
    "name, data, kind, message",
    [
        ("empty.txt", b"", "skipped", "is empty"),
        ("nul.txt", b"Lima\x00Quito", "skipped", "is binary, not plain text"),
        ("zip.txt", b"PK\x03\x04rubbish", None, None),
        ("mark.txt", b"\xff\xfea\xd8\x00\x00\x01", None, None),
        ("blank.txt", b" \n\t\n", "skipped", "has no text in it, only blanks"),
        ("large.txt", b"x" * 1_000_001, "skipped", LIMITED),
    ],
)
def test_one_bad_file_among_good_ones(
    tmp_path: Path, name: str, data: bytes, kind: str | None, message: str | None
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for each in ("a.txt", "z.txt"):
        (folder / each).write_text(GOOD, "utf-8")
    (folder / name).write_bytes(data)
    ran = batch(tmp_path, "in", "-j", "1", "--max-size", "1")
    assert ran.code == 1
    told, summary = ran.err.splitlines()
    assert told.startswith(f"notaextract: in/{name}: ")
    assert "2 documents" in summary
    assert "1 failed" in summary
    found = errors(tmp_path / "facts.sqlite")
    assert list(found) == [f"in/{name}"]
    if kind:
        assert found[f"in/{name}"][0] == kind
        assert message in found[f"in/{name}"][1]
    assert len(content(tmp_path / "facts.sqlite")) == 2


def test_windows_1252_is_read_and_utf8_by_order_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Perú y España".encode("cp1252"))
    assert batch(tmp_path, "a.txt", "-j", "1").code == 0
    ran = batch(tmp_path, "a.txt", "-j", "1", "--encoding", "utf-8")
    assert ran.code == 1
    assert "is not valid utf-8" in ran.err
    assert "a.txt" in errors(tmp_path / "facts.sqlite")


def test_a_long_line_of_thirty_megabytes(tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_bytes(b"palabra " * 3_750_000)
    ran = batch(tmp_path, "line.txt", "-j", "1")
    assert ran.code == 1
    assert "is larger than 20 MB" in ran.err


def test_a_document_that_takes_too_long(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(GOOD, "utf-8")
    (tmp_path / "in" / "b.txt").write_text(GOOD * 150_000, "utf-8")
    (tmp_path / "in" / "c.txt").write_text(GOOD, "utf-8")
    ran = batch(tmp_path, "in", "-j", "1", "--timeout", "0.5")
    assert ran.code == 1
    assert errors(tmp_path / "facts.sqlite") == {"in/b.txt": ("timeout", "took longer than 0.5 s")}
    assert len(content(tmp_path / "facts.sqlite")) == 2


def test_names_with_line_ends_and_bytes_that_are_no_utf8(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in (b"two\nlines.txt", b"latin-\xf1.txt", "ñandú.txt".encode(), b"=cmd.txt"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(GOOD, "utf-8")
    for form in ("sqlite", "jsonl", "csv"):
        ran = batch(tmp_path, "in", "-j", "1", "-o", f"out.{form}")
        assert ran.code == 0, ran.err
        assert len(content(tmp_path / f"out.{form}")) == 4
        assert "4 unchanged" in batch(tmp_path, "in", "-j", "1", "-o", f"out.{form}").err
    names = b"in/two\nlines.txt\0in/latin-\xf1.txt\0"
    ran = batch(tmp_path, "--files-from", "-", "-0", "-o", "out.sqlite", input=names)
    assert "2 unchanged" in ran.err
    ran = batch(folder, "=cmd.txt", "-o", "../formula.csv", "-j", "1")
    assert ran.code == 0
    assert (tmp_path / "formula.csv").read_text("utf-8").splitlines()[1].startswith("'=cmd.txt,")


def test_ten_thousand_files_in_one_folder(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(10_000):
        (folder / f"{number:05d}.txt").write_bytes(b"Lima, 2025.\n")
    ran = batch(tmp_path, "in", "-o", "out.jsonl")
    assert ran.code == 0
    assert "10,000 documents" in ran.err
    names = [json.loads(line)["source"] for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert names == sorted(names)
    assert len(names) == 10_000


def test_hidden_files_links_and_loops(few: Path) -> None:
    folder = few / "in"
    (folder / ".hidden").write_text(GOOD, "utf-8")
    (folder / "loop").symlink_to(folder)
    (folder / "dangling.txt").symlink_to(folder / "nowhere")
    (folder / "notes.md").write_text(GOOD, "utf-8")
    ran = batch(few, "in", "--glob", "*.txt", "-j", "1", "-o", "out.jsonl")
    assert ran.code == 1
    assert "12 documents" in ran.err
    assert "in/dangling.txt: No such file or directory (unreadable)" in ran.err
    assert (
        batch(few, "in", "--glob", "*.txt", "--exclude", "dangling*", "-o", "out.jsonl", "-j", "1").code == 0
    )
    ran = batch(few, "in", "--exclude", "000", "--exclude", "dangling*", "-o", "other.jsonl", "-j", "1")
    (line,) = (few / "other.jsonl").read_bytes().splitlines()
    assert json.loads(line)["source"] == "in/notes.md"


def test_records_and_their_ids(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": GOOD, "date": "2025-03-05"},
        {"text": GOOD},
        {"id": "a", "text": "Otro"},
        {"id": "b", "text": 5},
        {"id": "c", "text": ""},
    ]
    text = "\n".join(json.dumps(line) for line in lines) + "\n{broken\n"
    (tmp_path / "in.jsonl").write_text(text, "utf-8")
    ran = batch(tmp_path, "in.jsonl", "-j", "1")
    assert ran.code == 1
    assert set(errors(tmp_path / "facts.sqlite")) == {"a (again)", "b", "c", "in.jsonl:6"}
    ids = [json.loads(line)[0] for line in content(tmp_path / "facts.sqlite")]
    assert ids == ["a", "in.jsonl:2"]


@pytest.mark.parametrize("form", ["sqlite", "jsonl", "csv", "duckdb", "parquet"])
def test_a_full_disk(few: Path, form: str) -> None:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, 90_000))

    sure = batch(few, "in", "-j", "1", "-o", f"whole.{form}")
    assert sure.code == 0
    ran = batch(few, "in", "-j", "1", "-o", f"out.{form}", preexec_fn=limited)
    if ran.code:  # some formats need less than the limit
        assert ran.code in (1, 2)
        assert ran.err.splitlines()[-1].startswith(f"notaextract: cannot write to out.{form} (")
    assert batch(few, "in", "-j", "1", "-o", f"out.{form}").code == 0
    assert content(few / f"out.{form}") == content(few / f"whole.{form}")


@pytest.mark.parametrize("form", ["sqlite", "jsonl", "parquet", "duckdb"])
def test_an_output_that_cannot_be_written(few: Path, form: str) -> None:
    ran = batch(few, "in", "-o", f"/proc/none/out.{form}")
    assert ran.code == 2
    assert ran.err.startswith(f"notaextract: cannot write to /proc/none/out.{form} (")
    assert len(ran.err.splitlines()) == 1


def test_outputs_that_are_not_ours(few: Path) -> None:
    (few / "mine.jsonl").write_text("{}\n", "utf-8")
    assert "is there already" in batch(few, "in", "-o", "mine.jsonl").err
    sqlite3.connect(few / "mine.sqlite").execute("CREATE TABLE t (a)").connection.close()
    ran = batch(few, "in", "-o", "mine.sqlite")
    assert (ran.code, "no archive of notaextract" in ran.err) == (2, True)
    assert "no format known" in batch(few, "in", "-o", "facts.what").err


def test_folders_that_are_not_there_or_not_readable(few: Path) -> None:
    ran = batch(few, "in", "nowhere", "-j", "1")
    assert ran.code == 1
    assert "nowhere: does not exist (unreadable)" in ran.err
    assert "12 documents" in ran.err
    if os.geteuid():
        (few / "in" / "closed").mkdir(mode=0)
        ran = batch(few, "in", "-j", "1", "--prune")
        assert "in/closed: Permission denied (unreadable)" in ran.err


def test_stopping_at_errors(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(200):
        (tmp_path / "in" / f"{number:03d}.txt").write_bytes(b"")
    ran = batch(tmp_path, "in", "-j", "1", "--fail-fast", "-o", "a.jsonl")
    assert (ran.code, "200 failed" in ran.err) == (1, False)
    assert ran.err.splitlines()[-1] == (
        "notaextract: stopped at the number of errors asked for; run again to go on"
    )
    ran = batch(tmp_path, "in", "-j", "1", "--max-errors", "500", "-o", "b.jsonl")
    assert "200 failed" in ran.err
    assert len(ran.err.splitlines()) == 22  # twenty told, one line for the others, the summary


def test_the_log_and_questions(few: Path) -> None:
    (few / "in" / "bad.txt").write_bytes(b"")
    batch(few, "in", "-j", "1", "--log", "log.jsonl")
    events = [json.loads(line)["event"] for line in (few / "log.jsonl").read_bytes().splitlines()]
    assert events == ["start", *["done"] * 12, "failed", "end"]
    asked = command(few, "query", "facts.sqlite", "SELECT COUNT(*) AS n FROM documents")
    assert asked.out == " n\n12\n"
    asked = command(few, "query", "facts.sqlite", "SELECT id FROM errors", "--json")
    assert json.loads(asked.out) == [{"id": "in/bad.txt"}]
    for sql in ("DELETE FROM documents", "ATTACH 'x.db' AS x", "PRAGMA journal_mode = WAL", "nonsense"):
        asked = command(few, "query", "facts.sqlite", sql)
        assert not (few / "x.db").exists()
    assert command(few, "query", "facts.sqlite", "SELECT COUNT(*) AS n FROM documents").out == " n\n12\n"
    assert command(few, "query", "facts.sqlite", "DROP TABLE facts").code == 2
    for view in ("countries", "organizations", "figures", "timeline"):
        asked = command(few, "query", "facts.sqlite", f"SELECT * FROM {view}", "--json")
        assert json.loads(asked.out), view
    asked = command(
        few,
        "query",
        "facts.sqlite",
        "SELECT COUNT(*) AS n FROM documents_fts WHERE documents_fts MATCH 'numero OR inversion'",
    )
    assert int(asked.out.split()[1]) > 0
    told = json.loads(command(few, "stats", "facts.sqlite", "--json").out)
    assert told["documents"][0]["documents"] == 12
    assert told["errors"] == [{"kind": "skipped", "documents": 1}]
    assert command(few, "stats", "nowhere.sqlite").code == 2
