"""`notaextract diff`: what changed between two outputs of the same releases.

Facts of one type are the same where their spans are; with another value they have changed.
Of what is left, facts of one type that overlap have changed their span; the rest is lost or gained.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from notaextract.cli import messages
from notaextract.cli.destination import open_output
from notaextract.errors import InputError
from notaextract.facts import Document, Fact
from notaextract.output.values import shown
from notaextract.output.visible import visible
from notaextract.run.stored import is_stored, stored

SIGNS = {"lost": "-", "gained": "+", "changed": "~"}


class Change(NamedTuple):
    """One difference: a fact lost, gained, or changed from `before` to `after`."""

    kind: str
    before: Fact | None
    after: Fact | None

    @property
    def place(self) -> tuple[int, int, str]:
        fact = self.before or self.after
        assert fact is not None
        return fact.start, fact.end, fact.type


def changes(before: Document, after: Document) -> list[Change]:
    """The differences between two readings of one release, in reading order."""
    old = {(fact.type, fact.start, fact.end): fact for fact in before.facts}
    new = {(fact.type, fact.start, fact.end): fact for fact in after.facts}
    found = [
        Change("changed", fact, new[key])
        for key, fact in old.items()
        if key in new and new[key].value != fact.value
    ]
    gained = sorted((fact for key, fact in new.items() if key not in old), key=lambda fact: fact.start)
    for fact in (fact for key, fact in old.items() if key not in new):
        other = next(
            (
                each
                for each in gained
                if each.type == fact.type and each.start < fact.end and fact.start < each.end
            ),
            None,
        )
        if other is None:
            found.append(Change("lost", fact, None))
        else:
            gained.remove(other)
            found.append(Change("changed", fact, other))
    found += [Change("gained", None, fact) for fact in gained]
    return sorted(found, key=lambda change: change.place)


def run(before: str, after: str, *, as_json: bool, exit_code: bool) -> int:
    """Write the differences. Raises InputError. Exit code 1 for differences only where asked for."""
    old, new = _documents(before), _documents(after)
    counts = dict.fromkeys(SIGNS, 0)
    apart = 0
    with open_output(None) as stream:
        for source in [*old, *(source for source in new if source not in old)]:
            here, there = old.get(source), new.get(source)
            if here is None or there is None:
                apart += 1
                kind = "gained" if here is None else "lost"
                stream.write(_whole(source, kind, as_json))
                continue
            found = changes(here, there)
            retyped = bool(here.text_sha256 and there.text_sha256 and here.text_sha256 != there.text_sha256)
            if found and not as_json:
                stream.write(f"== {visible(source)}{' (its text has changed)' if retyped else ''}\n")
            for change in found:
                counts[change.kind] += 1
                stream.write(_record(source, change) if as_json else _line(change))
    told = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    messages.note(f"{told}" + (f"; {apart} documents in one of the two only" if apart else ""))
    return messages.SOME_FAILED if exit_code and (apart or any(counts.values())) else messages.OK


def _documents(path: str) -> dict[str, Document]:
    if not is_stored(path):
        raise InputError(f"{path}: is no output of notaextract (.json, .jsonl, .sqlite)")
    try:
        return {each.source: each for each in stored(path) if isinstance(each, Document)}
    except InputError as problem:
        raise InputError(f"{path}: {problem}") from None


def _line(change: Change) -> str:
    sides = [fact for fact in (change.before, change.after) if fact is not None]
    language = messages.language()
    said = " → ".join(
        f"{visible(fact.text)} [{fact.start}–{fact.end}] {visible(shown(fact.value, language))}"
        for fact in sides
    )
    return f"{SIGNS[change.kind]} {sides[0].type}: {said}\n"


def _whole(source: str, kind: str, as_json: bool) -> str:
    if as_json:
        return json.dumps({"source": source, "change": kind, "document": True}) + "\n"
    return f"{SIGNS[kind]} {visible(source)} (the whole document)\n"


def _record(source: str, change: Change) -> str:
    record: dict[str, Any] = {"source": source, "change": change.kind}
    record["before"] = change.before.to_dict() if change.before else None
    record["after"] = change.after.to_dict() if change.after else None
    return json.dumps(record, ensure_ascii=False) + "\n"
