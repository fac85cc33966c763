"""Everything the plan's page shows, asked at once; and who may touch which plan."""

from dataclasses import dataclass
from datetime import date

from ikrar.pledges.domain import State
from ikrar.pledges.domain.planning import Found, opens_on
from ikrar.pledges.models import Declaration, Invitation
from ikrar.pledges.queries.declarations import declaration
from ikrar.pledges.queries.plan import ChangeView, ItemView, QuestionView, changes, checklist, questions
from ikrar.pledges.queries.readiness import readiness
from ikrar.pledges.queries.shapes import DeclarationView
from ikrar.roster import queries as roster


@dataclass(frozen=True, slots=True)
class PlanView:
    """A declaration with its plan."""

    declaration: DeclarationView
    questions: tuple[QuestionView, ...]
    items: tuple[ItemView, ...]
    changes: tuple[ChangeView, ...]
    found: tuple[Found, ...]
    rehearsals: tuple[tuple[str, date | None], ...]
    today: date

    @property
    def blocking(self) -> tuple[Found, ...]:
        return tuple(one for one in self.found if one.blocks)

    @property
    def warnings(self) -> tuple[Found, ...]:
        return tuple(one for one in self.found if not one.blocks)

    @property
    def done(self) -> int:
        return sum(item.done_at is not None for item in self.items)

    @property
    def opens_on(self) -> date | None:
        """The first day of cards."""
        return None if self.declaration.held_on is None else opens_on(self.declaration.held_on)

    @property
    def may_activate(self) -> bool:
        return self.opens_on is not None and self.declaration.is_fixed and self.opens_on <= self.today


def plan(*, public_id: str, on: date) -> PlanView:
    """The plan on that day."""
    view = declaration(public_id=public_id)
    rehearsals = Declaration.objects.filter(rehearsal_of__public_id=public_id).order_by("id")
    return PlanView(
        declaration=view,
        questions=tuple(questions(public_id=public_id)),
        items=tuple(checklist(public_id=public_id)),
        changes=tuple(changes(public_id=public_id)),
        found=tuple(readiness(public_id=public_id, on=on)) if view.state == State.PLANNED else (),
        rehearsals=tuple(rehearsals.values_list("public_id", "held_on")),
        today=on,
    )


def is_within_reach(*, public_id: str, scopes: frozenset[str], user_id: int, on: date) -> bool:
    """Whether a grant for these units reaches the declaration: everything it invites must lie inside.

    A plan that invites nobody yet is within reach of who began it.
    """
    if "*" in scopes:
        return True
    invited = Invitation.objects.filter(declaration__public_id=public_id).values_list("unit_id", flat=True)
    units = set(invited)
    if not units:
        return Declaration.objects.filter(public_id=public_id, created_by_id=user_id).exists()
    return units <= roster.unit_ids_within(scopes=scopes, on=on)
