#!/usr/bin/env python3
"""Throughput per stage and per type of fact, beside dateparser and text2num on the same text.

    python scripts/bench.py batch …      archives of releases: see bench_batch.py
    python scripts/bench.py [--size CHARACTERS] [--text FILE] [--peers-size CHARACTERS]

Everything runs in this process on one core, without a named-entity model; --ner measures that:
reading whole releases beside spaCy running the model over the same sentences and nothing else.
 Without --text the
text is generated: invented releases, the same for every run. The peers (dateparser's
`search_dates`, text2num's `alpha2digit`) are slow, so they get the first characters only;
ratios compare characters per second.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

from notaextract.facts import FACT_TYPES, Note
from notaextract.rules.reading import Reading
from notaextract.run.pipeline import EXTRACTORS, Extractor

BODIES = (
    "la Cancillería",
    "el Ministerio de Salud",
    "la Superintendencia de Bancos",
    "el Instituto Geográfico",
)
PLACES = ("Lima", "Quito", "La Paz", "Montevideo", "Tegucigalpa", "Valparaíso", "Mérida")
PEOPLE = ("Rosa Elvira Quispe", "Julián Otero", "Marcela Bastidas", "Ignacio Pumacahua")
MONTHS = ("enero", "marzo", "mayo", "julio", "setiembre", "noviembre")
PROSE = (
    "{body} informó que el plan avanza según lo previsto y que las obras continuarán durante el invierno.",
    "Asimismo, {person} destacó la participación de los vecinos y de las autoridades de {place}.",
    "El {day} de {month} de {year}, {body} entregó {count} viviendas a familias de {place}.",
    "La inversión asciende a S/ {count},5 millones, un {percent} % más que en {year}.",
    "“Seguiremos trabajando con transparencia y cercanía”, señaló {person} al término de la ceremonia.",
    "Además, se acordó fortalecer la cooperación en educación, cultura, comercio y medio ambiente.",
    "En la actividad participaron representantes de universidades, gremios y organizaciones sociales.",
    "Cerca de {thousands} personas recibieron atención en {days} días, entre ellas dos mil quinientos niños.",
    "El próximo martes, {body} presentará los resultados ante el Congreso y la prensa extranjera.",
    "La norma establece que los gobiernos locales deberán publicar la información en sus portales.",
)


def generated(size: int) -> str:
    """Invented releases of `size` characters: ten sentences a paragraph, the same every time."""
    chance = random.Random(7)
    pieces: list[str] = []
    length = 0
    while length < size:
        sentence = chance.choice(PROSE).format(
            body=chance.choice(BODIES),
            person=chance.choice(PEOPLE),
            place=chance.choice(PLACES),
            day=chance.randrange(1, 29),
            month=chance.choice(MONTHS),
            year=chance.randrange(2015, 2027),
            count=chance.randrange(2, 900),
            percent=f"{chance.random() * 50:.1f}".replace(".", ","),
            thousands=f"{chance.randrange(1000, 99_999):,}".replace(",", " "),
            days=chance.randrange(2, 60),
        )
        sentence = sentence[0].upper() + sentence[1:] + (" " if chance.random() < 0.85 else "\n\n")
        pieces.append(sentence)
        length += len(sentence)
    return "".join(pieces)[:size]


def releases(text: str, size: int = 4000) -> list[str]:
    """The text cut at paragraph ends into pieces of about a release's length."""
    pieces: list[str] = []
    held = ""
    for paragraph in text.split("\n\n"):
        held += paragraph + "\n\n"
        if len(held) >= size:
            pieces.append(held)
            held = ""
    return [*pieces, held] if held.strip() else pieces


