"""Declarations known from publications only: facts with publisher and day, no figures, no signing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import transaction

from ikrar.pledges.domain import Format, State
from ikrar.pledges.domain.planning import Change
from ikrar.pledges.models import CoHost, Declaration, Source
from ikrar.pledges.operations.trail import Actor, note


@dataclass(frozen=True, slots=True)
class SourceFact:
    """A publication and what it says of the declaration."""

    publisher: str
    published_on: date | None
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the sources say; what they do not say stays empty."""

    title: str
    institution_id: int
    election: str
    level: str
    state: State
    summary: str
    held_on: date | None = None
    starts_at: time | None = None
    place: str = ""
    format: Format | None = None
    co_hosts: Sequence[int] = ()
    sources: Sequence[SourceFact] = field(default_factory=tuple)
    notes: Sequence[str] = ()


class SourceMissing(Exception):
    """A record without a publication is hearsay."""


def note_record(*, facts: Facts, by: Actor, at: datetime) -> str:
    """Put a declaration into the calendar as the press tells it. The public id."""
    if not facts.sources:
        raise SourceMissing
    with transaction.atomic():
        row = Declaration.objects.create(
            title=facts.title,
            institution_id=facts.institution_id,
            election=facts.election,
            level=facts.level,
            state=facts.state,
            format=facts.format or "",
            held_on=facts.held_on,
            starts_at=facts.starts_at,
            place=facts.place,
            summary=facts.summary,
            is_record=True,
            created_at=at,
            created_by=by,
        )
        CoHost.objects.bulk_create(CoHost(declaration=row, institution_id=one) for one in facts.co_hosts)
        Source.objects.bulk_create(
            Source(declaration=row, publisher=one.publisher, published_on=one.published_on, says=one.says)
            for one in facts.sources
        )
        note(row, Change.CREATED, by=by, at=at, after=row.title)
        for said in facts.notes:
            note(row, Change.DETAILS, by=by, at=at, reason=said)
    return row.public_id
