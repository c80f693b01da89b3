"""A folder of generated releases, and the archive of an uninterrupted run over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generate_releases import write


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with 300 releases under `in`."""
    folder = tmp_path_factory.mktemp("many")
    write(folder / "in", 300)
    return folder


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """A folder with 12 releases under `in`."""
    write(tmp_path / "in", 12)
    return tmp_path
