#!/usr/bin/env python3
"""Write anew what tests and docs show of the program's output.

    .venv/bin/python scripts/golden.py            write what has changed, and say what
    .venv/bin/python scripts/golden.py --check    only say it; exit code 1 where something has changed

Writes the byte-exact outputs in tests/golden/, examples/nota.json, the option reference docs/cli.md, and the
output behind every `$ command` in the ```console blocks of the README and docs/. Look at the difference
before committing it: the output is right because somebody read it.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Pages whose commands are run: all of them are ours and quick.
PAGES = ("README.md", "README.es.md", "docs/json.md", "docs/usage.md")
RULES = ("parse", "--no-ner", "examples/nota.txt")
GOLDEN = {
    "nota.txt.table": (*RULES, "-f", "table"),
    "nota.txt.json": (*RULES, "-f", "json"),
    "nota.txt.jsonl": (*RULES, "-f", "jsonl"),
    "nota.txt.csv": (*RULES, "-f", "csv"),
    "nota.txt.explain": ("explain", "--no-ner", "examples/nota.txt"),
    "schema.json": ("schema",),
}
COMMANDS = (
    "parse",
    "batch",
    "query",
    "stats",
    "report",
    "diff",
    "explain",
    "schema",
    "doctor",
    "model",
    "model install",
    "data",
    "data check",
)


def environment() -> dict[str, str]:
    """What the program sees: always 100 columns, English, no colour, no model of the developer's own."""
    drop = ("NO_COLOR", "FORCE_COLOR", "NOTAEXTRACT_MODEL", "NOTAEXTRACT_DEBUG")
    kept = {key: value for key, value in os.environ.items() if key not in drop}
    return {**kept, "COLUMNS": "100", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}


def run(*arguments: str) -> str:
    """Standard output of one command, run in the project's folder."""
    command = [sys.executable, "-m", "notaextract", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, check=True)
    told = done.stdout.decode("utf-8")
    # Which line of a table a fact comes from changes with every row that somebody adds above it.
    return re.sub(r"(evidence  \S+\.csv):\d+", r"\1:…", told) if arguments[0] == "explain" else told


def shell(line: str) -> str:
    """Both outputs of one line of shell, as a reader sees them."""
    ours = f'notaextract() {{ {shlex.quote(sys.executable)} -m notaextract "$@"; }}\n'
    done = subprocess.run(
        ["bash", "-c", ours + line],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    # `head -c` may cut a character in two.
    return done.stdout.decode("utf-8", "ignore")


def drawn() -> str:
    """The example as a terminal of 100 columns shows it, without colour."""
    from notaextract import Note
    from notaextract.output.panels import draw
    from notaextract.run.pipeline import Extractor

    os.environ["COLUMNS"] = "100"
    text = (ROOT / "examples" / "nota.txt").read_text("utf-8")
    stream = io.StringIO()
    draw(Extractor(ner=False).read(Note(text, "examples/nota.txt")), stream, color=False)
    return "".join(line.rstrip() + "\n" for line in stream.getvalue().splitlines())


def reference() -> str:
    """docs/cli.md: the help of every command."""
    parts = ["# Command line\n\nWritten by scripts/golden.py from the program's own help.\n"]
    for command in ("", *COMMANDS):
        parts.append(f"## notaextract {command}".rstrip() + "\n")
        parts.append(f"```text\n{run(*command.split(), '--help').strip()}\n```\n")
    return "\n".join(parts)


_BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```$")


def with_outputs(page: str) -> str:
    """A page with the output of each of its console blocks as it is now."""

    def block(match: re.Match[str]) -> str:
        lines = [line for line in match[1].splitlines() if line.startswith("$ ") and "notaextract " in line]
        shown = "".join(f"{line}\n{shell(line[2:]).rstrip()}\n" for line in lines)
        return f"```console\n{shown}```"

    return _BLOCK.sub(block, page)


def files() -> Iterator[tuple[Path, str]]:
    """Every generated file with what it should hold."""
    for name, arguments in GOLDEN.items():
        yield ROOT / "tests" / "golden" / name, run(*arguments)
    yield ROOT / "tests" / "golden" / "nota.txt.terminal", drawn()
    yield ROOT / "examples" / "nota.json", run("parse", "--json", "--model", "auto", "examples/nota.txt")
    yield ROOT / "docs" / "cli.md", reference()
    for name in PAGES:
        page = (ROOT / name).read_text("utf-8")
        yield ROOT / name, with_outputs(page)


def main() -> int:
    """Write or check; exit code 1 where `--check` finds a difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, only say what has changed")
    options = parser.parse_args()
    changed = []
    for path, content in files():
        before = path.read_bytes().decode("utf-8") if path.exists() else None
        if before != content:
            changed.append(path)
            print(f"{'differs' if options.check else 'written'}: {path.relative_to(ROOT)}")
            if not options.check:
                path.write_bytes(content.encode("utf-8"))
    return 1 if options.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
