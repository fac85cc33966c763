"""One writer at a time, and single edits as editions of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeAlias

from django.db import transaction

from ikrar.accounts import operations as accounts
from ikrar.kernel.canonical import Value
from ikrar.roster import models
from ikrar.roster.domain.lists import Kind, State

Actor: TypeAlias = Any  # the signed-in accounts.User, or None where the system itself acts


class ImportUnderWay(Exception):
    """Somebody's list is being applied or taken back; the roster is free again in a moment."""


class NoConvenor(Exception):
    """The government this installation serves has not been entered yet."""


def name_of(by: Actor) -> str:
    """Who it was, as the history shows it."""
    return by.display_name if by else "Ikrar"


def record(by: Actor, act: str, subject: str, detail: dict[str, Value], *, at: datetime) -> None:
    """One act for the audit trail; last in the transaction."""
    accounts.record_act(actor=by, act=act, subject=subject, detail=detail, at=at)


def locked_edition() -> models.Edition:
    """The pointer's row, locked until the transaction ends."""
    models.Edition.objects.get_or_create(id=1)
    return models.Edition.objects.select_for_update().get(id=1)


def free_edition() -> models.Edition:
    """The same, provided that nobody stages the next edition."""
    edition = locked_edition()
    if edition.writer_id is not None:
        raise ImportUnderWay
    return edition


@contextmanager
def edit(*, what: str, by: Actor, on: date, at: datetime) -> Iterator[int]:
    """A single change as the next edition, in one transaction; it stands in the history as well."""
    with transaction.atomic():
        edition = free_edition()
        seq = edition.seq + 1
        yield seq
        models.Edition.objects.filter(id=1).update(seq=seq)
        models.Import.objects.create(
            kind=Kind.EDIT,
            state=State.APPLIED,
            title=what,
            entered_by=name_of(by),
            entered_at=at,
            finished_at=at,
            effective_on=on,
            seq=seq,
        )
        record(by, "roster.edited", str(seq), {}, at=at)


def convenor() -> models.Institution:
    institution = models.Institution.objects.filter(is_convenor=True).first()
    if institution is None:
        raise NoConvenor
    return institution
