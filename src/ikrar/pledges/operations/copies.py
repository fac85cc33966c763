"""A declaration made from another: the rehearsal of it, or the correction that supersedes it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from ikrar.kernel.words import Words
from ikrar.pledges.domain import State
from ikrar.pledges.domain import texts as domain
from ikrar.pledges.domain.planning import Change, check_state, moment
from ikrar.pledges.models import CoHost, Declaration, Invitation, PactText, RunStep, Site, SiteWitness
from ikrar.pledges.operations.fixing import stop
from ikrar.pledges.operations.planning import equip
from ikrar.pledges.operations.texts import TextNotPublished, publish
from ikrar.pledges.operations.trail import Actor, check_reason, enter, locked, note

REHEARSAL_HEADING = "LATIHAN. BUKAN PAKTA YANG BERLAKU."
REHEARSAL = Words("Gladi: {title}", "Rehearsal: {title}")


class NotOfARehearsal(Exception):
    """A rehearsal is not rehearsed, and not superseded."""


def rehearse(
    *, declaration: str, held_on: date, by: Actor, at: datetime, starts_at: time | None = None
) -> str:
    """Clone the plan as a rehearsal, with its own text, codes and register. The public id."""
    with transaction.atomic():
        row = locked(declaration)
        if row.is_rehearsal:
            raise NotOfARehearsal
        if row.text is None:
            raise TextNotPublished
        copy = _copy(row, held_on=held_on, starts_at=starts_at, by=by, at=at)
        copy.title = REHEARSAL.id.format(title=row.title)[:200]
        copy.rehearsal_of = row
        copy.text = _rehearsal_text(row.text, by=by, at=at)
        copy.save()
        _fill(row, copy, hour=starts_at)
        copy.questions.update(settled_at=at)
        note(row, Change.REHEARSAL, by=by, at=at, after=copy.public_id)
    return copy.public_id


def supersede(*, declaration: str, reason: str, by: Actor, at: datetime, text: str = "") -> str:
    """Put a corrected declaration in the place of one that was signed. The new one's public id.

    The old one keeps its pledges and figures; nothing more is accepted for it. The new one invites again.
    """
    said = check_reason(reason)
    with transaction.atomic():
        row = locked(declaration)
        if row.is_rehearsal:
            raise NotOfARehearsal
        check_state(State(row.state), State.SUPERSEDED)
        copy = _copy(row, held_on=None, starts_at=None, by=by, at=at)
        copy.supersedes = row
        copy.text = PactText.objects.filter(public_id=text).first()
        copy.save()
        _fill(row, copy, hour=None)
        enter(row, "plan-change", {"what": "superseded", "by": copy.public_id, "reason": said}, at=at)
        stop(row, State.SUPERSEDED, at=at)
        note(row, Change.SUPERSEDED, by=by, at=at, after=copy.public_id, reason=said)
        note(copy, Change.CREATED, by=by, at=at, before=row.public_id, reason=said)
    return copy.public_id


def _copy(
    row: Declaration, *, held_on: date | None, starts_at: time | None, by: Actor, at: datetime
) -> Declaration:
    return Declaration(
        title=row.title,
        institution_id=row.institution_id,
        election=row.election,
        asks=row.asks,
        level=row.level,
        format=row.format,
        held_on=held_on,
        starts_at=(starts_at or row.starts_at) if held_on else None,
        place=row.place,
        summary=row.summary,
        created_at=at,
        created_by=by,
    )


def _fill(row: Declaration, copy: Declaration, *, hour: time | None) -> None:
    """Questions, checklist, partners, sites with their people and steps, invitations."""
    equip(copy)
    CoHost.objects.bulk_create(
        CoHost(
            declaration=copy,
            institution_id=one.institution_id,
            representative=one.representative,
            role=one.role,
        )
        for one in row.co_hosts.order_by("id")
    )
    sites = row.sites.filter(is_continuation=False, cancelled_at=None).prefetch_related("witnesses", "steps")
    twins = {site.pk: _copy_site(site, copy, hour=hour) for site in sites.order_by("id")}
    Invitation.objects.bulk_create(
        Invitation(declaration=copy, site=twins[one.site_id], unit_id=one.unit_id)
        for one in row.invitations.order_by("id")
        if one.site_id in twins
    )


def _copy_site(site: Site, copy: Declaration, *, hour: time | None) -> Site:
    twin = Site.objects.create(
        declaration=copy,
        name=site.name,
        venue=site.venue,
        starts_at=_hour_on(site, copy.held_on, hour),
        zone=site.zone,
        leader=site.leader,
        reader=site.reader,
        screen=site.screen,
    )
    SiteWitness.objects.bulk_create(
        SiteWitness(site=twin, name=witness.name, office=witness.office) for witness in site.witnesses.all()
    )
    RunStep.objects.bulk_create(
        RunStep(site=twin, order=step.order, kind=step.kind, label=step.label) for step in site.steps.all()
    )
    return twin


def _hour_on(site: Site, held_on: date | None, hour: time | None) -> datetime | None:
    if held_on is None or (hour is None and site.starts_at is None):
        return None
    if hour is None:
        assert site.starts_at is not None
        hour = site.starts_at.astimezone(ZoneInfo(site.zone)).time()
    return moment(held_on, hour, site.zone)


def _rehearsal_text(text: PactText, *, by: Actor, at: datetime) -> PactText:
    """The same words under a heading that says what they are; published at once, in the rehearsal register."""
    body = domain.normalised(f"{REHEARSAL_HEADING}\n\n{text.body}")
    sha256 = domain.text_sha256(body)
    found = PactText.objects.filter(for_rehearsal=True, text_sha256=sha256, title=text.title).first()
    if found is not None:
        return found
    same = PactText.objects.filter(title=text.title, for_rehearsal=True)
    row = PactText.objects.create(
        title=text.title,
        template=text.template,
        version=(same.aggregate(last=Max("version"))["last"] or 0) + 1,
        slots=text.slots,
        reading=f"{REHEARSAL_HEADING}\n\n{text.reading}",
        body=body,
        text_sha256=sha256,
        drafted_at=at,
        drafted_by=by,
        for_rehearsal=True,
    )
    publish(row, at=at)
    return row
