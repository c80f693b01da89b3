#!/usr/bin/env python3
"""Write what the rules find in the releases of tests/fixtures, to be read and kept.

    .venv/bin/python scripts/fixtures.py           write what has changed, and say what
    .venv/bin/python scripts/fixtures.py --check   only say it; exit code 1 where something has changed

Every NAME.txt has a NAME.expected.tsv: first the header ("header", field, value), then the
facts (type, start, text, value), each value in the short form of tests/cases. No model takes
part. Read the difference before committing it: the expectation is right because somebody read it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from notaextract import extract
from notaextract.facts import (
    CountryValue,
    DateValue,
    Document,
    Fact,
    FigureValue,
    LegalReferenceValue,
    OrganizationValue,
    PersonValue,
    ReleaseNumberValue,
)

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "fixtures"


def shown(fact: Fact) -> str:
    """A value in one line."""
    match fact.value:
        case DateValue(edtf=edtf, earliest=earliest, latest=latest):
            return f"{edtf or '?'} {earliest or '?'}..{latest or '?'}"
        case CountryValue(alpha2=alpha2, form=form):
            return alpha2 if form == "name" else f"{alpha2} {form}"
        case FigureValue() as value:
            high = "" if value.number_high is None else f"..{value.number_high}"
            parts = (value.kind, f"{value.number}{high}", value.qualifier, value.currency)
            return " ".join(part for part in parts if part) + (f' "{value.unit}"' if value.unit else "")
        case OrganizationValue() as value:
            return f"{value.name} / {value.acronym or '-'} / {value.category}{'' if value.known else ' ?'}"
        case PersonValue(name=name, office=office):
            return f"{name} @ {office or '-'}"
        case ReleaseNumberValue(number=number):
            return number
        case LegalReferenceValue() as value:
            return value.number or value.name or ""
        case value:
            return value.name


def text_of(path: Path) -> str:
    """A fixture as the program gets it: line ends untouched."""
    return path.read_bytes().decode("utf-8")


def lines(document: Document) -> list[str]:
    """A document as lines of an expectation."""
    fields = ((name, value) for name, value in document.header.to_dict().items() if value is not None)
    rows = [f"header\t{name}\t{value}" for name, value in fields]
    for fact in document.facts:
        text = " ".join(fact.text.split())
        rows.append(f"{fact.type}\t{fact.start}\t{text}\t{shown(fact)}")
    return rows


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check", action="store_true")
    check = arguments.parse_args().check
    changed = 0
    for path in sorted(FOLDER.glob("*.txt")):
        kept = path.with_suffix(".expected.tsv")
        new = "\n".join(lines(extract(text_of(path), ner=False))) + "\n"
        if not kept.exists() or kept.read_text("utf-8") != new:
            changed += 1
            print(f"{kept.relative_to(FOLDER.parent.parent)} {'differs' if check else 'written'}")
            if not check:
                kept.write_text(new, "utf-8")
    return int(check and changed > 0)


if __name__ == "__main__":
    sys.exit(main())
