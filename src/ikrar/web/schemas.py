"""JSON Schema (2020-12) of what plain data looks like, read off the types it is made from.

Dataclasses and typed dictionaries become named objects; the rest is written where it stands. It describes exactly what
`plain` of a context writes: words as id and en, days as text, sets as lists, codes of a list as they are written.
"""

import types
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from ikrar.kernel.words import Words

Schema = dict[str, Any]
REF = "#/components/schemas/"
SIMPLE: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    type(None): {"type": "null"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    time: {"type": "string", "format": "time"},
    Any: {},
}
WORDS: Schema = {
    "type": "object",
    "description": "One text in Indonesian and in English.",
    "properties": {"id": {"type": "string"}, "en": {"type": "string"}},
    "required": ["id", "en"],
    "additionalProperties": False,
}


def schema_of(kind: Any, named: dict[str, Schema]) -> Schema:
    """The schema of a type; every object it needs is added to `named` under the name of its class.

    >>> schema_of(tuple[int, ...] | None, {})
    {'anyOf': [{'type': 'array', 'items': {'type': 'integer'}}, {'type': 'null'}]}
    """
    if kind in SIMPLE:
        return dict(SIMPLE[kind])
    if kind is Words:
        named.setdefault("Words", WORDS)
        return {"$ref": f"{REF}Words"}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"type": "string", "enum": [member.value for member in kind]}
    if is_typeddict(kind) or is_dataclass(kind):
        return _named(kind, named)
    return _compound(kind, named)


def _named(kind: Any, named: dict[str, Schema]) -> Schema:
    name = kind.__name__
    if name not in named:
        named[name] = {}  # known before it is finished, so that it may hold itself
        named[name] = _object(kind, named)
    return {"$ref": f"{REF}{name}"}


def _object(kind: Any, named: dict[str, Schema]) -> Schema:
    hints = get_type_hints(kind, include_extras=True)
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else list(hints)
    optional: frozenset[str] = getattr(kind, "__optional_keys__", frozenset())
    told: Schema = {"type": "object"}
    if first := (kind.__doc__ or "").strip().partition("\n")[0]:
        told["description"] = first
    told["properties"] = {name: schema_of(hints[name], named) for name in names}
    told["required"] = [name for name in names if name not in optional]
    told["additionalProperties"] = False
    return told


def _compound(kind: Any, named: dict[str, Schema]) -> Schema:
    origin, parts = get_origin(kind), get_args(kind)
    if origin is NotRequired:
        return schema_of(parts[0], named)
    if origin in (Union, types.UnionType):
        return {"anyOf": [schema_of(part, named) for part in parts]}
    if origin is Literal:
        return {"type": "string", "enum": list(parts)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(parts[1], named)}
    if origin is not None and issubclass(origin, Iterable):
        return {"type": "array", "items": schema_of(parts[0], named)}
    raise TypeError(f"no schema is known for {kind!r}")
