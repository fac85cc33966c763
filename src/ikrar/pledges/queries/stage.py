"""What the stage screen and the site's run page show: never a name, never a person."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q

from ikrar.kernel.words import Words
from ikrar.pledges.domain import STEP_WORDS, State, StepKind
from ikrar.pledges.domain import presence as presence_rules
from ikrar.pledges.domain.coverage import SMALLEST_SQUARE, fifths
from ikrar.pledges.domain.running import Step, running
from ikrar.pledges.models import Duty, Invitation, Pledge, RunStep, Site
from ikrar.pledges.queries.declarations import SiteNotFound
from ikrar.register import queries as register
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing

OTHERS = Words("Unit lainnya", "Other units")


class ScreenUnknown(Exception):
    """This address belongs to no screen, or a newer one took its place."""


@dataclass(frozen=True, slots=True)
class Square:
    """One unit on the stage."""

    name: str | Words
    pledged: int
    bound: int

    @property
    def fifths(self) -> int:
        return fifths(pledged=self.pledged, bound=self.bound)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRun:
    """A site as it is run: its steps and how far signing has come."""

    site_id: str
    site: str
    short: str
    venue: str
    leader: str
    zone: str
    starts_at: datetime | None
    declaration: str
    declaration_id: int
    title: str
    held_on: date | None
    state: State
    is_rehearsal: bool
    steps: tuple[Step, ...]
    signing_opened_at: datetime | None
    closed_at: datetime | None
    closed_at_size: int | None
    cancelled_at: datetime | None
    has_screen: bool
    reading: str
    squares: tuple[Square, ...]

    @property
    def now(self) -> Step | None:
        return running(self.steps)

    @property
    def is_closed(self) -> bool:
        return bool(self.closed_at or self.cancelled_at) or self.state not in (State.FIXED, State.PLANNED)

    @property
    def is_signing(self) -> bool:
        return self.signing_opened_at is not None and not self.is_closed

    @property
    def is_reading(self) -> bool:
        return self.now is not None and self.now.kind == StepKind.READING

    @property
    def pledged(self) -> int:
        return sum(square.pledged for square in self.squares)

    @property
    def bound(self) -> int:
        return sum(square.bound for square in self.squares)

    @property
    def address(self) -> str:
        """The short address, as it is typed."""
        return f"{settings.IKRAR_ADDRESS}/i/{self.short}"

    @property
    def spoken_address(self) -> str:
        """Without the scheme, as it is read aloud."""
        return self.address.partition("://")[2]


def site_run(*, site_id: str) -> SiteRun:
    """A site by its public id, for who runs it; raises `SiteNotFound`."""
    return _run(Q(public_id=site_id))


def stage_of(*, token_hash: str) -> SiteRun:
    """A site by the address of its screen; raises `ScreenUnknown`."""
    try:
        return _run(Q(stage_token_hash=token_hash))
    except SiteNotFound as e:
        raise ScreenUnknown from e


def is_site_within(*, site_id: str, scopes: frozenset[str], on: date | None) -> bool:
    """Whether a grant bound to these subtrees reaches a unit that is asked at the site."""
    if roster.EVERYWHERE in scopes:
        return True
    if on is None:
        return False
    here = Q(site__public_id=site_id)
    asked = {*Invitation.objects.filter(here).values_list("unit_id", flat=True)}
    asked |= {*Duty.objects.filter(here).values_list("unit_id", flat=True).distinct()}
    return not asked.isdisjoint(roster.unit_ids_within(scopes=scopes, on=on))


def code_at(*, site_id: str, at: datetime) -> str:
    """The stage code of this half minute; computed here, so that no screen holds the key."""
    key = presence_rules.site_key(secret=settings.KEYRING.secret("presence"), site=site_id)
    return presence_rules.code_of(key=key, window=presence_rules.window_at(at))


def fingerprint(*, is_rehearsal: bool) -> str:
    """The register's key as it is printed everywhere."""
    return register.fingerprint(rehearsal=is_rehearsal)


