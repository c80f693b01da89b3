"""Pieces of text on a page, in the order in which people read them; running heads and feet.

A page is cut at white gutters into columns, where both sides hold prose; short cells side
by side are a table and are read row by row, divided by " | ".
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from statistics import median

from notaextract.data.load import words
from notaextract.rules.reading import fold

_COLUMN_LINES = 4  # lines that make a column
_COLUMN_WIDTH = 18  # characters a line on average: shorter ones are cells
_CELL = 2.0  # line heights between two cells of a row
_BAND = 0.14  # of the page's height: where heads and feet stand
_EDGE = 3  # lines at the top or bottom of a page that may be running ones


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one printed line: text and box, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    column: int = 0

    @property
    def height(self) -> float:
        return self.top - self.bottom


def in_reading_order(segments: list[Segment]) -> list[Segment]:
    """The lines of a page, each one segment, numbered by the column they stand in."""
    lines: list[Segment] = []
    for number, group in enumerate(_columns(segments, 0)):
        lines += [replace(line, column=number) for line in _rows(group)]
    return lines


def _columns(segments: list[Segment], depth: int) -> list[list[Segment]]:
    """Groups to read one after the other."""
    if len(segments) < 2 * _COLUMN_LINES or depth > 12:
        return [segments]
    gutter = _gutter(segments)
    stripes = _stripes(segments)
    if gutter is not None:
        # Cells above or below the columns may happen to leave the same gutter free.
        for level in stripes[:30]:
            above, below = _cut(segments, level)
            if _cells_beside(above, gutter) or _cells_beside(below, gutter):
                return _columns(above, depth + 1) + _columns(below, depth + 1)
        left = [s for s in segments if s.right <= gutter]
        right = [s for s in segments if s.right > gutter]
        return _columns(left, depth + 1) + _columns(right, depth + 1)
    # What runs over both columns hides the gutter: cut it off at one or two of the widest white stripes.
    for level in stripes[:8]:
        above, below = _cut(segments, level)
        if _gutter(above) is not None or _gutter(below) is not None:
            return _columns(above, depth + 1) + _columns(below, depth + 1)
    for high, low in combinations(sorted(stripes[:6], reverse=True), 2):
        above, rest = _cut(segments, high)
        between, below = _cut(rest, low)
        if _gutter(between) is not None:
            return [above, *_columns(between, depth + 1), *_columns(below, depth + 1)]
    return [segments]


def _cut(segments: list[Segment], level: float) -> tuple[list[Segment], list[Segment]]:
    """What stands above and below a level."""
    return [s for s in segments if s.bottom >= level], [s for s in segments if s.bottom < level]


def _cells_beside(segments: list[Segment], gutter: float) -> bool:
    """Whether both sides hold short pieces only."""
    sides = [s for s in segments if s.right <= gutter], [s for s in segments if s.right > gutter]
    return all(side and sum(len(s.text) for s in side) < _COLUMN_WIDTH * len(side) for side in sides)


def _gutter(segments: list[Segment]) -> float | None:
    """The middle of a white stripe from top to bottom with prose on both sides."""
    if len(segments) < 2 * _COLUMN_LINES:
        return None
    least = median(s.height for s in segments)
    reach = float("-inf")
    best: tuple[float, float] | None = None
    for segment in sorted(segments, key=lambda s: s.left):
        gap = segment.left - reach
        if reach > float("-inf") and gap > least * 0.8:
            middle = reach + gap / 2
            if (best is None or gap > best[0]) and _prose_beside(segments, middle):
                best = gap, middle
        reach = max(reach, segment.right)
    return best[1] if best else None


def _prose_beside(segments: list[Segment], middle: float) -> bool:
    sides = [s for s in segments if s.right <= middle], [s for s in segments if s.right > middle]
    for side in sides:
        if len(side) < _COLUMN_LINES or sum(len(s.text) for s in side) < _COLUMN_WIDTH * len(side):
            return False
    (low, high), (other_low, other_high) = ((min(s.bottom for s in g), max(s.top for s in g)) for g in sides)
    shared = min(high, other_high) - max(low, other_low)
    return shared > 0.5 * min(high - low, other_high - other_low)


def _stripes(segments: list[Segment]) -> list[float]:
    """Levels of the white stripes from left to right, the widest first."""
    reach = float("inf")
    found: list[tuple[float, float]] = []
    for segment in sorted(segments, key=lambda s: -s.top):
        if reach < float("inf") and reach > segment.top:
            found.append((reach - segment.top, (reach + segment.top) / 2))
        reach = min(reach, segment.bottom)
    return [level for _, level in sorted(found, reverse=True)]


def _rows(segments: list[Segment]) -> list[Segment]:
    """Segments side by side joined to lines, from top to bottom."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: -(s.top + s.bottom)):
        last = rows[-1][0] if rows else None
        if last is not None:
            shared = min(last.top, segment.top) - max(last.bottom, segment.bottom)
            if shared > 0.5 * min(last.height, segment.height):
                rows[-1].append(segment)
                continue
        rows.append([segment])
    return [_line(sorted(row, key=lambda s: s.left)) for row in rows]


