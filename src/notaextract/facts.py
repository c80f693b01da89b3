"""The contract: facts, their values, the header, the document, and their JSON.

Offsets (`start`, `end`) count Unicode code points of the decoded text, end
exclusive, and `text == document_text[start:end]` always holds. Dates are ISO
8601 strings, date expressions EDTF (ISO 8601-2), countries ISO 3166-1,
currencies ISO 4217. A field that the release does not state is None.

This module imports nothing of ours: every other layer stands on it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Literal

SCHEMA = "notaextract/1"

Qualifier = Literal["exact", "about", "more_than", "less_than", "at_least", "at_most", "between"]
FigureKind = Literal["count", "money", "percent", "measure", "duration", "ordinal", "ratio"]
CountryForm = Literal["name", "demonym"]
State = Literal["ok", "partial", "skipped", "error", "timeout", "memory"]
PlaceKind = Literal["city", "region", "continent", "water", "facility", "other"]
Category = Literal[
    "intergovernmental", "government", "judiciary", "legislature", "diplomatic", "company", "finance",
    "education", "ngo", "security", "media", "party", "sport", "other",
]  # fmt: skip
QUALIFIERS: tuple[str, ...] = Qualifier.__args__  # type: ignore[attr-defined]
FIGURE_KINDS: tuple[str, ...] = FigureKind.__args__  # type: ignore[attr-defined]
CATEGORIES: tuple[str, ...] = Category.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class ReleaseNumberValue:
    """`number` as printed without inner blanks; `sequence` its running number."""

    TYPE: ClassVar[str] = "release_number"
    document_type: str | None
    number: str
    sequence: int | None = None
    year: int | None = None
    suffix: str | None = None


@dataclass(frozen=True, slots=True)
class DateValue:
    """`edtf` the expression, `earliest`/`latest` its first and last day (ISO, inclusive)."""

    TYPE: ClassVar[str] = "date"
    edtf: str | None
    earliest: str | None = None
    latest: str | None = None
    relative: bool = False


@dataclass(frozen=True, slots=True)
class CountryValue:
    """ISO 3166-1 codes and the CLDR Spanish short name."""

    TYPE: ClassVar[str] = "country"
    alpha2: str
    alpha3: str
    name: str
    form: CountryForm = "name"


@dataclass(frozen=True, slots=True)
class OrganizationValue:
    """`known`: the gazetteer has it and `name` is its canonical name."""

    TYPE: ClassVar[str] = "organization"
    name: str
    acronym: str | None = None
    category: Category = "other"
    known: bool = False
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class FigureValue:
    """`number` in plain units (scale words multiplied in); `number_high` the upper end of a range."""

    TYPE: ClassVar[str] = "figure"
    kind: FigureKind
    number: int | float
    number_high: int | float | None = None
    qualifier: Qualifier = "exact"
    unit: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class PersonValue:
    """`name` the fullest form in the release, `office` lower case, both without honorifics."""

    TYPE: ClassVar[str] = "person"
    name: str
    office: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A location that is no country; `country` is ISO alpha-2 where it is sure."""

    TYPE: ClassVar[str] = "place"
    name: str
    kind: PlaceKind = "other"
    country: str | None = None


@dataclass(frozen=True, slots=True)
class EventValue:
    """A named or numbered meeting; `edition` its number."""

    TYPE: ClassVar[str] = "event"
    name: str
    edition: int | None = None


@dataclass(frozen=True, slots=True)
class LegalReferenceValue:
    """A norm, treaty, plan or resolution; `number` the whole code as printed."""

    TYPE: ClassVar[str] = "legal_reference"
    kind: str
    number: str | None = None
    year: int | None = None
    name: str | None = None


Value = (
    ReleaseNumberValue
    | DateValue
    | CountryValue
    | OrganizationValue
    | FigureValue
    | PersonValue
    | PlaceValue
    | EventValue
    | LegalReferenceValue
)
VALUE_TYPES: dict[str, type[Value]] = {
    cls.TYPE: cls
    for cls in (
        ReleaseNumberValue,
        DateValue,
        CountryValue,
        OrganizationValue,
        FigureValue,
        PersonValue,
        PlaceValue,
        EventValue,
        LegalReferenceValue,
    )
}
FACT_TYPES = tuple(VALUE_TYPES)


