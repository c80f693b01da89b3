"""Parquet as an archive: a folder of parts and the manifests that make them count.

OUT/documents/part-*.parquet and OUT/facts/part-*.parquet hold rows, OUT/manifest/part-*.json
says which documents a part holds, which ids it takes out of earlier parts, and which errors it
found. A part counts from the moment that its manifest is there; what a killed run left without
one is removed when OUT is opened again. At the end of a run, parts that hold replaced documents
are written anew without them. OUT is a local folder or an fsspec URL. Needs the extra [parquet].
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from notaextract.errors import UsageError
from notaextract.output.rows import DOCUMENT_COLUMNS, FACT_COLUMNS, Row, Rows

_FOLDERS = ("documents", "facts", "manifest")


def arrow() -> Any:
    """The pyarrow package. Raises UsageError where it is missing."""
    try:
        import pyarrow
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'notaextract[parquet]'") from None
    return pyarrow


def arrow_table(described: Sequence[tuple[str, str]], rows: Sequence[Row]) -> Any:
    """Rows as an Arrow table with the columns described."""
    pa = arrow()
    kinds = {"text": pa.string(), "integer": pa.int64(), "real": pa.float64()}
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(described)
    schema = pa.schema([(name, kinds[kind]) for name, kind in described])
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


class Store:
    """Files below a local folder or an fsspec URL; each is written whole or not at all."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._fs: Any = None
        self._base = root
        try:
            if "://" in root:
                from fsspec.core import url_to_fs

                self._fs, self._base = url_to_fs(root)
            for folder in _FOLDERS:
                if self._fs is None:
                    os.makedirs(os.path.join(root, folder), exist_ok=True)
                else:
                    self._fs.makedirs(f"{self._base}/{folder}", exist_ok=True)
        except ImportError:
            raise UsageError(f"{root}: URLs need fsspec: pip install 'notaextract[dask]'") from None
        except (OSError, ValueError) as problem:
            raise UsageError(
                f"cannot write to {root} ({getattr(problem, 'strerror', None) or problem})"
            ) from None

    def names(self, folder: str) -> list[str]:
        if self._fs is None:
            return sorted(os.listdir(os.path.join(self.root, folder)))
        found = self._fs.ls(f"{self._base}/{folder}", detail=False, refresh=True)
        return sorted(path.rsplit("/", 1)[-1] for path in found)

    def read(self, name: str) -> bytes:
        if self._fs is None:
            return Path(self.root, name).read_bytes()
        return bytes(self._fs.cat_file(f"{self._base}/{name}"))

    def write(self, name: str, data: bytes) -> None:
        if self._fs is not None:
            self._fs.pipe_file(f"{self._base}/{name}", data)
            return
        target = Path(self.root, name)
        waiting = target.with_name(f".{target.name}.tmp")
        with waiting.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        waiting.replace(target)

    def remove(self, name: str) -> None:
        with suppress(FileNotFoundError):
            if self._fs is None:
                os.unlink(os.path.join(self.root, name))
            else:
                self._fs.rm_file(f"{self._base}/{name}")


def write_part(root: str, name: str, found: Sequence[Rows]) -> None:
    """Write the two tables of a part; without a manifest they do not count. Any worker may do it."""
    store = Store(root)
    facts = [row for each in found for row in each.facts]
    for folder, described, rows in (
        ("documents", DOCUMENT_COLUMNS, [each.document for each in found]),
        ("facts", FACT_COLUMNS, facts),
    ):
        _write_table(store, f"{folder}/{name}.parquet", arrow_table(described, rows))


def _write_table(store: Store, name: str, table: Any) -> None:
    arrow()
    import pyarrow.parquet as pq

    sink = arrow().BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    store.write(name, sink.getvalue().to_pybytes())


