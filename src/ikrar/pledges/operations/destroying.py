"""What the archive schedule lets go of a closed declaration, a little at a time; who may ask for it is decided above.

Leaves, published figures and the counts of what is left stay true: duties and refusals go by `changing`.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from ikrar.accounts.operations import outbox
from ikrar.pledges.domain.erasure import ErasureReason
from ikrar.pledges.models import (
    ChecklistItem,
    CoHost,
    DenominatorChange,
    Duty,
    OpenQuestion,
    Option,
    PaperPage,
    PlanChange,
    Pledge,
    Refusal,
    Reminder,
    RunStep,
    Site,
    SiteWitness,
)
from ikrar.pledges.operations import erasing
from ikrar.pledges.operations.changes import changing
from ikrar.pledges.operations.paper import scan_path
from ikrar.pledges.queries.destroyable import STAYS_TOLD, held

BLANKED: dict[type, tuple[str, ...]] = {
    Site: ("leader", "reader"),
    SiteWitness: ("name", "office"),
    CoHost: ("representative", "role"),
    ChecklistItem: ("responsible", "label"),
    OpenQuestion: ("decider",),
    Option: ("value", "note"),
    RunStep: ("label",),
    DenominatorChange: ("reason",),
}


def destroy_held(*, kind: str, declaration: str, most: int, at: datetime) -> int:
    """Let at most so many rows of a kind go, in one transaction; how many went. None left: nothing is done."""
    with transaction.atomic():
        for rows in held(kind=kind, declaration=declaration):
            ids = list(rows.order_by("pk").values_list("pk", flat=True)[:most])
            if ids:
                _BY_MODEL.get(rows.model, partial(_delete, rows.model))(ids, at)
                return len(ids)
    return 0


def _delete(model: Any, ids: Sequence[int], at: datetime) -> None:  # noqa: ARG001 (every way to go is asked alike)
    model.objects.filter(pk__in=ids).delete()


def _erase(ids: Sequence[int], at: datetime) -> None:
    """With a tombstone each."""
    for pledge in ids:
        erasing.erase(pledge_id=pledge, reason=ErasureReason.ENDED, by=None, at=at)


def _drop_duties(ids: Sequence[int], at: datetime) -> None:
    with changing(duty_ids=ids, at=at):
        Duty.objects.filter(pk__in=ids).delete()


def _drop_refusals(ids: Sequence[int], at: datetime) -> None:
    duties = list(Refusal.objects.filter(pk__in=ids).values_list("duty_id", flat=True))
    with changing(duty_ids=duties, at=at):
        Refusal.objects.filter(pk__in=ids).delete()


def _drop_reminders(ids: Sequence[int], at: datetime) -> None:
    """With the letter, if it never left."""
    rows = Reminder.objects.filter(pk__in=ids)
    letters = rows.exclude(message=None).values_list("message", flat=True)
    outbox.take_back(messages=[one for one in letters if one is not None], at=at)
    rows.delete()


def _drop_pages(ids: Sequence[int], at: datetime) -> None:  # noqa: ARG001 (every way to go is asked alike)
    """The file first: whoever is stopped here finds the row again, and no scan is left without one."""
    pages = PaperPage.objects.filter(pk__in=ids)
    for file in pages.values_list("file", flat=True):
        scan_path(file).unlink(missing_ok=True)
    pages.delete()


def _blank_changes(ids: Sequence[int], at: datetime) -> None:  # noqa: ARG001 (every way to go is asked alike)
    """Days and texts that were announced stay; what an officer wrote freely goes."""
    rows = PlanChange.objects.filter(pk__in=ids)
    rows.exclude(what__in=STAYS_TOLD).update(before="", after="")
    rows.update(reason="")


def _blank(model: Any, ids: Sequence[int], at: datetime) -> None:  # noqa: ARG001 (every way to go is asked alike)
    model.objects.filter(pk__in=ids).update(**dict.fromkeys(BLANKED[model], ""))


_BY_MODEL: dict[Any, Callable[[Sequence[int], datetime], None]] = {
    Pledge: _erase,
    Duty: _drop_duties,
    Refusal: _drop_refusals,
    Reminder: _drop_reminders,
    PlanChange: _blank_changes,
    PaperPage: _drop_pages,
    **{model: partial(_blank, model) for model in BLANKED},
}
