"""A parsed page as blocks of text in reading order: paragraphs, headings, list items, table rows.

Blanks are folded as a browser folds them; `<br>` is a line end, two of them end a
paragraph. What a page shows around its text (navigation, forms, footers, what is
hidden) is left out. Cells of a table row are divided by " | ", so that the numbers of
two cells never read as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from notaextract.data.load import words

_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt figcaption figure footer h1 h2 h3 "
    "h4 h5 h6 header hgroup hr html li main ol p pre section summary table tbody tfoot thead tr ul".split()
)
_UNSEEN = frozenset(
    "audio button canvas datalist dialog embed head iframe input map math nav noscript object option "
    "script select style svg template textarea title video".split()
)
_AROUND = frozenset(("navigation", "contentinfo", "search", "complementary", "dialog", "banner", "menu"))
_NEVER_AROUND = frozenset(("html", "body", "main", "article", "h1", "h2", "p"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_CLASS_WORD = re.compile(r"[a-z]{2,40}")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """One paragraph; `linked` counts its characters inside links, `element` is where it begins."""

    text: str
    element: Any
    linked: int

    @property
    def is_link(self) -> bool:
        """Whether it is a link more than it is text."""
        return self.linked * 2 > len(self.text)


class _Builder:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.linked = 0
        self.element: Any = None

    def add(self, text: str, element: Any, linked: bool, as_is: bool) -> None:
        if not as_is:
            text = _BLANKS.sub(" ", text)
        if text.strip():
            if self.element is None:
                self.element = element
            if linked:
                self.linked += len(text)
        self.parts.append(text)

    def end(self) -> None:
        text = "".join(self.parts)
        if text.strip():
            for at, piece in enumerate(re.split(r"\n[ ]*\n\s*", text)):
                lines = (re.sub(r" {2,}", " ", line).strip(" ") for line in piece.strip().split("\n"))
                # Empty cells leave nothing between their bars.
                told = re.sub(r"\|(?: \|)+", "|", "\n".join(lines)).strip(" |\n")
                if told:
                    self.blocks.append(Block(told, self.element, self.linked if at == 0 else 0))
        self.parts, self.linked, self.element = [], 0, None


def blocks(root: Any, whole: bool = False) -> list[Block]:
    """The blocks of an lxml HTML tree; with `whole` only what nobody sees is left out."""
    builder = _Builder()
    size = 1 + sum(map(len, root.itertext()))
    links = cells = pre = 0
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag
        if leaving:
            links -= tag == "a"
            cells -= tag in ("td", "th")
            pre -= tag == "pre"
            if tag in _BLOCKS and not cells:
                builder.end()
            elif tag in _BLOCKS or tag in ("td", "th"):
                builder.parts.append(" ")
            if element.tail:
                builder.add(element.tail, element.getparent(), links > 0, pre > 0)
            continue
        if not isinstance(tag, str) or tag in _UNSEEN or _unseen(element) or (
            not whole and _furniture(element, tag, size)
        ):  # fmt: skip
            if not isinstance(tag, str) or tag not in _BLOCKS:
                if element.tail:
                    builder.add(element.tail, element.getparent(), links > 0, pre > 0)
                continue
            builder.end()
            if element.tail:
                builder.add(element.tail, element.getparent(), links > 0, pre > 0)
            continue
        if tag == "br":
            builder.parts.append("\n")
        elif tag in ("td", "th"):
            if not cells:
                builder.parts.append(" | ")
            cells += 1
        elif tag in _BLOCKS:
            if cells:
                builder.parts.append(" ")
            else:
                builder.end()
        links += tag == "a"
        pre += tag == "pre"
        stack.append((element, True))
        if element.text:
            builder.add(element.text, element, links > 0, pre > 0)
        stack += [(child, False) for child in reversed(element)]
    builder.end()
    return builder.blocks


def _unseen(element: Any) -> bool:
    get = element.get
    return (
        get("hidden") is not None
        or get("aria-hidden") == "true"
        or bool((style := get("style")) and _HIDDEN.search(style))
    )


def _furniture(element: Any, tag: str, size: int) -> bool:
    """Whether an element is what a page shows around its text."""
    if tag in ("footer", "aside"):
        return not any(up.tag == "blockquote" for up in element.iterancestors())
    if tag in _NEVER_AROUND:
        return False
    # Some content managers wrap the whole page in a form.
    around = tag == "form" or (element.get("role") or "").lower() in _AROUND
    if not around:
        named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()[:300]
        around = named != " " and not words("page_furniture").isdisjoint(_CLASS_WORD.findall(named))
    if tag == "header" and not around:
        around = not any(up.tag in ("article", "main", "section") for up in element.iterancestors())
        around = around and element.find(".//h1") is None
    # A wrapper of half the page is no furniture, whatever its class says.
    return around and sum(map(len, element.itertext())) * 2 < size