def timed(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def exhaust(facts: Iterable[object]) -> int:
    return sum(1 for _ in facts)


def row(name: str, characters: int, seconds: float, note: str = "") -> float:
    rate = characters / seconds if seconds else float("inf")
    print(f"{name:<34} {seconds:>8.3f} s {rate:>14,.0f} chars/s  {note}")
    return rate


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--size", type=int, default=1_000_000, help="characters of generated text (1,000,000)"
    )
    parser.add_argument("--text", type=Path, help="a UTF-8 text to measure on instead")
    parser.add_argument("--peers-size", type=int, default=40_000, help="characters that peers get (40,000)")
    parser.add_argument("--no-peers", action="store_true", help="measure notaextract alone")
    parser.add_argument("--ner", action="store_true", help="measure named entities and nothing else")
    args = parser.parse_args()
    text = args.text.read_text("utf-8") if args.text else generated(args.size)
    notes = [Note(piece, str(number), "2025-06-02") for number, piece in enumerate(releases(text))]
    total = sum(len(note.text) for note in notes)
    if args.ner:
        named(notes)
        return
    print(f"{total:,} characters in {len(notes):,} releases\n")
    Extractor(ner=False).read(notes[0])  # tables and patterns are built once

    print("stages")
    readings = [Reading(note) for note in notes]
    row("view", total, timed(lambda: [reading.view for reading in readings]))
    row("tokens", total, timed(lambda: [reading.tokens for reading in readings]))
    row("sentences", total, timed(lambda: [reading.sentences for reading in readings]))
    print("\ntypes (view and tokens made before)")
    for kind, extractor in EXTRACTORS.items():
        found = 0

        def read_all(extractor: Callable[[Reading], Iterable[object]] = extractor) -> None:
            nonlocal found
            found = sum(exhaust(extractor(reading)) for reading in readings)

        seconds = timed(read_all)
        row(kind, total, seconds, f"{found:,} facts")
    print("\nwhole documents, no model")
    rates = {}
    for kinds in (("figure",), ("date",), FACT_TYPES):
        reader = Extractor(only=kinds, ner=False)
        name = kinds[0] if len(kinds) == 1 else "all types"
        rates[name] = row(name, total, timed(lambda r=reader: [r.read(note) for note in notes]))
    long = Note("".join(note.text for note in notes), "-", "2025-06-02")
    row("all types, one text", total, timed(lambda: Extractor(ner=False).read(long)))
    if not args.no_peers:
        peers(text[: args.peers_size], rates)


def named(notes: list[Note]) -> None:
    """Whole releases with the model, one at a time, beside the bare model; five rounds in turn."""
    import spacy

    from notaextract.run.nlp import EMBEDDED, _pieces

    reader, bare = Extractor(), spacy.load(EMBEDDED)
    sentences = [piece for note in notes for _, piece in _pieces(Reading(note))]
    total = sum(map(len, sentences))

    def alone() -> None:
        with bare.memory_zone():
            for doc in bare.pipe(sentences):
                _ = doc.ents

    reader.read(notes[0])
    print(f"{total:,} characters in {len(notes):,} releases, {len(sentences):,} sentences")
    shares = []
    for _ in range(5):
        spent = timed(alone)
        whole = timed(lambda: [reader.read(note) for note in notes])
        shares.append(spent / whole)
        print(f"spaCy alone {total / spent:,.0f} chars/s, releases {total / whole:,.0f}: {spent / whole:.2f}")
    print(f"whole releases / spaCy alone, median: {statistics.median(shares):.2f}")


def peers(text: str, rates: dict[str, float]) -> None:
    """What others do on the beginning of the same text."""
    print(f"\npeers on the first {len(text):,} characters")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from dateparser.search import search_dates

            search_dates("3 de mayo de 2025", languages=["es"])
            pieces = releases(text)
            seconds = timed(lambda: [search_dates(piece, languages=["es"]) for piece in pieces])
            rate = row("dateparser.search_dates", len(text), seconds)
            for name in ("date", "all types"):
                print(f"{'':<34} notaextract {name}: {rates[name] / rate:,.1f} times as fast")
        except ImportError:
            print("dateparser is not installed")
        try:
            from text_to_num import alpha2digit

            seconds = timed(lambda: [alpha2digit(piece, "es") for piece in releases(text)])
            rate = row("text2num.alpha2digit", len(text), seconds)
            times = rates["figure"] / rate
            print(f"{'':<34} notaextract figure: {times:.2f} times as fast (it reads words only)")
        except ImportError:
            print("text2num is not installed")


if __name__ == "__main__":
    if sys.argv[1:2] == ["batch"]:
        import bench_batch

        sys.exit(bench_batch.main(sys.argv[2:]))
    main()
