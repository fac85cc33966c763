"""Any value of the law as plain data: what `--json` prints and the HTTP API answers."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from typing import Any

from ikrar.kernel.words import Words

Plain = dict[str, Any]


def plain(value: Any) -> Any:
    """Dataclasses as objects, words as id and en, days as text, sets in order, codes as they are written.

    >>> plain({"says": Words("satu", "one"), "on": date(2024, 11, 27), "in": frozenset({"b", "a"})})
    {'says': {'id': 'satu', 'en': 'one'}, 'on': '2024-11-27', 'in': ['a', 'b']}
    """
    if isinstance(value, Words):
        return {"id": value.id, "en": value.en}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    return _plain_whole(value)


def _plain_whole(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(plain(item) for item in value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain(item) for item in value]
    return value
