"""Word documents: paragraphs and tables in order, the letterhead in front.

The body is read from its XML, since python-docx's `Paragraph.text` leaves out what stands
in content controls, tracked insertions and text boxes. Kept: the page head of the first
section (a release's number and issuer often stand there alone). Lost: feet, footnotes,
comments, pictures, deleted text, the numbers that Word gives to lists by itself.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from notaextract.run.inputs.guards import check_archive, check_markup
from notaextract.run.inputs.result import Extracted, Limits, Refused

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted text, field codes, and what hangs on a word without being in the line.
_UNSEEN = frozenset(
    (_FALLBACK, *(_W + name for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr")))
)
_SIGNS = {
    _W + "tab": "\t",
    _W + "br": "\n",
    _W + "cr": "\n",
    _W + "noBreakHyphen": "\u2011",
    _W + "softHyphen": "\u00ad",
}


def read(data: bytes, encoding: str | None, limits: Limits) -> Extracted:
    """The text of a DOCX. Raises Refused before opening what is dangerous."""
    del encoding  # XML says its own
    check_archive(data, limits)
    from docx import Document as open_document

    try:
        check_markup(data, limits)
        document = open_document(io.BytesIO(data))
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, NotImplementedError) as problem:
        told = " ".join(str(problem).split())[:100]
        raise Refused("error", f"is a damaged Word document ({told})") from None
    parts = [*_letterhead(document), *_parts(document.element.body)]
    text = "\n\n".join(part for part in parts if part)
    missing = []
    if any(relation.reltype.endswith("/footnotes") for relation in document.part.rels.values()):
        notes = len(document.element.body.findall(f".//{_W}footnoteReference"))
        missing += [f"{notes} footnotes are not read"] if notes else []
    if not text:
        raise Refused("skipped", "has no text in it, only pictures or nothing at all")
    properties = document.core_properties
    title = " ".join((properties.title or "").split())
    del properties  # its dates tell when the file was made, not when the release was issued
    return Extracted(text, title if _is_title(title, text) else None, missing=tuple(missing))


def _is_title(title: str, text: str) -> bool:
    """Whether the property is the release's title: templates and programs leave their own there."""
    return bool(title) and title.casefold() in " ".join(text.split()).casefold()


def _letterhead(document: Any) -> Iterator[str]:
    section = document.sections[0] if document.sections else None
    if section is None:
        return
    own = section.different_first_page_header_footer
    head = section.first_page_header if own else section.header
    if not head.is_linked_to_previous:
        yield from _parts(head._element)


def _parts(holder: Any) -> Iterator[str]:
    """The paragraphs and table rows in a body, cell, head or text box, in order."""
    for child in holder:
        if child.tag == _W + "p":
            yield from _paragraph(child)
        elif child.tag == _W + "tbl":
            yield from _table(child)
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml", _W + "smartTag"):
            yield from _parts(child)


def _table(table: Any) -> Iterator[str]:
    rows = []
    for row in table.iter(_W + "tr"):
        if next(row.iterancestors(_W + "tbl")) is not table:
            continue  # of a table inside a cell: its text stands in that cell
        cells = (cell for cell in row.iter(_W + "tc") if next(cell.iterancestors(_W + "tr")) is row)
        # One blank line is a paragraph's end; a cell must stay on its row's line.
        told = (" ".join(" ".join(part.split("\n")) for part in _parts(cell)).strip() for cell in cells)
        line = " | ".join(cell for cell in told if cell)
        if line:
            rows.append(line)
    if rows:
        yield "\n".join(rows)


def _paragraph(paragraph: Any) -> Iterator[str]:
    """The paragraph's line, and behind it what its text boxes hold."""
    pieces: list[str] = []
    boxes: list[Any] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in _UNSEEN:
            continue
        if element.tag == _W + "txbxContent":
            boxes.append(element)
        elif element.tag == _W + "t":
            pieces.append(element.text or "")
        elif element.tag in _SIGNS:
            if element.tag != _W + "br" or element.get(_W + "type") not in ("page", "column"):
                pieces.append(_SIGNS[element.tag])
        elif isinstance(element.tag, str):
            stack += reversed(element)
    yield "".join(pieces).strip()
    for box in boxes:
        yield from _parts(box)
