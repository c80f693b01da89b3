"""The sentence that a fact stands in, for people to judge it by."""

from __future__ import annotations

from typing import NamedTuple

from notaextract.facts import Document, Fact, Note
from notaextract.output.visible import visible
from notaextract.rules.reading import Reading


class Window(NamedTuple):
    """What stands before a fact, the fact, and what stands behind it, each on one line."""

    before: str
    text: str
    after: str


class Sentences:
    """The sentences of one document, found once."""

    def __init__(self, document: Document, reading: Reading | None = None) -> None:
        self._reading = reading or (Reading(Note(document.text)) if document.text else None)

    def places(self) -> list[tuple[int, int]]:
        """(start, end) of every sentence in order."""
        return [] if self._reading is None else self._reading.sentences

    def around(self, fact: Fact) -> str:
        """The whole sentence as written, or "" where the document's text is not known."""
        if self._reading is None:
            return ""
        start, end = self._reading.sentence_at(fact.start)
        return self._reading.text[min(start, fact.start) : max(end, fact.end)]

    def window(self, fact: Fact, width: int) -> Window:
        """As much of the sentence around a fact as fits into `width` characters."""
        if self._reading is None:
            return Window("", visible(fact.text), "")
        start, end = self._reading.sentence_at(fact.start)
        text = self._reading.text
        before = visible(text[min(start, fact.start) : fact.start] + "|")[:-1]
        after = visible("|" + text[fact.end : max(end, fact.end)])[1:]
        return fit(Window(before, visible(fact.text), after), width)


def fit(window: Window, width: int) -> Window:
    """Cut both sides at blanks so that the whole has at most `width` characters.

    >>> fit(Window("uno dos tres ", "cuatro", " cinco seis"), 18)
    Window(before='… ', text='cuatro', after=' cinco …')
    """
    before, text, after = window
    room = max(0, width - len(text))
    if len(before) + len(after) <= room:
        return window
    # A third of the room at least for each side; what one does not need, the other takes.
    left = max(room - len(after), min(len(before), room // 2))
    if len(before) > left:
        kept = before[len(before) - max(0, left - 2) :] if left > 2 else ""
        before = "… " + (kept.split(" ", 1)[1] if " " in kept[:-1] else "") if kept else "… "[: min(2, left)]
    right = max(0, room - len(before))
    if len(after) > right:
        kept = after[: right - 2] if right > 2 else ""
        after = ((kept.rsplit(" ", 1)[0] if " " in kept[1:] else "") + " …") if right >= 2 else ""
    return Window(before, text, after)
