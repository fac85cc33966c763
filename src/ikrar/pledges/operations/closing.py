"""After the day: further sites until everyone was asked, closing a site, closing the declaration."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from ikrar.accounts.operations import record_act
from ikrar.kernel.canonical import Value
from ikrar.pledges.domain import State
from ikrar.pledges.domain.planning import Change, check_state
from ikrar.pledges.domain.running import (
    CutOffAhead,
    NobodyLeftToAsk,
    SiteIsClosed,
    SiteStillOpen,
    StillWaiting,
)
from ikrar.pledges.models import Declaration, Duty, Kiosk, KioskEntry, PaperRoll, Pledge, RunStep, Site
from ikrar.pledges.operations.changes import changing
from ikrar.pledges.operations.sites import SiteDetails, add_site, locked_site
from ikrar.pledges.operations.trail import Actor, enter, locked, note
from ikrar.register import queries as register
from ikrar.roster.domain import Standing


def open_further_site(*, declaration: str, details: SiteDetails, by: Actor, at: datetime) -> tuple[str, int]:
    """One more site for everybody whom a closed site did not ask; its public id, and how many people."""
    with transaction.atomic():
        row = locked(declaration)
        left = list(unasked_of_closed(declaration_id=row.pk).values_list("pk", flat=True))
        if not left:
            raise NobodyLeftToAsk
        public_id = add_site(declaration=declaration, details=details, by=by, at=at, is_continuation=True)
        site = Site.objects.get(public_id=public_id)
        with changing(duty_ids=left, at=at):
            Duty.objects.filter(pk__in=left).update(site=site)
        record_act(actor=by, act="site.further", subject=public_id, detail={"people": len(left)}, at=at)
    return public_id, len(left)


def unasked_of_closed(*, declaration_id: int) -> QuerySet[Duty]:
    """Duties nobody has met: not signed, not declined, not even identified; their site is over."""
    signed = Exists(Pledge.objects.filter(duty=OuterRef("pk"), effective=True))
    over = Q(site=None) | Q(site__closed_at__isnull=False) | Q(site__cancelled_at__isnull=False)
    return Duty.objects.filter(
        over, ~signed, declaration_id=declaration_id, standing=Standing.BOUND, asked_at=None, refusal=None
    )


def close_site(*, site_id: str, by: Actor, at: datetime) -> int:
    """Close a site as a register entry: closed at size N. Phones may still send what was signed before."""
    with transaction.atomic():
        site, declaration = locked_site(site_id)
        if site.closed_at or site.cancelled_at:
            raise SiteIsClosed
        check_state(State(declaration.state), State.CLOSED)
        size, body = _size(declaration)
        enter(declaration, "site-closed", {"site": site.public_id, **body}, at=at)
        site.closed_at, site.closed_at_size = at, size
        site.signing_closed_at = at if site.signing_opened_at else None
        site.save(update_fields=["closed_at", "closed_at_size", "signing_closed_at"])
        RunStep.objects.filter(site=site, started_at__isnull=False, ended_at=None).update(ended_at=at)
        Kiosk.objects.filter(site=site, closed_at=None).update(closed_at=at)
        note(declaration, Change.SITE_CLOSED, by=by, at=at, after=site.name, site=site)
    return size


def close_declaration(*, declaration: str, by: Actor, at: datetime) -> int:
    """Close the declaration: after all its sites, after its cut-off, with nothing waiting."""
    with transaction.atomic():
        row = locked(declaration)
        check_state(State(row.state), State.CLOSED)
        _check_may_close(row, at=at)
        size, body = _size(row)
        enter(row, "declaration-closed", body, at=at)
        row.state, row.closed_at = State.CLOSED, at
        row.save(update_fields=["state", "closed_at"])
        note(row, Change.CLOSED, by=by, at=at)
    return size


def _check_may_close(row: Declaration, *, at: datetime) -> None:
    still = Site.objects.filter(declaration=row, closed_at=None, cancelled_at=None).order_by("id").first()
    if still is not None:
        raise SiteStillOpen(still.name)
    if row.cut_off_at is not None and at < row.cut_off_at and not row.is_rehearsal:
        raise CutOffAhead(row.cut_off_at)
    waiting = (
        KioskEntry.objects.filter(kiosk__site__declaration=row, signed_at__isnull=False, pledge=None).count()
        + PaperRoll.objects.filter(site__declaration=row, confirmed_at=None).count()
    )
    if waiting:
        raise StillWaiting(waiting)


def _size(declaration: Declaration) -> tuple[int, dict[str, Value]]:
    found = register.latest_checkpoint(rehearsal=declaration.is_rehearsal)
    size = found.size if found else 0
    return size, {"size": size, "root": found.root.hex() if found else ""}
