"""The organisers' board: figures, sites, troubles. It names nobody."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db.models import Count, Exists, Max, OuterRef, Q

from ikrar.kernel.words import Words
from ikrar.pledges.domain import STEP_WORDS, TROUBLE_WORDS, State, StepKind, TroubleKind
from ikrar.pledges.domain.coverage import Coverage, UnitCoverage
from ikrar.pledges.models import (
    Declaration,
    DenominatorChange,
    Duty,
    Pledge,
    Refusal,
    RunStep,
    Site,
    Trouble,
)
from ikrar.pledges.queries.coverage import coverage
from ikrar.pledges.queries.declarations import DeclarationNotFound
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing

MINUTES = 60
NOT_BEGUN = Words("Belum mulai", "Not begun")
SIGNING = Words("Penandatanganan dibuka", "Signing is open")
CLOSED = Words("Ditutup", "Closed")
CANCELLED = Words("Dibatalkan", "Cancelled")


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site on the board."""

    public_id: str
    name: str
    starts_at: datetime | None
    state: Words
    kind: str
    bound: int
    pledged: int
    unasked: int
    has_screen: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class TroubleRow:
    """One kind of trouble at one site, not seen to yet."""

    kind: TroubleKind
    words: Words
    site: str
    site_id: str
    count: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Node:
    """A unit in the tree, with those below it."""

    row: UnitCoverage
    children: tuple["Node", ...]

    @property
    def is_open(self) -> bool:
        return self.row.depth == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """Everything on the board at one moment."""

    declaration: str
    title: str
    held_on: date | None
    state: State
    is_rehearsal: bool
    cut_off_at: datetime | None
    coverage: Coverage
    tree: tuple[Node, ...]
    minutes: tuple[int, ...]
    sites: tuple[SiteRow, ...]
    troubles: tuple[TroubleRow, ...]
    is_whole: bool

    @property
    def last_minutes(self) -> int:
        return sum(self.minutes[-5:])


def board(*, declaration: str, scopes: frozenset[str], at: datetime) -> BoardView:
    """The board of a declaration, within these subtrees; raises `DeclarationNotFound`."""
    row = _declaration(declaration)
    on = row.held_on or at.date()
    found = coverage(declaration_id=row.pk, on=on)
    is_whole = roster.EVERYWHERE in scopes
    reach = None if is_whole else {unit.id for unit in roster.units_within(scopes=scopes, on=on)}
    return BoardView(
        declaration=row.public_id,
        title=row.title,
        held_on=row.held_on,
        state=State(row.state),
        is_rehearsal=row.is_rehearsal,
        cut_off_at=row.cut_off_at,
        coverage=found,
        tree=tree([one for one in found.rows if reach is None or one.unit_id in reach]),
        minutes=by_minute(found, until=at),
        sites=sites(declaration_id=row.pk) if is_whole else (),
        troubles=troubles(declaration_id=row.pk) if is_whole else (),
        is_whole=is_whole,
    )


def stamp(*, declaration: str) -> str:
    """Changes whenever the board would; a handful of cheap questions."""
    row = _declaration(declaration)
    pledges = Pledge.objects.filter(declaration=row).aggregate(
        n=Count("id"),
        gone=Count("id", filter=Q(effective=False)),
        disputed=Count("id", filter=Q(disputed=True)),
    )
    asked = Duty.objects.filter(declaration=row).aggregate(
        n=Count("id", filter=Q(asked_at__isnull=False)), bound=Count("id", filter=Q(standing=Standing.BOUND))
    )
    others = (
        Refusal.objects.filter(duty__declaration=row).count(),
        DenominatorChange.objects.filter(declaration=row).count(),
    )
    trouble = Trouble.objects.filter(declaration=row, settled_at=None).aggregate(
        n=Count("id"), last=Max("at")
    )
    opened = Site.objects.filter(declaration=row).aggregate(
        n=Count("id"), opened=Max("signing_opened_at"), closed=Max("closed_at"), gone=Max("cancelled_at")
    )
    steps = RunStep.objects.filter(site__declaration=row).aggregate(a=Max("started_at"), b=Max("ended_at"))
    told = repr((row.state, row.cut_off_at, pledges, asked, others, trouble, opened, steps))
    return sha256(told.encode()).hexdigest()[:24]


