"""What the public pages ask: declarations with their published figures."""

from dataclasses import dataclass
from datetime import date, datetime

from ikrar.openness.domain import Comparison
from ikrar.openness.models import Snapshot
from ikrar.openness.queries.announcing import Kept, kept
from ikrar.openness.queries.institutions import Sum, total_published
from ikrar.openness.queries.snapshots import Entry, SnapshotView, entry_of, figures_of, rows_of, view_of
from ikrar.openness.queries.trend import Trend, trend
from ikrar.openness.tables import Figures
from ikrar.pledges import queries as pledges
from ikrar.pledges.domain import State
from ikrar.pledges.queries import DeclarationView
from ikrar.register import queries as register
from ikrar.roster import queries as roster


class NotOnThePublicSite(Exception):
    """Rehearsals have no public page."""


@dataclass(frozen=True, slots=True)
class Front:
    """The front page: what is held today, and the newest figures there are."""

    today: tuple[DeclarationView, ...]
    coming: tuple[DeclarationView, ...]
    declaration: DeclarationView | None
    figures: Figures | None
    total: Sum | None  # of the newest published figure of each declaration
    fingerprint: str


@dataclass(frozen=True, slots=True)
class DeclarationPage:
    """A declaration with everything published of it, and how its announced times were kept."""

    declaration: DeclarationView
    figures: Figures | None
    snapshots: tuple[SnapshotView, ...]  # newest first
    entry: Entry | None
    kept: Kept
    trend: Trend | None
    institution_public_id: str


@dataclass(frozen=True, slots=True)
class DeclarationsPage:
    """Declarations by what is known of their day."""

    dated: tuple[DeclarationView, ...]
    undated: tuple[DeclarationView, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a visitor needs to judge the register."""

    origin: str
    fingerprint: str
    key: str | None
    checkpoint: register.CheckpointView | None
    witnesses: tuple[register.WitnessView, ...]
    outages: tuple[register.OutageView, ...]


def front(*, on: date) -> Front:
    """What the front page says on this day."""
    every = [one for one in pledges.declarations_public() if one.state != State.CANCELLED]
    last = Snapshot.objects.defer("file", "books").order_by("-as_of", "-id").first()
    newest = next((one for one in every if last and one.id == last.declaration_id), None)
    coming = [one for one in every if not one.is_record and one.held_on and one.held_on > on]
    return Front(
        today=tuple(one for one in every if one.held_on == on),
        coming=tuple(reversed(coming[-3:])),
        declaration=newest,
        figures=figures_of(last) if last and newest else None,
        total=total_published(every),
        fingerprint=register.fingerprint(),
    )


def declarations() -> DeclarationsPage:
    """All that are known; rehearsals never."""
    every = pledges.declarations_public()
    return DeclarationsPage(
        dated=tuple(one for one in every if one.held_on),
        undated=tuple(one for one in every if not one.held_on),
    )


def page_of(*, public_id: str, at: datetime) -> DeclarationPage:
    """A declaration's page; raises `DeclarationNotFound` and `NotOnThePublicSite`."""
    declaration = pledges.declaration(public_id=public_id)
    if declaration.is_rehearsal:
        raise NotOnThePublicSite
    rows = rows_of(declaration_id=declaration.id)
    return DeclarationPage(
        declaration=declaration,
        figures=figures_of(rows[0]) if rows else None,
        snapshots=tuple(view_of(row) for row in rows),
        entry=entry_of(rows[0]) if rows else None,
        kept=kept(declaration=declaration, rows=rows, at=at),
        trend=trend(declaration=declaration, rows=rows),
        institution_public_id=next(
            one.public_id for one in roster.institutions() if one.id == declaration.institution_id
        ),
    )


def evidence() -> Evidence:
    """The register as it stands."""
    return Evidence(
        origin=register.origin(),
        fingerprint=register.fingerprint(),
        key=register.key(),
        checkpoint=register.latest_checkpoint(),
        witnesses=tuple(register.witnesses()),
        outages=tuple(register.outages()),
    )


def compare(*, size: int, root: str) -> Comparison:
    """Whether a checkpoint printed in minutes is the published one of that size."""
    published = register.checkpoint_at(size=size)
    if published is None:
        return Comparison.UNKNOWN
    return Comparison.SAME if published.root.hex() == root else Comparison.DIFFERENT
