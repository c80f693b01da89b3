"""Documents for the browser: a readable handful, and random layouts of facts over random text."""

from __future__ import annotations

from random import Random

from notaextract.facts import (
    CountryValue,
    DateValue,
    Document,
    Engine,
    EventValue,
    Fact,
    FigureValue,
    Header,
    LegalReferenceValue,
    OrganizationValue,
    PersonValue,
    PlaceValue,
    ReleaseNumberValue,
    Value,
)
from notaextract.run.pipeline import extract

ENGINE = Engine("0.0.1", ("voter 1",))
COUNTRIES = (("PE", "PER", "Perú"), ("CL", "CHL", "Chile"), ("EC", "ECU", "Ecuador"), ("MX", "MEX", "México"))
BODIES = (
    ("Organización de los Estados Americanos", "OEA"),
    ("Banco del Sur", None),
    ("Ministerio de Ríos", None),
)
UNITS = ("personas", "hectáreas", "escuelas")
# Letters that offsets stumble over: beyond the BMP, combining, right-to-left, controls, line ends.
LETTERS = "aeé ñ\u0301o😀x\u202e\u2067\u0007\t\n\r\u2028שלום\u00ad<&>\"'"


def release(text: str, facts: list[Fact], source: str = "nota.txt", **header: str | None) -> Document:
    return Document(source, ENGINE, Header(**header), tuple(facts), text)


def value(random: Random, kind: str) -> Value:
    match kind:
        case "release_number":
            return ReleaseNumberValue("Nota", "1-25", 1, 2025)
        case "date":
            month, year = random.randint(1, 12), random.randint(2024, 2026)
            day = f"{year}-{month:02}-{random.randint(1, 28):02}"
            return DateValue(day, day, day)
        case "country":
            return CountryValue(*random.choice(COUNTRIES))
        case "organization":
            name, acronym = random.choice(BODIES)
            return OrganizationValue(name, acronym)
        case "figure":
            kind_of = random.choice(("count", "money", "percent"))
            number = random.choice((random.randint(0, 99), random.randint(0, 10**7), random.random()))
            currency = random.choice(("PEN", "USD", None)) if kind_of == "money" else None
            return FigureValue(kind_of, number, unit=random.choice(UNITS), currency=currency)  # type: ignore[arg-type]
        case "person":
            return PersonValue("Ema Ruiz", random.choice(("ministra", None)))
        case "place":
            return PlaceValue("Quito", "city", "EC")
        case "event":
            return EventValue("Cumbre", 4)
    return LegalReferenceValue("ley", "31495")


KINDS = (
    "release_number",
    "date",
    "country",
    "organization",
    "figure",
    "person",
    "place",
    "event",
    "legal_reference",
)


def layout(random: Random, number: int) -> Document:
    """Nested, crossing, touching facts over text with everything in it."""
    text = "".join(random.choice(LETTERS) for _ in range(random.randint(20, 160)))
    cuts = sorted(random.sample(range(len(text) + 1), min(len(text), random.randint(2, 9))))
    spans = {}
    for _ in range(random.randint(1, 12)):
        start, end = sorted(random.sample(cuts, 2))
        kind = random.choice(KINDS)
        spans[start, end, kind] = Fact(text[start:end], start, end, value(random, kind), "rule:random")
    facts = sorted(spans.values(), key=lambda fact: (fact.start, -fact.end))
    return release(text, facts, f"layout-{number}.txt")


def many(random: Random, documents: int, facts: int) -> list[Document]:
    """Releases of plain words, each with so many facts that touch no other."""
    words = "el gobierno regional informó que la obra avanza según lo previsto en el acuerdo".split()
    found = []
    for number in range(documents):
        parts: list[str] = []
        placed: list[Fact] = []
        at = 0
        for index in range(facts):
            lead = " ".join(random.choices(words, k=4)) + (". Además " if index % 3 == 0 else " ")
            kind = KINDS[index % len(KINDS)]
            said = f"{kind[:4]}{random.randint(0, 10**6)}"
            parts += [lead, said, " "]
            at += len(lead)
            placed.append(Fact(said, at, at + len(said), value(random, kind), "rule:random"))
            at += len(said) + 1
        day = f"{random.randint(2024, 2026)}-{random.randint(1, 12):02}-15"
        found.append(
            release("".join(parts), placed, f"nota-{number:05}.txt", title=f"Nota número {number}", date=day)
        )
    return found


NOTES = (
    "NOTA DE PRENSA N.° 12-2026\n\nEl Perú y la OEA firman un acuerdo\n\nLima, 3 de marzo de 2026.- El "
    "canciller del Perú recibió a 24 delegados de la OEA. Aportarán US$ 1,5 millones y S/ 3 000 000 "
    "entre 2026 y 2028.\n",
    "Quito, 9 de abril de 2026.- Ecuador recibió 13 200 visitantes, 15 % más que en 2025.\n",
    "Comunicado 4/2025\n\nChile enviará 200 toneladas de alimentos al Ecuador el 1 de diciembre de 2025.\n",
)


def notes() -> list[Document]:
    from dataclasses import replace

    return [replace(extract(text, ner=False), source=f"nota-{n}.txt") for n, text in enumerate(NOTES)]
