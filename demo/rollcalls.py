"""The two roll calls of the demonstration: one that is over, and one that is going on now."""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from demo import phones
from demo.stage import Stage
from ikrar.kernel.zones import JAKARTA
from ikrar.openness import operations as openness
from ikrar.pledges import operations, queries
from ikrar.pledges.domain import Aspect, Decline, TroubleKind
from ikrar.pledges.models import ChecklistItem, Duty, Pledge, Site
from ikrar.pledges.operations import closing, declining, disputing, recording, recounting, running, settling
from ikrar.pledges.operations.sites import SiteDetails
from ikrar.register import operations as register
from ikrar.roster import queries as people

TITLE = "Deklarasi Netralitas ASN Kota Contoh"
SLOTS = {
    "tingkat": "Pemerintah Kota Contoh",
    "pemilihan": "Pemilihan Gubernur dan Wakil Gubernur",
    "tahun": "2024",
    "tempat": "Kota Contoh",
}
STANDING_OUT = {"Kelurahan Telaga": 1.0, "Kelurahan Akik": 0.12, "Kelurahan Pinus": 0.9}
DISPUTED = 12
Told = Callable[[float], None]


def _declare(stage: Stage, *, title: str, begins_at: datetime, units: Sequence[Any], one_each: bool) -> str:
    """Plan, publish and fix a declaration that begins at that moment; its public id."""
    at = begins_at - timedelta(days=12)
    local = begins_at.astimezone(JAKARTA)
    declaration = operations.create(title=title, by=stage.citra, at=at, election="pilkada-2024", level="Kota")
    answers = {
        Aspect.TIME: f"{local:%Y-%m-%dT%H:%M}",
        Aspect.PLACE: "Halaman Kantor Wali Kota Contoh dan halaman tiap kelurahan",
        Aspect.FORMAT: "ROLL_CALL",
    }
    for aspect, value in answers.items():
        option = operations.add_option(declaration=declaration, aspect=aspect, value=value)
        operations.settle(declaration=declaration, option=option, by=stage.galih, at=at + timedelta(days=1))
    _publish_text(
        stage, declaration, at=at + timedelta(days=2), spoken=f"{local.day}-{local.month}-{local.year}"
    )
    if one_each:
        pairs = [(unit.id, unit.name) for unit in units]
        operations.add_sites_for_units(declaration=declaration, units=pairs, by=stage.galih, at=at)
    return declaration


def _publish_text(stage: Stage, declaration: str, *, at: datetime, spoken: str) -> None:
    slots = {**SLOTS, "tanggal": spoken}
    text = operations.draft_from_template(code="netralitas-asn", slots=slots, by=stage.citra, at=at)
    sha256 = queries.text(public_id=text).text_sha256
    for user in (stage.citra, stage.galih):
        operations.approve(text=text, text_sha256=sha256, by=user, at=at + timedelta(hours=1))
    register.advance(at=at + timedelta(hours=1, seconds=4))
    operations.choose_text(declaration=declaration, text=text, by=stage.galih, at=at + timedelta(hours=2))


def _fix(stage: Stage, declaration: str, *, at: datetime) -> None:
    for site in Site.objects.filter(declaration__public_id=declaration):
        operations.set_witnesses(
            site=site.public_id, witnesses=[("Petugas pengawas (contoh)", "Bawaslu Kota Contoh")]
        )
        site.leader, site.reader = f"Pembina apel {site.name} (contoh)", "Pembaca ikrar (contoh)"
        site.screen, site.venue = "Layar dan proyektor", site.venue or f"Halaman {site.name}"
        site.save()
    operations.fix(declaration=declaration, by=stage.galih, at=at, accepts_warnings=True)
    openness.announce_due(at=at)
    for item in ChecklistItem.objects.filter(declaration__public_id=declaration):
        done_at = at + timedelta(hours=item.pk % 40)
        operations.tick(declaration=declaration, item=item.pk, done=True, by=stage.galih, at=done_at)
    register.advance(at=at + timedelta(seconds=4))


def _run(
    stage: Stage, declaration: str, *, at: datetime, until: int = 4, sites: Sequence[str] | None = None
) -> None:
    """Start the steps of the run sheet, two minutes each, up to the one numbered `until`."""
    rows = Site.objects.filter(declaration__public_id=declaration, is_continuation=False)
    for site in rows if sites is None else rows.filter(name__in=sites):
        running.open_stage(site_id=site.public_id, by=stage.galih, at=at)
        for order in range(1, until + 1):
            running.start_step(
                site_id=site.public_id,
                order=order,
                by=stage.galih,
                at=at + timedelta(minutes=2 * (order - 1)),
            )


