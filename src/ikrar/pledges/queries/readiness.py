"""What is still in the way of fixing, and who would be asked where."""

from collections.abc import Iterable
from datetime import date

from ikrar.pledges.domain import Aspect
from ikrar.pledges.domain.owing import Asks
from ikrar.pledges.domain.planning import Found, Plan, SitePlan, conflicts, site_of_units
from ikrar.pledges.models import Declaration
from ikrar.roster import queries as roster
from ikrar.roster.queries import UnitView

ASPECT_NAMES: dict[Aspect, str] = {
    Aspect.PLACE: "tempat / place",
    Aspect.TIME: "waktu / time",
    Aspect.FORMAT: "format",
}


def readiness(*, public_id: str, on: date) -> list[Found]:
    """Conflicts by name, the blocking ones first; nothing means it may be fixed."""
    row = Declaration.objects.select_related("text").get(public_id=public_id)
    return conflicts(_plan(row, on=on), today=on)


def _plan(row: Declaration, *, on: date) -> Plan:
    sites = (
        row.sites.filter(is_continuation=False).prefetch_related("witnesses", "invitations").order_by("id")
    )
    open_aspects = row.questions.filter(settled_at=None).order_by("id").values_list("aspect", flat=True)
    return Plan(
        held_on=row.held_on,
        open_questions=tuple(ASPECT_NAMES[Aspect(aspect)] for aspect in open_aspects),
        has_text=row.text is not None,
        text_published_at=None if row.text is None else row.text.published_at,
        sites=[
            SitePlan(
                name=site.name,
                starts_at=site.starts_at,
                zone=site.zone,
                has_leader=bool(site.leader),
                has_witness=bool(site.witnesses.all()),
                has_units=bool(site.invitations.all()),
            )
            for site in sites
        ],
        uninvited=uninvited(row, on=row.held_on or on) if row.asks == Asks.EVERYBODY else (),
        is_rehearsal=row.is_rehearsal,
    )


def uninvited(row: Declaration, *, on: date) -> tuple[str, ...]:
    """Units of the convening institution that nobody asked, topmost only."""
    tree = [unit for unit in roster.units(on=on) if unit.institution_id == row.institution_id]
    asked = resolved(row, tree)
    above_asked = _ancestors(asked, {unit.id: unit.parent_id for unit in tree})
    gaps = {unit.id for unit in tree if unit.id not in asked and unit.id not in above_asked}
    return tuple(unit.name for unit in tree if unit.id in gaps and unit.parent_id not in gaps)


def _ancestors(units: Iterable[int], parents: dict[int, int | None]) -> set[int]:
    """Everything above these units: a unit above asked ones is no gap by itself."""
    found: set[int] = set()
    for unit in units:
        above = parents.get(unit)
        while above is not None and above not in found:
            found.add(above)
            above = parents.get(above)
    return found


def resolved(row: Declaration, tree: list[UnitView]) -> dict[int, int]:
    """Which site each unit of the tree goes to."""
    invited = dict(row.invitations.values_list("unit_id", "site_id"))
    return site_of_units([(unit.id, unit.parent_id) for unit in tree], invited)
