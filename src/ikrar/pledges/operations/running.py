"""Running a site: its screen, its steps, the hour at which signing opens, and small troubles."""

import hashlib
from datetime import datetime

from django.db import transaction

from ikrar.accounts.operations import record_act
from ikrar.kernel.ids import new_id
from ikrar.pledges.domain import State, StepKind
from ikrar.pledges.domain.planning import Change
from ikrar.pledges.domain.running import (
    TOKEN_LENGTH,
    SigningHasPledges,
    StepNotRunning,
    check_extension,
    check_may_run,
    check_may_sign,
)
from ikrar.pledges.domain.texts import signable_from
from ikrar.pledges.models import Declaration, RunStep, Site, Trouble
from ikrar.pledges.operations.sites import locked_site
from ikrar.pledges.operations.trail import Actor, check_reason, enter, locked, note, today


def token_hash(token: str) -> str:
    """What is kept of a screen's address."""
    return hashlib.sha256(b"ikrar-screen/v1\n" + token.encode()).hexdigest()


def open_stage(*, site_id: str, by: Actor, at: datetime) -> str:
    """A fresh address for the site's stage screen; the one before stops working. Kept hashed."""
    with transaction.atomic():
        site, _ = locked_site(site_id)
        token = new_id(TOKEN_LENGTH)
        site.stage_token_hash = token_hash(token)
        site.save(update_fields=["stage_token_hash"])
        record_act(actor=by, act="stage.opened", subject=site.public_id, at=at)
        return token


def start_step(*, site_id: str, order: int, by: Actor, at: datetime) -> None:
    """Start a step; the one that is going on ends with it. Signing opens when its step starts."""
    with transaction.atomic():
        site, declaration = _running(site_id)
        step = RunStep.objects.filter(site=site, order=order).first()
        if step is None:
            raise StepNotRunning
        if step.kind == StepKind.SIGNING:
            _open_signing(site, declaration, at=at)
        RunStep.objects.filter(site=site, started_at__isnull=False, ended_at=None).exclude(pk=step.pk).update(
            ended_at=at
        )
        step.started_at, step.ended_at = step.started_at or at, None
        step.save(update_fields=["started_at", "ended_at"])
        record_act(actor=by, act="step.started", subject=site.public_id, detail={"order": order}, at=at)


def end_step(*, site_id: str, order: int, by: Actor, at: datetime) -> None:
    """End the step that is going on. Late signers may still sign until the site is closed."""
    with transaction.atomic():
        site, _ = _running(site_id)
        ended = RunStep.objects.filter(
            site=site, order=order, started_at__isnull=False, ended_at=None
        ).update(ended_at=at)
        if not ended:
            raise StepNotRunning
        record_act(actor=by, act="step.ended", subject=site.public_id, detail={"order": order}, at=at)


def hold_signing(*, site_id: str, by: Actor, at: datetime) -> None:
    """Take back a signing that was opened by mistake, as long as nobody has signed."""
    with transaction.atomic():
        site, _ = _running(site_id)
        if site.pledges.exists():
            raise SigningHasPledges
        site.signing_opened_at = None
        site.save(update_fields=["signing_opened_at"])
        RunStep.objects.filter(site=site, kind=StepKind.SIGNING).update(started_at=None, ended_at=None)
        record_act(actor=by, act="signing.held", subject=site.public_id, at=at)


def extend_cut_off(*, declaration: str, until: datetime, reason: str, by: Actor, at: datetime) -> None:
    """Let the declaration take pledges for longer; entered in the register with its reason."""
    with transaction.atomic():
        row = locked(declaration)
        check_may_run(state=State(row.state), site_closed=False)
        assert row.cut_off_at is not None
        assert row.held_on is not None
        check_extension(cut_off_at=row.cut_off_at, until=until, held_on=row.held_on)
        why = check_reason(reason)
        before, row.cut_off_at = row.cut_off_at, until
        row.save(update_fields=["cut_off_at"])
        enter(row, "cut-off-extended", {"until": until.isoformat(), "reason": why}, at=at)
        note(
            row, Change.CUT_OFF, by=by, at=at, before=before.isoformat(), after=until.isoformat(), reason=why
        )


def settle_troubles(*, declaration: str, kind: str, site_id: str, by: Actor, at: datetime) -> int:
    """Mark the troubles of one kind at one site as seen to."""
    with transaction.atomic():
        settled = Trouble.objects.filter(
            declaration__public_id=declaration,
            kind=kind,
            settled_at=None,
            at__lte=at,
            **({"site__public_id": site_id} if site_id else {"site": None}),
        ).update(settled_at=at)
        record_act(
            actor=by,
            act="trouble.settled",
            subject=declaration,
            detail={"kind": kind, "count": settled},
            at=at,
        )
        return settled


def _running(site_id: str) -> tuple[Site, Declaration]:
    site, declaration = locked_site(site_id)
    closed = site.closed_at is not None or site.cancelled_at is not None
    check_may_run(state=State(declaration.state), site_closed=closed)
    return site, declaration


def _open_signing(site: Site, declaration: Declaration, *, at: datetime) -> None:
    if not declaration.is_rehearsal:
        text = declaration.text
        assert text is not None
        assert declaration.held_on is not None
        ready = None if text.published_at is None else signable_from(text.published_at, rehearsal=False)
        held_on = today(site.starts_at) if site.starts_at else declaration.held_on
        check_may_sign(today=today(at), held_on=held_on, at=at, signable_from=ready)
    site.signing_opened_at = site.signing_opened_at or at
    site.signing_closed_at = None
    site.save(update_fields=["signing_opened_at", "signing_closed_at"])
