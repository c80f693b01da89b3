"""Fixtures of the command's tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import Run, runner


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The command in an empty folder."""
    return runner(tmp_path)
