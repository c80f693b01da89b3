"""Facts from Spanish press releases, each with its place in the text.

>>> from notaextract import extract
>>> document = extract("Lima, 3 de marzo de 2025.- Viajan 24 peruanos.", ner=False)
>>> [fact.text for fact in document.facts if fact.type == "date"]
['3 de marzo de 2025']

Names are loaded on first use (PEP 562), so that `import notaextract` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from notaextract._version import __version__

if TYPE_CHECKING:
    from notaextract.facts import Document, Fact, Header, Note
    from notaextract.run.pipeline import Extractor, extract, extract_many

_HOME = {
    "extract": "notaextract.run.pipeline",
    "extract_many": "notaextract.run.pipeline",
    "Extractor": "notaextract.run.pipeline",
    "Document": "notaextract.facts",
    "Fact": "notaextract.facts",
    "Header": "notaextract.facts",
    "Note": "notaextract.facts",
}
__all__ = ["Document", "Extractor", "Fact", "Header", "Note", "__version__", "extract", "extract_many"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'notaextract' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
