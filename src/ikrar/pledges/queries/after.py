"""What is left to do after the event."""

from dataclasses import dataclass
from datetime import date, datetime

from ikrar.kernel.words import Words
from ikrar.pledges.domain import STATE_WORDS, State
from ikrar.pledges.models import Declaration
from ikrar.pledges.queries.board import SiteRow, sites
from ikrar.pledges.queries.declarations import DeclarationNotFound
from ikrar.pledges.queries.paper import plan_of, rolls, waiting_kiosk


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterView:
    """The end of a declaration at one glance."""

    declaration: str
    title: str
    held_on: date | None
    state: State
    is_rehearsal: bool
    cut_off_at: datetime | None
    closed_at: datetime | None
    sites: tuple[SiteRow, ...]
    waiting_rolls: int
    waiting_kiosk: int

    @property
    def state_words(self) -> Words:
        return STATE_WORDS[self.state]

    @property
    def open_sites(self) -> tuple[SiteRow, ...]:
        return tuple(site for site in self.sites if not site.is_over)

    @property
    def unasked_at_closed(self) -> int:
        return sum(site.unasked for site in self.sites if site.is_over)

    @property
    def is_fixed(self) -> bool:
        return self.state == State.FIXED


def after(*, declaration: str) -> AfterView:
    """Sites, what waits, and whether the declaration can be closed; raises `DeclarationNotFound`."""
    row = Declaration.objects.filter(public_id=declaration, is_record=False).first()
    if row is None:
        raise DeclarationNotFound
    plan = plan_of(declaration=declaration)
    return AfterView(
        declaration=row.public_id,
        title=row.title,
        held_on=row.held_on,
        state=State(row.state),
        is_rehearsal=row.is_rehearsal,
        cut_off_at=row.cut_off_at,
        closed_at=row.closed_at,
        sites=sites(declaration_id=row.pk),
        waiting_rolls=sum(one.confirmed_at is None for one in rolls(plan=plan, viewer=0)),
        waiting_kiosk=waiting_kiosk(plan=plan)[1],
    )
