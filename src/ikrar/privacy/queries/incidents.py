"""Incidents with their clock and their letters."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.kernel.words import Words
from ikrar.privacy.domain.incidents import (
    BREACH_TERM,
    EXPOSED_WORDS,
    LETTER_WORDS,
    STARTS_WORDS,
    Exposed,
    LetterTo,
    StartsFrom,
)
from ikrar.privacy.models import Incident, IncidentLetter
from ikrar.privacy.queries.clocks import Due, due


class IncidentNotFound(Exception):
    """There is no such incident."""


class LetterNotFound(Exception):
    """There is no such letter."""


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter about an incident."""

    id: int
    to: LetterTo
    addressee: str
    everybody: bool
    listed: int
    body: str
    drafted_at: datetime
    drafted_by: str
    drafted_by_id: int
    released_at: datetime | None
    released_by: str
    sent: int
    told_at: datetime | None

    @property
    def to_words(self) -> Words:
        return LETTER_WORDS[self.to]

    @property
    def by_mail(self) -> bool:
        return self.to is LetterTo.PERSONS


@dataclass(frozen=True, slots=True)
class IncidentView:
    """A failure as it was recorded."""

    public_id: str
    what: str
    exposed: tuple[Words, ...]
    people: int | None
    handling: str
    happened_at: datetime | None
    happened_says: str
    known_at: datetime
    known_says: str
    recorded_at: datetime
    recorded_by: str
    starts_from: StartsFrom | None
    started_at: datetime | None
    started_by: str
    due_at: datetime | None
    closed_at: datetime | None
    letters: tuple[LetterView, ...]
    is_late: bool

    @property
    def starts_words(self) -> Words | None:
        return STARTS_WORDS[self.starts_from] if self.starts_from else None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_told(self) -> bool:
        return {one.to for one in self.letters if one.released_at} == set(LetterTo)

    def due(self) -> Due | None:
        """The rule with its working; nothing while no officer has started the clock."""
        since = self.happened_at if self.starts_from is StartsFrom.HAPPENED else self.known_at
        return due(term=BREACH_TERM, starts_at=since) if self.starts_from and since else None


def incidents(*, at: datetime) -> list[IncidentView]:
    """Open ones first, by what is due; then the newest."""
    rows = Incident.objects.select_related("recorded_by", "started_by").order_by("-recorded_at", "-id")[:200]
    return sorted(
        (_view(row, at=at) for row in rows),
        key=lambda one: (not one.is_open, one.due_at is None, one.due_at or one.recorded_at),
    )


def incident(*, public_id: str, at: datetime) -> IncidentView:
    row = Incident.objects.select_related("recorded_by", "started_by").filter(public_id=public_id).first()
    if row is None:
        raise IncidentNotFound
    return _view(row, at=at)


def letter_of(view: IncidentView, *, to: LetterTo) -> LetterView:
    """The newest of its kind."""
    found = [one for one in view.letters if one.to is to]
    if not found:
        raise LetterNotFound
    return found[-1]


@dataclass(frozen=True, slots=True)
class OpenIncidents:
    """How many are open, how many are past their hours without both letters, how many drafts wait."""

    open: int
    late: int
    drafts: int


def open_incidents(*, at: datetime) -> OpenIncidents:
    views = [_view(row, at=at) for row in Incident.objects.filter(closed_at=None)]
    drafts = IncidentLetter.objects.filter(released_at=None, incident__closed_at=None).count()
    return OpenIncidents(len(views), sum(one.is_late for one in views), drafts)


def _view(row: Incident, *, at: datetime) -> IncidentView:
    letters = tuple(
        _letter(one) for one in row.letters.select_related("drafted_by", "released_by").order_by("id")
    )
    told = [one.released_at for one in letters if one.released_at]
    all_told = max(told) if {one.to for one in letters if one.released_at} == set(LetterTo) else at
    return IncidentView(
        public_id=row.public_id,
        what=row.what,
        exposed=tuple(EXPOSED_WORDS[Exposed(one)] for one in row.exposed),
        people=row.people,
        handling=row.handling,
        happened_at=row.happened_at,
        happened_says=row.happened_says,
        known_at=row.known_at,
        known_says=row.known_says,
        recorded_at=row.recorded_at,
        recorded_by=str(row.recorded_by),
        starts_from=StartsFrom(row.starts_from) if row.starts_from else None,
        started_at=row.started_at,
        started_by=str(row.started_by or ""),
        due_at=row.due_at,
        closed_at=row.closed_at,
        letters=letters,
        is_late=row.due_at is not None and all_told > row.due_at,
    )


def _letter(row: IncidentLetter) -> LetterView:
    return LetterView(
        id=row.pk,
        to=LetterTo(row.to),
        addressee=row.addressee,
        everybody=row.everybody,
        listed=len(row.numbers.split()),
        body=row.body,
        drafted_at=row.drafted_at,
        drafted_by=str(row.drafted_by),
        drafted_by_id=row.drafted_by_id,
        released_at=row.released_at,
        released_by=str(row.released_by or ""),
        sent=row.sent,
        told_at=row.told_at,
    )
