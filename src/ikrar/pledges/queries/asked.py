"""Who is asked: duties and cards by unit, the frozen denominators, what newly appointed officials still owe."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, Sum

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.models import CodeCard, Declaration, Denominator, DenominatorChange, Obligation
from ikrar.pledges.queries.owing import rule_words
from ikrar.pledges.queries.sessions import Session, sessions_of
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing

MOST_CORRECTIONS = 200  # on one page; the register holds every one


@dataclass(frozen=True, slots=True)
class UnitCards:
    """What one unit has got."""

    unit_id: int
    public_id: str
    name: str
    path: str
    site: str
    bound: int
    pledged: int
    live_cards: int
    issued_at: datetime | None


@dataclass(frozen=True, slots=True)
class DenominatorView:
    """A unit's frozen number and what came of it."""

    unit_id: int
    name: str
    frozen: int
    delta: int

    @property
    def now(self) -> int:
        return self.frozen + self.delta


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A later change, with its reason."""

    at: datetime
    unit_name: str
    delta: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """A duty from an appointment that the person has not answered yet."""

    official_id: int
    name: str
    short_name: str
    unit_name: str
    due_on: date
    appointment_id: int
    session: Session | None
    is_excused: bool


@dataclass(frozen=True, slots=True)
class AppointmentDuties:
    """An appointment, and how many of its duties are still open."""

    id: int
    title: str
    decree: str
    effective_on: date
    appointed: int
    made: int
    open: int
    due_on: date | None
    rule: Words | None

    @property
    def has_duties(self) -> bool:
        return self.made > 0

    @property
    def answered(self) -> int:
        return self.made - self.open


def cards_by_unit(*, public_id: str, level: roster.Level) -> list[UnitCards]:
    """Units of a level in tree order: people with the duty, pledged, and cards that work now."""
    row = Declaration.objects.get(public_id=public_id)
    if row.held_on is None:
        return []
    counts = {
        one["unit_id"]: one
        for one in row.duties.filter(_within(level), standing=Standing.BOUND)
        .order_by()
        .values("unit_id")
        .annotate(
            bound=Count("id", distinct=True),
            pledged=Count("pledges", filter=Q(pledges__effective=True), distinct=True),
            site_name=Max("site__name"),
        )
    }
    drawn = CodeCard.objects.filter(_within(level, "duty__"), duty__declaration=row, revoked_at=None)
    live = drawn.order_by().values("duty__unit_id")
    cards = {one["duty__unit_id"]: one for one in live.annotate(n=Count("id"), last=Max("issued_at"))}
    return [
        UnitCards(
            unit_id=unit.id,
            public_id=unit.public_id,
            name=unit.name,
            path=" / ".join(unit.path_names[1:-1]),
            site=counts[unit.id]["site_name"] or "",
            bound=counts[unit.id]["bound"],
            pledged=counts[unit.id]["pledged"],
            live_cards=cards[unit.id]["n"] if unit.id in cards else 0,
            issued_at=cards[unit.id]["last"] if unit.id in cards else None,
        )
        for unit in level.units
        if unit.id in counts
    ]


def _within(level: roster.Level, prefix: str = "") -> Q:
    return Q() if level.is_whole else Q(**{f"{prefix}unit_id__in": level.ids})


def denominator_sums(*, public_id: str) -> tuple[int, int, int]:
    """Of the whole declaration: frozen, what came of it, and in how many units."""
    rows = Denominator.objects.filter(declaration__public_id=public_id)
    found = rows.aggregate(frozen=Sum("count", default=0), units=Count("id"))
    later = DenominatorChange.objects.filter(declaration__public_id=public_id)
    return found["frozen"], later.aggregate(n=Sum("delta", default=0))["n"], found["units"]


def denominators(*, public_id: str, level: roster.Level | None = None) -> list[DenominatorView]:
    """Frozen numbers in tree order, with their corrections; of a large tree those of one level."""
    row = Declaration.objects.get(public_id=public_id)
    wanted = Q() if level is None else _within(level)
    names = _names(row) if level is None else {one.id: one.name for one in level.units}
    frozen = dict(Denominator.objects.filter(wanted, declaration=row).values_list("unit_id", "count"))
    deltas: dict[int, int] = {}
    for unit, delta in row.corrections.filter(wanted).order_by("id").values_list("unit_id", "delta"):
        deltas[unit] = deltas.get(unit, 0) + delta
    known = [unit for unit in names if unit in frozen or unit in deltas]
    gone = sorted((frozen.keys() | deltas.keys()) - names.keys())
    return [
        DenominatorView(unit, names.get(unit, "—"), frozen.get(unit, 0), deltas.get(unit, 0))
        for unit in [*known, *gone]
    ]


def corrections(*, public_id: str) -> list[CorrectionView]:
    """The newest of the later changes."""
    row = Declaration.objects.get(public_id=public_id)
    changes = DenominatorChange.objects.filter(declaration=row).select_related("by").order_by("-at", "-id")
    rows = list(changes[:MOST_CORRECTIONS])
    named = {one.unit_id for one in rows}
    names = roster.unit_names(unit_ids=named, on=row.held_on) if row.held_on else {}
    return [
        CorrectionView(one.at, names.get(one.unit_id, "—"), one.delta, one.reason, str(one.by or "—"))
        for one in rows
    ]


def _names(row: Declaration) -> dict[int, str]:
    return {} if row.held_on is None else {unit.id: unit.name for unit in roster.units(on=row.held_on)}


def appointment_duties() -> list[AppointmentDuties]:
    """Every appointment with its duties, newest first."""
    rows = Obligation.objects.filter(appointment__isnull=False).order_by().values("appointment_id")
    counted = {
        one["appointment_id"]: one
        for one in rows.annotate(
            made=Count("id"),
            open=Count("id", filter=Q(answered_at=None) & ~Q(standing=Standing.LEFT)),
            due=Max("due_on"),
            rule=Max("rule"),
        )
    }
    return [
        AppointmentDuties(
            id=one.id,
            title=one.title,
            decree=one.decree,
            effective_on=one.effective_on,
            appointed=len(one.official_ids),
            made=counted[one.id]["made"] if one.id in counted else 0,
            open=counted[one.id]["open"] if one.id in counted else 0,
            due_on=counted[one.id]["due"] if one.id in counted else None,
            rule=rule_words(counted[one.id]["rule"]) if one.id in counted else None,
        )
        for one in roster.all_appointments()
    ]


def open_duties(
    *, appointment_id: int, at: datetime, unit_ids: Iterable[int] | None = None
) -> list[OpenDuty]:
    """People who have not answered their duty from this appointment yet, by unit and name."""
    rows = Obligation.objects.filter(appointment_id=appointment_id, answered_at=None)
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=unit_ids)
    owed = {one.official_id: one for one in rows}
    sessions = sessions_of(official_ids=owed, at=at)
    return [
        OpenDuty(
            official_id=one.id,
            name=one.name,
            short_name=one.short_name,
            unit_name=one.unit_name,
            due_on=owed[one.id].due_on,
            appointment_id=appointment_id,
            session=sessions.get(one.id),
            is_excused=owed[one.id].standing == Standing.EXCUSED,
        )
        for one in roster.officials(ids=list(owed), on=at.astimezone(JAKARTA).date())
    ]
