"""How a declaration moves on, what is still in its way, and which unit goes to which site."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.domain.texts import signable_from
from ikrar.pledges.domain.values import ALLOWED, State, StepKind

ACTIVATION_DAYS = 7
CUT_OFF = time(23, 59)
REHEARSAL_NOTICE = timedelta(minutes=15)

DEFAULT_STEPS: tuple[StepKind, ...] = (
    StepKind.SONG,
    StepKind.READING,
    StepKind.DISMISSAL,
    StepKind.SIGNING,
    StepKind.GONG,
    StepKind.SOCIALISATION,
)


class StateNotAllowed(Exception):
    """The declaration cannot go from its state to the wanted one."""

    def __init__(self, state: State, wanted: State) -> None:
        super().__init__(state, wanted)
        self.state = state
        self.wanted = wanted


class NotYetActive(Exception):
    """Cards and invitations open seven days before; this is earlier."""

    def __init__(self, opens_on: date) -> None:
        super().__init__(opens_on)
        self.opens_on = f"{opens_on:%d-%m-%Y}"


def check_state(state: State, wanted: State) -> None:
    """Raise unless the table allows it."""
    if wanted not in ALLOWED[state]:
        raise StateNotAllowed(state, wanted)


def opens_on(held_on: date) -> date:
    """The first day of cards and invitations.

    >>> opens_on(date(2024, 10, 7))
    datetime.date(2024, 9, 30)
    """
    return held_on - timedelta(days=ACTIVATION_DAYS)


def check_active(*, held_on: date, today: date) -> None:
    if today < opens_on(held_on):
        raise NotYetActive(opens_on(held_on))


def cut_off(held_on: date) -> datetime:
    """Until when a pledge of that day is accepted: 23.59 in Jakarta.

    >>> cut_off(date(2024, 10, 7)).isoformat()
    '2024-10-07T16:59:00+00:00'
    """
    return datetime.combine(held_on, CUT_OFF, JAKARTA).astimezone(UTC)


def moment(day: date, hour: time, zone: str) -> datetime:
    """An hour of a place, as a moment.

    >>> moment(date(2024, 10, 7), time(7, 45), "Asia/Jayapura").isoformat()
    '2024-10-06T22:45:00+00:00'
    """
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC)


def next_chance(hour: time | None, *, at: datetime) -> tuple[date, time]:
    """When a rehearsal may be held first: today at its hour, or a quarter from now when that is over.

    >>> next_chance(time(7, 45), at=datetime(2024, 10, 7, 0, 10, tzinfo=UTC))
    (datetime.date(2024, 10, 7), datetime.time(7, 45))
    >>> next_chance(time(7, 45), at=datetime(2024, 10, 7, 3, 10, tzinfo=UTC))
    (datetime.date(2024, 10, 7), datetime.time(10, 25))
    """
    here = at.astimezone(JAKARTA)
    if hour is not None and here.time() < hour:
        return here.date(), hour
    soon = here.replace(second=0, microsecond=0) + REHEARSAL_NOTICE
    return soon.date(), soon.time()


# ── invitations ──────────────────────────────────────────────────────────────────────────────────
def site_of_units(tree: Iterable[tuple[int, int | None]], invited: Mapping[int, int]) -> dict[int, int]:
    """Which site each unit goes to: its own invitation, else that of its nearest invited ancestor.

    The tree comes as (unit, parent) pairs in any order; a unit below nobody invited is left out.

    >>> site_of_units([(1, None), (2, 1), (3, 2), (4, None)], {1: 10, 3: 30})
    {1: 10, 2: 10, 3: 30}
    """
    parents = dict(tree)
    known: dict[int, int | None] = {}
    for unit in parents:
        path = [unit]
        while (here := path[-1]) not in known and here not in invited and parents.get(here) is not None:
            path.append(parents[here])  # type: ignore[arg-type]  # the condition above excludes None
        found = known.get(here, invited.get(here))
        known.update(dict.fromkeys(path, found))
    return {unit: site for unit in parents if (site := known[unit]) is not None}


class Change(StrEnum):
    """What the timeline of a plan tells of."""

    CREATED = "CREATED"
    DETAILS = "DETAILS"
    PLACE = "PLACE"
    TIME = "TIME"
    FORMAT = "FORMAT"
    TEXT = "TEXT"
    SITE = "SITE"
    SITE_GONE = "SITE_GONE"
    HOUR = "HOUR"
    FIXED = "FIXED"
    MOVED = "MOVED"
    CANCELLED = "CANCELLED"
    SUPERSEDED = "SUPERSEDED"
    DENOMINATOR = "DENOMINATOR"
    CARDS = "CARDS"
    REHEARSAL = "REHEARSAL"
    CUT_OFF = "CUT_OFF"
    SITE_CLOSED = "SITE_CLOSED"
    CLOSED = "CLOSED"


CHANGE_WORDS: dict[Change, Words] = {
    Change.CREATED: Words("Rencana dibuat", "Plan begun"),
    Change.DETAILS: Words("Keterangan diubah", "Details changed"),
    Change.PLACE: Words("Tempat diputuskan", "Place decided"),
    Change.TIME: Words("Waktu diputuskan", "Time decided"),
    Change.FORMAT: Words("Format diputuskan", "Format decided"),
    Change.TEXT: Words("Naskah dipilih", "Text chosen"),
    Change.SITE: Words("Lokasi ditambahkan", "Site added"),
    Change.SITE_GONE: Words("Lokasi dihapus", "Site removed"),
    Change.HOUR: Words("Jam lokasi diubah", "Hour of a site changed"),
    Change.FIXED: Words("Ditetapkan, jumlah wajib dibekukan", "Fixed, denominators frozen"),
    Change.MOVED: Words("Dipindahkan ke hari lain", "Moved to another day"),
    Change.CANCELLED: Words("Dibatalkan", "Cancelled"),
    Change.SUPERSEDED: Words("Digantikan deklarasi baru", "Superseded by a new declaration"),
    Change.DENOMINATOR: Words("Jumlah wajib dikoreksi", "Denominator corrected"),
    Change.CARDS: Words("Kartu dibuat", "Cards made"),
    Change.REHEARSAL: Words("Gladi disiapkan", "Rehearsal prepared"),
    Change.CUT_OFF: Words("Batas waktu diperpanjang", "Cut-off extended"),
    Change.SITE_CLOSED: Words("Lokasi ditutup", "Site closed"),
    Change.CLOSED: Words("Deklarasi ditutup", "Declaration closed"),
}


# ── readiness ────────────────────────────────────────────────────────────────────────────────────
class Conflict(StrEnum):
    """What stands in the way of fixing; the last group warns only."""

    NO_DAY = "NO_DAY"
    DAY_IS_PAST = "DAY_IS_PAST"
    QUESTION_OPEN = "QUESTION_OPEN"
    NO_TEXT = "NO_TEXT"
    TEXT_NOT_PUBLISHED = "TEXT_NOT_PUBLISHED"
    TEXT_TOO_YOUNG = "TEXT_TOO_YOUNG"
    NO_SITE = "NO_SITE"
    SITE_WITHOUT_HOUR = "SITE_WITHOUT_HOUR"
    SITE_ON_ANOTHER_DAY = "SITE_ON_ANOTHER_DAY"
    SITE_WITHOUT_UNITS = "SITE_WITHOUT_UNITS"
    SITE_WITHOUT_LEADER = "SITE_WITHOUT_LEADER"
    SITE_WITHOUT_WITNESS = "SITE_WITHOUT_WITNESS"
    UNIT_WITHOUT_SITE = "UNIT_WITHOUT_SITE"


WARNS = frozenset({Conflict.SITE_WITHOUT_LEADER, Conflict.SITE_WITHOUT_WITNESS, Conflict.UNIT_WITHOUT_SITE})

CONFLICT_WORDS: dict[Conflict, Words] = {
    Conflict.NO_DAY: Words("Hari pelaksanaan belum ditentukan.", "The day is not decided yet."),
    Conflict.DAY_IS_PAST: Words("Hari pelaksanaan sudah lewat.", "The day has passed."),
    Conflict.QUESTION_OPEN: Words("Belum diputuskan: {n}.", "Not decided yet: {n}."),
    Conflict.NO_TEXT: Words("Naskah pakta belum dipilih.", "No pact text has been chosen."),
    Conflict.TEXT_NOT_PUBLISHED: Words(
        "Naskah pakta belum disetujui dua orang.", "The pact text has not been approved by two people."
    ),
    Conflict.TEXT_TOO_YOUNG: Words(
        "Naskah belum 24 jam terbuka untuk umum saat acara mulai: {n}.",
        "The text will not have been public for 24 hours at the start: {n}.",
    ),
    Conflict.NO_SITE: Words("Belum ada lokasi.", "There is no site yet."),
    Conflict.SITE_WITHOUT_HOUR: Words("Lokasi tanpa jam: {n}.", "Site without an hour: {n}."),
    Conflict.SITE_ON_ANOTHER_DAY: Words(
        "Lokasi dijadwalkan pada hari lain: {n}.", "Site scheduled on another day: {n}."
    ),
    Conflict.SITE_WITHOUT_UNITS: Words(
        "Belum ada unit yang diundang ke: {n}.", "No unit is invited to: {n}."
    ),
    Conflict.SITE_WITHOUT_LEADER: Words("Lokasi tanpa pembina apel: {n}.", "Site without a leader: {n}."),
    Conflict.SITE_WITHOUT_WITNESS: Words("Lokasi tanpa saksi: {n}.", "Site without a witness: {n}."),
    Conflict.UNIT_WITHOUT_SITE: Words(
        "Unit yang belum diundang ke lokasi mana pun: {n}.", "Unit not invited to any site: {n}."
    ),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One conflict, with the names it concerns."""

    kind: Conflict
    names: tuple[str, ...] = ()

    @property
    def blocks(self) -> bool:
        return self.kind not in WARNS

    @property
    def words(self) -> Words:
        listed = ", ".join(self.names[:4])
        more = len(self.names) - 4
        words = CONFLICT_WORDS[self.kind]
        return Words(
            words.id.format(n=f"{listed} dan {more} lainnya" if more > 0 else listed),
            words.en.format(n=f"{listed} and {more} more" if more > 0 else listed),
        )


