"""The reading view: the text as a Spanish reader sees it, character for character.

The view has exactly the length of the text, so every offset in it is an offset
in the text. In it

* a soft line break (hard-wrapped paragraph), tab, carriage return, no-break, thin
  or narrow blank is " ", and "\\n" stands only where a line really ends;
* typographic quotes, and the C1 controls U+0091-U+0097 that mis-decoded cp1252
  leaves behind, are '"' and "'" (or a bullet or dash); minus and no-break hyphen are "-";
* URLs, e-mail addresses, hashtags and file names, which hold no facts, are U+FFFC.

Reads: "más de 13\\n200 personas" -> "más de 13 200 personas"; "\\x93Hola\\x94" -> '"Hola"'.
Leaves: "COMUNICADO\\n\\nLima" (a blank line ends a line), "• uno\\n• dos" (bullets do, too).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

BLANKS = (
    "\t\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_FOLD = {
    **{ord(c): " " for c in BLANKS},
    **{ord(c): "\n" for c in "\x0b\x0c\u2028\u2029"},
    **{ord(c): "'" for c in "‘’‚‛‹›´`′\x91\x92"},
    **{ord(c): '"' for c in "“”„‟«»″\x93\x94"},
    **{ord(c): "-" for c in "‐‑−\u00ad"},
    0x85: "…",
    0x95: "•",
    0x96: "–",
    0x97: "—",
    0x2015: "—",
    0x2044: "/",
}
del _FOLD[0x00AD]  # a soft hyphen stands inside a word, invisible: it stays

MASK = "\ufffc"
_EXTENSIONS = "pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|mp[34]|zip|html?|php|aspx?|txt|csv"
_DOMAINS = (
    "com|org|net|gob|gov|edu|int|info|mil|es|mx|pe|ar|cl|co|uy|py|bo|ec|ve|cu|cr|pa|gt|hn|sv|ni|do|pr|"
    "eu|us|tv"
)


@cache
def _folded() -> re.Pattern[str]:
    """The characters that read otherwise than they stand: few, so that finding them beats translating all."""
    return re.compile("[" + "".join(re.escape(chr(code)) for code in _FOLD) + "]")


@cache
def _fact_free() -> re.Pattern[str]:
    return re.compile(
        rf"""
          https?://[^\s<>"]+
        | \bwww\.[^\s<>"]+
        | [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,6}}      # e-mail, or a handle in a mail
        | (?<!\w)@\w{{1,64}}                                           # @handle
        | (?<![\w&/])\#[^\W\d]\w{{0,99}}                               # hashtag
        | \b[A-Za-z]:\\[^\]\n<>"|]{{1,200}}                            # C:\folder\file
        | \b[\w-]{{1,80}}\.(?:{_EXTENSIONS})\b(?!\.?\w)
        | \b(?:[a-z0-9-]{{1,63}}\.){{1,4}}(?:{_DOMAINS})\b(?:/[^\s<>"]*)?
        """,
        re.VERBOSE,
    )


@cache
def _fact_free_hint() -> re.Pattern[str]:
    """A cheap look whether the slow pattern is worth running near here."""
    return re.compile(rf"@\w|#[^\W\d]|:\\|://|\.(?:{_EXTENSIONS}|{_DOMAINS})\b")


def mask_fact_free(view: str) -> str:
    """Cover URLs, e-mail addresses, hashtags and file names; the length stays."""
    pieces: list[str] = []
    done = 0
    pattern = _fact_free()
    for hint in _fact_free_hint().finditer(view):
        if hint.start() < done:
            continue
        start = hint.start()
        low = max(done, start - 64)
        while start > low and not view[start - 1].isspace() and view[start - 1] not in '<>"(':
            start -= 1
        stop = len(view)
        found = pattern.search(view, start, min(stop, hint.end() + 300))
        if found is None or found.start() > hint.end():
            continue
        end = found.end()
        while end > found.start() + 1 and view[end - 1] in ".,;:!?)]'":
            end -= 1
        pieces += (view[done : found.start()], MASK * (end - found.start()))
        done = end
    pieces.append(view[done:])
    return "".join(pieces)


_BULLET = re.compile(
    r"[ ]*(?:[•·▪●◦■–—*>✓→\-+|][ ]?(?!\d+ ?%)|\d{1,2}[.)]-? |[a-hA-H][).] |[ivxIVX]{1,4}[.)] )"
)
_WIDEST = 100  # columns: a longer line is a paragraph of its own, not a wrapped one
_NARROWEST = 45


def _wrap_width(lines: list[str]) -> int:
    """The column at which this text was wrapped, or 0 where it was not.

    Wrapped text shows several neighbouring lines that end near one column and of
    which the next word would not have fitted any more.
    """
    lengths = [len(line) for line in lines]
    inner = [n for n, after in pairwise(lengths) if n and after]
    near = sorted(n for n in inner if _NARROWEST <= n <= _WIDEST)
    if len(near) < 2 or any(n > 2 * _WIDEST for n in lengths):
        return 0
    width = near[-1] if len(near) < 20 else near[int(len(near) * 0.98)]
    full = [n for n in inner if width - 14 <= n <= width + 12]
    if sum(n for n in lengths if n > width + 12) > sum(full):
        return 0  # whole paragraphs on one line each, below a head whose lines are alike by chance
    if len(full) < 2:
        return 0
    return width if len(full) >= 0.4 * len(inner) or _runs_on(lines, width, len(full)) else 0


def _runs_on(lines: list[str], width: int, full: int) -> bool:
    """Whether most of the full lines break off inside a sentence, whatever short lines (an address, a list
    of copies) stand around them: a letter's paragraphs are wrapped, too."""
    inside = 0
    for before, after in pairwise(lines):
        if after and width - 14 <= len(before) <= width + 12 and before[-1] not in ".:;!?":
            last = before.rsplit(" ", 1)[-1].lower()
            inside += after.lstrip()[0].islower() or last in _LEADING or before[-1] == ","
    return inside >= 4 and inside > 0.5 * full


def join_wrapped_lines(view: str) -> str:
    """Turn the line breaks inside hard-wrapped paragraphs into blanks.

    A break stays where a blank line, a bullet, or a line that is plainly short for
    the paragraph stands: the first word of the next line would have fitted.
    """
    lines = view.split("\n")
    if len(lines) < 2:
        return view
    stripped = [line.rstrip() for line in lines]
    width = _wrap_width(stripped)
    if not width:
        return view
    pieces = [lines[0]]
    for before, after, raw in zip(stripped, stripped[1:], lines[1:], strict=False):
        pieces.append(" " if _continues(before, after, width) else "\n")
        pieces.append(raw)
    return "".join(pieces)


# Behind one of these the phrase goes on: no line really ends with it.
_LEADING = frozenset(
    "de del la las el los y e o u a al en con por para sin sobre ante que un una su sus n.º nº mil".split()
)


_EDITION = re.compile(r"(?: |\A)(?:el|la|del|al) [IVXLC]{1,7}\Z")  # "… con el II | Congreso de …"
_DATELINE = re.compile(
    r"[A-ZÁÉÍÓÚÑ][\w. ]{2,28}(?:, [A-ZÁÉÍÓÚÑ][\w. ]{2,28})?, (?:a )?"
    r"(?:\d{1,2}(?:\.?º)? de |lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)"
)  # "San José, martes 9 de …" opens a paragraph


def _continues(before: str, after: str, width: int) -> bool:
    if not before or not after.strip() or _BULLET.match(after) or len(before) > width + 12:
        return False
    head = after.lstrip()
    if _DATELINE.match(head):
        return False
    word = head.split(" ", 1)[0]
    room = width - len(before) - 1 - len(word)
    if room < 2 or before.rsplit(" ", 1)[-1].lower() in _LEADING or _EDITION.search(before):
        return True
    # It would have fitted. A ragged right margin still runs on in lower case or with a sign.
    return (head[0].islower() or head[0] == "%") and before[-1] not in ".:;!?"


def reading_view(text: str) -> str:
    """The view of a decoded text; `len(reading_view(text)) == len(text)`.

    >>> reading_view("S/\\u00a03,5 millones")
    'S/ 3,5 millones'
    """
    return mask_fact_free(unwrapped(text))


def unwrapped(text: str) -> str:
    """The view without its masks: typography plain, wrapped lines joined, of the text's length."""
    return join_wrapped_lines(_folded().sub(lambda match: _FOLD[ord(match.group())], text))
