"""Every change leaves two marks: a line in the plan's timeline and an act in the audit trail."""

from datetime import date, datetime
from typing import Any, TypeAlias

from ikrar.accounts import operations as accounts
from ikrar.kernel.canonical import Value
from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.acts import PLAN_ACTS
from ikrar.pledges.domain.planning import Change
from ikrar.pledges.models import Declaration, PlanChange, Site
from ikrar.pledges.queries.declarations import DeclarationNotFound
from ikrar.register import operations as register

Actor: TypeAlias = Any  # accounts.User, or None for the system itself; its class stays behind accounts' doors


class ReasonMissing(Exception):
    """A change of what people were told needs a reason."""


def today(at: datetime) -> date:
    """The day in Jakarta."""
    return at.astimezone(JAKARTA).date()


def locked(public_id: str) -> Declaration:
    """The declaration, its row locked until the transaction ends."""
    row = Declaration.objects.select_for_update().filter(public_id=public_id).first()
    if row is None:
        raise DeclarationNotFound
    return row


def note(
    declaration: Declaration,
    what: Change,
    *,
    by: Actor,
    at: datetime,
    before: str = "",
    after: str = "",
    reason: str = "",
    site: Site | None = None,
) -> None:
    """Write the line of the timeline and the act."""
    PlanChange.objects.create(
        declaration=declaration,
        site=site,
        what=what,
        before=before[:200],
        after=after[:200],
        reason=reason,
        by=by,
        at=at,
    )
    accounts.record_act(actor=by, act=PLAN_ACTS[what], subject=declaration.public_id, at=at)


def enter(declaration: Declaration, kind: str, body: dict[str, Value], *, at: datetime) -> bytes:
    """Enter a record about the declaration in its register: the real one, or the rehearsal's."""
    record: dict[str, Value] = {"declaration": declaration.public_id, **body}
    return register.enter(kind=kind, body=record, at=at, rehearsal=declaration.is_rehearsal).leaf_hash


def check_reason(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()
