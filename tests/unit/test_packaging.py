"""What a wheel carries: every table and the model, not only the code."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "notaextract"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_every_file_that_is_no_code_is_in_the_wheel() -> None:
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["notaextract"]
    carried = {path for pattern in patterns for path in PACKAGE.glob(pattern) if path.is_file()}
    there = {
        path
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc") and "__pycache__" not in path.parts
    }
    assert there <= carried


def test_dependencies_have_ranges() -> None:
    for wanted in PROJECT["project"]["dependencies"]:
        assert ">=" in wanted
    assert {wanted.split(">")[0] for wanted in PROJECT["project"]["dependencies"]} >= {
        "typer",
        "rich",
        "spacy",
    }


def test_no_file_is_too_long_to_read() -> None:
    """400 lines, unless the module's docstring says why it has "more than 400 lines"."""
    long = {}
    for folder in ("src", "tests", "scripts"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text("utf-8")
            if text.count("\n") > 400 and "more than 400 lines" not in text[:1500]:
                long[str(path.relative_to(ROOT))] = text.count("\n")
    assert not long
