"""Duties arise from what the roster knows and from texts that are replaced: each once, whoever looks and how often."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, partial

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.domain import Ground
from ikrar.pledges.models import Declaration, Duty, Obligation, Pledge
from ikrar.pledges.operations.owing import sweeping
from ikrar.pledges.operations.owing.sweeping import AT_ONCE, Found
from ikrar.pledges.queries import owing as queries
from ikrar.pledges.queries.readiness import resolved
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing
from ikrar.roster.queries import AppointmentView, Began

LOOK_BACK = timedelta(days=180)  # older appointments owe only where an officer says so
SIGNED = Exists(Pledge.objects.filter(duty=OuterRef("pk"), effective=True))


class Places:
    """Which units a declaration asked, and by which clock they live; worked out once a turn."""

    def __init__(self, causes: Sequence[Declaration]) -> None:
        self._newest = next(iter(causes), None)
        self._zones: dict[int, dict[int, str]] = {}

    def zones(self, row: Declaration | None = None) -> Mapping[int, str]:
        """Unit by unit, of this declaration or of the newest."""
        row = row or self._newest
        if row is None or row.held_on is None:
            return {}
        if row.pk not in self._zones:
            clocks = dict(row.sites.values_list("pk", "zone"))
            sites = resolved(row, roster.units(on=row.held_on))
            self._zones[row.pk] = {unit: clocks[site] for unit, site in sites.items()}
        return self._zones[row.pk]

    def asks(self, row: Declaration, unit_id: int) -> bool:
        return unit_id in self.zones(row)

    @cached_property
    def appointments(self) -> list[AppointmentView]:
        """Everybody newly appointed, read once a turn."""
        return roster.all_appointments()


@dataclass(frozen=True, slots=True)
class Cause:
    """Why, and since when: an appointment, or a declaration."""

    ground: Ground
    since_on: date
    appointment_id: int | None = None
    declaration_id: int | None = None


def owe(
    cause: Cause,
    people: Iterable[tuple[int, int, Standing]],
    *,
    zones: Mapping[int, str],
    at: datetime,
    due_on: date | None = None,
) -> int:
    """These people (with unit and standing) owe a pledge for this cause, unless they do already. How many were tried.

    Nobody is late on the day it becomes known: the days count from the cause, but not from before today.
    """
    since = max(cause.since_on, at.astimezone(JAKARTA).date())
    rule = "" if due_on else queries.rule_of(cause.ground).text
    made = [
        Obligation(
            official_id=official,
            unit_id=unit,
            ground=cause.ground,
            appointment_id=cause.appointment_id,
            declaration_id=cause.declaration_id,
            since_on=since,
            due_on=due_on or queries.due(cause.ground, since=since),
            rule=rule,
            standing=standing,
            zone=zones.get(unit, JAKARTA.key),
            created_at=at,
        )
        for official, unit, standing in people
    ]
    Obligation.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


# ── appointments ─────────────────────────────────────────────────────────────────────────────────
def from_appointments(*, edition: int, places: Places, at: datetime) -> bool:
    """Everybody newly appointed owes a pledge; looked at once an hour and after each change of the roster."""
    sweep, mark = sweeping.named("appointments"), sweeping.mark_of(edition, at=at)
    if sweep.mark == mark:
        return False
    known = places.appointments
    oldest = at.astimezone(JAKARTA).date() - LOOK_BACK
    if _forget_withdrawn([one.id for one in known]) or any(
        _appoint_some(one, places=places, at=at) for one in known if one.effective_on >= oldest
    ):
        return True
    sweep.mark = mark
    sweep.save(update_fields=["mark"])
    return False


def _appoint_some(one: AppointmentView, *, places: Places, at: datetime) -> bool:
    """The next of an appointment who do not owe yet and have not signed since."""
    for some in not_owing(one.official_ids, appointment_id=one.id):
        signed = signed_since(some, one.effective_on)
        fresh = [who for who in some if who not in signed]
        if appoint(one.id, one.effective_on, fresh, places=places, at=at):
            return True
    return False


def _forget_withdrawn(known: Sequence[int]) -> bool:
    """A list that was taken back was no appointment: nobody owes anything for it."""
    gone = Obligation.objects.filter(answered_at=None, appointment__isnull=False)
    some = list(gone.exclude(appointment__in=known).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    Obligation.objects.filter(pk__in=some).delete()
    return bool(some)


def put_off(*, appointment_id: int, due_on: date) -> int:
    """Another day for all who still owe; how many."""
    rows = Obligation.objects.filter(appointment_id=appointment_id, answered_at=None)
    return rows.exclude(due_on=due_on).update(due_on=due_on, rule="")


def appoint(
    appointment_id: int,
    effective_on: date,
    official_ids: Sequence[int],
    *,
    places: Places,
    at: datetime,
    due_on: date | None = None,
) -> int:
    """Obligations of one appointment; who is in no unit of the roster yet comes later."""
    day = max(effective_on, at.astimezone(JAKARTA).date())
    here = roster.whereabouts(official_ids=official_ids, on=day)
    cause = Cause(Ground.APPOINTED, effective_on, appointment_id=appointment_id)
    people = [(official, unit, standing) for official, (unit, standing) in sorted(here.items())]
    zones = places.zones()  # reading a nation's tree takes longer than a write may
    with transaction.atomic():
        return owe(cause, people, zones=zones, at=at, due_on=due_on)


def not_owing(official_ids: Sequence[int], *, appointment_id: int) -> Iterator[list[int]]:
    """Who has no duty from this appointment yet, so many at a time."""
    known = set(
        Obligation.objects.filter(appointment_id=appointment_id).values_list("official_id", flat=True)
    )
    fresh = [one for one in official_ids if one not in known]
    for begin in range(0, len(fresh), AT_ONCE):
        yield fresh[begin : begin + AT_ONCE]


def signed_since(official_ids: Collection[int], since: date) -> set[int]:
    """Who of them has signed somewhere since that day; rehearsals do not count."""
    begin = datetime(since.year, since.month, since.day, tzinfo=JAKARTA)
    duties = Duty.objects.filter(
        official_id__in=official_ids,
        declaration__rehearsal_of=None,
        pledges__effective=True,
        pledges__received_at__gte=begin,
    )
    return set(duties.values_list("official_id", flat=True))


# ── after a declaration ──────────────────────────────────────────────────────────────────────────
def from_newcomers(row: Declaration, *, edition: int, places: Places, at: datetime) -> bool:
    """Who began, since this declaration was fixed, in a unit that it asked, and was not asked; unless signed elsewhere."""
    sweep = sweeping.named(
        f"entered:{row.pk}", mark=str(edition)
    )  # of the freeze, as nearly as the clerk sees it
    if not _is_over(row, at=at):
        return False

    def look(after: int, until: int, position: int) -> Found:
        rows = roster.began(after_edition=after, until_edition=until, after_row=position, limit=AT_ONCE)
        write = _owe_newcomers(row, rows, places=places, at=at)
        return Found(rows[-1].row if rows else position, len(rows) < AT_ONCE, write)

    return sweeping.step_between(sweep, until=edition, look=look)


def _owe_newcomers(
    row: Declaration, rows: Sequence[Began], *, places: Places, at: datetime
) -> Callable[[], None]:
    here = [one for one in rows if places.asks(row, one.unit_id)]
    asked = _asked_or_signed(row, [one.official_id for one in here])
    by_day: dict[date, list[tuple[int, int, Standing]]] = {}
    for one in here:
        if one.official_id not in asked:
            by_day.setdefault(one.begins_on, []).append((one.official_id, one.unit_id, Standing.BOUND))
    zones = places.zones(row) if by_day else {}

    def write() -> None:
        for since, people in by_day.items():
            owe(Cause(Ground.ENTERED, since, declaration_id=row.pk), people, zones=zones, at=at)

    return write


def _asked_or_signed(row: Declaration, official_ids: Collection[int]) -> set[int]:
    mine = Duty.objects.filter(declaration=row, official_id__in=official_ids)
    elsewhere = Duty.objects.filter(
        SIGNED,
        official_id__in=official_ids,
        declaration__election=row.election,
        declaration__rehearsal_of=None,
    )
    return {
        *mine.values_list("official_id", flat=True),
        *elsewhere.values_list("official_id", flat=True),
    }


def from_returners(row: Declaration, *, places: Places, at: datetime) -> bool:
    """Who was lawfully absent on the day, is back and has not signed since."""
    if not _is_over(row, at=at):
        return False
    return sweeping.step(
        name=f"returned:{row.pk}",
        mark=sweeping.mark_of(0, at=at),
        look=lambda position: _returners(row, position, places=places, at=at),
    )


def _returners(row: Declaration, position: int, *, places: Places, at: datetime) -> Found:
    known = Obligation.objects.filter(official=OuterRef("official"), declaration=row, ground=Ground.RETURNED)
    away = row.duties.filter(~Exists(known), ~SIGNED, standing=Standing.EXCUSED, pk__gt=position)
    rows = list(away.order_by("pk").values_list("pk", "official_id")[:AT_ONCE])
    today = at.astimezone(JAKARTA).date()
    officials = [official for _, official in rows]
    here = roster.whereabouts(official_ids=officials, on=today)
    signed = signed_since(officials, row.held_on or today)
    back = [
        (who, unit, standing)
        for who, (unit, standing) in sorted(here.items())
        if standing == Standing.BOUND and who not in signed
    ]
    cause = Cause(Ground.RETURNED, today, declaration_id=row.pk)
    write = partial(owe, cause, back, zones=places.zones(row) if back else {}, at=at)
    return Found(rows[-1][0] if rows else position, len(rows) < AT_ONCE, write)


def _is_over(row: Declaration, *, at: datetime) -> bool:
    """Its day has passed, and not so long ago that nobody owes it any more."""
    today = at.astimezone(JAKARTA).date()
    oldest = today - timedelta(days=settings.IKRAR_DUTY_DAYS)
    return row.held_on is not None and oldest <= row.held_on < today


def from_replaced(row: Declaration, *, places: Places, at: datetime) -> bool:
    """Whoever signed a text that was replaced owes a pledge to the new one. It never ends: a late one may follow."""
    sweep = sweeping.named(f"superseded:{row.pk}")
    rows = list(_signed_after(row, sweep.position)[:AT_ONCE])
    if not rows:
        return False
    cause = Cause(Ground.SUPERSEDED, at.astimezone(JAKARTA).date(), declaration_id=row.pk)
    people = [(official, unit, Standing(standing)) for _, official, unit, standing in rows]
    zones = places.zones(row)
    with transaction.atomic():
        owe(cause, people, zones=zones, at=at)
        sweep.position = rows[-1][0]
        sweep.save(update_fields=["position"])
    return True


def _signed_after(row: Declaration, position: int) -> "QuerySet[Pledge, tuple[int, int, int, str]]":
    rows = Pledge.objects.filter(declaration=row, effective=True, duty__isnull=False, id__gt=position)
    return rows.order_by("id").values_list("id", "duty__official_id", "duty__unit_id", "duty__standing")