def _plain(record: Any) -> dict[str, Any]:
    """A slotted dataclass as a dict in field order (dataclasses.asdict deep-copies)."""
    return {f.name: getattr(record, f.name) for f in fields(record)}


@dataclass(frozen=True, slots=True)
class Fact:
    """One mention: where it stands, what it means, what found it.

    `source` is `rule:NAME`, `gazetteer:NAME` or `ner:VOTER`. `evidence` names the
    pattern or the table row for `notaextract explain`; it is not part of the JSON.
    """

    text: str
    start: int
    end: int
    value: Value
    source: str
    evidence: str = field(default="", compare=False)

    @property
    def type(self) -> str:
        return self.value.TYPE

    def to_dict(self) -> dict[str, Any]:
        return {
            "type": self.value.TYPE,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "value": _plain(self.value),
            "source": self.source,
        }

    @classmethod
    def from_dict(cls, record: dict[str, Any]) -> Fact:
        value = VALUE_TYPES[record["type"]](**record["value"])
        return cls(record["text"], record["start"], record["end"], value, record["source"])


@dataclass(frozen=True, slots=True)
class Decision:
    """One fact that another beat, and why: for `notaextract explain`, not part of the JSON."""

    loser: Fact
    winner: Fact
    why: str


@dataclass(frozen=True, slots=True)
class Header:
    """What the release says of itself; a field that it does not state is None."""

    document_type: str | None = None
    number: str | None = None
    sequence: int | None = None
    year: int | None = None
    date: str | None = None
    time: str | None = None
    place: str | None = None
    title: str | None = None
    issuer: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return _plain(self)


@dataclass(frozen=True, slots=True)
class Engine:
    """What made a document: our version and the named-entity voters ("name version")."""

    version: str
    voters: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {"version": self.version, "voters": list(self.voters)}


@dataclass(frozen=True, slots=True)
class Document:
    """Header and facts of one release. `text` is the decoded text that offsets count in.

    `source_sha256` is of the bytes that were read (of a string its UTF-8), `text_sha256` of
    the text in UTF-8. `problem` says what is missing where `state` is not "ok".
    """

    source: str
    engine: Engine
    header: Header
    facts: tuple[Fact, ...]
    text: str = field(default="", repr=False)
    decisions: tuple[Decision, ...] = field(default=(), repr=False, compare=False)
    source_sha256: str | None = None
    text_sha256: str | None = None
    state: State = "ok"
    problem: str | None = None

    def to_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "source": self.source,
            "engine": self.engine.to_dict(),
            "header": self.header.to_dict(),
            "facts": [fact.to_dict() for fact in self.facts],
            "source_sha256": self.source_sha256,
            "text_sha256": self.text_sha256,
            "state": self.state,
            "problem": self.problem,
            **({"text": self.text} if with_text else {}),
        }

    @classmethod
    def from_dict(cls, record: dict[str, Any], text: str = "") -> Document:
        """A document from its JSON; keys behind "facts" may be absent."""
        engine = Engine(record["engine"]["version"], tuple(record["engine"]["voters"]))
        facts = tuple(Fact.from_dict(f) for f in record["facts"])
        return cls(
            record["source"],
            engine,
            Header(**record["header"]),
            facts,
            text or record.get("text", ""),
            source_sha256=record.get("source_sha256"),
            text_sha256=record.get("text_sha256"),
            state=record.get("state", "ok"),
            problem=record.get("problem"),
        )


@dataclass(frozen=True, slots=True)
class Note:
    """One release to read: the decoded text (BOM dropped) and what the caller knows of it.

    `source` is the path as given, `-`, or a record's id; `date` (ISO) and `country`
    (ISO alpha-2) override what the text says of its issue. `title`, `dated` (ISO) and
    `site` are what the file's metadata says: they stand in only where the text says nothing.
    `source_sha256`, `state` and `problem` go to the document as they are.
    """

    text: str
    source: str = "-"
    date: str | None = None
    country: str | None = None
    title: str | None = None
    dated: str | None = None
    site: str | None = None
    source_sha256: str | None = None
    state: State = "ok"
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """What a named-entity voter saw: offsets in the text, label (PER ORG LOC EVT LAW OFF), voters.

    `probability` (0 to 1) is the model's own estimate; 1 where it gives none.
    """

    start: int
    end: int
    label: str
    voter: str
    probability: float = 1.0
