"""What the officers of a unit have to do for those who still owe a pledge: their lines, page by page.

Who signed and who declined have both answered and stand here no more; nothing on these lines is a reproach.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.domain import Ground, State
from ikrar.pledges.domain.owing import GROUND_WORDS, SOON_DAYS, Missing
from ikrar.pledges.models import Declaration, Obligation, ReminderPause
from ikrar.pledges.queries.owing import wrong_addresses
from ikrar.pledges.queries.sessions import Session, having_session, sessions_of
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing

ON_A_PAGE = 100
MOST_CHECKED = 20_000  # people whose addresses are looked at for one page
AT_ONCE = 5_000
BY_GROUND: dict[Missing, Ground] = {
    Missing.APPOINTED: Ground.APPOINTED,
    Missing.ENTERED: Ground.ENTERED,
    Missing.RETURNED: Ground.RETURNED,
    Missing.SUPERSEDED: Ground.SUPERSEDED,
}


@dataclass(frozen=True, slots=True)
class Counted:
    """People of a unit and below who owe a pledge."""

    people: int = 0
    soon: int = 0
    overdue: int = 0

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(self.people + other.people, self.soon + other.soon, self.overdue + other.overdue)


@dataclass(frozen=True, slots=True)
class Part:
    """A unit just below, with everything in it."""

    public_id: str
    name: str
    counted: Counted


@dataclass(frozen=True, slots=True)
class PauseView:
    """Reminders that an officer stopped, here or above."""

    unit_public_id: str
    unit_name: str
    reason: str
    begun_at: datetime
    by: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One person, and what to do."""

    official_id: int
    public_id: str
    name: str
    number_tail: str
    position: str
    unit_name: str
    why: tuple[Words, ...]
    due_on: date
    days_left: int
    is_excused: bool
    email: bool
    is_wrong: bool
    session: Session | None
    reminded: int
    reminded_on: date | None
    is_silenced: bool

    @property
    def is_overdue(self) -> bool:
        return self.days_left < 0 and not self.is_excused

    @property
    def is_soon(self) -> bool:
        return 0 <= self.days_left <= SOON_DAYS and not self.is_excused

    @property
    def todo(self) -> tuple[Words, ...]:
        """What to do, the most needed first."""
        return tuple(_todo(self))


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of a unit's list."""

    unit: roster.UnitView
    counted: Counted
    numbers: dict[Missing, int | None]  # None where the unit is too large to look at every address
    parts: tuple[Part, ...]
    pauses: tuple[PauseView, ...]
    only: Missing | None
    people: int  # that the filter leaves
    number: int
    pages: int
    lines: tuple[Line, ...]

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


def _todo(line: Line) -> Iterable[Words]:
    if line.is_excused:
        yield Words(
            "Berhalangan tercatat; tidak perlu dihubungi dulu.", "Recorded absence; leave in peace for now."
        )
        return
    if line.session is None:
        yield Words(
            "Minta penyelenggara membuka sesi susulan.", "Ask the organisers for a follow-up session."
        )
    else:
        yield Words("Serahkan kartu dan sampaikan sesinya.", "Hand over the card and tell of the session.")
    if line.is_wrong:
        yield Words("Betulkan alamat surel.", "Correct the mail address.")
    elif not line.email:
        yield Words("Isi alamat surel, atau sampaikan di kertas.", "Enter a mail address, or tell on paper.")


def counted(*, unit_ids: frozenset[int] | None, at: datetime) -> Counted:
    """How many of these units owe a pledge; None for all units. For the desk."""
    rows = Obligation.objects.filter(_within(unit_ids), answered_at=None).exclude(standing=Standing.LEFT)
    found = rows.order_by().aggregate(**_numbers(_today(at)))
    return Counted(found["people"], found["soon"], found["overdue"])


def is_session_missing(*, at: datetime) -> bool:
    """Whether somebody owes a pledge while no declaration is planned or open."""
    if not Obligation.objects.filter(answered_at=None, standing=Standing.BOUND).exists():
        return False
    coming = Q(state=State.PLANNED) | Q(state=State.FIXED, cut_off_at__gte=at)
    return not Declaration.objects.filter(coming, rehearsal_of=None, is_record=False).exists()


