"""Text from documents made safe to show: one line, nothing that a terminal obeys.

Shows: ESC as "␛", the C1 control U+009B as "\\x9b", a right-to-left override as "\\u202e".
Folds: every run of blanks and line ends to one blank.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache


@cache
def _odd() -> re.Pattern[str]:
    return re.compile(
        "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
        "\ud800-\udfff\U000e0000-\U000e007f]"
    )


def visible(text: str) -> str:
    """Text on one line, control and format characters shown as signs.

    >>> visible("a\\x1b[31m\\nb")
    'a␛[31m b'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _odd().sub(_sign, " ".join(text.split()))


def _sign(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def cells(text: str) -> int:
    """Columns that a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def fitted(text: str, width: int) -> str:
    """A text filled up with blanks to a number of columns."""
    return text + " " * (width - cells(text))
