"""What one run does to every document, and the fingerprint of the engine that does it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from notaextract._version import __version__

Shape = Literal["rows", "jsonl", "csv"]
_WHOLLY = 64_000_000  # bytes: of a larger file of a model, name and size stand for the content


@dataclass(frozen=True, slots=True)
class Options:
    """The options of extraction. They travel to every worker, so they are plain values."""

    only: tuple[str, ...] | None = None
    model: str | None = None
    ner: bool = True
    date: str | None = None
    country: str | None = None
    encoding: str | None = None
    input_format: str | None = None
    data: tuple[str, ...] = ()
    max_size: int = 20_000_000  # bytes
    timeout: float = 60.0  # seconds a document
    shape: Shape = "rows"  # what a worker makes of a document
    with_text: bool = False  # of the shape "jsonl"


def fingerprint(options: Options) -> str:
    """A digest of all that decides what a document's facts are.

    Version, data tables (ours and those laid over), models and options of extraction; limits
    and the form of the output are not in it. Raises ModelError, UsageError.
    """
    from notaextract.run.pipeline import Extractor

    extractor = Extractor(only=options.only, model=options.model, ner=options.ner)
    models: list[list[str]] = []
    if extractor.ner:
        from notaextract.run.nlp import choose

        models = [[found.name, _folder(found.path)] for found in choose(options.model)]
    parts = {
        "version": __version__,
        "tables": _tables(options.data),
        "models": models,
        "only": sorted(extractor.only),
        "ner": extractor.ner,
        "date": options.date,
        "country": options.country,
        "encoding": options.encoding,
        "input_format": options.input_format,
    }
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]


def _tables(overlays: tuple[str, ...]) -> list[str]:
    from notaextract.data.load import HERE

    return [_folder(Path(folder), "*.csv") for folder in (str(HERE), *overlays)]


def _folder(folder: Path, pattern: str = "*") -> str:
    """A digest of the files in a folder: names, sizes, contents."""
    digest = sha256()
    for path in sorted(folder.rglob(pattern)):
        if path.is_file() and path.suffix != ".pyc":
            size = path.stat().st_size
            digest.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode("utf-8", "replace"))
            if size <= _WHOLLY:
                digest.update(path.read_bytes())
    return digest.hexdigest()