def _numbers(today: date) -> dict[str, Count]:
    bound = Q(standing=Standing.BOUND)
    return {
        "people": Count("official", distinct=True),
        "soon": Count("official", distinct=True, filter=bound & _soon(today)),
        "overdue": Count("official", distinct=True, filter=bound & Q(due_on__lt=today)),
    }


def _soon(today: date) -> Q:
    return Q(due_on__gte=today, due_on__lte=today + timedelta(days=SOON_DAYS))


def _within(unit_ids: Collection[int] | None) -> Q:
    return Q() if unit_ids is None else Q(unit_id__in=unit_ids)


def _today(at: datetime) -> date:
    return at.astimezone(JAKARTA).date()


def worklist(
    *, unit: str, at: datetime, only: Missing | None = None, number: int = 1, size: int | None = None
) -> Worklist:
    """Those of the unit and below who still owe a pledge, the earliest first; without a size all of them."""
    today = _today(at)
    place = roster.unit(public_id=unit, on=today)
    within = None if place.parent_id is None else roster.subtree(unit_id=place.id, on=today)
    rows = Obligation.objects.filter(_within(within), answered_at=None).exclude(standing=Standing.LEFT)
    by_unit = _by_unit(rows, today=today)
    ours = sum(by_unit.values(), Counted())
    checks = _Checks(rows, at=at) if ours.people <= MOST_CHECKED else None
    chosen = _chosen(rows, only, checks, today=today)
    size = size or max(len(chosen), 1)
    pages = max(-(-len(chosen) // size), 1)
    number = min(max(number, 1), pages)
    return Worklist(
        unit=place,
        counted=ours,
        numbers=_by_filter(rows, checks, ours),
        parts=_parts(place, by_unit, on=today),
        pauses=_pauses(place, today=today),
        only=only,
        people=len(chosen),
        number=number,
        pages=pages,
        lines=tuple(_lines(rows, chosen[(number - 1) * size : number * size], at=at)),
    )


class _Checks:
    """Who of a unit has no address, a wrong one, or no session; looked up once for a page."""

    def __init__(self, rows: QuerySet[Obligation], *, at: datetime) -> None:
        bound = rows.filter(standing=Standing.BOUND)
        people = sorted(set(bound.order_by().values_list("official_id", flat=True)))
        self.no_address: set[int] = set()
        self.wrong: set[int] = set()
        self.no_session: set[int] = set()
        for begin in range(0, len(people), AT_ONCE):
            some = people[begin : begin + AT_ONCE]
            contacts = roster.contacts(official_ids=some)
            self.no_address.update(set(some) - contacts.keys())
            self.wrong.update(wrong_addresses(contacts=contacts))
            self.no_session.update(set(some) - having_session(official_ids=some, at=at))


def _by_unit(rows: QuerySet[Obligation], *, today: date) -> dict[int, Counted]:
    found: Any = rows.order_by().values("unit_id").annotate(**_numbers(today))
    return {one["unit_id"]: Counted(one["people"], one["soon"], one["overdue"]) for one in found}


def _chosen(
    rows: QuerySet[Obligation], only: Missing | None, checks: _Checks | None, *, today: date
) -> list[int]:
    """The people that the filter leaves, by the day that comes first."""
    kept: set[int] | None = None
    if only in BY_GROUND:
        rows = rows.filter(ground=BY_GROUND[only])
    elif only == Missing.SOON:
        rows = rows.filter(_soon(today), standing=Standing.BOUND)
    elif only == Missing.OVERDUE:
        rows = rows.filter(due_on__lt=today, standing=Standing.BOUND)
    elif only is not None:
        kept = _checked(checks).get(only, set())
    people = rows.order_by().values("official_id").annotate(due=Min("due_on"))
    ordered = people.order_by("due", "official_id").values_list("official_id", flat=True)
    return [one for one in ordered if kept is None or one in kept]


def _checked(checks: _Checks | None) -> dict[Missing, set[int]]:
    if checks is None:
        return {}
    return {
        Missing.NO_ADDRESS: checks.no_address,
        Missing.WRONG_ADDRESS: checks.wrong,
        Missing.NO_SESSION: checks.no_session,
    }


def _by_filter(
    rows: QuerySet[Obligation], checks: _Checks | None, ours: Counted
) -> dict[Missing, int | None]:
    grounds = rows.order_by().values("ground").annotate(n=Count("official", distinct=True))
    by_ground = Counter({one["ground"]: one["n"] for one in grounds})
    found: dict[Missing, int | None] = {Missing.OVERDUE: ours.overdue, Missing.SOON: ours.soon}
    found |= {only: by_ground[ground] for only, ground in BY_GROUND.items()}
    looked = _checked(checks)
    wanted = (Missing.NO_SESSION, Missing.NO_ADDRESS, Missing.WRONG_ADDRESS)
    return found | {only: len(looked[only]) if looked else None for only in wanted}


def _parts(place: roster.UnitView, by_unit: dict[int, Counted], *, on: date) -> tuple[Part, ...]:
    """The units just below with what they hold, those with nothing to do left out."""
    totals: dict[int, Counted] = {}
    for unit, part in roster.parts_of(unit_ids=by_unit, below=place.id, on=on).items():
        totals[part] = totals.get(part, Counted()) + by_unit[unit]
    below = [unit for unit in roster.below(unit_id=place.id, on=on) if unit.id in totals]
    return tuple(Part(unit.public_id, unit.name, totals[unit.id]) for unit in below)


def _pauses(place: roster.UnitView, *, today: date) -> tuple[PauseView, ...]:
    rows = ReminderPause.objects.filter(ended_at=None).select_related("begun_by").order_by("id")
    reached = [
        (row, roster.unit(id=row.unit_id, on=today))
        for row in rows
        if place.id in roster.subtree(unit_id=row.unit_id, on=today)
    ]
    return tuple(
        PauseView(
            unit_public_id=unit.public_id,
            unit_name=unit.name,
            reason=row.reason,
            begun_at=row.begun_at,
            by=str(row.begun_by or "—"),
            is_here=row.unit_id == place.id,
        )
        for row, unit in reached
    )


def _lines(rows: QuerySet[Obligation], people: Sequence[int], *, at: datetime) -> Iterable[Line]:
    """In the order of the people given; who left the roster since the clerk's last look is passed over."""
    today = _today(at)
    named = {one.id: one for one in roster.officials(ids=people, on=today)}
    contacts = roster.contacts(official_ids=people)
    wrong = wrong_addresses(contacts=contacts)
    sessions = sessions_of(official_ids=people, at=at)
    owed = _owed(rows, people)
    for who in people:
        if who in named:
            yield _line(
                named[who],
                owed[who],
                today=today,
                email=who in contacts,
                is_wrong=who in wrong,
                session=sessions.get(who),
            )


def _owed(rows: QuerySet[Obligation], people: Sequence[int]) -> dict[int, list[Obligation]]:
    found: dict[int, list[Obligation]] = {}
    for one in rows.filter(official_id__in=people).order_by("due_on", "pk"):
        found.setdefault(one.official_id, []).append(one)
    return found


def _line(
    person: roster.OfficialView,
    owed: Sequence[Obligation],
    *,
    today: date,
    email: bool,
    is_wrong: bool,
    session: Session | None,
) -> Line:
    due_on = min(one.due_on for one in owed)
    return Line(
        official_id=person.id,
        public_id=person.public_id,
        name=person.name,
        number_tail=person.number_tail,
        position=person.position,
        unit_name=person.unit_name,
        why=tuple(dict.fromkeys(GROUND_WORDS[Ground(one.ground)] for one in owed)),
        due_on=due_on,
        days_left=(due_on - today).days,
        is_excused=all(one.standing == Standing.EXCUSED for one in owed),
        email=email,
        is_wrong=is_wrong,
        session=session,
        reminded=max(one.reminded for one in owed),
        reminded_on=max((one.reminded_on for one in owed if one.reminded_on), default=None),
        is_silenced=any(one.silenced_at for one in owed),
    )
