"""How a table is read: quoted cells, cells over several lines, mistakes with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from notaextract.data.load import read
from notaextract.errors import DataError

HEAD = "phrase,hides,why\n"


def table(folder: Path, text: str) -> Path:
    path = folder / "homonyms.csv"
    path.write_text(text, "utf-8", newline="")
    return path


@pytest.mark.parametrize(
    "text, rows",
    [
        (HEAD + "a,b,c\nd,e,f\n", [(("a", "b", "c"), 2), (("d", "e", "f"), 3)]),
        (HEAD + "a,b,c", [(("a", "b", "c"), 2)]),
        (HEAD.replace("\n", "\r\n") + "a,b,c\r\n", [(("a", "b", "c"), 2)]),
        (HEAD + '"a, b",c,d\ne,f,g\n', [(("a, b", "c", "d"), 2), (("e", "f", "g"), 3)]),
        (HEAD + 'a,"say ""b""",c\n', [(("a", 'say "b"', "c"), 2)]),
        (HEAD + '"a\nb",c,d\ne,f,g\n', [(("a\nb", "c", "d"), 3), (("e", "f", "g"), 4)]),
        (HEAD, []),
    ],
)
def test_rows(tmp_path: Path, text: str, rows: list[tuple[tuple[str, ...], int]]) -> None:
    assert [(row.cells, row.line) for row in read(table(tmp_path, text), "homonyms")] == rows


@pytest.mark.parametrize(
    "text, told",
    [
        ("", ":1: columns must be phrase,hides,why"),
        ("phrase,why\na,b\n", ":1: columns must be phrase,hides,why"),
        (HEAD + "a,b,c\nd,e\n", ":3: 2 cells, must be 3"),
        (HEAD + "a,b,c\n\nd,e,f\n", ":3: 0 cells, must be 3"),
        (HEAD + '"a\nb",c,d\ne,f,g,h\n', ":4: 4 cells, must be 3"),
    ],
)
def test_mistakes(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(DataError) as problem:
        list(read(table(tmp_path, text), "homonyms"))
    assert str(problem.value).endswith(told)


def test_what_is_no_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "homonyms.csv"
    path.write_bytes(HEAD.encode() + b"Per\xfa,b,c\n")
    with pytest.raises(DataError, match="cannot be read"):
        list(read(path, "homonyms"))
