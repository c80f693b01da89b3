#!/usr/bin/env python3
"""Write invented press releases, the same for the same seed: text to measure and test batches with.

    python scripts/generate_releases.py FOLDER [--count 20000] [--seed 1] [--jsonl]

Each has a letterhead, number, dateline and one to four kilobytes of text. Files go into
folders of a thousand, or all into FOLDER/releases.jsonl with --jsonl.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

MINISTRIES = (
    "Ministerio de Salud", "Ministerio de Educación", "Ministerio de Agricultura y Ganadería",
    "Ministerio de Relaciones Exteriores", "Banco Central", "Superintendencia de Servicios Sanitarios",
    "Instituto Nacional de Estadística", "Contraloría General de la República",
)  # fmt: skip
CITIES = (
    "Lima",
    "Quito",
    "Santiago",
    "Bogotá",
    "Asunción",
    "Montevideo",
    "San José",
    "Tegucigalpa",
    "La Paz",
)
COUNTRIES = (
    "Chile",
    "México",
    "Brasil",
    "Uruguay",
    "Canadá",
    "Japón",
    "Portugal",
    "Ecuador",
    "Honduras",
    "Italia",
)
GIVEN = (
    "Rosaura",
    "Isidro",
    "Marcela",
    "Fabricio",
    "Nuria",
    "Octavio",
    "Lucrecia",
    "Damián",
    "Ximena",
    "Hernán",
)
FAMILY = ("Quispe Otero", "Villamarín", "Bastidas Roca", "Carhuancho", "Echeandía", "Pumarejo", "Lizarralde")
OFFICES = ("ministra", "viceministro", "directora general", "presidente ejecutivo", "secretaria general")
MONTHS = tuple(
    "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre".split()
)
NOUNS = (
    "familias",
    "estudiantes",
    "agricultores",
    "viviendas",
    "hectáreas",
    "docentes",
    "pacientes",
    "obras",
)
SENTENCES = (
    "El {body} informó que {count} {noun} recibieron apoyo durante el primer semestre de {year}.",
    "La inversión asciende a {money} millones de dólares, un {percent} % más que en {year}.",
    "La {office} {person} dijo que la cooperación con {country} y {other} crecerá desde el {day} de {month}.",
    "“Cumplimos lo que prometimos en {city}”, señaló {person} al cierre de la jornada.",
    "Más de {count} {noun} de {city} participaron en la consulta, que se extenderá por {days} días.",
    "El acuerdo, suscrito el {day} de {month} de {year}, prevé entregas anuales hasta {later}.",
    "En la cita intervinieron delegados de {country}, {other} y del {body}.",
    "De ese total, {percent} % corresponde a zonas rurales y el resto a barrios de {city}.",
    "La norma obliga a publicar cada trimestre los datos de ejecución en el portal institucional.",
    "Según {person}, las tareas siguen el calendario previsto y no se esperan retrasos por las lluvias.",
    "Además, se habilitarán {days} centros de atención y una línea telefónica gratuita.",
    "El equipo técnico revisará los avances junto con universidades, gremios y organizaciones vecinales.",
)


def release(chance: random.Random, number: int) -> str:
    """One release of about one to four kilobytes."""
    pick = chance.choice
    body, city, year = pick(MINISTRIES), pick(CITIES), chance.randrange(2015, 2027)

    def sentence() -> str:
        return pick(SENTENCES).format(
            body=body,
            city=pick(CITIES),
            country=pick(COUNTRIES),
            other=pick(COUNTRIES),
            person=f"{pick(GIVEN)} {pick(FAMILY)}",
            office=pick(OFFICES),
            noun=pick(NOUNS),
            count=f"{chance.randrange(1_000, 90_000):,}".replace(",", " "),
            money=f"{chance.random() * 90 + 1:.1f}".replace(".", ","),
            percent=f"{chance.random() * 60 + 1:.1f}".replace(".", ","),
            day=chance.randrange(1, 29),
            days=chance.randrange(3, 60),
            month=pick(MONTHS),
            year=year,
            later=year + chance.randrange(2, 9),
        )

    day = f"{chance.randrange(1, 29)} de {pick(MONTHS)} de {year}"
    title = f"{pick(NOUNS).capitalize()} de {city} en cifras"
    head = f"{body}\nNota de prensa N.º {number:03d}-{year}\n\n{title}\n\n"
    size = chance.randrange(1_000, 4_000)
    text = f"{head}{city}, {day}.- {sentence()}"
    while len(text) < size:
        text += (" " if chance.random() < 0.75 else "\n\n") + sentence()
    return text + "\n"


def releases(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """(name, text) of each release."""
    chance = random.Random(seed)
    for number in range(1, count + 1):
        yield f"{number // 1000:03d}/{number:06d}.txt", release(chance, number)


def write(folder: Path, count: int, seed: int = 1) -> int:
    """Write releases as files below a folder; the number of characters."""
    total = 0
    for name, text in releases(count, seed):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        total += len(text)
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jsonl", action="store_true")
    args = parser.parse_args()
    if not args.jsonl:
        print(f"{write(args.folder, args.count, args.seed):,} characters in {args.count:,} releases")
        return
    args.folder.mkdir(parents=True, exist_ok=True)
    with (args.folder / "releases.jsonl").open("w", encoding="utf-8") as stream:
        for name, text in releases(args.count, args.seed):
            stream.write(
                json.dumps({"id": name.removesuffix(".txt"), "text": text}, ensure_ascii=False) + "\n"
            )


if __name__ == "__main__":
    main()
