"""The statements of settling, many rows each, with their twins for the two engines."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection

from ikrar.kernel.batches import halving
from ikrar.pledges.domain.armour import unb64
from ikrar.pledges.domain.settling import Settled
from ikrar.pledges.domain.values import KeyKind


def take(limit: int, *, after: int = 0, but: Sequence[int] = ()) -> list[int]:
    """The next that wait behind that number, removed from the queue; another clerk's are passed over."""
    locked = " FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    others, values = _but(but)
    sql = (
        "DELETE FROM pledges_unsettled WHERE id IN"  # noqa: S608 (our own words and placeholders)
        f" (SELECT id FROM pledges_unsettled WHERE id > %s{others} ORDER BY id LIMIT %s{locked}) RETURNING id"
    )
    return sorted(number for (number,) in _all(sql, [after, *values, limit]))


def waiting(limit: int, *, after: int, but: Sequence[int] = ()) -> list[int]:
    """The next that wait behind that number; they stay in the queue."""
    others, values = _but(but)
    sql = f"SELECT id FROM pledges_unsettled WHERE id > %s{others} ORDER BY id LIMIT %s"  # noqa: S608 (placeholders)
    return [number for (number,) in _all(sql, [after, *values, limit])]


def take_these(pledges: Sequence[int]) -> list[int]:
    """Those of them that wait, removed from the queue."""
    where, values = _among(pledges)
    sql = f"DELETE FROM pledges_unsettled WHERE id {where} RETURNING id"  # noqa: S608 (placeholders)
    return sorted(number for (number,) in _all(sql, values))


def lock_duties(ids: Sequence[int]) -> None:
    """Nobody else changes what these people contribute meanwhile. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        _run(
            "SELECT id FROM pledges_duty WHERE id IN (SELECT duty_id FROM pledges_pledge WHERE id = ANY(%s))"
            " ORDER BY id FOR NO KEY UPDATE",
            [list(ids)],
        )


def pledges(ids: Sequence[int]) -> list[Settled]:
    """Their rows, with what the duty adds."""
    sqlite = connection.vendor == "sqlite"
    key = "json_extract(p.signature, '$.key')" if sqlite else "p.signature->>'key'"
    moment = "CAST(p.received_at AS TEXT)" if sqlite else "p.received_at"
    where, values = _among(ids)
    sql = (
        "SELECT p.id, p.declaration_id, p.duty_id, d.official_id, p.unit_id, p.site_id, COALESCE(d.standing, ''),"  # noqa: S608 (our own words and placeholders)
        " p.effective, p.disputed, p.key_kind, p.identified_by, p.presence, p.key_thumbprint,"
        f" CASE WHEN p.key_kind = '{KeyKind.DEVICE}' AND p.signature IS NOT NULL THEN {key} ELSE '' END, {moment}, d.site_id"
        f" FROM pledges_pledge p LEFT JOIN pledges_duty d ON d.id = p.duty_id WHERE p.id {where} ORDER BY p.duty_id"
    )
    return [Settled._make(row) for row in _all(sql, values)]


def mark_asked(ids: Sequence[int]) -> set[int]:
    """Each duty was asked when its pledge came, if not before; those that had not been."""
    where, values = _among(ids)
    sql = (
        "UPDATE pledges_duty SET asked_at = p.received_at FROM pledges_pledge p"  # noqa: S608 (placeholders)
        f" WHERE p.duty_id = pledges_duty.id AND p.id {where} AND pledges_duty.asked_at IS NULL"
        " RETURNING pledges_duty.id"
    )
    return {number for (number,) in _all(sql, values)}


def drop_refusals(duties: Sequence[int]) -> set[int]:
    """Who has signed no longer declines; the duties of those who did."""
    where, values = _among(duties)
    sql = f"DELETE FROM pledges_refusal WHERE duty_id {where} RETURNING duty_id"  # noqa: S608 (placeholders)
    return {number for (number,) in _all(sql, values)}


def keep_keys(found: Sequence[Settled]) -> None:
    """The devices' keys, by which these people are known the next time."""
    if not found:
        return
    ordered = sorted(found, key=lambda one: (one.key_thumbprint, one.official_id))
    into = "INSERT INTO pledges_devicekey (official_id, thumbprint, spki, enrolled_at)"
    values = [[one.official_id, one.key_thumbprint, unb64(one.key), one.received_at] for one in ordered]
    if connection.vendor == "postgresql":
        arrays = "%s::int8[], %s::varchar[], %s::bytea[], %s::timestamptz[]"
        sql = f"{into} SELECT * FROM unnest({arrays}) ON CONFLICT DO NOTHING"  # noqa: S608 (our own names)
        _run(sql, [list(column) for column in zip(*values, strict=True)])
    else:
        with connection.wrap_database_errors:
            for some in halving(values):
                sql = f"{into} VALUES {','.join(['(?,?,?,?)'] * len(some))} ON CONFLICT DO NOTHING"
                connection.connection.execute(sql, [value for row in some for value in row])


def shared_keys(prints: Collection[str], *, above: int) -> list[str]:
    """Those of these devices that more than so many people hold a key of."""
    where, values = _among(list(prints))
    sql = f"SELECT thumbprint FROM pledges_devicekey WHERE thumbprint {where} GROUP BY thumbprint HAVING COUNT(*) > %s"  # noqa: S608 (placeholders)
    return [thumbprint for (thumbprint,) in _all(sql, [*values, above])]


def _but(ids: Sequence[int]) -> tuple[str, list[Any]]:
    """Without these; they are few, and mostly none."""
    if not ids:
        return "", []
    where, values = _among(ids)
    return f" AND NOT (id {where})", values


def _among(ids: Sequence[int] | Sequence[str]) -> tuple[str, list[Any]]:
    """A condition on many values as a single one: one statement whatever their count."""
    if connection.vendor == "postgresql":
        return "= ANY(%s)", [list(ids)]
    return "IN (SELECT value FROM json_each(%s))", [json.dumps(list(ids))]


def _all(sql: str, values: Iterable[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        rows: list[Any] = cursor.fetchall()
        return rows


def _run(sql: str, values: Iterable[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
