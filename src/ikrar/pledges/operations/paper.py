"""The paper roll: scanned page by page, matched to people, confirmed by another officer."""

import hashlib
import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from ikrar.accounts.operations import record_act
from ikrar.pledges.domain import IdentifiedBy, KeyKind, State
from ikrar.pledges.domain import paper as rules
from ikrar.pledges.domain.kiosk import signed_on_paper
from ikrar.pledges.domain.running import check_may_run
from ikrar.pledges.models import Duty, PaperEntry, PaperPage, PaperRoll, Pledge, Site
from ikrar.pledges.operations import recording
from ikrar.pledges.operations.trail import Actor, today
from ikrar.pledges.queries import SiteNotFound
from ikrar.roster import queries as roster


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What came of a roll."""

    recorded: int
    had_pledged: int


def start_roll(*, site_id: str, unit: str, by: Actor, at: datetime) -> str:
    """A roll for the sheets of one unit at one site; its public id."""
    with transaction.atomic():
        site = Site.objects.select_related("declaration").filter(public_id=site_id).first()
        if site is None:
            raise SiteNotFound
        check_may_run(state=State(site.declaration.state), site_closed=site.cancelled_at is not None)
        made = PaperRoll.objects.create(
            site=site, unit_id=roster.unit(public_id=unit, on=today(at)).id, entered_by=by, entered_at=at
        )
        record_act(actor=by, act="paper.started", subject=made.public_id, detail={"unit": unit}, at=at)
        return made.public_id


def add_page(*, roll: str, content: bytes, by: Actor, at: datetime) -> int:
    """Keep one scanned page: its hash in the table, its bytes in a file only the server reads. Its number."""
    kind = rules.kind_of(content)
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        found = open_roll(roll)
        number = found.pages.count() + 1
        try:
            with transaction.atomic():
                PaperPage.objects.create(
                    roll=found, number=number, sha256=sha256, file=f"paper/{sha256}", kind=kind
                )
        except IntegrityError as e:
            raise rules.ScanUsedBefore from e
        _keep(scan_path(f"paper/{sha256}"), content)
        record_act(actor=by, act="paper.scanned", subject=roll, detail={"sha256": sha256}, at=at)
        return number


def match_page(*, roll: str, number: int, duties: Collection[int], by: Actor, at: datetime) -> int:
    """Say who signed on a page; replaces what was said before. How many people."""
    wanted = set(duties)
    with transaction.atomic():
        found = open_roll(roll)
        page = found.pages.get(number=number)
        _check_belong(found, wanted, at=at)
        page.entries.all().delete()
        elsewhere = PaperEntry.objects.filter(page__roll=found, duty__in=wanted).values_list(
            "duty_id", flat=True
        )
        fresh = wanted - set(elsewhere)
        check_cap(declaration_id=found.site.declaration_id, more=len(fresh), at=at)
        PaperEntry.objects.bulk_create(
            PaperEntry(page=page, duty_id=duty, entered_by=by) for duty in sorted(fresh)
        )
        PaperRoll.objects.filter(pk=found.pk).update(entered_at=at)
        record_act(
            actor=by, act="paper.matched", subject=roll, detail={"page": number, "people": len(fresh)}, at=at
        )
        return len(fresh)


def confirm_roll(*, roll: str, by: Actor, at: datetime) -> Confirmed:
    """Stand by a roll that others alone entered: everybody on it becomes a pledge on paper, once."""
    with transaction.atomic():
        found = open_roll(roll)
        entries = list(
            PaperEntry.objects.filter(page__roll=found).select_related("page", "duty").order_by("id")
        )
        if by.pk in {found.entered_by_id, *(entry.entered_by_id for entry in entries)}:
            raise rules.ConfirmedByAnother
        if not entries:
            raise rules.RollIsEmpty
        recorded = sum(_record(found, entry, at=at) for entry in entries)
        PaperRoll.objects.filter(pk=found.pk).update(confirmed_by=by, confirmed_at=at)
        record_act(
            actor=by,
            act="paper.confirmed",
            subject=roll,
            detail={"recorded": recorded, "had_pledged": len(entries) - recorded},
            at=at,
        )
    return Confirmed(recorded, len(entries) - recorded)


def discard_roll(*, roll: str, by: Actor, at: datetime) -> None:
    """Throw a roll away before it is confirmed, scans and all."""
    with transaction.atomic():
        found = open_roll(roll)
        files = list(found.pages.values_list("file", flat=True))
        found.delete()
        record_act(actor=by, act="paper.discarded", subject=roll, at=at)
    for file in files:
        scan_path(file).unlink(missing_ok=True)


def check_cap(*, declaration_id: int, more: int, at: datetime) -> None:
    """Raise when so many entries wait for the personnel office that no more are taken today."""
    waiting = PaperEntry.objects.filter(
        page__roll__site__declaration_id=declaration_id,
        page__roll__confirmed_at=None,
        page__roll__entered_at__gt=at - timedelta(hours=24),
    ).count()
    if waiting + more > settings.IKRAR_PAPER_PER_DAY:
        raise rules.PaperCapReached(settings.IKRAR_PAPER_PER_DAY)


def open_roll(roll: str) -> PaperRoll:
    """A roll that may still be changed, locked."""
    found = (
        PaperRoll.objects.select_for_update(of=("self",))
        .select_related("site__declaration", "unit")
        .filter(public_id=roll)
        .first()
    )
    if found is None:
        raise rules.RollNotFound
    if found.confirmed_at is not None:
        raise rules.RollIsConfirmed
    return found


def scan_path(file: str) -> Path:
    """Where the bytes of a page lie."""
    return Path(settings.MEDIA_ROOT) / file


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _check_belong(found: PaperRoll, wanted: set[int], *, at: datetime) -> None:
    units = roster.subtree(unit_id=found.unit_id, on=today(at))
    belong = Duty.objects.filter(
        pk__in=wanted, declaration=found.site.declaration, unit_id__in={found.unit_id, *units}
    )
    if belong.count() != len(wanted):
        raise rules.NotOfThisRoll


def _record(found: PaperRoll, entry: PaperEntry, *, at: datetime) -> int:
    """One person's pledge, signed by the paper desk's key; 0 where the person has pledged otherwise."""
    if Pledge.objects.filter(duty=entry.duty, effective=True).exclude(key_kind=KeyKind.PAPER).exists():
        return 0
    signed_at, told = found.entered_at, recording.clock(found.entered_at)
    sealed = recording.seal(duty_id=entry.duty_id, identified_by=IdentifiedBy.WITNESS, at=signed_at).sealed
    statement = recording.statement_of(sealed=sealed, shown=None, device_time=told)
    try:
        with transaction.atomic():
            answer = recording.record_sealed(
                sealed=sealed,
                shown=None,
                device_time=told,
                site_id=found.site_id,
                offered=signed_on_paper(
                    statement, secret=settings.KEYRING.secret("kiosk"), sheet_sha256=entry.page.sha256
                ),
                signed_at=signed_at,
                at=at,
            )
    except recording.AlreadyPledged:
        return 0
    PaperEntry.objects.filter(pk=entry.pk).update(pledge_id=answer.pledge_id)
    return 1
