"""`notaextract report`, `parse -f html` and `diff`."""

from __future__ import annotations

import json
from pathlib import Path

from command import Run

TEXT = "Lima, 3 de marzo de 2025.- Viajan al Ecuador 24 peruanos."


def test_report_of_releases_names_what_failed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "notas"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\0\1\2\3" * 50)
    (folder / "c.jsonl").write_text(json.dumps({"id": "uno", "text": TEXT}) + "\nroto\n", encoding="utf-8")
    ran = run("report", "--no-ner", "notas", "falta.txt", "-o", "informe.html", "--lang", "es")
    assert ran.code == 1
    assert "falta.txt" in ran.err
    assert ran.out == ""
    page = (tmp_path / "informe.html").read_text("utf-8")
    assert '<html lang="es">' in page
    for name in ("notas/a.txt", "notas/b.txt", "uno", "notas/c.jsonl:2", "falta.txt"):
        assert f'"{name}"' in page, name


def test_report_of_an_archive_and_of_lines(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run("batch", "--no-ner", "-q", "-j", "1", "a.txt", "-o", "f.sqlite").code == 0
    lines = run("parse", "--no-ner", "-f", "jsonl", "a.txt").out
    (tmp_path / "f.jsonl").write_text(lines, encoding="utf-8")
    pages = []
    for output in ("f.sqlite", "f.jsonl"):
        ran = run("report", output, "-o", "-")
        assert ran.code == 0, ran.err
        assert '<html lang="en">' in ran.out
        pages.append(ran.out.split('data-coding="json">')[1].split("</script>")[0])
    facts = [json.loads(page)["columns"] for page in pages]
    assert facts[0] == facts[1]
    assert all("24 peruanos" in page for page in pages)


def test_parse_to_html(run: Run) -> None:
    ran = run("parse", "--no-ner", "-f", "html", "-", input=TEXT.encode(), env={"LC_ALL": "es_PE.UTF-8"})
    assert ran.code == 0
    assert ran.out.startswith('<!DOCTYPE html>\n<html lang="es">')
    assert '"alone":true' in ran.out


def test_diff(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for name, only in (("all", "date,country,figure"), ("some", "date,country")):
        ran = run("parse", "--no-ner", "--only", only, "-f", "jsonl", "a.txt")
        (tmp_path / f"{name}.jsonl").write_text(ran.out, encoding="utf-8")
    ran = run("diff", "all.jsonl", "some.jsonl")
    assert (ran.code, ran.out) == (0, "== a.txt\n- figure: 24 peruanos [45–56] 24 peruanos\n")
    assert run("diff", "some.jsonl", "all.jsonl").out.splitlines()[1].startswith("+ figure: ")
    records = run("diff", "--json", "some.jsonl", "all.jsonl").out.splitlines()
    assert [json.loads(line)["change"] for line in records] == ["gained"]
    assert run("diff", "--exit-code", "some.jsonl", "all.jsonl").code == 1
    same = run("diff", "--exit-code", "all.jsonl", "all.jsonl")
    assert (same.code, same.out) == (0, "")
    assert run("diff", "a.txt", "all.jsonl").code == 1
