"""Inputs and outputs by fsspec URL (s3://, gs://, file://, memory://); needs the extra [dask]."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from notaextract.errors import InputError, UsageError


def filesystem(url: str) -> tuple[Any, str]:
    """(file system, path in it). Raises UsageError where fsspec or the protocol's package is missing."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise UsageError(f"{url}: URLs need fsspec: pip install 'notaextract[dask]'") from None
    try:
        fs, path = url_to_fs(url)
    except (ImportError, ValueError) as problem:
        raise UsageError(f"{url}: {problem}") from None
    return fs, path


def read_url(url: str, most: int) -> bytes:
    """At most `most` bytes of a URL. Raises InputError."""
    if url.startswith(("http://", "https://")):
        raise InputError("is an address, not a file: save the page first, nothing is fetched")
    fs, path = filesystem(url)
    try:
        with fs.open(path, "rb") as stream:
            return bytes(stream.read(most))
    except FileNotFoundError:
        raise InputError("does not exist") from None
    except Exception as problem:  # every storage has its own errors
        raise InputError(
            f"cannot be read ({' '.join(str(problem).split()) or type(problem).__name__})"
        ) from None


def list_url(url: str) -> Iterator[tuple[str, str, int]]:
    """(URL, path below `url`, bytes) of every file under a URL or matching its glob, in order."""
    fs, path = filesystem(url)
    try:
        if any(sign in path for sign in "*?["):
            found = fs.glob(path, detail=True)
        elif fs.isfile(path):
            found = {path: fs.info(path)}
        else:
            found = fs.find(path, detail=True)
    except Exception as problem:
        raise InputError(f"cannot be listed ({' '.join(str(problem).split())})") from None
    if not found and not fs.exists(path):
        raise InputError("does not exist")
    root = path.rstrip("/") + "/"
    for name in sorted(found):
        if found[name].get("type") != "directory":
            below = name.removeprefix(root) if name.startswith(root) else name.rsplit("/", 1)[-1]
            yield fs.unstrip_protocol(name), below, int(found[name].get("size") or 0)