@dataclass(frozen=True, slots=True)
class SitePlan:
    """What readiness asks of a site."""

    name: str
    starts_at: datetime | None
    zone: str
    has_leader: bool
    has_witness: bool
    has_units: bool
    is_continuation: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What readiness asks of a declaration."""

    held_on: date | None
    open_questions: tuple[str, ...]
    has_text: bool
    text_published_at: datetime | None
    sites: Sequence[SitePlan]
    uninvited: tuple[str, ...] = ()
    is_rehearsal: bool = False


def conflicts(plan: Plan, *, today: date) -> list[Found]:
    """Everything in the way of fixing, the blocking ones first."""
    found = [*_of_day(plan, today), *_of_text(plan), *_of_sites(plan)]
    if plan.uninvited and plan.sites:
        found.append(Found(Conflict.UNIT_WITHOUT_SITE, plan.uninvited))
    return sorted(found, key=lambda one: not one.blocks)


def _of_day(plan: Plan, today: date) -> list[Found]:
    found = []
    if plan.held_on is None:
        found.append(Found(Conflict.NO_DAY))
    elif plan.held_on < today:
        found.append(Found(Conflict.DAY_IS_PAST))
    if plan.open_questions:
        found.append(Found(Conflict.QUESTION_OPEN, plan.open_questions))
    return found


def _of_text(plan: Plan) -> list[Found]:
    if not plan.has_text:
        return [Found(Conflict.NO_TEXT)]
    if plan.text_published_at is None:
        return [Found(Conflict.TEXT_NOT_PUBLISHED)]
    if plan.is_rehearsal:
        return []  # may be signed at once, also when prepared after the hour that the plan names
    ready = signable_from(plan.text_published_at, rehearsal=False)
    early = tuple(site.name for site in plan.sites if site.starts_at is not None and site.starts_at < ready)
    return [Found(Conflict.TEXT_TOO_YOUNG, early)] if early else []


def _of_sites(plan: Plan) -> list[Found]:
    if not plan.sites:
        return [Found(Conflict.NO_SITE)]
    faults = {
        Conflict.SITE_WITHOUT_HOUR: [s.name for s in plan.sites if s.starts_at is None],
        Conflict.SITE_ON_ANOTHER_DAY: [s.name for s in plan.sites if _is_elsewhen(s, plan.held_on)],
        Conflict.SITE_WITHOUT_UNITS: [s.name for s in plan.sites if not s.has_units],
        Conflict.SITE_WITHOUT_LEADER: [s.name for s in plan.sites if not s.has_leader],
        Conflict.SITE_WITHOUT_WITNESS: [s.name for s in plan.sites if not s.has_witness],
    }
    return [Found(kind, tuple(names)) for kind, names in faults.items() if names]


def _is_elsewhen(site: SitePlan, held_on: date | None) -> bool:
    if site.starts_at is None or held_on is None or site.is_continuation:
        return False
    return site.starts_at.astimezone(ZoneInfo(site.zone)).date() != held_on