def step_name(step: Step) -> str | Words:
    return step.label or STEP_WORDS[step.kind]


def _run(wanted: Q) -> SiteRun:
    site = Site.objects.filter(wanted).select_related("declaration__text").first()
    if site is None:
        raise SiteNotFound
    declaration = site.declaration
    return SiteRun(
        site_id=site.public_id,
        site=site.name,
        short=site.short,
        venue=site.venue,
        leader=site.leader,
        zone=site.zone,
        starts_at=site.starts_at,
        declaration=declaration.public_id,
        declaration_id=declaration.pk,
        title=declaration.title,
        held_on=declaration.held_on,
        state=State(declaration.state),
        is_rehearsal=declaration.is_rehearsal,
        steps=_steps(site),
        signing_opened_at=site.signing_opened_at,
        closed_at=site.closed_at,
        closed_at_size=site.closed_at_size,
        cancelled_at=site.cancelled_at,
        has_screen=bool(site.stage_token_hash),
        reading=declaration.text.reading if declaration.text else "",
        squares=_squares(site),
    )


def _steps(site: Site) -> tuple[Step, ...]:
    return tuple(
        Step(row.pk, row.order, StepKind(row.kind), row.label, row.started_at, row.ended_at)
        for row in RunStep.objects.filter(site=site).order_by("order")
    )


def _squares(site: Site) -> tuple[Square, ...]:
    """One for each unit invited here; units of fewer than five people stand together."""
    invited = set(site.invitations.values_list("unit_id", flat=True))
    bound, pledged = _counts(site)
    held_on = site.declaration.held_on
    units = roster.units(on=held_on) if held_on and bound else []
    above = _nearest(units, invited)
    sums: dict[int, Counter[str]] = {}
    for unit, n in bound.items():
        sums.setdefault(above.get(unit, unit), Counter()).update(bound=n, pledged=pledged[unit])
    names = {unit.id: unit.name for unit in units}
    order = {unit.id: place for place, unit in enumerate(units)}
    ranked = sorted(sums, key=lambda unit: order.get(unit, len(order)))
    return _together([(names.get(unit, ""), sums[unit]) for unit in ranked])


def _together(sums: list[tuple[str, Counter[str]]]) -> tuple[Square, ...]:
    """Small units as one square; where they are fewer than five even so, with the smallest of the others."""
    small = [n for _, n in sums if n["bound"] < SMALLEST_SQUARE]
    large = [(name, n) for name, n in sums if n["bound"] >= SMALLEST_SQUARE]
    if small and sum(n["bound"] for n in small) < SMALLEST_SQUARE and large:
        least = min(large, key=lambda one: one[1]["bound"])
        large.remove(least)
        small.append(least[1])
    shown = [Square(name, n["pledged"], n["bound"]) for name, n in large]
    if small:
        shown.append(Square(OTHERS, sum(n["pledged"] for n in small), sum(n["bound"] for n in small)))
    return tuple(shown)


def _counts(site: Site) -> tuple[Counter[int], Counter[int]]:
    signed = Exists(Pledge.objects.filter(duty=OuterRef("pk"), effective=True, disputed=False))
    rows = (
        Duty.objects.filter(site=site, standing=Standing.BOUND)
        .annotate(signed=signed)
        .values("unit_id")
        .annotate(bound=Count("id"), pledged=Count("id", filter=Q(signed=True)))
        .order_by("unit_id")
    )
    found = list(rows)
    return (
        Counter({row["unit_id"]: row["bound"] for row in found}),
        Counter({row["unit_id"]: row["pledged"] for row in found}),
    )


def _nearest(units: Iterable[roster.UnitView], invited: set[int]) -> dict[int, int]:
    """Each unit's nearest invited unit above it, or itself; parents stand before children."""
    found: dict[int, int] = {}
    for unit in units:
        if unit.id in invited:
            found[unit.id] = unit.id
        elif unit.parent_id in found:
            found[unit.id] = found[unit.parent_id]
    return found
