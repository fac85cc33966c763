"""Sites with their people, their run sheet, and the units invited to them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from ikrar.pledges.domain import State, StepKind
from ikrar.pledges.domain.planning import DEFAULT_STEPS, Change, cut_off, moment
from ikrar.pledges.models import Declaration, Invitation, RunStep, Site, SiteWitness
from ikrar.pledges.operations.planning import AlreadyFixed, planned
from ikrar.pledges.operations.trail import Actor, check_reason, locked, note, today
from ikrar.pledges.queries.declarations import SiteNotFound


class SiteNameTaken(Exception):
    """The declaration has a site of this name."""


class StepHasBegun(Exception):
    """A step that has begun stays where it is."""


@dataclass(frozen=True, slots=True)
class SiteDetails:
    """What a form says of a site."""

    name: str
    venue: str = ""
    starts_at: datetime | None = None
    zone: str = "Asia/Jakarta"
    leader: str = ""
    reader: str = ""
    screen: str = ""


def add_site(
    *, declaration: str, details: SiteDetails, by: Actor, at: datetime, is_continuation: bool = False
) -> str:
    """One more venue and hour, with the default run sheet. After fixing only as a further site."""
    with transaction.atomic():
        row = locked(declaration)
        wanted = State.FIXED if is_continuation else State.PLANNED
        if row.state != wanted:
            raise AlreadyFixed
        site = _create(row, details, is_continuation=is_continuation)
        if is_continuation and site.starts_at is not None:
            row.cut_off_at = max(filter(None, [row.cut_off_at, cut_off(today(site.starts_at))]))
            row.save(update_fields=["cut_off_at"])
        note(row, Change.SITE, by=by, at=at, after=site.name, site=site)
    return site.public_id


def _create(row: Declaration, details: SiteDetails, *, is_continuation: bool) -> Site:
    starts_at = details.starts_at or _usual_hour(row, details.zone)
    try:
        with transaction.atomic():
            site = Site.objects.create(
                declaration=row,
                name=details.name.strip(),
                venue=details.venue.strip(),
                starts_at=starts_at,
                zone=details.zone,
                leader=details.leader.strip(),
                reader=details.reader.strip(),
                screen=details.screen.strip(),
                is_continuation=is_continuation,
            )
    except IntegrityError as e:
        raise SiteNameTaken from e
    lay_steps(site)
    return site


def _usual_hour(row: Declaration, zone: str) -> datetime | None:
    if row.held_on is None or row.starts_at is None:
        return None
    return moment(row.held_on, row.starts_at, zone)


def lay_steps(site: Site) -> None:
    """The default run sheet."""
    RunStep.objects.bulk_create(
        RunStep(site=site, order=order, kind=kind) for order, kind in enumerate(DEFAULT_STEPS, start=1)
    )


def add_sites_for_units(
    *, declaration: str, units: Sequence[tuple[int, str]], by: Actor, at: datetime
) -> int:
    """One site per unit, each unit invited to its own; units that have a site already are left alone."""
    with transaction.atomic():
        row = planned(declaration)
        taken = set(row.invitations.values_list("unit_id", flat=True))
        names = set(row.sites.values_list("name", flat=True))
        fresh = [(unit, name) for unit, name in units if unit not in taken and name not in names]
        for unit, name in fresh:
            site = _create(row, SiteDetails(name=name, venue=f"Halaman {name}"), is_continuation=False)
            Invitation.objects.create(declaration=row, site=site, unit_id=unit)
        note(row, Change.SITE, by=by, at=at, after=f"+{len(fresh)}")
    return len(fresh)


def edit_site(*, site: str, details: SiteDetails, by: Actor, at: datetime, reason: str = "") -> None:
    """Change a site. Once the declaration is fixed, another hour or venue needs a reason."""
    with transaction.atomic():
        found, row = locked_site(site)
        told = (found.starts_at, found.venue) != (details.starts_at, details.venue.strip())
        if row.state not in (State.PLANNED, State.FIXED):
            raise AlreadyFixed
        if told and row.state == State.FIXED:
            check_reason(reason)
        before, after = _hour(found.starts_at), _hour(details.starts_at)
        _write(found, details)
        if told:
            note(row, Change.HOUR, by=by, at=at, before=before, after=after, reason=reason, site=found)


def _write(site: Site, details: SiteDetails) -> None:
    for name in ("name", "venue", "starts_at", "zone", "leader", "reader", "screen"):
        setattr(site, name, getattr(details, name))
    try:
        with transaction.atomic():
            site.save()
    except IntegrityError as e:
        raise SiteNameTaken from e


def _hour(starts_at: datetime | None) -> str:
    return "" if starts_at is None else starts_at.isoformat()


def locked_site(public_id: str) -> tuple[Site, Declaration]:
    """A site and its declaration, locked."""
    found = Site.objects.select_related("declaration").filter(public_id=public_id).first()
    if found is None:
        raise SiteNotFound
    row = locked(found.declaration.public_id)
    return found, row


def remove_site(*, site: str, by: Actor, at: datetime) -> None:
    """A site nobody needs goes, with its invitations, as long as nothing is fixed."""
    with transaction.atomic():
        found, row = locked_site(site)
        if row.state != State.PLANNED:
            raise AlreadyFixed
        row.changes.filter(site=found).update(site=None)
        name = found.name
        found.delete()
        note(row, Change.SITE_GONE, by=by, at=at, before=name)


def set_witnesses(*, site: str, witnesses: Sequence[tuple[str, str]]) -> None:
    """Who sees this roll call: names and offices."""
    with transaction.atomic():
        found, _ = locked_site(site)
        found.witnesses.all().delete()
        SiteWitness.objects.bulk_create(
            SiteWitness(site=found, name=name, office=office) for name, office in witnesses
        )


# ── invitations ──────────────────────────────────────────────────────────────────────────────────
def invite(*, site: str, units: Collection[int]) -> None:
    """Ask units, each with everything below it, to this site; a unit is asked to one site only."""
    with transaction.atomic():
        found, row = locked_site(site)
        if row.state != State.PLANNED:
            raise AlreadyFixed
        row.invitations.filter(unit_id__in=units).delete()
        Invitation.objects.bulk_create(
            Invitation(declaration=row, site=found, unit_id=unit) for unit in sorted(set(units))
        )


def uninvite(*, declaration: str, units: Collection[int]) -> None:
    """Take invitations back; what lies below then follows its next invited ancestor."""
    with transaction.atomic():
        planned(declaration).invitations.filter(unit_id__in=units).delete()


# ── run sheet ────────────────────────────────────────────────────────────────────────────────────
def add_step(*, site: str, kind: StepKind, label: str = "") -> None:
    """One more line at the end."""
    with transaction.atomic():
        found, _ = locked_site(site)
        last = found.steps.order_by("-order").values_list("order", flat=True).first() or 0
        RunStep.objects.create(site=found, order=last + 1, kind=kind, label=label.strip())


def remove_step(*, site: str, step: int) -> None:
    """Take a line out that has not begun."""
    with transaction.atomic():
        found, _ = locked_site(site)
        if not found.steps.filter(pk=step, started_at=None).delete()[0]:
            raise StepHasBegun


def move_step(*, site: str, step: int, up: bool) -> None:
    """Change places with the line before or after; nothing passes a line that has begun."""
    with transaction.atomic():
        found, _ = locked_site(site)
        lines = list(found.steps.order_by("order"))
        here = next((place for place, line in enumerate(lines) if line.pk == step), None)
        if here is None:
            raise SiteNotFound
        there = here - 1 if up else here + 1
        if not 0 <= there < len(lines):
            return
        _swap(lines[here], lines[there])


def _swap(one: RunStep, other: RunStep) -> None:
    if one.started_at or other.started_at:
        raise StepHasBegun
    mine, theirs = one.order, other.order
    # Three writes, because (site, order) is unique at every moment.
    for line, order in ((one, 30_000), (other, mine), (one, theirs)):
        line.order = order
        line.save(update_fields=["order"])
