"""The JSON Schema (2020-12) of a document, generated from the dataclasses of the contract."""

from __future__ import annotations

from dataclasses import fields
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from notaextract.facts import SCHEMA, VALUE_TYPES, Document, Engine, Header

_SIMPLE = {str: "string", int: "integer", bool: "boolean", NoneType: "null", float: "number"}
_ISO_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_SHA256 = "^[0-9a-f]{64}$"
# What a type cannot say: patterns and limits by (owner, field).
_LIMITS: dict[tuple[str, str], dict[str, Any]] = {
    ("Header", "date"): {"pattern": _ISO_DAY},
    ("Header", "time"): {"pattern": "^[0-2][0-9]:[0-5][0-9]$"},
    ("DateValue", "earliest"): {"pattern": _ISO_DAY},
    ("DateValue", "latest"): {"pattern": _ISO_DAY},
    ("CountryValue", "alpha2"): {"pattern": "^[A-Z]{2}$"},
    ("CountryValue", "alpha3"): {"pattern": "^[A-Z]{3}$"},
    ("FigureValue", "currency"): {"pattern": "^[A-Z]{3}$"},
    ("PlaceValue", "country"): {"pattern": "^[A-Z]{2}$"},
    ("Document", "source_sha256"): {"pattern": _SHA256},
    ("Document", "text_sha256"): {"pattern": _SHA256},
}


def document_schema() -> dict[str, Any]:
    """The schema of what `Document.to_dict` gives and every JSON output holds."""
    facts = [
        _object(
            {
                "type": {"const": kind},
                "text": {"type": "string", "minLength": 1},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 1},
                "value": {"$ref": f"#/$defs/{cls.__name__}"},
                "source": {"type": "string", "pattern": "^(rule|gazetteer|ner):.+$"},
            }
        )
        for kind, cls in VALUE_TYPES.items()
    ]
    hints = get_type_hints(Document)
    read = ("source_sha256", "text_sha256", "state", "problem")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        "title": "Facts of one press release",
        "description": "start and end count Unicode code points of the decoded text, end exclusive.",
        **_object(
            {
                "schema": {"const": SCHEMA},
                "source": {"type": "string"},
                "engine": _record(Engine),
                "header": _record(Header),
                "facts": {"type": "array", "items": {"oneOf": facts}},
                **{name: _kind(hints[name], _LIMITS.get(("Document", name), {})) for name in read},
                "text": {"type": "string"},
            },
            optional=("text",),
        ),
        "$defs": {cls.__name__: _record(cls) for cls in VALUE_TYPES.values()},
    }


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _record(cls: type[Any]) -> dict[str, Any]:
    """A dataclass as an object that has every field, also where it is null."""
    hints = get_type_hints(cls)
    described = _object(
        {f.name: _kind(hints[f.name], _LIMITS.get((cls.__name__, f.name), {})) for f in fields(cls)}
    )
    return {"description": " ".join((cls.__doc__ or "").split()).replace("`", ""), **described}


def _kind(hint: Any, limits: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(hint)
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if origin is tuple:
        return {"type": "array", "items": _kind(get_args(hint)[0], {})}
    if origin in (Union, UnionType):
        names = [_SIMPLE[part] for part in get_args(hint)]
        # JSON Schema's numbers include its integers.
        names = [name for name in names if not (name == "integer" and "number" in names)]
        return {"type": names if len(names) > 1 else names[0], **limits}
    return {"type": _SIMPLE[hint], **limits}
