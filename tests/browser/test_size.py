"""5,000 documents with 125,000 facts: how long the page takes, printed; the bounds are generous."""

from __future__ import annotations

import sys
from random import Random

from releases import many

READY, FILTER = 6000, 500  # milliseconds; on an idle two-core machine it takes a third of that


def test_large_report(open_page, report_file, capsys) -> None:
    documents = many(Random(6), 5000, 25)
    path = report_file(documents)
    page = open_page(path).page
    ready = int(page.get_attribute("html", "data-ready"))
    taken = page.evaluate(
        """() => { const box = document.querySelector("#f-q"), times = [];
        for (const query of ["x", "figu12", "nota número 49", ""]) {
          const start = performance.now();
          box.value = query;
          box.dispatchEvent(new Event("input"));
          document.body.offsetHeight;
          times.push(Math.round(performance.now() - start));
        } return times; }"""
    )
    with capsys.disabled():
        size = path.stat().st_size / 1e6
        print(f"\n125,000 facts, {size:.1f} MB: ready in {ready} ms, filters {taken} ms", file=sys.stderr)
    assert ready < READY
    assert max(taken) < FILTER
