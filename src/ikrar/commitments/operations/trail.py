"""Every change leaves an act; what strangers may rely on is an entry of the register too."""

import contextlib
import os
import secrets
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

from django.conf import settings
from django.db.models import QuerySet

from ikrar.accounts import operations as accounts
from ikrar.commitments.domain import Phase, check_phase
from ikrar.commitments.models import Commitment
from ikrar.commitments.queries.found import CommitmentNotFound
from ikrar.commitments.queries.shapes import phase
from ikrar.kernel.canonical import Value
from ikrar.kernel.zones import JAKARTA
from ikrar.register import operations as register

Actor: TypeAlias = Any  # accounts.User, or None for the system itself; its class stays behind accounts' doors

MOST_BYTES = 12_000_000


class FileTooLarge(Exception):
    """No sheet and no certified file needs to be so large."""


class ReasonMissing(Exception):
    """A change of what was told to others needs a reason."""


def today(at: datetime) -> date:
    """The day in Jakarta."""
    return at.astimezone(JAKARTA).date()


def locked(commitment: str, *phases: Phase) -> Commitment:
    """The commitment, its row locked until the transaction ends; at one of these phases."""
    return _at_phase(Commitment.objects.select_for_update(), commitment, phases)


def found(commitment: str, *phases: Phase) -> Commitment:
    """The same to look at only, without a lock."""
    return _at_phase(Commitment.objects.all(), commitment, phases)


def _at_phase(rows: QuerySet[Commitment], commitment: str, phases: Sequence[Phase]) -> Commitment:
    row = rows.filter(public_id=commitment).first()
    if row is None:
        raise CommitmentNotFound
    if phases:
        check_phase(phase(row), *phases)
    return row


def note(row: Commitment, act: str, *, by: Actor, at: datetime, **detail: Value) -> None:
    """Write the act."""
    accounts.record_act(actor=by, act=f"commitment.{act}", subject=row.public_id, detail=detail, at=at)


def enter(row: Commitment, kind: str, body: dict[str, Value], *, at: datetime) -> bytes:
    """Enter a record about the commitment in the register; its leaf hash."""
    record: dict[str, Value] = {"commitment": row.public_id, **body}
    return register.enter(kind=kind, body=record, at=at).leaf_hash


def check_reason(reason: str) -> str:
    """The reason without blanks around it."""
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def place_of(file: str) -> Path:
    """Where the bytes of a kept file lie."""
    return Path(settings.MEDIA_ROOT) / file


def keep(file: str, content: bytes) -> None:
    """Write a file that only the server reads: whole or not at all, and never over one that is there."""
    path = place_of(file)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(fresh)
    finally:
        fresh.unlink(missing_ok=True)
