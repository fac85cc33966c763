"""What the office's schedule lets go today: counts per activity and declaration, never names."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ikrar.accounts.queries import destroyable as accounts
from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.papers.queries import destroyable as papers
from ikrar.pledges.queries import destroyable as pledges
from ikrar.privacy.domain.activities import Activity
from ikrar.privacy.domain.retention import WAITS_FOR, Line
from ikrar.privacy.models import Destruction
from ikrar.privacy.queries.processing import record, schedule
from ikrar.roster.queries import destroyable as roster


@dataclass(frozen=True, slots=True)
class Ripe:
    """So many rows of an activity whose time is over."""

    activity: Activity
    line: Line
    declaration: str
    title: str
    is_rehearsal: bool
    since: date | None
    cut_off: date
    count: int
    waits_for: tuple[Words, ...]
    is_proposed: bool

    @property
    def may_be_proposed(self) -> bool:
        return bool(self.count) and not self.waits_for and not self.is_proposed


def end_of(day: date) -> datetime:
    """The moment a day is over in Jakarta."""
    return datetime(day.year, day.month, day.day, tzinfo=JAKARTA) + timedelta(days=1)


def ripe(*, today: date) -> list[Ripe]:
    """All that is due, by the schedule of the office; nothing where it has decided nothing."""
    found = []
    for code, line in schedule().lines.items():
        activity, cut_off = record().activity(code), schedule().cut_off(code, today=today)
        assert cut_off is not None
        found += [one for one in _of(activity, line, cut_off) if one.count]
    return sorted(found, key=lambda one: (one.since or one.cut_off, one.declaration, one.activity.code))


def one_ripe(*, activity: str, declaration: str, today: date) -> Ripe | None:
    return next(
        (r for r in ripe(today=today) if (r.activity.code, r.declaration) == (activity, declaration)), None
    )


def count(*, activity: str, declaration: str, cut_off: date) -> int:
    """How many rows of it there are, whose time is over at the cut-off."""
    if activity in _WITHOUT_A_DAY:
        return _WITHOUT_A_DAY[activity](cut_off)
    if activity == "absence":
        return roster.count_absences(ended_by=closing_day(declaration))
    return pledges.count_held(kind=activity, declaration=declaration)


def closing_day(declaration: str) -> date:
    closed = next(one for one in pledges.closed_declarations() if one.public_id == declaration)
    return closed.closed_at.astimezone(JAKARTA).date()


def _of(activity: Activity, line: Line, cut_off: date) -> Iterator[Ripe]:
    if activity.code in _WITHOUT_A_DAY:
        yield _ripe(activity, line, None, cut_off)
        return
    for closed in pledges.closed_declarations():
        if closed.closed_at.astimezone(JAKARTA).date() <= cut_off:
            yield _ripe(activity, line, closed, cut_off)


def _ripe(activity: Activity, line: Line, closed: pledges.Closed | None, cut_off: date) -> Ripe:
    declaration = closed.public_id if closed else ""
    waits = [
        record().activity(code).name
        for code in WAITS_FOR.get(activity.code, ())
        if pledges.count_held(kind=code, declaration=declaration)
    ]
    return Ripe(
        activity=activity,
        line=line,
        declaration=declaration,
        title=closed.title if closed else "",
        is_rehearsal=closed.is_rehearsal if closed else False,
        since=closed.closed_at.astimezone(JAKARTA).date() if closed else None,
        cut_off=cut_off,
        count=count(activity=activity.code, declaration=declaration, cut_off=cut_off),
        waits_for=tuple(waits),
        is_proposed=Destruction.objects.filter(
            activity=activity.code, declaration=declaration, done_at=None, withdrawn_at=None
        ).exists(),
    )


_WITHOUT_A_DAY: dict[str, Callable[[date], int]] = {
    "staff-list": lambda cut_off: roster.count_who_left(by=cut_off),
    "papers": lambda cut_off: papers.count_over(before=end_of(cut_off)),
    "staff-accounts": lambda cut_off: accounts.count_closed(closed_by=end_of(cut_off)),
}
