"""Work of the clerk that `./ikrar bench tree` measures, each planted, then done to its end.

Import it after `Place.install`.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from ikrar.kernel.zones import JAKARTA
from ikrar.openness import operations as openness
from ikrar.pledges.domain import State
from ikrar.pledges.models import Declaration, Duty, Obligation
from ikrar.pledges.operations import owing, recounting
from ikrar.project.bench.nation import Planted
from ikrar.roster.domain import Standing
from ikrar.roster.models import Appointee, Appointment, Contact, Edition, Membership

EVENING_UTC = 15  # after the hour at which figures are published
TENTH = 10
LETTERS = 1_000
FOREVER = 3600.0
OFFICE_HOUR = 10


def published(*, at: datetime) -> None:
    """Two publications, of the day and of the day after, unless they stand from before."""
    evening = at.replace(hour=EVENING_UTC)
    openness.announce_due(at=evening - timedelta(hours=6))
    openness.publish_due(at=evening)
    openness.publish_due(at=evening + timedelta(days=1))


def steps(planted: Planted) -> Mapping[str, Callable[[], int]]:
    """Each plants its cause before it is asked for; a tenth of the officials, or as many letters as `LETTERS`."""
    at = timezone.now()
    later = at + timedelta(days=2)
    some = max(planted.officials // TENTH, 1)
    row = Declaration.objects.get(pk=planted.declaration_id)
    owing.keep(at=at, seconds=FOREVER)  # what stood before is seen
    _appoint(planted, some, at=at)
    _bring(planted, some)
    _excuse(row, some)
    return {
        "duties: appointed, new, returned": partial(_kept, at=later),
        "duties: a text was replaced": partial(_replaced, row, at=later),
        "duties: where they are today": partial(_kept, at=later + timedelta(hours=2)),
        "reminders": _reminded,
        "figures of the day": partial(_published, planted, at=later),
        "counts, a turn": partial(_counted, at=later),
    }


def _kept(*, at: datetime) -> int:
    before = Obligation.objects.count()
    owing.keep(at=at, seconds=FOREVER)
    now = Obligation.objects.count()
    return now - before or now


def _replaced(row: Declaration, *, at: datetime) -> int:
    """Everybody who signed owes a pledge to the new text."""
    Declaration.objects.filter(supersedes=row).delete()  # of a run before, in a folder that is kept
    Declaration.objects.create(
        title=row.title, institution=row.institution, election=row.election, supersedes=row, created_at=at
    )
    Declaration.objects.filter(pk=row.pk).update(state=State.SUPERSEDED)
    made = _kept(at=at)
    Declaration.objects.filter(pk=row.pk).update(state=State.FIXED)
    return made


def _reminded() -> int:
    """Letters to a thousand people, at an hour in which offices are open."""
    owed = Obligation.objects.filter(answered_at=None).order_by("due_on").first()
    assert owed is not None
    who = Obligation.objects.filter(answered_at=None).order_by("pk").values_list("official_id", flat=True)
    at = datetime.combine(owed.due_on, datetime.min.time(), JAKARTA).replace(hour=OFFICE_HOUR)
    have = set(Contact.objects.values_list("official_id", flat=True))
    Contact.objects.bulk_create(
        [
            Contact(official_id=one, email=f"p{one}@contoh.example", changed_at=at, since_seq=1)
            for one in list(dict.fromkeys(who[: 2 * LETTERS]))[:LETTERS]
            if one not in have
        ],
        batch_size=500,
    )
    sent = 0
    while one := owing.remind(at=at):
        sent += one
    return sent


def _published(planted: Planted, *, at: datetime) -> int:
    openness.publish_due(at=at.replace(hour=EVENING_UTC) + timedelta(days=1))
    return planted.units


def _counted(*, at: datetime) -> int:
    recounting.keep(at=at)
    return 1


def _appoint(planted: Planted, some: int, *, at: datetime) -> None:
    seq = Edition.objects.values_list("seq", flat=True).get(id=1)
    on = at.astimezone(JAKARTA).date()
    made = Appointment.objects.create(
        title="Pengangkatan contoh", decree="SK contoh", effective_on=on, entered_at=at, since_seq=seq
    )
    rows = Duty.objects.filter(declaration_id=planted.declaration_id, pledges=None).order_by("pk")
    Appointee.objects.bulk_create(
        [
            Appointee(appointment=made, official_id=one, effective_on=on)
            for one in rows.values_list("official_id", flat=True)[:some]
        ],
        batch_size=500,
    )


def _bring(planted: Planted, some: int) -> None:
    """So many people began in a unit that was asked, by a later edition, and were not asked."""
    seq = Edition.objects.values_list("seq", flat=True).get(id=1) + 1
    first = planted.first + 1
    rows = Membership.objects.filter(official_id__gte=first, official_id__lt=first + some)
    rows.update(since_seq=seq)
    Edition.objects.update(seq=seq)
    Duty.objects.filter(
        declaration_id=planted.declaration_id, official_id__in=rows.values("official_id"), pledges=None
    ).delete()


def _excuse(row: Declaration, some: int) -> None:
    """So many were absent on the day and are back."""
    last = row.duties.filter(pledges=None).order_by("-pk").values_list("pk", flat=True)[:some]
    row.duties.filter(pk__in=list(last), pledges=None).update(standing=Standing.EXCUSED)
