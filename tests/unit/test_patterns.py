"""No regular expression of ours can be made to backtrack without end, nor to crawl."""

from __future__ import annotations

import functools
import json
import re
import subprocess
import sys
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

with warnings.catch_warnings():  # regexploit reads patterns by the old names of re's parser
    warnings.simplefilter("ignore", DeprecationWarning)
    from regexploit.ast.sre import SreOpParser  # type: ignore[import-untyped]
    from regexploit.redos import find  # type: ignore[import-untyped]

LENGTH = 1_000  # more than any bounded repeat reaches
# Seconds a character. The slowest of ours, a norm's number behind seven words, takes 45 µs where it is tried;
# a walk over a whole run from every place of it takes 100 µs and more, and a runaway never ends.
PER_CHARACTER = 80e-6
HOSTILE = [
    *("a", "A", "1", " ", ".", ",", "-", "(", "/", '"', "«", "\n", "X", "ñ", "<", "@"),
    *("Ana ", "ana ", "de ", "y ", "de la ", "1 ", "1.", "1,", "1 000 ", "1-", "12/", "3 de ", "de mayo "),
    *(
        "Ana de ",
        "Ana\n",
        "ANA ",
        "A. ",
        "S.A. ",
        "• ",
        "N.º 1 ",
        "$ ",
        "a@a.",
        "a-",
        "<a ",
        "=?",
        "; a=",
        "- ",
    ),
]


class Compiled(NamedTuple):
    file: str
    line: int
    pattern: str
    flags: int


class Parser(SreOpParser):  # type: ignore[misc]
    """Knows what came with Python 3.11; read as their plain forms, which backtrack more, never less."""

    def from_POSSESSIVE_REPEAT(self, data: Any) -> Any:
        return self.from_MAX_REPEAT(data)

    def from_ATOMIC_GROUP(self, data: Any) -> Any:
        return self.sequence_or_singleton(data)


@functools.cache
def compiled() -> list[Compiled]:
    script = Path(__file__).with_name("compiled_patterns.py")
    run = subprocess.run([sys.executable, script], capture_output=True, check=True)
    rows = run.stdout.decode("utf-8").splitlines()
    return [Compiled(*json.loads(line)) for line in rows]


def flagged(pattern: str, flags: int = 0) -> bool:
    """Whether runs that overlap make matching cubic or worse, or exponential."""
    return bool(find(Parser().parse_sre(pattern, flags), flags))


def slowest(pattern: str, flags: int = 0, pieces: Sequence[str] = HOSTILE) -> tuple[float, str]:
    """(seconds a character, piece) of the hostile text that takes longest to search."""
    matcher = re.compile(pattern, flags)
    anchored = pattern.startswith((r"\s*", "[ ]*"))  # only ever matched where a line begins, never searched
    worst = (0.0, "")
    for piece in pieces:
        text = piece * (LENGTH // len(piece))
        best = 1.0
        for _ in range(3):  # somebody else may have had the core
            began = time.process_time()
            if anchored:
                matcher.match(text)
            else:
                for _match in matcher.finditer(text):
                    pass
            best = min(best, time.process_time() - began)
            if best < PER_CHARACTER * LENGTH / 2:
                break
        worst = max(worst, (best / len(text), piece))
    return worst


@pytest.mark.parametrize(
    "pattern",
    [r"(a*)*b", r"(?:[A-Z]\w+ ?)+x", r"(?:\w+[ ,]?)+\)", r"x\w+\s*\w+\s*\w+y", r"(\w+ ?)*\."],
)
def test_the_detector_sees_runaways(pattern: str) -> None:
    assert flagged(pattern)


def test_the_clock_sees_bounded_crawlers() -> None:
    assert slowest(r"[\w ]{0,60}[\w ]{0,60}[\w ]{0,60}!", pieces=("a",))[0] > PER_CHARACTER


def test_patterns_are_collected() -> None:
    rows = compiled()
    assert len(rows) > 300
    folders = {row.file.split("/")[0] for row in rows}
    assert {"rules", "extractors", "run", "output"} <= folders


def test_no_pattern_is_flagged() -> None:
    assert [f"{row.file}:{row.line}" for row in compiled() if flagged(row.pattern, row.flags)] == []


def test_no_pattern_crawls_over_hostile_text() -> None:
    slow = []
    for row in compiled():
        if row.file.startswith("cli/"):
            continue  # whole lines that the program itself wrote
        seconds, piece = slowest(row.pattern, row.flags)
        if seconds > PER_CHARACTER:
            slow.append(f"{row.file}:{row.line} {seconds * 1e6:.0f} µs a character on {piece!r}")
    assert slow == []
