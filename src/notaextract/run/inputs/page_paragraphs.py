"""Printed lines joined to paragraphs: line breaks become blanks, hyphens at line ends go.

Reads: "Se beneficiaron 13 / 200 personas" -> "Se beneficiaron 13 200 personas";
"los minis- / tros" -> "los ministros"; "Perú- / África", "2024- / 2030" keep their hyphen.
"""

from __future__ import annotations

import re
from itertools import pairwise

from notaextract.run.inputs.page_layout import Segment

_BULLET = re.compile(r"(?:[•·▪●◦■–—*>✓→\-\uf0b7]\s|\d{1,2}[.)]\s|[a-hA-H][).]\s|[ivxIVX]{1,4}[.)]\s)")
_ENDS = tuple('.:;!?…»”")')
_HYPHENS = ("-", "\u00ad", "\u2010", "\x02")


def paragraphs(pages: list[list[Segment]]) -> str:
    """The text of all pages, paragraphs divided by blank lines."""
    joined: list[str] = []
    before: Segment | None = None
    whole = "\n".join(line.text for page in pages for line in page).casefold()
    for lines in pages:
        measure = _Measure(lines)
        for at, line in enumerate(lines):
            if before is None:
                joined.append(line.text)
            elif measure.continues(before, line, same_page=at > 0):
                joined[-1] = _join(joined[-1], line.text, whole)
            else:
                joined.append(line.text)
            before = line
    return "\n\n".join(text.replace("\x02", "-").strip() for text in joined)


class _Measure:
    """What is usual on one page: leading, and the width of its columns."""

    def __init__(self, lines: list[Segment]) -> None:
        steps = sorted(
            above.top - line.top
            for above, line in pairwise(lines)
            if above.column == line.column and 0 < above.top - line.top < 3 * line.height
        )
        self.leading = steps[len(steps) // 4] if len(steps) > 2 else 0.0
        # Of most letters, not of most lines: a short release may have more headings than body.
        sizes = sorted((line.height, len(line.text)) for line in lines)
        half = sum(count for _, count in sizes) / 2
        self.size = next((size for size, count in sizes if (half := half - count) <= 0), 0.0)
        # A heading or a table may be wider than the text under it: margins are of one size of letters.
        self._edges: dict[tuple[int, int], tuple[float, float]] = {}
        for line in lines:
            if " | " not in line.text:
                left, right = self.edges(line)
                self._edges[_kind(line)] = min(left, line.left), max(right, line.right)

    def edges(self, line: Segment) -> tuple[float, float]:
        """The left and right margin of lines like this one."""
        return self._edges.get(_kind(line), (line.left, line.right))

    def continues(self, above: Segment, line: Segment, *, same_page: bool) -> bool:
        """Whether a line goes on with the paragraph of the one before it."""
        if _BULLET.match(line.text) or abs(above.height - line.height) > 0.15 * line.height:
            return False
        if " | " in above.text or " | " in line.text:
            return False
        if not same_page or above.column != line.column or line.top >= above.top:
            return self._runs_over(above, line)
        step = above.top - line.top
        heading = line.height > 1.12 * self.size
        if step > 1.3 * (1.2 * line.height if heading else self.leading or 1.2 * line.height):
            return False
        if heading and not above.text.endswith(_ENDS):
            return True  # a heading breaks where it looks well
        left, right = self.edges(line)
        if above.text.endswith(_ENDS) and line.left > max(above.left, left + line.height * 0.8):
            return False  # an indent
        word = line.text.split(" ", 1)[0]
        letter = (line.right - line.left) / max(1, len(line.text))
        # Indented lines have their room on the right alone, centred lines on both sides.
        free = min(right - above.right, (right - left) - (above.right - above.left))
        if free - letter * (len(word) + 1) < letter:
            return True
        # The next word would have fitted: a line that somebody ended, unless it plainly goes on.
        if above.text.endswith(_ENDS):
            return False
        full = above.right - above.left > 0.6 * (right - left)
        return full and (line.text[0].islower() or above.text.endswith(",") or free < 0.15 * (right - left))

    def _runs_over(self, above: Segment, line: Segment) -> bool:
        """Whether a paragraph goes on in the next column or on the next page."""
        if above.text.endswith(_HYPHENS) and above.text[-2:-1].isalpha():
            return True
        if above.text.endswith(_ENDS):
            return False
        first = line.text[0]
        if first.islower() or first.isdigit():
            return True
        left, right = self.edges(line)
        return above.right - above.left > 0.8 * (right - left) and line.right - line.left > 0.6 * (
            right - left
        )


def _kind(line: Segment) -> tuple[int, int]:
    """Lines of one column in letters of one size."""
    return line.column, round(line.height / 2)


def _join(text: str, line: str, whole: str) -> str:
    """The paragraph so far with one more line."""
    if not text.endswith(_HYPHENS):
        # A code goes on (OCI/RREE, 12/2026), a currency sign does not (S/ 13 200).
        code = text.endswith("/") and (line[0].isalpha() or text[-2:-1].isdigit())
        return text + line if code else f"{text} {line}"
    stem, sign = text[:-1], text[-1]
    if not stem or not stem[-1].isalnum():
        return f"{text} {line}"  # a dash between blanks
    if not (stem[-1].isalpha() and line[0].islower()):
        return f"{stem}-{line}"
    head = re.split(r"\W", stem)[-1]
    tail = re.split(r"[^\w-]", line, maxsplit=1)[0]
    if sign != "\u00ad" and f"{head}-{tail}".casefold() in whole:
        return f"{stem}-{line}"  # a compound that stands elsewhere with its hyphen
    return stem + line