def sites(*, declaration_id: int) -> tuple[SiteRow, ...]:
    """Each site with its state and figures."""
    counts = _site_counts(declaration_id)
    steps = dict(
        RunStep.objects.filter(
            site__declaration_id=declaration_id, started_at__isnull=False, ended_at=None
        ).values_list("site_id", "kind")
    )
    rows = Site.objects.filter(declaration_id=declaration_id).order_by(
        "is_continuation", "starts_at", "name", "id"
    )
    return tuple(_site(row, counts.get(row.pk, Counter()), steps.get(row.pk)) for row in rows)


def troubles(*, declaration_id: int) -> tuple[TroubleRow, ...]:
    """What nobody has seen to yet, newest first."""
    rows = (
        Trouble.objects.filter(declaration_id=declaration_id, settled_at=None)
        .order_by()
        .values("kind", "site__name", "site__public_id")
        .annotate(n=Count("id"), last=Max("at"))
        .order_by("-last")
    )
    return tuple(
        TroubleRow(
            kind=TroubleKind(row["kind"]),
            words=TROUBLE_WORDS[TroubleKind(row["kind"])],
            site=row["site__name"] or "",
            site_id=row["site__public_id"] or "",
            count=row["n"],
            last_at=row["last"],
        )
        for row in rows
    )


def tree(rows: list[UnitCoverage]) -> tuple[Node, ...]:
    """Rows in tree order, nested."""
    children: dict[int | None, list[UnitCoverage]] = {}
    known = {row.unit_id for row in rows}
    for row in rows:
        children.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)

    def node(row: UnitCoverage) -> Node:
        return Node(row, tuple(node(child) for child in children.get(row.unit_id, ())))

    return tuple(node(row) for row in children.get(None, ()))


def by_minute(found: Coverage, *, until: datetime) -> tuple[int, ...]:
    """Arrivals of each of the last sixty minutes, empty ones too."""
    last = until.replace(second=0, microsecond=0)
    counts = {arrivals.at: arrivals.count for arrivals in found.by_minute}
    return tuple(counts.get(last - timedelta(minutes=ago), 0) for ago in reversed(range(MINUTES)))


def _declaration(public_id: str) -> Declaration:
    row = Declaration.objects.filter(public_id=public_id, is_record=False).first()
    if row is None:
        raise DeclarationNotFound
    return row


def _site_counts(declaration_id: int) -> dict[int, Counter[str]]:
    signed = Exists(Pledge.objects.filter(duty=OuterRef("pk"), effective=True, disputed=False))
    rows = (
        Duty.objects.filter(declaration_id=declaration_id, standing=Standing.BOUND, site__isnull=False)
        .annotate(signed=signed)
        .values("site_id")
        .annotate(
            bound=Count("id"),
            pledged=Count("id", filter=Q(signed=True)),
            unasked=Count("id", filter=Q(asked_at=None, refusal=None, signed=False)),
        )
        .order_by("site_id")
    )
    return {
        row["site_id"]: Counter(bound=row["bound"], pledged=row["pledged"], unasked=row["unasked"])
        for row in rows
    }


def _site(row: Site, counts: Counter[str], step: str | None) -> SiteRow:
    state, kind = _site_state(row, step)
    return SiteRow(
        public_id=row.public_id,
        name=row.name,
        starts_at=row.starts_at,
        state=state,
        kind=kind,
        bound=counts["bound"],
        pledged=counts["pledged"],
        unasked=counts["unasked"],
        has_screen=bool(row.stage_token_hash),
        is_over=bool(row.closed_at or row.cancelled_at),
    )


def _site_state(row: Site, step: str | None) -> tuple[Words, str]:
    if row.cancelled_at:
        return CANCELLED, "bad"
    if row.closed_at:
        return CLOSED, ""
    if row.signing_opened_at:
        return SIGNING, "good"
    if step:
        return STEP_WORDS[StepKind(step)], "brand"
    return NOT_BEGUN, ""
