"""PDF documents: text in reading order, lines joined to paragraphs, page furniture left out.

PDFium gives the characters and where they stand on the page; `page_layout` orders them,
`page_paragraphs` joins them. Pictures of text are not read: that takes OCR.
"""

from __future__ import annotations

import re
from typing import Any

from notaextract.run.inputs.page_layout import Segment, in_reading_order, without_furniture
from notaextract.run.inputs.page_paragraphs import paragraphs
from notaextract.run.inputs.result import Extracted, Limits, Refused

_WIDE = 1.3  # font heights: a gap that parts two columns or cells, not two words
_BROKEN_PAGES = 20  # in a row: the page tree is made up
_PICTURE = 3  # FPDF_PAGEOBJ_IMAGE
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "ft"}
)  # fmt: skip
_CONTROLS = re.compile(r"[\x00\x01\x03-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_GAP = re.compile(r" +")
# PDFium marks a hyphen at a line end (U+0002 or U+FFFE) and goes on with the next line.
_LINE = re.compile(r"[^\r\n\x02\ufffe]+[\x02\ufffe]?")


def read(data: bytes, encoding: str | None, limits: Limits) -> Extracted:
    """The text of a PDF. Raises Refused."""
    del encoding
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        told = str(problem).lower()
        if "password" in told:
            raise Refused("error", "is locked with a password") from None
        raise Refused("error", "is a damaged PDF") from None
    try:
        return _read(document, limits)
    finally:
        document.close()


def _read(document: Any, limits: Limits) -> Extracted:
    count = len(document)
    missing: list[str] = []
    if count > limits.pdf_pages:
        missing.append(f"pages after {limits.pdf_pages} (of {count}) are not read")
    pages: list[list[Segment]] = []
    heights: list[float] = []
    pictures: list[int] = []
    left_out: dict[str, list[int]] = {}
    broken = 0
    for number in range(1, min(count, limits.pdf_pages) + 1):
        try:
            segments, height, problem = _page(document, number - 1, limits)
            broken = 0
        except (RuntimeError, ValueError) as _:  # PdfiumError is a RuntimeError
            segments, height, problem = [], 0.0, "not readable"
            broken += 1
            if broken >= _BROKEN_PAGES:
                missing.append(f"pages from {number - broken + 1} (of {count}) cannot be read")
                break
        if problem == "picture":
            pictures.append(number)
        elif problem:
            left_out.setdefault(problem, []).append(number)
        pages.append(segments)
        heights.append(height)
    for why, numbers in left_out.items():
        if not (broken >= _BROKEN_PAGES and why == "not readable"):
            missing.append(f"{_listed(numbers)} {why}")
    if not any(pages):
        if pictures:
            raise Refused(
                "skipped", f"has no text, only pictures of pages ({len(pictures)}): it needs OCR first"
            )
        raise Refused("error" if missing else "skipped", "; ".join(missing) or "has no text in it")
    if pictures:
        missing.append(f"{_listed(pictures)} only a picture, without text")
    lines = [in_reading_order(page) for page in pages]
    text = paragraphs(without_furniture(lines, heights))
    if not text.strip():
        raise Refused("skipped", "has no text in it")
    strange = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)
    if strange * 5 > len(text):
        raise Refused("error", "has text in fonts that do not say which letters they show: it needs OCR")
    return Extracted(text, _stated_title(document, text), missing=tuple(missing), how=f"{count} pages")


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:8])) + (" …" if len(numbers) > 8 else "")
    return f"page {shown} is" if len(numbers) == 1 else f"pages {shown} are"


def _page(document: Any, index: int, limits: Limits) -> tuple[list[Segment], float, str]:
    """(segments, page height, what is wrong with the page)."""
    from pypdfium2 import raw

    page = document[index]
    try:
        objects = raw.FPDFPage_CountObjects(page)
        if objects > limits.pdf_objects:
            return [], 0.0, f"left out ({limits.pdf_objects} objects are the most that is read of one)"
        height: float = page.get_height()
        textpage = page.get_textpage()
        try:
            segments = _segments(textpage, turned=page.get_rotation() in (90, 270), height=height)
        finally:
            textpage.close()
        if segments:
            return segments, height, ""
        seen = (raw.FPDFPage_GetObject(page, at) for at in range(objects))
        has_picture = any(raw.FPDFPageObj_GetType(thing) == _PICTURE for thing in seen)
        return [], height, "picture" if has_picture else ""
    finally:
        page.close()


def _segments(textpage: Any, *, turned: bool, height: float) -> list[Segment]:
    """PDFium's lines, parted where a wide gap shows that they run over columns or cells."""
    from pypdfium2 import raw

    count = textpage.count_chars()
    if count <= 0:
        return []
    text: str = textpage.get_text_range()
    same = len(text) == count

    def box(at: int) -> tuple[float, float, float, float]:
        """(left, bottom, right, top) of the character at an offset of the text."""
        index = at
        if not same:
            units = len(text[:at].encode("utf-16-le", "surrogatepass")) // 2
            index = raw.FPDFText_GetCharIndexFromTextIndex(textpage, units)
        found: tuple[float, float, float, float] = textpage.get_charbox(max(0, index), loose=True)
        return found

    segments: list[Segment] = []
    for found in _LINE.finditer(text):
        start, line = found.start(), found[0]
        if not line.strip():
            continue
        if turned:
            # Boxes are of the sheet before it is turned: PDFium's own order stands, one line under the other.
            row = height - 12.0 * len(segments)
            segments.append(Segment(_clean(line), 0.0, 400.0, row, row + 10.0))
            continue
        pieces = _pieces(line, start, box)
        for low, high in pieces:
            told = _clean(text[low:high])
            if not told:
                continue
            # A bullet or a raised letter has another height than its line: the middle of three tells.
            high -= text[high - 1] in "\x02\ufffe" and high - low > 1  # a mark has no box
            first, last = box(low), box(high - 1)
            typical = sorted((first, box((low + high) // 2), last), key=lambda b: b[3] - b[1])[1]
            if typical[3] > typical[1]:
                left, right = min(first[0], last[0]), max(first[2], last[2])
                segments.append(Segment(told, left, right, typical[1], typical[3]))
    return segments


def _pieces(line: str, start: int, box: Any) -> list[tuple[int, int]]:
    """(start, end) of the parts of a line between wide gaps, without outer blanks."""
    begin = start + len(line) - len(line.lstrip())
    end = start + len(line.rstrip())
    pieces = []
    for gap in _GAP.finditer(line):
        low, high = start + gap.start(), start + gap.end()
        if low <= begin or high >= end:
            continue
        before, after = box(low - 1), box(high)
        if after[0] - before[2] > _WIDE * (before[3] - before[1]):
            pieces.append((begin, low))
            begin = high
    return [*pieces, (begin, end)]


def _clean(text: str) -> str:
    return _CONTROLS.sub("", text.replace("\ufffe", "\x02")).translate(_LIGATURES).strip()


def _stated_title(document: Any, text: str) -> str | None:
    """The title in the document's properties, where it stands in the text: programs put file names there."""
    title = " ".join((document.get_metadata_value("Title") or "").split())
    return title if title and title.casefold() in " ".join(text.split()).casefold() else None
