"""Killed at random instants, then run again: nothing lost, nothing twice, nothing different.

NOTAEXTRACT_KILLS sets how many runs are killed for each output (default 3; 25 each make the 50 that
the figures in docs/batch.md come from).
"""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest
from archives import batch, content, kill_all, start

KILLS = int(os.environ.get("NOTAEXTRACT_KILLS", "3"))
pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends signals")


@pytest.fixture(scope="module", params=["sqlite", "jsonl", "csv", "parquet", "duckdb"])
def whole(many: Path, request: pytest.FixtureRequest) -> tuple[str, list[str], float]:
    """(format, what an uninterrupted run gives, the seconds that it took)."""
    form: str = request.param
    began = time.monotonic()
    assert batch(many, "in", "-j", "2", "-o", f"whole.{form}").code == 0
    return form, content(many / f"whole.{form}"), time.monotonic() - began


def workers(parent: int) -> list[int]:
    """The process ids of a run's workers: children that were spawned to work."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                if int(entry.joinpath("stat").read_text().rsplit(")", 1)[1].split()[1]) == parent and (
                    b"spawn_main" in entry.joinpath("cmdline").read_bytes()
                ):
                    found.append(int(entry.name))
    return found


def test_killed_at_any_instant(many: Path, whole: tuple[str, list[str], float]) -> None:
    form, wanted, seconds = whole
    chance = random.Random(form)
    for number in range(KILLS if form in ("sqlite", "jsonl") else 1):
        out = many / f"killed-{number}.{form}"
        process = start(many, "in", "--no-ner", "-j", "2", "-o", out.name)
        if number % 3 == 2 and Path("/proc").exists():
            # A worker: the run goes on by itself.
            time.sleep(chance.uniform(0.3, 0.8) * seconds)
            for pid in workers(process.pid)[:1]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            _, told = process.communicate(timeout=120)
            assert process.returncode == 0, told
        else:
            time.sleep(chance.uniform(0.1, 1.0) * seconds)
            kill_all(process)
            if out.exists() and form != "parquet":
                known = set(wanted)
                with suppress(Exception):  # nothing at all may be there yet
                    part = content(out)
                    assert known.issuperset(part), "a document that differs"
            again = batch(many, "in", "-j", "2", "-o", out.name)
            assert again.code == 0, again.err
        assert content(out) == wanted


@pytest.mark.parametrize(
    "sent, code, word", [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")]
)
def test_stopped_in_order(many: Path, tmp_path: Path, sent: signal.Signals, code: int, word: str) -> None:
    out = tmp_path / "out.jsonl"
    process = start(many, "in", "--no-ner", "-j", "1", "-o", out)
    while not out.exists() or not out.stat().st_size:
        time.sleep(0.02)
        assert process.poll() is None
    process.send_signal(sent)
    _, err = process.communicate(timeout=60)
    told = err.decode().splitlines()
    assert process.returncode == code, told
    assert (
        told[-1] == f"notaextract: {word}: {out} has what was committed; run the same command again to go on"
    )
    assert 0 < len(content(out)) < 300
    assert batch(many, "in", "-o", out).code == 0
    assert len(content(out)) == 300


def test_changed_documents_take_the_place_of_what_was_there(few: Path) -> None:
    for form in ("sqlite", "jsonl", "csv", "parquet", "duckdb"):
        out = f"out.{form}"
        assert batch(few, "in", "-o", out, "-j", "1").code == 0
    (few / "in/000/000003.txt").write_text(
        "Quito, 3 de mayo de 2025.- Llegaron 45 médicos de Chile.", "utf-8"
    )
    (few / "in/000/000005.txt").unlink()
    for form in ("sqlite", "jsonl", "csv", "parquet", "duckdb"):
        out = f"out.{form}"
        ran = batch(few, "in", "-o", out, "-j", "1")
        assert "1 documents" in ran.err, ran.err
        assert "10 unchanged" in ran.err
        assert len(content(few / out)) == 12
        ran = batch(few, "in", "-o", out, "-j", "1", "--prune")
        assert "11 unchanged, 0 failed, 1 removed" in ran.err, ran.err
        assert batch(few, "in", "-o", f"fresh.{form}", "-j", "1").code == 0
        assert content(few / out) == content(few / f"fresh.{form}"), form
        assert not (few / f"{out}.changed").exists()
    again = batch(few, "in", "-o", "out.sqlite", "-j", "1", "--force")
    assert "11 documents" in again.err
    assert content(few / "out.sqlite") == content(few / "fresh.sqlite")
    # Other options make another engine: everything is read again.
    assert "11 documents" in batch(few, "in", "-o", "out.sqlite", "-j", "1", "--only", "date").err


def test_two_runs_on_one_output(many: Path, tmp_path: Path) -> None:
    first = start(many, "in", "--no-ner", "-j", "1", "-o", tmp_path / "out.sqlite")
    while not (tmp_path / "out.sqlite").exists():
        time.sleep(0.02)
    second = batch(many, "in", "-j", "1", "-o", tmp_path / "out.sqlite")
    assert second.code == 2
    assert "another run is writing to it" in second.err
    assert len(second.err.splitlines()) == 1
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=60)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.sqlite"]
