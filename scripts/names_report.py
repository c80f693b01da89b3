"""Names that cannot be names, counted: a look at text that nobody annotated.

    python scripts/names_report.py TEXT.jsonl[.gz]|TEXT.txt … [--limit 500000] [--no-ner]

Reads releases (a JSONL file of {"id", "text"}, or plain text files), extracts organisations
and people with the default voters, and counts those that are a connective, a weekday, a
month, a bare title or an office, or all lower case. Each count should be 0.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from notaextract.data.load import words
from notaextract.facts import Note
from notaextract.rules.names.offices import office_nouns
from notaextract.rules.names.persons import honorifics
from notaextract.rules.reading import fold
from notaextract.run.pipeline import Extractor


def records(path: Path) -> Iterator[dict[str, str]]:
    """The releases of one file, one at a time."""
    if path.suffix == ".txt":
        yield {"id": path.name, "text": path.read_text("utf-8")}
        return
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def notes(paths: list[Path], limit: int) -> Iterator[Note]:
    left = limit
    for path in paths:
        for record in records(path):
            if left <= 0:
                return
            left -= len(record["text"])
            yield Note(record["text"], record["id"])


def kind_of(text: str) -> str | None:
    """What a name is instead of a name, or None."""
    folded = fold(text)
    if folded in words("weekdays_months"):
        return "weekday or month"
    if folded in words("connectives"):
        return "connective"
    if folded in honorifics() or folded in office_nouns():
        return "bare title or office"
    return "lower case" if text == text.lower() else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("text", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=500_000, help="characters to read (default 500000)")
    parser.add_argument("--no-ner", action="store_true")
    args = parser.parse_args()
    extractor = Extractor(only=["organization", "person"], ner=not args.no_ner)
    read = found = 0
    wrong: Counter[tuple[str, str, str]] = Counter()
    for note in notes(args.text, args.limit):
        read += len(note.text)
        for fact in extractor.read(note).facts:
            found += 1
            if kind := kind_of(fact.text):
                wrong[kind, fact.type, fact.text] += 1
    print(f"{read:,} characters, {found:,} organisations and people")
    for kind in ("connective", "weekday or month", "bare title or office", "lower case"):
        cases = {key: n for key, n in wrong.items() if key[0] == kind}
        print(
            f"{kind:<22} {sum(cases.values()):>5}   "
            + ", ".join(f"{t} {text!r} ×{n}" for (_, t, text), n in cases.items())
        )


if __name__ == "__main__":
    main()