def _sign(
    declaration: str,
    *,
    at: datetime,
    lasts: timedelta,
    share: Callable[[Duty], float],
    told: Told,
    seed: int = 7,
) -> None:
    random_ = random.Random(seed)
    everybody = Duty.objects.filter(
        declaration__public_id=declaration,
        standing="BOUND",
        site__signing_opened_at__isnull=False,
        pledges=None,
    )
    rows = everybody.select_related("official", "unit", "site").order_by("id")
    chosen = [duty for duty in rows if random_.random() < share(duty)]
    random_.shuffle(chosen)
    for done in phones.sign(chosen, begins_at=at, lasts=lasts, seed=11):
        told(done / max(1, len(chosen)))


def closed(stage: Stage, told: Told) -> None:
    held_on = (stage.now - timedelta(days=21)).astimezone(JAKARTA).date()
    begins_at = datetime.combine(held_on, time(7, 45), JAKARTA).astimezone(UTC)
    units = [stage.units["Kecamatan Melati"]]
    title = "Ikrar Netralitas Kecamatan Melati (contoh)"
    declaration = _declare(stage, title=title, begins_at=begins_at, units=units, one_each=True)
    _fix(stage, declaration, at=begins_at - timedelta(days=8))
    _run(stage, declaration, at=begins_at)
    signing = begins_at + timedelta(minutes=6)
    _sign(declaration, at=signing, lasts=timedelta(minutes=40), share=lambda _: 0.86, told=told)
    _close(stage, declaration, begins_at=begins_at)
    stage.tour["closed"] = declaration


def _close(stage: Stage, declaration: str, *, begins_at: datetime) -> None:
    """Everything is closed in the night, and the figures appear at nine, as announced."""
    over = begins_at + timedelta(hours=17)
    for site in Site.objects.filter(declaration__public_id=declaration):
        closing.close_site(site_id=site.public_id, by=stage.galih, at=over)
    register.advance(at=over + timedelta(seconds=4))
    closing.close_declaration(declaration=declaration, by=stage.galih, at=over + timedelta(minutes=1))
    register.advance(at=over + timedelta(minutes=1, seconds=4))
    _publish(at=begins_at + timedelta(hours=25, minutes=15))


def _publish(*, at: datetime) -> None:
    """What the clerk does: every pledge enters the counts, then what is due appears."""
    settling.settle(at=at)
    recounting.keep(at=at)
    openness.publish_due(at=at)
    register.advance(at=at + timedelta(seconds=4))


def wide(stage: Stage, told: Told) -> None:
    """All kecamatan and kelurahan a fortnight ago: figures in the evening and at the close, and a correction."""
    held_on = (stage.now - timedelta(days=14)).astimezone(JAKARTA).date()
    begins_at = datetime.combine(held_on, time(7, 45), JAKARTA).astimezone(UTC)
    units = [unit for unit in stage.units.values() if unit.name.startswith("Kecamatan ")]
    title = "Ikrar Netralitas Kecamatan dan Kelurahan se-Kota Contoh (contoh)"
    declaration = _declare(stage, title=title, begins_at=begins_at, units=units, one_each=True)
    _fix(stage, declaration, at=begins_at - timedelta(days=7))
    _run(stage, declaration, at=begins_at)
    speed = _speeds(on=held_on)
    morning, evening = begins_at + timedelta(minutes=6), begins_at + timedelta(hours=12, minutes=40)
    _sign(
        declaration,
        at=morning,
        lasts=timedelta(minutes=50),
        share=lambda duty: 0.7 * speed.get(duty.unit_id, 0.4),
        told=told,
    )
    _publish(at=begins_at + timedelta(hours=12, minutes=15))
    _sign(
        declaration,
        at=evening,
        lasts=timedelta(minutes=80),
        share=lambda duty: 0.5 * speed.get(duty.unit_id, 0.4),
        told=told,
        seed=8,
    )
    _close(stage, declaration, begins_at=begins_at)
    _correct(stage, declaration, at=begins_at + timedelta(days=3, hours=2))
    stage.tour["wide"] = declaration


def _speeds(*, on: date) -> dict[int, float]:
    """How eager a kelurahan is, for each of its sections; one is nearly complete, one has hardly begun."""
    spread = random.Random(13)
    speeds: dict[int, float] = {}
    for unit in people.units(on=on):  # parents stand before their parts
        own = STANDING_OUT.get(unit.name, spread.uniform(0.2, 0.95))
        speeds[unit.id] = own if unit.kind != "PART" else speeds.get(unit.parent_id or 0, own)
    return speeds


def _correct(stage: Stage, declaration: str, *, at: datetime) -> None:
    """Some say "not me"; their pledges no longer count, and the figures are published again with the reason."""
    village = stage.units["Kelurahan Pinus"]
    theirs = Pledge.objects.filter(declaration__public_id=declaration, unit__in=_within(village, at=at))
    disputed = theirs.order_by("unit_id", "id")[: 2 * DISPUTED : 2]
    for pledge in disputed:
        disputing.dispute(pledge_id=pledge.pk, at=at)
    register.advance(at=at + timedelta(seconds=4))
    found = openness.propose(declaration=declaration, at=at + timedelta(hours=1))
    note = f"{len(disputed)} ikrar di Kelurahan Pinus disanggah pemiliknya (“bukan saya”) dan tidak lagi dihitung."
    openness.republish(
        declaration=declaration, note=note, seen=found.mark, by=stage.citra, at=at + timedelta(hours=1)
    )
    register.advance(at=at + timedelta(hours=1, seconds=4))


