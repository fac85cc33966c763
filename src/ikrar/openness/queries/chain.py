"""A declaration's publications one after the other: each version, what changed, why, and where it stands."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.kernel.words import Words
from ikrar.openness.changes import STANDS, Changes, changes, moved
from ikrar.openness.models import Snapshot
from ikrar.openness.pictures.trend import Point
from ikrar.openness.queries.announcing import AnnouncementView, announced_for, announcement, lateness
from ikrar.openness.queries.pages import NotOnThePublicSite
from ikrar.openness.queries.snapshots import (
    Entry,
    SnapshotNotFound,
    SnapshotView,
    entry_of,
    figures_of,
    point_of,
    rows_of,
    view_of,
)
from ikrar.openness.tables import Figures
from ikrar.pledges import queries as pledges
from ikrar.pledges.queries import DeclarationView


@dataclass(frozen=True, slots=True)
class Link:
    """One version in the chain: its one figure, and how it kept the announced time."""

    snapshot: SnapshotView
    point: Point
    moved: Words | None  # what became of the figure since the version before
    announced: datetime | None
    late: Words | None
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Chain:
    """Every version of a declaration, newest first."""

    declaration: DeclarationView
    announcement: AnnouncementView | None
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One publication whole, beside the one before it."""

    declaration: DeclarationView
    link: Link
    figures: Figures
    changes: Changes | None
    before: SnapshotView | None
    after: SnapshotView | None
    newest: int


def chain(*, public_id: str) -> Chain:
    """Raises `DeclarationNotFound` and `NotOnThePublicSite`."""
    declaration = _public(public_id)
    rows = rows_of(declaration_id=declaration.id)
    told = announcement(declaration_id=declaration.id)
    before = [*rows[1:], None]
    links = tuple(_link(row, former, told) for row, former in zip(rows, before, strict=True))
    return Chain(declaration, told, links)


def version(*, public_id: str, number: int) -> Version:
    """Raises `SnapshotNotFound` too."""
    declaration = _public(public_id)
    rows = {row.number: row for row in rows_of(declaration_id=declaration.id)}
    row = rows.get(number)
    if row is None:
        raise SnapshotNotFound(number)
    former, later = rows.get(number - 1), rows.get(number + 1)
    figures = figures_of(row)
    return Version(
        declaration=declaration,
        link=_link(row, former, announcement(declaration_id=declaration.id)),
        figures=figures,
        changes=changes(figures_of(former), figures) if former else None,
        before=view_of(former) if former else None,
        after=view_of(later) if later else None,
        newest=max(rows),
    )


def _public(public_id: str) -> DeclarationView:
    declaration = pledges.declaration(public_id=public_id)
    if declaration.is_rehearsal:
        raise NotOnThePublicSite
    return declaration


def _link(row: Snapshot, former: Snapshot | None, told: AnnouncementView | None) -> Link:
    point, before = point_of(row), point_of(former) if former else None
    return Link(
        snapshot=view_of(row),
        point=point,
        moved=moved(before.pledged, point.pledged) or STANDS if before else None,
        announced=announced_for(row, told),
        late=lateness(row, told),
        entry=entry_of(row),
    )
