"""Requests of persons: one's own, and the worklist of the office."""

from dataclasses import dataclass
from datetime import date, datetime

from ikrar.kernel.words import Words
from ikrar.privacy.domain.requests import (
    CLOCKS,
    DOOR_WORDS,
    GROUNDS,
    LATENESS_WORDS,
    OUTCOME_WORDS,
    REQUEST_WORDS,
    Clock,
    Door,
    Ground,
    Lateness,
    Named,
    Outcome,
    RequestKind,
    lateness,
)
from ikrar.privacy.models import DataRequest
from ikrar.privacy.queries.clocks import Due, due
from ikrar.roster import queries as roster

AT_MOST = 200


class RequestNotFound(Exception):
    """There is no such request."""


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request with its clock, as it is shown to the person and to the officer."""

    public_id: str
    kind: RequestKind
    door: Door
    words: str
    received_at: datetime
    due_at: datetime
    extended_to: datetime | None
    extension_reason: str
    answered_at: datetime | None
    outcome: Outcome | None
    ground: Named | None
    answer: str
    has_file: bool
    wiped_at: datetime | None
    standing: Lateness
    official_id: int | None
    name: str
    unit_name: str

    @property
    def clock(self) -> Clock:
        return CLOCKS[self.kind]

    @property
    def kind_words(self) -> Words:
        return REQUEST_WORDS[self.kind]

    @property
    def door_words(self) -> Words:
        return DOOR_WORDS[self.door]

    @property
    def standing_words(self) -> Words:
        return LATENESS_WORDS[self.standing]

    @property
    def outcome_words(self) -> Words | None:
        return OUTCOME_WORDS[self.outcome] if self.outcome else None

    @property
    def is_open(self) -> bool:
        return self.answered_at is None

    @property
    def is_bad(self) -> bool:
        return self.standing in (Lateness.OVERDUE, Lateness.LATE)

    def due(self) -> Due:
        """The rule with its working."""
        return due(term=self.clock.term, starts_at=self.received_at)


def own_requests(*, official_id: int, at: datetime) -> list[RequestView]:
    """What this person asked for, the newest first."""
    rows = DataRequest.objects.filter(official=official_id).order_by("-received_at", "-id")
    return [_view(row, at=at) for row in rows]


def own_request(*, official_id: int, public_id: str, at: datetime) -> RequestView:
    return _view(_row(public_id, official=official_id), at=at)


def worklist(*, at: datetime, on: date) -> list[RequestView]:
    """Open ones by what is due first, then the newest answered ones."""
    waiting = DataRequest.objects.filter(answered_at=None).order_by("due_at", "id")[:AT_MOST]
    answered = DataRequest.objects.exclude(answered_at=None).order_by("-answered_at", "-id")[:50]
    rows = [*waiting, *answered]
    people = _people([row.official_id for row in rows], on=on)
    return [_view(row, at=at, people=people) for row in rows]


def request(*, public_id: str, at: datetime, on: date) -> RequestView:
    row = _row(public_id)
    return _view(row, at=at, people=_people([row.official_id], on=on))


def answer_file(*, public_id: str, official_id: int) -> bytes:
    """What went along with an answer, for the person alone."""
    row = _row(public_id, official=official_id)
    if row.file is None:
        raise RequestNotFound
    return bytes(row.file)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many are open, and how many of them are past their hours."""

    open: int
    overdue: int


def waiting(*, at: datetime) -> Waiting:
    rows = DataRequest.objects.filter(answered_at=None)
    return Waiting(rows.count(), rows.filter(due_at__lt=at).count())


def _row(public_id: str, **wanted: int) -> DataRequest:
    row = DataRequest.objects.filter(public_id=public_id, **wanted).first()
    if row is None:
        raise RequestNotFound
    return row


def _people(ids: list[int | None], *, on: date) -> dict[int, tuple[str, str]]:
    known = roster.officials(ids=[one for one in ids if one], on=on)
    return {one.id: (one.name, one.unit_name) for one in known}


def _view(row: DataRequest, *, at: datetime, people: dict[int, tuple[str, str]] | None = None) -> RequestView:
    name, unit = (people or {}).get(row.official_id or 0, ("", ""))
    return RequestView(
        public_id=row.public_id,
        kind=RequestKind(row.kind),
        door=Door(row.door),
        words=row.words,
        received_at=row.received_at,
        due_at=row.due_at,
        extended_to=row.extended_to,
        extension_reason=row.extension_reason,
        answered_at=row.answered_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        ground=GROUNDS[Ground(row.ground)] if row.ground else None,
        answer=row.answer,
        has_file=row.file is not None,
        wiped_at=row.wiped_at,
        standing=lateness(
            due_at=row.due_at, extended_to=row.extended_to, answered_at=row.answered_at, now=at
        ),
        official_id=row.official_id,
        name=name,
        unit_name=unit,
    )