class ParquetArchive:
    """An archive of parts. Raises UsageError."""

    pace = (2000, 10.0)

    def __init__(self, path: str, *, read_only: bool = False) -> None:
        arrow()
        self.path = path
        if "://" not in path and os.path.exists(path) and not os.path.isdir(path):
            raise UsageError(f"{path}: is there already and no folder of parts; name another")
        self._store = Store(path)
        # What the manifests say, on disk once it is much.
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("CREATE TABLE documents (id TEXT PRIMARY KEY, sha256 TEXT, mark TEXT, part TEXT)")
        self._db.execute("CREATE TABLE errors (id TEXT PRIMARY KEY, kind TEXT, message TEXT)")
        self._db.execute("CREATE TABLE dirty (part TEXT PRIMARY KEY)")
        self._held: dict[str, tuple[str | None, str, Rows | str]] = {}
        self._changes: list[tuple[str, ...]] = []  # ("gone", id), ("error", id, kind, message), ("fine", id)
        self._last = 0
        self._recover(read_only)

    def _recover(self, read_only: bool) -> None:
        store = self._store
        manifests = [name for name in store.names("manifest") if name.endswith(".json")]
        parts = {name.removesuffix(".json") for name in manifests}
        for folder in () if read_only else ("documents", "facts"):
            for name in store.names(folder):
                if name.removesuffix(".parquet") not in parts:
                    store.remove(f"{folder}/{name}")
        self._db.execute("BEGIN")
        for name in manifests:
            self._apply(name.removesuffix(".json"), json.loads(store.read(f"manifest/{name}")))
            self._last = max(self._last, int(name.split("-")[1].split(".")[0]))
        self._db.execute("COMMIT")

    def _apply(self, part: str, manifest: dict[str, Any]) -> None:
        for replaced in manifest.get("instead_of", ()):
            self._db.execute("DELETE FROM documents WHERE part = ?", (replaced,))
        for kind, id, *rest in manifest["changes"]:
            if kind == "gone":
                self._db.execute("INSERT OR IGNORE INTO dirty SELECT part FROM documents WHERE id = ?", (id,))
                self._db.execute("DELETE FROM documents WHERE id = ?", (id,))
                self._db.execute("DELETE FROM errors WHERE id = ?", (id,))
            elif kind == "fine":
                self._db.execute("DELETE FROM errors WHERE id = ?", (id,))
            else:
                self._db.execute("INSERT OR REPLACE INTO errors VALUES (?, ?, ?)", (id, *rest))
        for id, sha256, mark in manifest["documents"]:
            self._db.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?)", (id, sha256, mark, part))
            self._db.execute("DELETE FROM errors WHERE id = ?", (id,))

    def known(self, id: str) -> tuple[str, str] | None:
        found: tuple[str, str] | None = self._db.execute(
            "SELECT sha256, mark FROM documents WHERE id = ?", (id,)
        ).fetchone()
        return found

    def begin(self) -> None:
        """Parts are begun when they are written."""

    def commit(self) -> None:
        """Make what is held a part that counts."""
        self.flush()

    def put(self, id: str, sha256: str | None, fingerprint: str, payload: Rows | str) -> None:
        """Hold a document's rows, or the name of the part where a worker has written them."""
        if self.known(id) is not None:
            self._changes.append(("gone", id))
        self._held[id] = (sha256, fingerprint, payload)

    def remove(self, id: str) -> None:
        self._changes.append(("gone", id))

    def fail(self, id: str, kind: str, message: str) -> None:
        self._changes.append(("error", id, kind, message))

    def clear_error(self, id: str) -> None:
        if self._db.execute("SELECT 1 FROM errors WHERE id = ?", (id,)).fetchone():
            self._changes.append(("fine", id))

    def ids(self) -> Iterator[str]:
        self.flush()
        # What is removed meanwhile waits for the next commit.
        for (id,) in self._db.execute("SELECT id FROM documents UNION SELECT id FROM errors"):
            yield id

    def flush(self) -> None:
        """Make what is held a part that counts."""
        if not (self._held or self._changes):
            return
        own: list[Rows] = []
        parts: dict[str, list[tuple[str, str | None, str]]] = {}
        name = self.next_part()
        for id, (digest, mark, payload) in self._held.items():
            if isinstance(payload, Rows):
                own.append(payload)
            parts.setdefault(name if isinstance(payload, Rows) else payload, []).append((id, digest, mark))
        if own:
            write_part(self.path, name, own)
        # What goes counts first: a kill in between costs a document that is read again, never two.
        if self._changes and name not in parts:
            self.adopt(name, [], self._changes)
        for at, part in enumerate(sorted(parts)):
            self.adopt(part, parts[part], self._changes if at == 0 and name in parts else [])
        self._held, self._changes = {}, []

    def next_part(self) -> str:
        self._last += 1
        return f"part-{self._last:08d}"

    def adopt(self, part: str, documents: Sequence[Sequence[Any]], changes: Sequence[Sequence[str]]) -> None:
        """Write the manifest of a part whose tables are there: from now on it counts."""
        manifest = {"documents": [list(d) for d in documents], "changes": [list(c) for c in changes]}
        self._count(part, manifest)

    def _count(self, part: str, manifest: dict[str, Any]) -> None:
        self._store.write(f"manifest/{part}.json", json.dumps(manifest, ensure_ascii=False).encode())
        self._db.execute("BEGIN")
        self._apply(part, manifest)
        self._db.execute("COMMIT")

    def start_run(self, _started: str, _fingerprint: str) -> None:
        """Runs are not recorded: the manifests carry the fingerprint."""

    def end_run(self, _ended: str, _state: str, _counts: tuple[int, int, int, int]) -> None:
        self.flush()

    def finish(self) -> None:
        """Write parts that hold replaced documents anew, without them."""
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        # Dirty is also what an earlier, interrupted run left behind.
        for (part,) in self._db.execute("SELECT part FROM dirty").fetchall():
            kept = self._db.execute(
                "SELECT id, sha256, mark FROM documents WHERE part = ?", (part,)
            ).fetchall()
            manifest = json.loads(self._store.read(f"manifest/{part}.json"))
            if kept and len(kept) < len(manifest["documents"]):
                name = self.next_part()
                ids = arrow().array([id for id, *_ in kept])
                for folder, key in (("documents", "id"), ("facts", "document")):
                    data = self._store.read(f"{folder}/{part}.parquet")
                    whole = pq.read_table(arrow().BufferReader(data))
                    _write_table(
                        self._store, f"{folder}/{name}.parquet", whole.filter(pc.is_in(whole[key], ids))
                    )
                self._count(
                    name, {"documents": [list(row) for row in kept], "changes": [], "instead_of": [part]}
                )
            # The errors that its manifest told of stay told; only its documents are gone.
            if manifest["documents"]:
                emptied = {"documents": [], "changes": manifest["changes"]}
                self._store.write(f"manifest/{part}.json", json.dumps(emptied).encode())
            for folder in ("documents", "facts"):
                self._store.remove(f"{folder}/{part}.parquet")
            self._db.execute("DELETE FROM dirty WHERE part = ?", (part,))

    def tables(self, folder: str) -> Iterator[Any]:
        """The rows of `folder` that count, one Arrow table a part."""
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        key = "id" if folder == "documents" else "document"
        for (part,) in self._db.execute("SELECT DISTINCT part FROM documents ORDER BY part").fetchall():
            whole = pq.read_table(arrow().BufferReader(self._store.read(f"{folder}/{part}.parquet")))
            ids = [id for (id,) in self._db.execute("SELECT id FROM documents WHERE part = ?", (part,))]
            yield whole.filter(pc.is_in(whole[key], arrow().array(ids, arrow().string())))

    def errors(self) -> list[tuple[str, str, str]]:
        return list(self._db.execute("SELECT id, kind, message FROM errors ORDER BY id"))

    def close(self) -> None:
        self._db.close()
