"""The organisers' board: figures, sites, troubles. It names nobody."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db.models import Count, Max, Q

from ikrar.kernel.words import Words
from ikrar.pledges.domain import STEP_WORDS, TROUBLE_WORDS, State, StepKind, TroubleKind
from ikrar.pledges.domain.coverage import ASKED, PEOPLE, PLEDGED, Arrivals, Figures, UnitCoverage
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
from ikrar.pledges.queries import tallies
from ikrar.pledges.queries.counting import counted
from ikrar.pledges.queries.coverage import arrivals, branch, coverage, total, units_named
from ikrar.pledges.queries.declarations import DeclarationNotFound
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing

MINUTES = 60
ON_ONE_PAGE = 400  # units; more are shown level by level
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
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """Everything on the board at one moment."""

    declaration: str
    title: str
    held_on: date | None
    state: State
    is_rehearsal: bool
    cut_off_at: datetime | None
    total: Figures
    tree: tuple[Node, ...]
    above: tuple[UnitCoverage, ...]  # the units above the one that is shown
    is_by_level: bool  # too many units for one page: each leads to a page of its own
    minutes: tuple[int, ...]
    sites: tuple[SiteRow, ...]
    troubles: tuple[TroubleRow, ...]
    is_whole: bool

    @property
    def last_minutes(self) -> int:
        return sum(self.minutes[-5:])


def board(*, declaration: str, scopes: frozenset[str], at: datetime, unit: str = "") -> BoardView:
    """The board of a declaration, within these subtrees; raises `DeclarationNotFound` and `UnitNotFound`.

    Where there are many units, those of one level: of `unit`, or at the top.
    """
    row = _declaration(declaration)
    on = row.held_on or at.date()
    is_whole = roster.EVERYWHERE in scopes
    size = tallies.size(declaration_id=row.pk)
    is_by_level = size is not None and size > ON_ONE_PAGE
    if is_by_level:
        nodes, above = _level(row.pk, scopes=scopes, unit=unit, on=on)
    else:
        nodes, above = _whole_tree(row.pk, scopes=scopes, on=on), ()
    return BoardView(
        declaration=row.public_id,
        title=row.title,
        held_on=row.held_on,
        state=State(row.state),
        is_rehearsal=row.is_rehearsal,
        cut_off_at=row.cut_off_at,
        total=total(declaration_id=row.pk, on=on),
        tree=nodes,
        above=above,
        is_by_level=is_by_level,
        minutes=by_minute(arrivals(declaration_id=row.pk), until=at),
        sites=sites(declaration_id=row.pk) if is_whole else (),
        troubles=troubles(declaration_id=row.pk) if is_whole else (),
        is_whole=is_whole,
    )


def _whole_tree(declaration_id: int, *, scopes: frozenset[str], on: date) -> tuple[Node, ...]:
    found = coverage(declaration_id=declaration_id, on=on)
    if roster.EVERYWHERE in scopes:
        return tree(list(found.rows))
    reach = roster.unit_ids_within(scopes=scopes, on=on)
    return tree([one for one in found.rows if one.unit_id in reach])


def _level(
    declaration_id: int, *, scopes: frozenset[str], unit: str, on: date
) -> tuple[tuple[Node, ...], tuple[UnitCoverage, ...]]:
    """The units a person begins with, or one of those below them; whatever stands beneath is a page of its own."""
    if not unit and roster.EVERYWHERE not in scopes:
        own = units_named(declaration_id=declaration_id, public_ids=scopes)
        return tuple(Node(one, (), is_open=False) for one in own), ()
    found = branch(declaration_id=declaration_id, on=on, unit=unit)
    line = (*found.above, *([found.unit] if found.unit else []))
    if roster.EVERYWHERE not in scopes and scopes.isdisjoint(one.public_id for one in line):
        raise roster.UnitNotFound
    below = tuple(Node(one, (), is_open=False) for one in found.below)
    return (below if found.unit is None else (Node(found.unit, below, is_open=True),)), found.above


def stamp(*, declaration: str) -> str:
    """Changes whenever the board would; a handful of cheap questions."""
    row = _declaration(declaration)
    counts = tallies.stamp(declaration_id=row.pk) or _counted_stamp(row)
    trouble = Trouble.objects.filter(declaration=row, settled_at=None).aggregate(
        n=Count("id"), last=Max("at")
    )
    opened = Site.objects.filter(declaration=row).aggregate(
        n=Count("id"), opened=Max("signing_opened_at"), closed=Max("closed_at"), gone=Max("cancelled_at")
    )
    steps = RunStep.objects.filter(site__declaration=row).aggregate(a=Max("started_at"), b=Max("ended_at"))
    told = repr((row.state, row.cut_off_at, counts, trouble, opened, steps))
    return sha256(told.encode()).hexdigest()[:24]


def _counted_stamp(row: Declaration) -> str:
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
    return repr((pledges, asked, others))


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
        below = tuple(node(child) for child in children.get(row.unit_id, ()))
        return Node(row, below, is_open=row.depth == 0)

    return tuple(node(row) for row in children.get(None, ()))


def by_minute(found: Iterable[Arrivals], *, until: datetime) -> tuple[int, ...]:
    """Arrivals of each of the last sixty minutes, empty ones too."""
    last = until.replace(second=0, microsecond=0)
    counts = {one.at: one.count for one in found}
    return tuple(counts.get(last - timedelta(minutes=ago), 0) for ago in reversed(range(MINUTES)))


def _declaration(public_id: str) -> Declaration:
    row = Declaration.objects.filter(public_id=public_id, is_record=False).first()
    if row is None:
        raise DeclarationNotFound
    return row


def _site_counts(declaration_id: int) -> dict[int, Counter[str]]:
    kept = tallies.site_counts(declaration_id=declaration_id)
    if kept is None:
        found = counted(declaration_id=declaration_id).items()
        kept = {spot.site_id: n for spot, n in found if spot.site_id is not None}
    return kept


def _site(row: Site, counts: Counter[str], step: str | None) -> SiteRow:
    state, kind = _site_state(row, step)
    return SiteRow(
        public_id=row.public_id,
        name=row.name,
        starts_at=row.starts_at,
        state=state,
        kind=kind,
        bound=counts[PEOPLE],
        pledged=counts[PLEDGED],
        unasked=counts[PEOPLE] - counts[ASKED],
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
