"""Where a person stands: what was pledged with which text, and what is still due until when. For that person alone."""

from dataclasses import dataclass
from datetime import date, datetime

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.domain import Ground
from ikrar.pledges.domain.owing import GROUND_WORDS
from ikrar.pledges.models import Declaration, Obligation, Pledge
from ikrar.pledges.queries import receipts
from ikrar.pledges.queries.owing import rule_words
from ikrar.pledges.queries.receipts import Proof
from ikrar.pledges.queries.sessions import Session, sessions_of
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing as RosterStanding


@dataclass(frozen=True, slots=True)
class Pledged:
    """One pact that counts, with its text and its proof."""

    title: str
    text_id: str
    text_title: str
    text_version: int
    text_sha256: str
    is_replaced: bool
    proof: Proof

    @property
    def index(self) -> int | None:
        found = self.proof.shareable["index"] if self.proof.shareable else None
        return found if isinstance(found, int) else None


@dataclass(frozen=True, slots=True)
class Owed:
    """What is still due: why, until when and why that day, and where it can be done."""

    why: Words
    due_on: date
    rule: Words
    since_on: date
    days_left: int
    is_excused: bool
    session: Session | None

    @property
    def is_overdue(self) -> bool:
        return self.days_left < 0 and not self.is_excused


@dataclass(frozen=True, slots=True)
class OwnStanding:
    """Of one person, at one moment."""

    at: datetime
    name: str
    number_tail: str
    unit_name: str
    institution_name: str
    pledged: tuple[Pledged, ...]
    owed: tuple[Owed, ...]


def own_standing(*, official_id: int, at: datetime) -> OwnStanding:
    """Of the person who asks; rehearsals do not count."""
    today = at.astimezone(JAKARTA).date()
    person = next(iter(roster.officials(ids=[official_id], on=today)), None)
    return OwnStanding(
        at=at,
        name=person.name if person else "",
        number_tail=person.number_tail if person else "",
        unit_name=person.unit_name if person else "",
        institution_name=person.institution_name if person else "",
        pledged=_pledged(official_id),
        owed=_owed(official_id, today=today, at=at),
    )


def _pledged(official_id: int) -> tuple[Pledged, ...]:
    rows = Pledge.objects.filter(
        duty__official=official_id,
        effective=True,
        erased_at=None,
        declaration__rehearsal_of=None,
    ).select_related("declaration__text", "duty")
    return tuple(_one(row) for row in rows.order_by("-received_at", "-id"))


def _one(row: Pledge) -> Pledged:
    text = row.declaration.text
    assert text is not None  # nobody signs without one
    return Pledged(
        title=row.declaration.title,
        text_id=text.public_id,
        text_title=text.title,
        text_version=text.version,
        text_sha256=text.text_sha256,
        is_replaced=Declaration.objects.filter(supersedes=row.declaration_id).exists(),
        proof=receipts.proof(row),
    )


def _owed(official_id: int, *, today: date, at: datetime) -> tuple[Owed, ...]:
    rows = Obligation.objects.filter(official=official_id, answered_at=None)
    found = list(rows.exclude(standing=RosterStanding.LEFT).order_by("due_on", "id"))
    session = sessions_of(official_ids=[official_id], at=at).get(official_id) if found else None
    return tuple(
        Owed(
            why=GROUND_WORDS[Ground(one.ground)],
            due_on=one.due_on,
            rule=rule_words(one.rule),
            since_on=one.since_on,
            days_left=(one.due_on - today).days,
            is_excused=one.standing == RosterStanding.EXCUSED,
            session=session,
        )
        for one in found
    )
