"""What README and docs show is what the program does."""

from __future__ import annotations

import doctest
import re
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import golden
import notaextract

ROOT = Path(__file__).resolve().parents[2]


PAGES = ("README.md", "README.es.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))))


@pytest.mark.parametrize("name", PAGES)
def test_python(name: str) -> None:
    page = (ROOT / name).read_text("utf-8")
    blocks = "\n".join(re.findall(r"(?ms)^```python\n(.*?)^```$", page))
    test = doctest.DocTestParser().get_doctest(blocks, {}, name, name, 0)
    assert doctest.DocTestRunner(verbose=False).run(test).failed == 0


@pytest.mark.skipif(sys.platform == "win32", reason="the pages show a POSIX shell")
@pytest.mark.parametrize("name", golden.PAGES)
def test_commands(name: str) -> None:
    page = (ROOT / name).read_text("utf-8")
    assert golden.with_outputs(page) == page


@pytest.mark.skipif(
    not version("typer").startswith("0.28."), reason="each Typer words its help a little differently"
)
def test_the_reference_is_the_help() -> None:
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == golden.reference()


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    page = (ROOT / name).read_text("utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page):
        assert ((ROOT / name).parent / target).exists(), target


def test_readme_has_the_two_commands() -> None:
    page = (ROOT / "README.md").read_text("utf-8")
    first, second = re.findall(r"(?ms)^```sh\n(.*?)^```$", page)
    assert first.split("&&")[-1].split() == [".venv/bin/notaextract", "parse", "examples/nota.txt"]
    assert second.split() == ["python3", "scripts/check.py"]
    assert second.strip().removeprefix("python3 ") in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.mark.parametrize(
    "path", sorted((ROOT / "src" / "notaextract").rglob("*.py")), ids=lambda path: path.name
)
def test_examples_in_docstrings(path: Path) -> None:
    name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
    if name.endswith("__main__"):
        pytest.skip("runs the program")
    module = sys.modules.get(name) or __import__(name, fromlist=["_"])
    assert doctest.testmod(module).failed == 0
    assert notaextract.__version__