def _within(unit: Any, *, at: datetime) -> frozenset[int]:
    return people.subtree(unit_id=unit.id, on=at.astimezone(JAKARTA).date())


def today(stage: Stage, told: Told) -> None:
    begins_at = stage.now - timedelta(minutes=21)
    offices = [u for u in stage.units.values() if u.depth == 1]
    villages = [u for u in stage.units.values() if u.name.startswith("Kelurahan ")]
    declaration = _declare(stage, title=TITLE, begins_at=begins_at, units=[], one_each=False)
    _sites(stage, declaration, offices=offices, villages=villages, at=begins_at - timedelta(days=11))
    _fix(stage, declaration, at=begins_at - timedelta(days=8))
    late = ["Kelurahan Akik", "Kelurahan Nilam"]
    names = ["Halaman Kantor Wali Kota", *(u.name for u in offices if u.name.startswith("Kecamatan"))]
    names += [u.name for u in villages if u.name not in late]
    _run(stage, declaration, at=begins_at, sites=names)
    _run(stage, declaration, at=begins_at + timedelta(minutes=14), until=2, sites=late)
    spread = random.Random(5)
    speed = {name: spread.uniform(0.25, 0.98) for name in names} | {"Kelurahan Jati": 0.35}
    _sign(
        declaration,
        at=begins_at + timedelta(minutes=7),
        lasts=timedelta(minutes=13),
        share=lambda duty: speed.get(duty.site.name if duty.site else "", 0.5),
        told=told,
    )
    _stumble(stage, declaration)
    _hand_out(stage, declaration)


def _stumble(stage: Stage, declaration: str) -> None:
    """What also happens on such a morning: some decline, one says "not me", codes are mistyped."""
    at = stage.now - timedelta(minutes=3)
    quiet = Duty.objects.filter(declaration__public_id=declaration, pledges=None, standing="BOUND")
    for duty in quiet.exclude(site__name="Kelurahan Jati").order_by("id")[:6]:
        declining.decline(duty_id=duty.pk, reason=Decline.WANTS_TO_READ_MORE, at=at)
    first = Pledge.objects.filter(declaration__public_id=declaration).order_by("id")[0]
    disputing.dispute(pledge_id=first.pk, at=at)
    for site in Site.objects.filter(declaration__public_id=declaration).order_by("id")[3:6]:
        recording.note_trouble(
            declaration_id=site.declaration_id, site_id=site.pk, kind=TroubleKind.WRONG_CODE, at=at
        )
    register.advance(at=at + timedelta(seconds=4))


def _sites(
    stage: Stage, declaration: str, *, offices: Sequence[Any], villages: Sequence[Any], at: datetime
) -> None:
    """The mayor's yard for the offices, one site per kecamatan and per kelurahan: 53 in all."""
    districts = [u for u in offices if u.name.startswith("Kecamatan")]
    yard = operations.add_site(
        declaration=declaration, details=SiteDetails(name="Halaman Kantor Wali Kota"), by=stage.galih, at=at
    )
    root = next(u.id for u in stage.units.values() if u.depth == 0)
    operations.invite(site=yard, units=[root])
    pairs = [(u.id, u.name) for u in [*districts, *villages]]
    operations.add_sites_for_units(declaration=declaration, units=pairs, by=stage.galih, at=at)


def _hand_out(stage: Stage, declaration: str) -> None:
    """Fresh cards of one kelurahan, and the stage addresses, for the visitor of the demonstration."""
    at = stage.now - timedelta(minutes=1)
    village = stage.units["Kelurahan Jati"]
    below = _within(village, at=at)
    cards = operations.issue_cards(declaration=declaration, units=below, by=stage.citra, at=at)
    site = Site.objects.get(declaration__public_id=declaration, name=village.name)
    tomorrow = SiteDetails(
        name="Susulan besok", venue="Ruang layanan BKD", starts_at=stage.now + timedelta(days=1)
    )
    operations.add_site(
        declaration=declaration, details=tomorrow, by=stage.galih, at=stage.now, is_continuation=True
    )
    stage.tour |= {
        "declaration": declaration,
        "site": site.public_id,
        "short": site.short,
        "unit": village.public_id,
        "stage": running.open_stage(site_id=site.public_id, by=stage.galih, at=at),
        "cards": [{"name": c.name, "unit": c.unit, "tail": c.number_tail, "code": c.code} for c in cards[:6]],
    }
