"""What reading an input gives, within which limits, and the one state it ends in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from notaextract.facts import Note, State

Format = Literal["text", "markdown", "html", "pdf", "docx", "eml"]
FORMATS: tuple[str, ...] = Format.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one input may cost. Sizes are bytes, depths levels.

    `seconds` and `memory` hold for the process that reads anything but plain text;
    the others are looked at before a parser sees the input.
    """

    bytes: int = 20_000_000
    seconds: float = 60.0
    memory: int = 1_000_000_000
    text: int = 20_000_000  # characters that come out
    zip_entries: int = 2_000
    zip_unpacked: int = 200_000_000
    zip_ratio: int = 200  # unpacked to packed, of an entry above a megabyte
    mime_containers: int = 50  # multipart and message parts, at whatever depth
    header_field: int = 32_000
    header_block: int = 256_000
    html_depth: int = 256
    pdf_pages: int = 2_000
    pdf_objects: int = 50_000  # page objects of one page


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a format's reader makes of the bytes. `missing` says what could not be kept."""

    text: str
    title: str | None = None
    date: str | None = None
    site: str | None = None
    attachments: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    how: str = ""


class Refused(Exception):
    """An input that gives no text: the state it ends in, and why ("is …", "has …")."""

    def __init__(self, state: State, why: str) -> None:
        super().__init__(why)
        self.state: State = state
        self.why = why


@dataclass(frozen=True, slots=True)
class Input:
    """One input after reading.

    `text` is what offsets count in, empty unless `state` is "ok" or "partial".
    `problem` says what is missing or what went wrong, to stand behind the input's name
    ("has no text, only pictures"). `title`, `date` (ISO) and `site` come from the file's
    own metadata; `attachments` are names. `how` tells how the bytes were read.
    """

    text: str
    state: State
    problem: str | None
    format: str
    source_sha256: str | None  # None of what was too large to look at
    text_sha256: str | None
    title: str | None = None
    date: str | None = None
    site: str | None = None
    attachments: tuple[str, ...] = ()
    how: str = ""

    @property
    def readable(self) -> bool:
        """Whether there is a text to extract from."""
        return self.state in ("ok", "partial")

    def note(self, source: str, date: str | None = None, country: str | None = None) -> Note:
        """The note of this input; `date` and `country` are what the caller knows better."""
        return Note(
            self.text,
            source,
            date,
            country,
            title=self.title,
            dated=self.date,
            site=self.site,
            source_sha256=self.source_sha256,
            state=self.state,
            problem=self.problem,
        )
