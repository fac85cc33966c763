"""Publishing figures: daily while a declaration is open and at its close, at the announced moments. Never live."""

from datetime import datetime, timedelta

from ikrar.openness.domain import Reason, daily_moment, daily_occasion
from ikrar.openness.models import Snapshot
from ikrar.openness.operations.announcing import announce_due
from ikrar.openness.operations.making import Due, has_figures, make, store
from ikrar.openness.queries.announcing import AnnouncementView, announcements
from ikrar.openness.queries.open_data import tables_of
from ikrar.pledges import queries as pledges
from ikrar.pledges.queries import DeclarationView
from ikrar.pledges.queries.coverage import is_settled

UNDER_WAY = timedelta(seconds=5)  # a pledge so young may still wait for the clerk
STUCK = timedelta(hours=1)  # one that waits longer cannot be settled, and is in the log


def publish_due(*, at: datetime) -> list[str]:
    """Publish whatever is due; the public ids of the declarations. Called by the clerk, as often as it likes."""
    announce_due(at=at)
    published = []
    announced = announcements()
    for declaration in pledges.declarations_public():
        due = _due(declaration, announced.get(declaration.id), at)
        if due is None or not _is_counted(declaration, due.reason, at=at):
            continue
        made = make(declaration, due=due, note="", at=at)
        if store(made, at=at):
            published.append(declaration.public_id)
            tables_of(declaration_id=declaration.id, number=made.row.number, digest=made.row.sha256)
    return published


def _is_counted(declaration: DeclarationView, reason: Reason, *, at: datetime) -> bool:
    """Whether the figures hold what they must: at the close everything, daily what came in the last hour but seconds.

    While a crowd signs, the queue is hardly ever empty; what is stuck for an hour must not cost the day its figures.
    """
    received = (at - STUCK, at - UNDER_WAY) if reason == Reason.DAILY else None
    return is_settled(declaration_id=declaration.id, received=received)


def _due(declaration: DeclarationView, told: AnnouncementView | None, at: datetime) -> Due | None:
    """What is due now by the announced times, unless it was published. Earlier than announced, nothing is."""
    if told is None or not has_figures(declaration):
        return None
    if declaration.closed_at is not None:
        due = Due("closing", Reason.CLOSING, told.closing_at)
    else:
        moment = daily_moment(told.daily_at, at=at)
        due = Due(daily_occasion(moment), Reason.DAILY, moment)
    assert due.announced is not None
    if at < due.announced or due.announced < told.announced_at:
        return None
    is_done = Snapshot.objects.filter(declaration_id=declaration.id, occasion=due.occasion).exists()
    return None if is_done else due
