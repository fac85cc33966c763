"""Books as plain JSON and back, and the file of a snapshot. Plain Python."""

from typing import Any

from ikrar.kernel.canonical import Value
from ikrar.openness import figures
from ikrar.openness.disclosure import Shown
from ikrar.openness.domain import CANNOT_PROVE, LICENCE, VERSION, Reason
from ikrar.openness.figures import Books, Span, Truth


def stored(books: Books) -> dict[str, Any]:
    return {
        "order": dict(books.order),
        "coverage": _stored(books.coverage) if books.coverage else None,
        "splits": {name: _stored(shown) for name, shown in books.splits.items()},
        "spans": [[span.begins_at, span.until, span.count] for span in books.spans],
        "split_at": books.split_at,
    }


def read(found: dict[str, Any]) -> Books:
    return Books(
        order=found["order"],
        coverage=_read(found["coverage"]) if found["coverage"] else None,
        splits={name: _read(shown) for name, shown in found["splits"].items()},
        spans=tuple(Span(*span) for span in found["spans"]),
        split_at=found["split_at"],
    )


def file_of(
    *,
    books: Books,
    truth: Truth,
    declaration: dict[str, Value],
    number: int,
    reason: Reason,
    note: str,
    as_of: str,
    announced_for: str | None,
    register: dict[str, Value],
) -> dict[str, Value]:
    """What a snapshot says, for its file."""
    cell = figures.tree(truth.units, order=books.order)
    spans: list[Value] = [
        {"from": span.begins_at, "until": span.until, "count": span.count} for span in books.spans
    ]
    return {
        "v": VERSION,
        "licence": LICENCE,
        "declaration": declaration,
        "number": number,
        "reason": reason.value,
        "note": note,
        "as_of": as_of,
        "announced_for": announced_for,
        "register": register,
        "whole": {"people": sum(_top_people(truth)), **figures.whole(books)},
        "units": list(figures.rows(books, truth.units, cell)),
        "together": list(figures.together(books, cell)),
        "splits": {"as_of": books.split_at or None, **figures.split_rows(books)},
        "arrivals": spans,
        "cannot_prove": {"id": CANNOT_PROVE.id, "en": CANNOT_PROVE.en},
    }


def _top_people(truth: Truth) -> list[int]:
    known = {unit.id for unit in truth.units}
    return [unit.people for unit in truth.units if unit.above not in known]


def _stored(shown: Shown) -> list[Any]:
    figure = None if shown.figure is None else list(shown.figure)
    return [shown.key, figure, shown.as_of, [_stored(part) for part in shown.parts]]


def _read(found: list[Any]) -> Shown:
    key, figure, as_of, parts = found
    return Shown(key, None if figure is None else tuple(figure), as_of, tuple(map(_read, parts)))
