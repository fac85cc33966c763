"""Help for whoever derives records again: rows are read one by one, so that one that cannot be read is named."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC
from typing import Any, TypeVar, cast

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connection
from django.db.models import DateTimeField, JSONField, Model, QuerySet, TextField
from django.db.models.functions import Cast

from ikrar.kernel.canonical import canonical
from ikrar.register.holding import Held

M = TypeVar("M", bound=Model)
# What a damaged column makes of reading the row: no date, no JSON, no UTF-8, a part that is missing, another row.
UNREADABLE = (DatabaseError, ObjectDoesNotExist, ValueError, TypeError, AttributeError, LookupError)


def derived(rows: QuerySet[M], *, kind: str, derive: Callable[[M], Held | None]) -> Iterator[Held]:
    """What each row stands for; a row that cannot be read, or is not spelt as any of us writes it, contradicts itself."""
    spelt = _spelt(rows)
    for number in rows.order_by("pk").values_list("pk", flat=True):
        where = f"{rows.model._meta.db_table} {number}"  # noqa: SLF001 (Django's documented name)
        try:
            row = spelt.get(pk=number)
            found = derive(row)
            if not _is_spelt_by_us(row):
                found = Held(where=where, kind=kind, body=None, leaf_hash=found.leaf_hash if found else None)
        except UNREADABLE:
            found = Held(where=where, kind=kind, body=None)
        if found is not None:
            yield found


def _spelt(rows: QuerySet[M]) -> QuerySet[M]:
    """With the letters in which SQLite keeps moments and JSON: reading them forgives what no writer of ours writes."""
    if connection.vendor != "sqlite":
        return rows  # PostgreSQL keeps them as values
    letters: dict[str, Any] = {f"{name}_spelt": Cast(name, TextField()) for name in _forgiving(rows.model)}
    return cast("QuerySet[M]", rows.annotate(**letters))


def _forgiving(model: type[Model]) -> list[str]:
    fields = model._meta.concrete_fields  # noqa: SLF001 (Django's documented name)
    return [field.name for field in fields if isinstance(field, JSONField | DateTimeField)]


def _is_spelt_by_us(row: Model) -> bool:
    if connection.vendor != "sqlite":
        return True
    return all(_fits(getattr(row, f"{name}_spelt"), getattr(row, name)) for name in _forgiving(type(row)))


def _fits(letters: str | None, value: Any) -> bool:
    if letters is None or value is None:
        return letters is None and value is None
    if hasattr(value, "astimezone"):
        return letters == str(value.astimezone(UTC).replace(tzinfo=None))
    return letters in (json.dumps(value), canonical(value).decode())
