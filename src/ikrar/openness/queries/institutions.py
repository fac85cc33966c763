"""An institution's page: what it held, how far signing came, when figures appear. Sums of published figures alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from ikrar.kernel.words import Words
from ikrar.openness.models import Snapshot
from ikrar.openness.pictures.trend import Point
from ikrar.openness.queries.announcing import AnnouncementView, announcements
from ikrar.openness.queries.snapshots import figures_of, point_of, rows_of
from ikrar.openness.queries.trend import Trend, trend
from ikrar.openness.tables import Figures
from ikrar.pledges import queries as pledges
from ikrar.pledges.domain import State
from ikrar.pledges.queries import DeclarationView
from ikrar.roster import queries as roster
from ikrar.roster.domain import INSTITUTION_WORDS, InstitutionKind
from ikrar.roster.queries import InstitutionView


@dataclass(frozen=True, slots=True)
class Held:
    """One declaration of an institution, with its newest published figure."""

    declaration: DeclarationView
    point: Point | None
    announcement: AnnouncementView | None

    @property
    def is_awaited(self) -> bool:
        return self.announcement is not None and self.declaration.state == State.FIXED


@dataclass(frozen=True, slots=True)
class Sum:
    """Published figures of several declarations together: pledges, not people."""

    declarations: int
    pledged: int
    people: int

    @property
    def share(self) -> float:
        return self.pledged / self.people


@dataclass(frozen=True, slots=True)
class Listed:
    """An institution in the list."""

    institution: InstitutionView
    kind: Words
    declarations: int
    total: Sum | None


@dataclass(frozen=True, slots=True)
class InstitutionPage:
    """Everything public of an institution."""

    institution: InstitutionView
    kind: Words
    held: tuple[Held, ...]
    joined: tuple[DeclarationView, ...]  # convened by others, with this institution beside them
    total: Sum | None
    newest: DeclarationView | None
    figures: Figures | None
    trend: Trend | None


def institutions() -> tuple[Listed, ...]:
    """The convenor first, then partners by name."""
    newest, told = _newest(), announcements()
    every = _declarations()
    return tuple(
        _listed(one, [_held(d, newest, told) for d in every if d.institution_id == one.id])
        for one in roster.institutions()
    )


def institution_page(*, public_id: str) -> InstitutionPage:
    """Raises `InstitutionNotFound`."""
    body = roster.institution(public_id=public_id)
    newest, told = _newest(), announcements()
    every = _declarations()
    held = tuple(_held(one, newest, told) for one in every if one.institution_id == body.id)
    shown = max(
        (one.declaration for one in held if one.point),
        key=lambda one: newest[one.id].as_of,
        default=None,
    )
    return InstitutionPage(
        institution=body,
        kind=_kind(body),
        held=held,
        joined=tuple(one for one in every if any(host.institution_id == body.id for host in one.co_hosts)),
        total=total(held),
        newest=shown,
        figures=figures_of(newest[shown.id]) if shown else None,
        trend=trend(declaration=shown, rows=rows_of(declaration_id=shown.id)) if shown else None,
    )


def total(held: Sequence[Held]) -> Sum | None:
    """What was published of them, added up; a hidden figure is left out with its people."""
    points = [one.point for one in held if one.point is not None and one.point.share is not None]
    if not points:
        return None
    pledged = sum(point.pledged or 0 for point in points)
    return Sum(len(points), pledged, pledged + sum(point.missing or 0 for point in points))


def total_published(declarations: Sequence[DeclarationView]) -> Sum | None:
    """The newest published figures of all these declarations together."""
    newest, told = _newest(), announcements()
    return total([_held(one, newest, told) for one in declarations])


def _declarations() -> list[DeclarationView]:
    return [one for one in pledges.declarations_public() if one.state != State.CANCELLED]


def _newest() -> dict[int, Snapshot]:
    """The newest publication of each declaration."""
    rows = Snapshot.objects.defer("file", "books").order_by("declaration_id", "number")
    return {row.declaration_id: row for row in rows}


def _held(
    declaration: DeclarationView, newest: dict[int, Snapshot], told: dict[int, AnnouncementView]
) -> Held:
    row = newest.get(declaration.id)
    return Held(declaration, point_of(row) if row else None, told.get(declaration.id))


def _listed(body: InstitutionView, held: Sequence[Held]) -> Listed:
    return Listed(body, _kind(body), len(held), total(held))


def _kind(body: InstitutionView) -> Words:
    return INSTITUTION_WORDS[InstitutionKind(body.kind)]
