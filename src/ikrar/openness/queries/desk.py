"""What an office sees of publications: when they are due, what came, and what can be done."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.kernel.words import Words
from ikrar.openness.domain import Times
from ikrar.openness.models import PublicationChoice, Snapshot
from ikrar.openness.queries.announcing import (
    AnnouncementView,
    announcement,
    announcements,
    chosen,
    default_times,
    kept,
)
from ikrar.openness.queries.snapshots import SnapshotView, rows_of, view_of
from ikrar.pledges import queries as pledges
from ikrar.pledges.domain import State
from ikrar.pledges.queries import DeclarationView
from ikrar.roster import queries as roster
from ikrar.roster.queries import InstitutionView


@dataclass(frozen=True, slots=True)
class Work:
    """One declaration on the desk of who publishes."""

    declaration: DeclarationView
    times: Times | None  # as long as nothing is announced
    is_chosen: bool
    announcement: AnnouncementView | None
    newest: SnapshotView | None
    overdue: Words | None

    @property
    def may_choose(self) -> bool:
        return self.declaration.state == State.PLANNED


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything to publish, and whose units can be laid out."""

    works: tuple[Work, ...]
    institutions: tuple[InstitutionView, ...]


@dataclass(frozen=True, slots=True)
class TimesPage:
    """The times of one declaration, chosen or announced."""

    declaration: DeclarationView
    chosen: Times | None
    default: Times
    announcement: AnnouncementView | None

    @property
    def may_choose(self) -> bool:
        return self.declaration.state == State.PLANNED


def desk(*, at: datetime) -> Desk:
    """Declarations of this installation but records, rehearsals and cancelled ones."""
    told = announcements()
    choices = {row.declaration_id for row in PublicationChoice.objects.all()}
    every = [
        one for one in pledges.declarations_public() if not one.is_record and one.state != State.CANCELLED
    ]
    return Desk(
        works=tuple(_work(one, told.get(one.id), is_chosen=one.id in choices, at=at) for one in every),
        institutions=tuple(roster.institutions()),
    )


def times_of(*, public_id: str) -> TimesPage:
    """Raises `DeclarationNotFound`."""
    declaration = pledges.declaration(public_id=public_id)
    return TimesPage(
        declaration=declaration,
        chosen=chosen(declaration_id=declaration.id),
        default=default_times(),
        announcement=announcement(declaration_id=declaration.id),
    )


def _work(
    declaration: DeclarationView, told: AnnouncementView | None, *, is_chosen: bool, at: datetime
) -> Work:
    rows: list[Snapshot] = rows_of(declaration_id=declaration.id)
    times = None if told else chosen(declaration_id=declaration.id) or default_times()
    return Work(
        declaration=declaration,
        times=times,
        is_chosen=is_chosen,
        announcement=told,
        newest=view_of(rows[0]) if rows else None,
        overdue=kept(declaration=declaration, rows=rows, at=at).overdue,
    )
