"""The other commands: explain, schema, doctor, data check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import EXAMPLE, Run


def test_explain_names_source_and_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Viajan al Perú.", encoding="utf-8")
    done = run("explain", "--no-ner", "a.txt", "--only", "country")
    assert done.code == 0
    assert done.out.startswith("10-14  country  Perú\n  value     PE Perú\n  found by  ")
    assert "  in        Viajan al Perú.\n" in done.out


def test_explain_at_an_offset(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Perú y Chile.", encoding="utf-8")
    assert run("explain", "--no-ner", "a.txt", "--at", "8").out.startswith("7-12  country  Chile\n")
    nothing = run("explain", "--no-ner", "a.txt", "--at", "5")
    assert (nothing.code, nothing.out) == (0, "")
    assert nothing.err == "notaextract: no fact over offset 5: Perú ⟦y⟧ Chile.\n"
    assert "the text has offsets 0 to 12" in run("explain", "--no-ner", "a.txt", "--at", "13").err


def test_schema_is_json(run: Run) -> None:
    assert json.loads(run("schema").out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_doctor(run: Run) -> None:
    done = run("doctor", "--model", "auto")
    assert (done.code, done.err) == (0, "")
    told = dict(line.split(None, 1) for line in done.out.splitlines() if not line.startswith(" "))
    assert told["state"] == "ready"
    assert "notaextract-es " in told["would"]
    missing = run("doctor", "--model", "es_core_news_xx")
    assert missing.code == 3
    assert "es_core_news_xx: no such model here" in missing.out


def test_version_and_help(run: Run) -> None:
    assert run("--version").out.startswith("notaextract 0.")
    for option in ("-h", "--help"):
        assert run("parse", option).out.startswith("Usage: notaextract parse")


def test_our_own_tables_are_right(run: Run) -> None:
    import notaextract

    done = run("data", "check", str(Path(notaextract.__file__).parent / "data"))
    assert (done.code, done.out) == (0, "")


@pytest.mark.parametrize(
    "name, content, told",
    [
        ("months.csv", "word,month\nenero,13\n", "months.csv:2: month: not as it must be: '13'"),
        ("months.csv", "word,month\nenero,1\n\nenero,2\n", "months.csv:3: 0 cells, must be 2"),
        ("months.csv", "word,month\nenero,1\nenero,2\n", "months.csv:3: enero stands in line 2, too"),
        ("months.csv", "mes,número\n", "months.csv:1: columns must be word,month"),
        ("months.csv", "word,month\n,1\n", "months.csv:2: word: empty"),
        ("meses.csv", "word,month\n", "meses.csv:1: no table meses; there are"),
        ("organizations/mias.csv", "name\n", "organizations/mias.csv:1: columns must be name,"),
    ],
)
def test_mistakes_in_tables(run: Run, tmp_path: Path, name: str, content: str, told: str) -> None:
    path = tmp_path / "tables" / name
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    done = run("data", "check", "tables")
    assert done.code == 3
    assert f"tables/{told}" in done.out
    assert done.err.endswith(" in tables\n")


def test_tables_of_ones_own_are_laid_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "organizations.csv").write_text(
        "name,country,acronym,variants,category,parent\nLiga Vecinal de Chinchero,PE,LVCH,,ngo,\n",
        encoding="utf-8",
    )
    text = "La Liga Vecinal de Chinchero (LVCH) saludó el acuerdo.".encode()
    done = run("parse", "--no-ner", "--json", "--only", "organization", "--data", "mine", "-", input=text)
    assert [f["value"]["acronym"] for f in json.loads(done.out)["facts"]] == ["LVCH", "LVCH"]
    assert EXAMPLE.exists()


@pytest.mark.parametrize("variable", ["XDG_CONFIG_HOME", "NOTAEXTRACT_DATA"])
def test_a_users_own_folder_is_laid_over_without_asking(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    folder = tmp_path / ("config/notaextract/data" if variable == "XDG_CONFIG_HOME" else "mine")
    folder.mkdir(parents=True)
    (folder / "organizations.csv").write_text(
        "name,country,acronym,variants,category,parent\nLiga Vecinal de Chinchero,PE,LVCH,,ngo,\n",
        encoding="utf-8",
    )
    monkeypatch.setenv(variable, str(tmp_path / ("config" if variable == "XDG_CONFIG_HOME" else "mine")))
    text = "La LVCH saludó el acuerdo.".encode()
    done = run("parse", "--no-ner", "--json", "--only", "organization", "-", input=text)
    assert [f["value"]["name"] for f in json.loads(done.out)["facts"]] == ["Liga Vecinal de Chinchero"]
