"""The small tables: columns, order, no row twice, no empty key, folded words where rules look them up."""

from __future__ import annotations

from itertools import pairwise

import pytest

from notaextract.data.load import HERE, TABLES, _files, read
from notaextract.rules.reading import fold

FOLDED = {"event_nouns", "honorifics", "norm_types", "offices", "organization_nouns"}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_table(name):
    keys = TABLES[name][1]
    files = _files(HERE, name)
    assert files, f"no file for the table {name}"
    for path in files:
        rows = list(read(path, name))
        found = [row.cells[:keys] for row in rows]
        assert [row.where for row in rows if not all(row.cells[:keys][:1])] == [], "an empty key"
        assert len(set(found)) == len(found), f"{path.name}: a row twice"
        if name in FOLDED | {"word_lists"}:
            column = 1 if name == "word_lists" else 0
            words = [row.cells[column] for row in rows]
            assert [w for w in words if w != fold(w)] == [], f"{path.name}: words stand folded"
            ordered = [row.cells[:keys] for row in rows]
            assert [b for a, b in pairwise(ordered) if a >= b] == [], (
                f"{path.name}: not sorted, or a row twice"
            )
