"""What the minutes hold: parties, witnesses, matters, the roll per unit, and the checkpoint."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from ikrar.kernel.words import Words
from ikrar.pledges.domain import (
    IDENTIFIED_WORDS,
    KEY_WORDS,
    PRESENCE_WORDS,
    IdentifiedBy,
    KeyKind,
    PresenceLevel,
    numbers,
)
from ikrar.pledges.models import Duty, Pledge
from ikrar.pledges.queries import declarations
from ikrar.pledges.queries.declarations import SiteNotFound
from ikrar.pledges.queries.shapes import DeclarationView, SiteView
from ikrar.register import queries as register
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing

SIGNED = Words("Menandatangani", "Signed")
DISPUTED = Words("Disanggah", "Disputed")
ASKED = Words("Sudah ditanya", "Asked")
UNASKED = Words("Belum ditanya", "Not asked")
EXCUSED = Words("Tidak wajib hari ini", "Not bound today")
LEFT = Words("Keluar", "Left")


@dataclass(frozen=True, slots=True)
class RollRow:
    """One person of the roll."""

    name: str
    number_tail: str
    position: str
    status: Words
    how: str
    received_at: datetime | None
    number: str


@dataclass(frozen=True, slots=True)
class RollUnit:
    """The people of one unit."""

    name: str
    path: str
    rows: tuple[RollRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesView:
    """Everything the minutes print."""

    declaration: DeclarationView
    site: SiteView | None
    sites: tuple[SiteView, ...]
    units: tuple[RollUnit, ...]
    counts: Counter[str]
    present: Counter[int]  # by site: pledges that told the code of the stage in time
    checkpoint: register.CheckpointView | None
    fingerprint: str

    @property
    def people(self) -> int:
        return sum(len(unit.rows) for unit in self.units)


def minutes(*, declaration: str, site: str = "", at: datetime) -> MinutesView:
    """The minutes of a declaration, or of one of its sites; raises `SiteNotFound`."""
    found = declarations.declaration(public_id=declaration)
    chosen = next((one for one in found.sites if one.public_id == site), None)
    if site and chosen is None:
        raise SiteNotFound
    units = _units(found, chosen, at=at)
    return MinutesView(
        declaration=found,
        site=chosen,
        sites=(chosen,) if chosen else tuple(one for one in found.sites if not one.cancelled_at),
        units=units,
        counts=Counter(row.status.id for unit in units for row in unit.rows),
        present=_present(found),
        checkpoint=register.latest_checkpoint(rehearsal=found.is_rehearsal),
        fingerprint=register.fingerprint(rehearsal=found.is_rehearsal),
    )


def people_in(*, declaration: str, site: str = "") -> int:
    """How many names the minutes will hold; raises `DeclarationNotFound` or `SiteNotFound`."""
    found = declarations.declaration(public_id=declaration)
    if site and site not in {one.public_id for one in found.sites}:
        raise SiteNotFound
    duties = Duty.objects.filter(declaration_id=found.id)
    return (duties.filter(site__public_id=site) if site else duties).count()


def _present(found: DeclarationView) -> Counter[int]:
    told = Pledge.objects.filter(declaration_id=found.id, effective=True, presence=PresenceLevel.SHOWN)
    return Counter(told.filter(duty__site__isnull=False).values_list("duty__site_id", flat=True))


def _units(found: DeclarationView, site: SiteView | None, *, at: datetime) -> tuple[RollUnit, ...]:
    on = found.held_on or at.date()
    duties = Duty.objects.filter(declaration_id=found.id).select_related("refusal")
    if site is not None:
        duties = duties.filter(site_id=site.id)
    by_official = {duty.official_id: duty for duty in duties}
    pledges = {
        pledge.duty_id: pledge
        for pledge in Pledge.objects.filter(declaration_id=found.id, effective=True, duty__isnull=False)
    }
    people = {one.id: one for one in roster.officials(ids=list(by_official), on=on)}
    rows: dict[int, list[RollRow]] = {}
    for official in people.values():
        duty = by_official[official.id]
        rows.setdefault(duty.unit_id, []).append(_row(official, duty, pledges.get(duty.pk)))
    return tuple(
        RollUnit(unit.name, " / ".join(unit.path_names[1:-1]), tuple(rows[unit.id]))
        for unit in roster.units_among(unit_ids=rows, on=on)
    )


def _row(official: roster.OfficialView, duty: Duty, pledge: Pledge | None) -> RollRow:
    return RollRow(
        name=official.name,
        number_tail=official.number_tail,
        position=official.position,
        status=_status(duty, pledge),
        how=_how(pledge) if pledge else "",
        received_at=pledge.received_at if pledge else None,
        number=_number(pledge) if pledge else "",
    )


def _status(duty: Duty, pledge: Pledge | None) -> Words:
    if pledge is not None:
        return DISPUTED if pledge.disputed else SIGNED
    if duty.standing == Standing.LEFT:
        return LEFT
    if duty.standing == Standing.EXCUSED:
        return EXCUSED
    # Who declined reads here like everybody else who was asked.
    return ASKED if duty.asked_at is not None or hasattr(duty, "refusal") else UNASKED


def _how(pledge: Pledge) -> str:
    """The three words: key, identification, presence."""
    return f"{KEY_WORDS[KeyKind(pledge.key_kind)].id}, {IDENTIFIED_WORDS[IdentifiedBy(pledge.identified_by)].id}, {PRESENCE_WORDS[PresenceLevel(pledge.presence)].id}"


def _number(pledge: Pledge) -> str:
    return numbers.number_of(pledge.pk, secret=settings.KEYRING.secret("numbers"))
