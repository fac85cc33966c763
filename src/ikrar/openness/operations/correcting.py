"""Correcting published figures: looked at first, then published with the reason; the former ones stay."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ikrar.accounts import operations as accounts
from ikrar.kernel.canonical import Value
from ikrar.kernel.words import Words
from ikrar.openness.changes import Changes, changes
from ikrar.openness.domain import Reason
from ikrar.openness.models import Snapshot
from ikrar.openness.operations.actors import Actor
from ikrar.openness.operations.making import Due, Made, has_figures, make, store
from ikrar.openness.queries.announcing import announcements
from ikrar.openness.tables import figures_of
from ikrar.pledges import queries as pledges
from ikrar.pledges.queries import DeclarationView
from ikrar.pledges.queries.coverage import is_settled
from ikrar.web.formats import moment


class NothingToRepublish(Exception):
    """Figures of this declaration were never published, or it has none of its own."""


class ReasonIsMissing(Exception):
    """A correction says why."""


class StillCounting(Exception):
    """Some accepted pledges have not entered the figures yet; they do within seconds."""


class FiguresMovedOn(Exception):
    """What was looked at is not what would be published now."""


class ClosingIsAhead(Exception):
    """The closing figures have an announced moment; a correction must not forestall them."""

    def __init__(self, announced: datetime) -> None:
        super().__init__(announced)
        self.announced = Words(moment(announced, english=False), moment(announced, english=True))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a correction would change, and the mark by which it is known again."""

    number: int
    changes: Changes
    mark: str


def propose(*, declaration: str, at: datetime) -> Proposal:
    """What a correction would publish now, and how that differs from the newest publication. Nothing is stored."""
    return _propose(declaration, note="", at=at)[0]


def republish(*, declaration: str, note: str, seen: str, by: Actor, at: datetime) -> int:
    """Publish again because something was corrected; the former figures stay where they are.

    `seen` is the mark of the proposal that was looked at: who publishes has seen what changes.
    """
    if not note.strip():
        raise ReasonIsMissing
    proposal, made = _propose(declaration, note=note.strip(), at=at)
    if proposal.mark != seen:
        raise FiguresMovedOn
    with transaction.atomic():
        if not store(made, at=at):
            raise FiguresMovedOn
        detail: dict[str, Value] = {"number": proposal.number}
        accounts.record_act(actor=by, act="figures.republished", subject=declaration, detail=detail, at=at)
    return proposal.number


def _propose(public_id: str, *, note: str, at: datetime) -> tuple[Proposal, Made]:
    declaration = pledges.declaration(public_id=public_id)
    last = Snapshot.objects.filter(declaration_id=declaration.id).order_by("-number").first()
    if last is None or not has_figures(declaration):
        raise NothingToRepublish
    _check_closing_is_not_ahead(declaration)
    if not is_settled(declaration_id=declaration.id):
        raise StillCounting
    number = last.number + 1
    due = Due(f"correction:{number}", Reason.CORRECTION, None)
    made = make(declaration, due=due, note=note, at=at)
    found = changes(figures_of(bytes(last.file)), figures_of(bytes(made.row.file)))
    mark = hashlib.sha256(repr((number, found)).encode()).hexdigest()
    return Proposal(number, found, mark), made


def _check_closing_is_not_ahead(declaration: DeclarationView) -> None:
    """A correction must not tell the closing figures before their announced moment."""
    closing = Snapshot.objects.filter(declaration_id=declaration.id, reason=Reason.CLOSING)
    told = announcements().get(declaration.id)
    if declaration.closed_at is not None and told is not None and not closing.exists():
        raise ClosingIsAhead(told.closing_at)
