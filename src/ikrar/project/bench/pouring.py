"""Fills tables inside the database, a million invented rows in seconds: one INSERT … SELECT over a row of numbers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import NotSupportedError, connection, transaction
from django.db.models import NOT_PROVIDED, Field, Model

CHUNK = 200_000  # rows of one transaction
CACHE_KIB = 262_144


class Dialect:
    """The few words in which the two engines differ."""

    def __init__(self, vendor: str) -> None:
        if vendor not in ("sqlite", "postgresql"):
            raise NotSupportedError(vendor)
        self.is_sqlite = vendor == "sqlite"

    def numbers(self) -> str:
        """A source of rows `n`, from the first to the last of two parameters."""
        if self.is_sqlite:
            return (
                "(WITH RECURSIVE row(n) AS (SELECT %s UNION ALL SELECT n + 1 FROM row WHERE n < %s)"
                " SELECT n FROM row) AS series"
            )
        return "generate_series(%s::bigint, %s::bigint) AS series(n)"

    def padded(self, width: int, what: str = "n") -> str:
        """Digits of a fixed width, zeros in front."""
        if self.is_sqlite:
            return f"substr('{'0' * width}' || ({what}), -{width})"
        return f"lpad(({what})::text, {width}, '0')"

    def blob(self, text: str) -> str:
        """The bytes of a text."""
        return f"CAST({text} AS BLOB)" if self.is_sqlite else f"convert_to({text}, 'UTF8')"

    def seconds_after(self, count: str) -> str:
        """A moment some seconds after the one given as parameter."""
        if self.is_sqlite:
            return f"strftime('%%Y-%%m-%%d %%H:%%M:%%S', %s, '+' || ({count}) || ' seconds')"
        return f"(%s::timestamptz + make_interval(secs => {count}))"


def dialect() -> Dialect:
    return Dialect(connection.vendor)


def moment() -> str:
    """A moment given as parameter."""
    return "%s" if dialect().is_sqlite else "%s::timestamptz"


Said = str | tuple[str, Sequence[Any]]  # an expression over n, with its parameters if it has any
Given = Mapping[str, Said]  # by field


def pour(model: type[Model], given: Given, *, first: int, last: int, where: str = "") -> None:
    """A row for each number from `first` to `last` that fits; what is not given takes the field's default."""
    columns, expressions, parameters = _selected(model, given)
    quote = connection.ops.quote_name
    target = f"{quote(model._meta.db_table)} ({', '.join(quote(one) for one in columns)})"  # noqa: SLF001 (Django's documented name)
    sql = f"INSERT INTO {target} SELECT {', '.join(expressions)} FROM {dialect().numbers()} {where}"  # noqa: S608 (names of our own tables)
    for begin, end in chunks(first, last):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [*parameters, begin, end])
        checkpoint()


def chunks(first: int, last: int) -> Iterator[tuple[int, int]]:
    """The same numbers in stretches of one transaction each."""
    for begin in range(first, last + 1, CHUNK):
        yield begin, min(begin + CHUNK - 1, last)


def _selected(model: type[Model], given: Given) -> tuple[list[str], list[str], list[Any]]:
    columns: list[str] = []
    expressions: list[str] = []
    parameters: list[Any] = []
    for field in model._meta.concrete_fields:  # noqa: SLF001 (Django's documented name)
        if field.primary_key and field.name not in given:
            continue
        said = given.get(field.name)
        expression, values = (
            _default(field) if said is None else (said, ()) if isinstance(said, str) else said
        )
        columns.append(str(field.column))
        expressions.append(expression)
        parameters += values
    return columns, expressions, parameters


def _default(field: "Field[Any, Any]") -> tuple[str, Sequence[Any]]:
    value = None if field.default is NOT_PROVIDED and field.null else field.get_default()
    return ("NULL", ()) if value is None else ("%s", (field.get_db_prep_save(value, connection),))


def saved(model: type[Model], field: str, value: object) -> Any:
    """A value as that column keeps it."""
    return model._meta.get_field(field).get_db_prep_save(value, connection)  # type: ignore[union-attr]  # noqa: SLF001 (Django's documented name)


def next_id(model: type[Model]) -> int:
    """The first number no row has."""
    last = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()  # noqa: SLF001 (Django's documented name)
    return int(last or 0) + 1


def widen() -> None:
    """More memory for this connection while it pours."""
    if dialect().is_sqlite:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def checkpoint() -> None:
    """Move the write-ahead log into the file, or it would grow as large as everything poured."""
    if dialect().is_sqlite and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def settle(models: Sequence[type[Model]]) -> None:
    """Numbers given by hand are known to the sequences, and the planner knows how large the tables are."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(sql)
        cursor.execute("ANALYZE")
