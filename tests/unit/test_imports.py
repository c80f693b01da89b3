"""What a command may import: the module set is the promise, the clock only informs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "nota.txt"
HEAVY = {"spacy", "thinc", "numpy", "pydantic", "pandas", "jinja2", "requests"}
# Not heavy, but nothing that help or plain output needs.
ONLY_FOR_TABLES = {"rich", "pygments", "markdown_it"}


def imported(*arguments: str) -> set[str]:
    """The top-level modules that a run has loaded when it ends."""
    program = (
        "import sys, contextlib, io\n"
        "from notaextract.cli.app import main\n"
        "out = io.TextIOWrapper(io.BytesIO())\n"
        "sys.argv = ['notaextract', *sys.argv[1:]]\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(out): main()\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stderr == ""
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("parse", "--help"), ("--version",), ("explain", "-h"), ("schema",)],
    ids=" ".join,
)
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert not imported(*arguments) & (HEAVY | ONLY_FOR_TABLES)


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "table"])
def test_rules_alone_load_nothing_heavy(form: str) -> None:
    assert not imported("parse", "--no-ner", "-f", form, str(EXAMPLE)) & (HEAVY | ONLY_FOR_TABLES)


def test_types_that_need_no_model_load_none() -> None:
    assert "spacy" not in imported("parse", "--only", "date,country,figure,release_number", str(EXAMPLE))


def test_named_entities_load_spacy() -> None:
    assert "spacy" in imported("parse", str(EXAMPLE))


def test_importing_the_package_costs_nothing() -> None:
    program = "import sys; before = set(sys.modules); import notaextract; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    ours = {name for name in done.stdout.split() if name.startswith("notaextract")}
    assert ours == {"notaextract", "notaextract._version"}
