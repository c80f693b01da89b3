"""From a note to a document: header, extractors, resolution.

`Extractor` holds what is loaded once (named-entity voters) and reads any number of
notes; `extract` and `extract_many` are the public functions over it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from notaextract._version import __version__
from notaextract.errors import UsageError
from notaextract.extractors.countries import countries
from notaextract.extractors.dates import dates
from notaextract.extractors.events import events
from notaextract.extractors.figures import figures
from notaextract.extractors.header import read_header
from notaextract.extractors.legal_references import legal_references
from notaextract.extractors.organizations import organizations
from notaextract.extractors.people import people
from notaextract.extractors.places import places
from notaextract.facts import FACT_TYPES, CountryValue, Document, Engine, Fact, Header, Note
from notaextract.resolve.origin import issuing_country
from notaextract.resolve.overlaps import decide
from notaextract.rules.composition import compose
from notaextract.rules.reading import Reading

# What reads each type; release numbers come with the header.
EXTRACTORS: dict[str, Callable[[Reading], Iterator[Fact]]] = {
    "date": dates,
    "country": countries,
    "organization": organizations,
    "figure": figures,
    "person": people,
    "place": places,
    "event": events,
    "legal_reference": legal_references,
}
# Types that named entities bear on: without one of them asked for, no model is loaded.
NER_TYPES = frozenset(("organization", "person", "place", "event", "legal_reference"))


def prepare(note: Note) -> Reading:
    """A note as the extractors read it: accents that are marks of their own composed."""
    return Reading(note, composition=compose(note.text))


class Extractor:
    """Reads notes with one set of options; the model is loaded at the first note that needs it.

    `only` limits the types of facts, `model` is "auto", a package name or a path,
    `ner=False` uses no model at all. Raises UsageError for an unknown type.
    """

    def __init__(
        self, *, only: Iterable[str] | None = None, model: str | None = None, ner: bool = True
    ) -> None:
        self.only = frozenset(FACT_TYPES if only is None else only)
        unknown = sorted(self.only - set(FACT_TYPES))
        if unknown:
            raise UsageError(f"no such type of fact: {', '.join(unknown)}; there are {', '.join(FACT_TYPES)}")
        self.model = model
        self.ner = ner and bool(self.only & NER_TYPES)
        self._voters: Any = None

    @property
    def voters(self) -> Any:
        """The loaded voters (`run.nlp.Voters`). Raises ModelError."""
        if self._voters is None and self.ner:
            from notaextract.run.nlp import load_voters

            self._voters = load_voters(self.model)
        return self._voters

    def read(self, note: Note) -> Document:
        """The document of one note; of one that could not be read it has the state alone."""
        if note.state not in ("ok", "partial"):
            return Document(
                note.source,
                Engine(__version__),
                Header(),
                (),
                source_sha256=note.source_sha256,
                state=note.state,
                problem=note.problem,
            )
        reading = prepare(note)
        if self.ner:
            reading.spans = self.voters.spans(reading)
        return self.read_prepared(reading)

    def read_prepared(self, reading: Reading) -> Document:
        """The document of a readable note whose named entities are in `reading.spans` already."""
        note = reading.note
        names: tuple[str, ...] = self.voters.names if self.ner else ()
        header, numbers = read_header(reading)
        if (note.title and not header.title) or (note.dated and not header.date):
            header = replace(header, title=header.title or note.title, date=header.date or note.dated)
        reading.issued = note.date or header.date
        found: list[Fact] = list(numbers)
        wanted = self._needed()
        if "country" in wanted:
            named = list(countries(reading))
            found += named
            reading.named.update(fact.value.alpha2 for fact in named if isinstance(fact.value, CountryValue))
            reading.country = note.country or issuing_country(reading, header, named)
        for kind, extractor in EXTRACTORS.items():
            if kind in wanted and kind != "country":
                facts = list(extractor(reading))
                found += facts
                if kind == "organization":
                    reading.claimed = [fact for fact in facts if not fact.source.startswith("ner:")]
        facts, decisions = decide(found)
        kept = tuple(reading.as_given(fact) for fact in facts if fact.type in self.only)
        if reading.composition is not None:
            as_given = reading.as_given
            decisions = [replace(d, loser=as_given(d.loser), winner=as_given(d.winner)) for d in decisions]
        engine = Engine(__version__, names)
        digest = sha256(note.text.encode("utf-8", "surrogatepass")).hexdigest()
        return Document(
            note.source,
            engine,
            header,
            kept,
            note.text,
            tuple(decisions),
            note.source_sha256 or digest,
            digest,
            note.state,
            note.problem,
        )

    def _needed(self) -> frozenset[str]:
        """The types to extract: money and names need the issuing country, people the bodies."""
        wanted = set(self.only)
        if wanted & {"figure", "organization", "person", "event", "legal_reference", "place"}:
            wanted.add("country")
        if "person" in wanted:
            wanted.add("organization")
        return frozenset(wanted)


def extract(
    text: str,
    *,
    date: str | None = None,
    country: str | None = None,
    only: Iterable[str] | None = None,
    model: str | None = None,
    ner: bool = True,
) -> Document:
    """The facts of one release.

    `date` is the date of issue (ISO) and `country` the issuing country (ISO alpha-2)
    where the caller knows better than the text. Raises UsageError, ModelError.
    """
    return Extractor(only=only, model=model, ner=ner).read(
        Note(text.removeprefix("\ufeff"), "-", date, country)
    )


def extract_many(
    texts: Iterable[str | Mapping[str, Any]],
    *,
    only: Iterable[str] | None = None,
    model: str | None = None,
    ner: bool = True,
) -> Iterator[Document]:
    """The facts of many releases, lazily: text n is read before text n+1 is asked for.

    A text is a string or a record {"id", "text", "date", "country"}, of which only "text" is required.
    """
    extractor = Extractor(only=only, model=model, ner=ner)
    for record in texts:
        yield extractor.read(as_note(record))


def as_note(record: str | Mapping[str, Any]) -> Note:
    """A string or a record as a note. Raises UsageError where a record has no text."""
    if isinstance(record, str):
        return Note(record.removeprefix("\ufeff"))
    text = record.get("text")
    if not isinstance(text, str):
        raise UsageError('a record needs a "text" that is a string')
    return Note(
        text.removeprefix("\ufeff"), str(record.get("id", "-")), record.get("date"), record.get("country")
    )
