"""Taking back what is not, or no longer, seen; deleting what a run needed only on its way."""

from datetime import datetime

from django.db.models import Model, ProtectedError, QuerySet

from ikrar.roster import models
from ikrar.roster.domain.lists import State, Verdict
from ikrar.roster.importing import child
from ikrar.roster.importing.pace import Pace

VERSIONED = (models.Appointment, models.Contact, models.Membership, models.Placement)


def tidy(run: models.Import, pace: Pace) -> bool:
    """After the pointer moved: staged people go, the refused rows stay for their sheet."""
    child.forget(run.public_id)
    done = models.StagedRow.objects.filter(run=run).exclude(verdict=Verdict.REFUSED)
    if _delete_some(done, pace):
        return True
    run.step = ""
    run.save(update_fields=["step"])
    return False


def forget_rows(runs: "QuerySet[models.Import]", pace: Pace) -> bool:
    """Some of the rows that these runs left; whether there were any."""
    return _delete_some(models.StagedRow.objects.filter(run__in=runs), pace)


def revert(run: models.Import, pace: Pace, *, into: State, at: datetime) -> bool:
    """Delete what the run staged, reopen what it closed; only then is the roster free for others."""
    child.forget(run.public_id)
    if run.seq is not None and _revert_some(run.seq, pace):
        return True
    if _delete_some(models.StagedRow.objects.filter(run=run), pace):
        return True
    with pace.write():
        models.Edition.objects.filter(writer=run).update(writer=None)
        run.state, run.step, run.finished_at = into, "", at
        run.save(update_fields=["state", "step", "finished_at"])
    return False


def _revert_some(seq: int, pace: Pace) -> bool:
    for table in VERSIONED:
        if _delete_some(table.objects.filter(since_seq=seq), pace):
            return True
        closed = list(table.objects.filter(until_seq=seq).values_list("id", flat=True)[: pace.size])
        if closed:
            with pace.write():
                for part in pace.parts(closed):
                    table.objects.filter(id__in=part).update(until_seq=None)
            return True
    return _forget_strangers(seq, pace)


def _forget_strangers(seq: int, pace: Pace) -> bool:
    """People and units that only this run knew."""
    people = models.Official.objects.filter(since_seq=seq, memberships__isnull=True)
    units = models.Unit.objects.filter(placements__isnull=True)
    try:
        return _delete_some(people, pace) or _delete_some(units, pace)
    except ProtectedError:  # somebody above holds on to one of them: they stay, unseen
        models.Official.objects.filter(since_seq=seq).update(since_seq=0)
        return False


def _delete_some(rows: "QuerySet[Model]", pace: Pace) -> bool:
    found = list(rows.order_by("pk").values_list("pk", flat=True)[: pace.size])
    if found:
        with pace.write():
            for part in pace.parts(found):
                rows.model._default_manager.filter(pk__in=part).delete()  # noqa: SLF001 (Django's documented name)
    return bool(found)
