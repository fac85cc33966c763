"""When figures appear: what was chosen, what was announced, and how it was kept."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings

from ikrar.kernel.words import Words
from ikrar.openness.domain import (
    Reason,
    Times,
    daily_moment,
    daily_moments,
    daily_occasion,
    late_by,
    span_in_words,
)
from ikrar.openness.models import Announcement, PublicationChoice, Snapshot
from ikrar.openness.queries.snapshots import Entry, proof_of
from ikrar.pledges.domain import State
from ikrar.pledges.queries import DeclarationView

STILL_COMING = timedelta(hours=1)  # the clerk may be counting yet; then it is told as missing


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """The announced times of a declaration."""

    daily_at: time
    closing_at: datetime
    announced_at: datetime
    entry: Entry | None


def default_times() -> Times:
    """What is announced where nobody chose."""
    return Times(
        settings.IKRAR_FIGURES_DAILY, settings.IKRAR_FIGURES_CLOSING_DAYS, settings.IKRAR_FIGURES_CLOSING
    )


def chosen(*, declaration_id: int) -> Times | None:
    """What the office chose while the declaration was planned."""
    row = PublicationChoice.objects.filter(declaration_id=declaration_id).first()
    return None if row is None else Times(row.daily_at, row.closing_days, row.closing_at)


def announcement(*, declaration_id: int) -> AnnouncementView | None:
    """What was announced; nothing before the declaration is fixed."""
    row = Announcement.objects.filter(declaration_id=declaration_id).first()
    return None if row is None else _view(row)


def announcements() -> dict[int, AnnouncementView]:
    """Every announcement by declaration, without its place in the register."""
    return {
        row.declaration_id: AnnouncementView(row.daily_at, row.closing_at, row.announced_at, None)
        for row in Announcement.objects.order_by("id")
    }


def announced_for(row: Snapshot, told: AnnouncementView | None) -> datetime | None:
    """The announced moment of a publication; corrections have none, nor has what is older than the announcement."""
    if told is None or row.as_of < told.announced_at:
        return None
    if row.reason == Reason.CLOSING:
        return told.closing_at
    return daily_moment(told.daily_at, at=row.as_of) if row.reason == Reason.DAILY else None


def lateness(row: Snapshot, told: AnnouncementView | None) -> Words | None:
    """How much later than announced it appeared, in words; nothing where it came in time."""
    announced = announced_for(row, told)
    late = None if announced is None else late_by(row.as_of, announced=announced)
    return None if late is None else span_in_words(late)


@dataclass(frozen=True, slots=True)
class Kept:
    """How a declaration kept its announced times."""

    announcement: AnnouncementView | None
    late: Words | None  # how much later than announced the newest figures came
    overdue: Words | None  # how long the closing figures are waited for by now
    missed: tuple[datetime, ...]  # announced daily figures that never appeared


def kept(*, declaration: DeclarationView, rows: list[Snapshot], at: datetime) -> Kept:
    """What was announced beside what came; `rows` newest first."""
    told = announcement(declaration_id=declaration.id)
    if told is None:
        return Kept(None, None, None, ())
    due = next((row for row in rows if row.reason != Reason.CORRECTION), None)
    return Kept(
        announcement=told,
        late=lateness(due, told) if due else None,
        overdue=_overdue(told, declaration=declaration, rows=rows, at=at),
        missed=_missed(told, declaration=declaration, rows=rows, at=at),
    )


def _overdue(
    told: AnnouncementView, *, declaration: DeclarationView, rows: list[Snapshot], at: datetime
) -> Words | None:
    is_coming = declaration.state in (State.FIXED, State.CLOSED)
    is_published = any(row.reason == Reason.CLOSING for row in rows)
    late = late_by(at, announced=told.closing_at) if is_coming and not is_published else None
    return None if late is None else span_in_words(late)


def _missed(
    told: AnnouncementView, *, declaration: DeclarationView, rows: list[Snapshot], at: datetime
) -> tuple[datetime, ...]:
    opened = min(
        (one.signing_opened_at for one in declaration.sites if one.signing_opened_at is not None),
        default=None,
    )
    if opened is None:
        return ()
    since = max(opened, told.announced_at)
    until = min(declaration.closed_at or at, at - STILL_COMING)
    made = {row.occasion for row in rows}
    slots = daily_moments(told.daily_at, since=since, until=until)
    return tuple(slot for slot in slots if daily_occasion(slot) not in made)


def _view(row: Announcement) -> AnnouncementView:
    return AnnouncementView(
        row.daily_at, row.closing_at, row.announced_at, proof_of(leaf_hash=bytes(row.leaf_hash))
    )