def _line(row: list[Segment]) -> Segment:
    if len(row) == 1:
        return row[0]
    largest = max(row, key=lambda s: s.height)
    text = row[0].text
    for before, after in pairwise(row):
        gap = after.left - before.right
        text += (
            " | " if gap > _CELL * largest.height else " " if gap > 0.1 * largest.height else ""
        ) + after.text
    return Segment(text, row[0].left, max(s.right for s in row), largest.bottom, largest.top)


def without_furniture(pages: list[list[Segment]], heights: list[float]) -> list[list[Segment]]:
    """The pages without page numbers and without the lines that run over the pages.

    What stands at the top of the first page stays: it is the letterhead.
    """
    seen: Counter[str] = Counter()
    edges: list[dict[int, str]] = []
    for lines, height in zip(pages, heights, strict=True):
        keys = {at: _running_key(lines[at]) for at in _edge_lines(lines, height)}
        edges.append(keys)
        seen.update(set(keys.values()))
    enough = max(2, (sum(map(bool, pages)) + 1) // 2)
    kept = []
    for number, (lines, height, keys) in enumerate(zip(pages, heights, edges, strict=True)):
        page = []
        for at, line in enumerate(lines):
            low = line.bottom < height / 2
            # A bare number runs already where three pages have one at that level.
            least = enough if at in keys and keys[at].lstrip("#")[:1] != "@" else min(enough, 3)
            if at in keys and (low or number) and seen[keys[at]] >= least:
                continue
            if at in keys and _is_page_number(line.text, number + 1, low):
                continue
            page.append(line)
        kept.append(page)
    return kept


def _edge_lines(lines: list[Segment], height: float) -> list[int]:
    """Places of the lines that stand where heads and feet stand."""
    order = sorted(range(len(lines)), key=lambda at: -lines[at].top)
    top = [at for at in order[:_EDGE] if lines[at].bottom > height * (1 - _BAND)]
    foot = [at for at in order[-_EDGE:] if lines[at].top < height * _BAND]
    return [*top, *foot]


def _running_key(line: Segment) -> str:
    """What a running line shares from page to page: its words, without digits, and its level."""
    words_only = "".join("#" if c.isdigit() else c for c in fold(line.text))
    while "##" in words_only:
        words_only = words_only.replace("##", "#")
    return f"{words_only}@{round(line.bottom / 4)}"


def _is_page_number(text: str, number: int, low: bool) -> bool:
    tokens = "".join(c if c.isalnum() else " " for c in fold(text)).split()
    numbers = [int(token) for token in tokens if token.isdecimal() and len(token) < 5]
    named = [token for token in tokens if not token.isdecimal()]
    if not numbers or len(tokens) > 4 or not words("page_number").issuperset(named):
        return False
    # A bare number at the top may be anything but the page it stands on.
    return bool(named) or len(numbers) == 2 or low or numbers[0] == number
