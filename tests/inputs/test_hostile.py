"""Every hostile file ends in its promised state, in time, and takes nothing else with it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from forms import FORMS
from hostile import HOSTILE, RELEASE, Hostile, page_that_takes_time

from notaextract.errors import UsageError
from notaextract.run.inputs import Limits, isolation, read_input


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_it_ends_in_its_state(hostile: Hostile) -> None:
    data = hostile.build()
    start = time.monotonic()
    found = read_input(data, hostile.name, limits=hostile.limits)
    assert (found.state, hostile.told in (found.problem or "")) == (hostile.state, True), found.problem
    assert ("13 200" in found.text) == (hostile.state in ("ok", "partial"))
    assert time.monotonic() - start < 30


def test_what_hostile_files_leave_behind_is_a_working_reader() -> None:
    for name in ("memory.html", "time.html"):
        hostile = next(h for h in HOSTILE if h.name == name)
        assert not read_input(hostile.build(), name, limits=hostile.limits).readable
        assert read_input(FORMS["page.html"](), "page.html").state == "ok"


def test_the_clock_is_the_limit() -> None:
    read_input(FORMS["page.html"](), "page.html")  # the parsers are loaded now
    start = time.monotonic()
    found = read_input(page_that_takes_time(), "a.html", limits=Limits(seconds=1))
    assert found.state == "timeout"
    assert 0.9 < time.monotonic() - start < 3


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_reader_that_is_killed_is_replaced() -> None:
    read_input(FORMS["page.html"](), "page.html")
    child = isolation._child
    assert child is not None
    before = child.process.pid
    child.process.kill()
    child.process.wait()
    assert read_input(FORMS["page.html"](), "page.html").state == "ok"
    child = isolation._child
    assert child is not None
    assert child.process.pid != before
    # Killed while it reads: that input is lost, and says so.
    killer = threading.Timer(0.3, child.process.kill)
    killer.start()
    found = read_input(page_that_takes_time(), "a.html")
    killer.join()
    assert found.state == "memory"
    assert "the system ended its reader" in (found.problem or "")
    assert read_input(FORMS["page.html"](), "page.html").state == "ok"


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('written.txt', 'w').write('x' * 100000)",
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="resource limits")
def test_the_reader_may_not_reach_out(attempt: str, tmp_path: Path) -> None:
    program = (
        "import sys, signal; from notaextract.run.inputs import child\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "child._limit(10**9); sys.addaudithook(child._stay_inside)\n"
        f"try:\n    {attempt}\nexcept OSError as problem:\n    print(type(problem).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert done.stdout.strip() in ("PermissionError", "OSError")
    assert not (tmp_path / "written.txt").exists() or (tmp_path / "written.txt").stat().st_size == 0


def test_a_module_beside_the_files_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "trafilatura.py").write_text("raise SystemExit('run')")
    (tmp_path / "lxml.py").write_text("raise SystemExit('run')")
    monkeypatch.chdir(tmp_path)
    isolation.close()
    assert read_input(FORMS["page.html"](), "page.html").state == "ok"


def test_an_unknown_encoding_is_the_callers_mistake() -> None:
    for name in ("flat.txt", "page.html"):
        with pytest.raises(UsageError, match="no such encoding: latin9000"):
            read_input(FORMS[name](), name, encoding="latin9000")


# The three that need tight limits to be small are slow without them, and have tests of their own above.
AT_DEFAULTS = tuple(h for h in HOSTILE if h.name not in ("memory.html", "time.html", "too-large.txt"))
PROMISED = {h.name: h.state for h in AT_DEFAULTS if h.name != "pages.pdf"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Fifty good releases among hostile files."""
    forms = [(name, build()) for name, build in FORMS.items()]
    for number in range(50):
        name, data = forms[number % len(forms)]
        (tmp_path / f"{number:02}-{name}").write_bytes(data)
    for hostile in AT_DEFAULTS:
        (tmp_path / hostile.name).write_bytes(hostile.build())
    return tmp_path


def test_fifty_good_releases_among_them(folder: Path) -> None:
    names = sorted(path.name for path in folder.iterdir())
    command = [sys.executable, "-m", "notaextract", "parse", "--no-ner", "-f", "jsonl", *names]
    done = subprocess.run(command, capture_output=True, cwd=folder, timeout=120, check=False)
    documents = {record["source"]: record for record in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 1
    assert sorted(documents) == names
    for name in (name for name in names if name[0].isdigit()):
        assert documents[name]["state"] == "ok"
        alike = documents[next(other for other in names if other[3:] == name[3:])]
        assert documents[name]["facts"] == alike["facts"]
    assert {name: documents[name]["state"] for name in PROMISED} == PROMISED
    told = done.stderr.decode()
    assert all(f"{name}: " in told for name, state in PROMISED.items() if state != "ok")
    assert RELEASE not in told


def test_the_same_folder_as_a_batch(folder: Path) -> None:
    out = folder.parent / "facts.sqlite"
    command = [
        sys.executable,
        "-m",
        "notaextract",
        "batch",
        "--no-ner",
        "-j",
        "2",
        "-o",
        str(out),
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    assert done.returncode == 1, done.stderr
    with closing(sqlite3.connect(out)) as archive:
        states = dict(archive.execute("select id, state from documents"))
        states |= dict(archive.execute("select id, kind from errors"))
    found = {Path(path).name: state for path, state in states.items()}
    assert {name: found[name] for name in PROMISED} == PROMISED
    assert [state for name, state in found.items() if name[0].isdigit()] == ["ok"] * 50
