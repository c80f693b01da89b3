"""Completion by the shell: Typer's scripts, and the values that options take."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import environment

COMMAND = Path(sys.executable).with_name("notaextract")
COMPLETE = """
eval "$(_NOTAEXTRACT_COMPLETE=source_bash "$1")"
read -ra COMP_WORDS <<< "$2"
[[ $2 == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_notaextract_completion "$1"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
@pytest.mark.skipif(not COMMAND.exists(), reason="the command is not installed beside this Python")
@pytest.mark.parametrize(
    "typed, offered, not_offered",
    [
        ("notaextract pa", ["parse"], ["batch"]),
        ("notaextract parse --only date,fi", ["date,figure"], ["date,date"]),
        ("notaextract parse --format ", ["table", "json", "jsonl", "csv"], ["sqlite"]),
        ("notaextract parse --model a", ["auto"], ["es_core_news_md"]),
        ("notaextract explain --lang ", ["es", "en"], []),
        ("notaextract parse --no-n", ["--no-ner"], ["--lang"]),
    ],
)
def test_bash(typed: str, offered: list[str], not_offered: list[str]) -> None:
    done = subprocess.run(
        ["bash", "-c", COMPLETE, "bash", str(COMMAND), typed],
        capture_output=True,
        text=True,
        env=environment(),
        timeout=60,
        check=False,
    )
    found = done.stdout.split()
    assert done.stderr == ""
    assert set(offered) <= set(found)
    assert not set(not_offered) & set(found)


@pytest.mark.skipif(not COMMAND.exists(), reason="the command is not installed beside this Python")
@pytest.mark.parametrize("shell, begins", [("zsh", "#compdef notaextract"), ("fish", "complete --command")])
def test_other_shells_get_their_script(shell: str, begins: str) -> None:
    done = subprocess.run(
        [str(COMMAND)],
        capture_output=True,
        text=True,
        env=environment(_NOTAEXTRACT_COMPLETE=f"source_{shell}"),
        timeout=60,
        check=False,
    )
    assert done.stdout.lstrip().startswith(begins)
