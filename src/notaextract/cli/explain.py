"""`notaextract explain`: for each fact what found it, in which words, and what it beat."""

from __future__ import annotations

from notaextract.cli import messages
from notaextract.cli.destination import open_output
from notaextract.cli.parse import Parse, prepare
from notaextract.facts import Document, Fact
from notaextract.output.context import Sentences
from notaextract.output.language import text
from notaextract.output.values import shown
from notaextract.output.visible import visible


def run(asked: Parse, at: int | None) -> int:
    """Print the facts of one input, or those over one offset, with their origin."""
    inputs, extractor = prepare(asked)
    with open_output(None) as stream:
        for note in inputs:
            document = extractor.read(note)
            facts = [f for f in document.facts if at is None or f.start <= at < f.end]
            sentences = Sentences(document)
            for fact in facts:
                stream.write("\n".join([*_told(fact, sentences), *_beaten(fact, document)]) + "\n\n")
            if not facts:
                messages.note(
                    "no facts" if at is None else f"no fact over offset {at}: {_place(document, at)}"
                )
    return messages.SOME_FAILED if inputs.failed else messages.OK


def _told(fact: Fact, sentences: Sentences) -> list[str]:
    window = sentences.window(fact, 100)
    return [
        f"{fact.start}-{fact.end}  {fact.type}  {visible(fact.text)}",
        f"{_label('value')}{visible(shown(fact.value, messages.language()))}",
        f"{_label('found_by')}{visible(fact.source)}",
        *([f"{_label('evidence')}{visible(fact.evidence)}"] if fact.evidence else []),
        f"{_label('in')}{''.join(window)}",
    ]


def _label(key: str) -> str:
    language = messages.language()
    wide = max(len(text(each, language)) for each in ("value", "found_by", "evidence", "in", "beat"))
    return f"  {text(key, language).lower():<{wide}}  "


def _beaten(fact: Fact, document: Document) -> list[str]:
    """What a fact beat on its stretch of text, and the row of the overlap table that decided."""
    return [
        f"{_label('beat')}{d.loser.type} {visible(d.loser.text)} ({visible(d.loser.source)}): {d.why}"
        for d in document.decisions
        if d.winner == fact
    ]


def _place(document: Document, at: int) -> str:
    text = document.text
    if not 0 <= at < len(text):
        return f"the text has offsets 0 to {len(text) - 1}"
    return visible(f"{text[max(0, at - 20) : at]}⟦{text[at]}⟧{text[at + 1 : at + 20]}")
