"""What a pass needs to know of one person, looked up in the fewest words: at roll call everybody asks within minutes."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from ikrar.pledges.models import Duty


class Holder(NamedTuple):
    """Somebody who is asked, as far as a pass needs it."""

    id: int
    official_id: int
    standing: str
    was_asked: bool


class Company(NamedTuple):
    """Whether more has to be looked up at all."""

    has_signed: bool
    has_passkey: bool


def holder_of(duty: Duty) -> Holder:
    """The same from a row that was read for another reason."""
    return Holder(duty.id, duty.official_id, duty.standing, duty.asked_at is not None)


def card(code_hash: str) -> tuple[Holder, datetime | None] | None:
    """Whose card this is, and since when it no longer counts."""
    row = _one(
        "SELECT d.id, d.official_id, d.standing, d.asked_at IS NOT NULL, c.revoked_at"
        " FROM pledges_codecard c JOIN pledges_duty d ON d.id = c.duty_id WHERE c.code_hash = %s",
        [code_hash],
    )
    return (Holder(row[0], row[1], row[2], bool(row[3])), row[4]) if row else None


def company(holder: Holder) -> Company:
    """Whether the person signed before, and whether a passkey is on file."""
    row = _one(
        "SELECT EXISTS(SELECT 1 FROM pledges_pledge WHERE duty_id = %s AND effective),"
        " EXISTS(SELECT 1 FROM pledges_passkey WHERE official_id = %s AND revoked_at IS NULL)",
        [holder.id, holder.official_id],
    )
    assert row is not None
    return Company(bool(row[0]), bool(row[1]))


def is_counted(tid: str) -> bool:
    """Whether this pass offered a wrong stage code before."""
    return _one("SELECT 1 FROM pledges_presencetrial WHERE tid = %s", [tid]) is not None


def _one(sql: str, values: list[Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
        return row
