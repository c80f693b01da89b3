"""Records in, records out: the function that Spark's mapInPandas or Ray Data run on each partition."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from notaextract.run.batch.options import Options
from notaextract.run.batch.work import Item, Reader

COLUMNS = ("id", "state", "problem", "date", "title", "document")
_GROUP = 16


@lru_cache(maxsize=2)
def reader(options: Options) -> Reader:
    """The engine of this process for these options: a partition finds what an earlier one has loaded."""
    return Reader(options)


def extract_partition(
    records: Iterable[Mapping[str, Any]],
    *,
    only: Iterable[str] | None = None,
    model: str | None = None,
    ner: bool = True,
) -> Iterator[dict[str, Any]]:
    """One record of COLUMNS for each record {"id", "text", "date", "country"}, in order and lazily.

    All values are strings or None, so that they fit any table: `document` is the JSON that
    `parse` prints, None where `state` is not "ok" or "partial" and `problem` says why.
    Raises UsageError, ModelError.
    """
    engine = reader(Options(only=None if only is None else tuple(only), model=model, ner=ner, shape="jsonl"))
    held: list[Item] = []
    for number, record in enumerate(records, 1):
        id = str(record["id"]) if record.get("id") is not None else str(number)
        held.append(Item(id, record={key: record.get(key) for key in ("text", "date", "country")}))
        if len(held) == _GROUP:
            yield from _read(engine, held)
            held = []
    yield from _read(engine, held)


def _read(engine: Reader, items: list[Item]) -> Iterator[dict[str, Any]]:
    for result in engine.read(items):
        row: dict[str, Any] = dict.fromkeys(COLUMNS)
        row["id"] = result.id
        if result.status == "ok":
            text = result.payload.decode()
            document = json.loads(text)
            row.update(
                state=document["state"],
                problem=document["problem"],
                date=document["header"]["date"],
                title=document["header"]["title"],
                document=text.rstrip("\n"),
            )
        else:
            row.update(state="error", problem=f"{result.message} ({result.kind})")
        yield row


__all__ = ["COLUMNS", "extract_partition"]
