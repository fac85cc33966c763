"""Builds the demonstration into an empty data folder: `python -m demo`. Settings come from the environment.

Everything goes through the same operations as in an office; only the moments are told, so that a plan that takes
weeks stands there at once.
"""

import json
import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from demo import city, phones, recorded, sheets, staff
from ikrar.openness import operations as openness
from ikrar.pledges import operations, queries
from ikrar.pledges.domain import Aspect, Decline, TroubleKind
from ikrar.pledges.models import ChecklistItem, Duty, Pledge, Site
from ikrar.pledges.operations import closing, declining, disputing, recording, running
from ikrar.pledges.operations.sites import SiteDetails
from ikrar.register import operations as register
from ikrar.register import queries as ledger
from ikrar.roster import operations as roster
from ikrar.roster import queries as people
from ikrar.roster.domain import InstitutionKind
from ikrar.roster.importing.states import Kind
from ikrar.roster.operations import Terms, import_file

JAKARTA = ZoneInfo("Asia/Jakarta")
TITLE = "Deklarasi Netralitas ASN Kota Contoh"
SLOTS = {
    "tingkat": "Pemerintah Kota Contoh",
    "pemilihan": "Pemilihan Gubernur dan Wakil Gubernur",
    "tahun": "2024",
    "tempat": "Kota Contoh",
}
Told = Callable[[float], None]


@dataclass(slots=True)
class Stage:
    """What the steps hand on to each other."""

    now: datetime
    data: Path
    users: dict[str, Any] = field(default_factory=dict)
    units: dict[str, Any] = field(default_factory=dict)  # by name
    tour: dict[str, Any] = field(default_factory=dict)

    @property
    def citra(self) -> Any:
        return self.users["citra@contoh.example"]

    @property
    def galih(self) -> Any:
        return self.users["galih@contoh.example"]


def main() -> None:
    """Run the steps, each with its bar."""
    stage = Stage(now=datetime.now(UTC).replace(microsecond=0), data=Path(settings.IKRAR_DATA))
    steps: Sequence[tuple[str, Callable[[Stage, Told], None]]] = (
        ("Kota, unit, dan pegawai / city, units, officials", _people),
        ("Catatan dari berita / records from the press", _records),
        ("Deklarasi yang sudah ditutup / a closed declaration", _closed),
        ("Deklarasi hari ini / today's declaration", _today),
        ("Rencana yang masih terbuka / an open plan", _planned),
    )
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns) as progress:
        for words, step in steps:
            bar = progress.add_task(words, total=1.0)
            step(stage, lambda share, bar=bar: progress.update(bar, completed=share))  # type: ignore[misc]  # a default binds the bar
            progress.update(bar, completed=1.0)
    _write_tour(stage)


def _people(stage: Stage, told: Told) -> None:
    at = stage.now - timedelta(days=60)
    roster.add_institution(name=city.CITY, kind=InstitutionKind.PEMKOT, is_convenor=True, by=None, at=at)
    for name, kind in (
        ("KPU Kota Contoh", InstitutionKind.KPU),
        ("Bawaslu Kota Contoh", InstitutionKind.BAWASLU),
    ):
        roster.add_institution(name=name, kind=kind, by=None, at=at)
    officials = list(city.officials())
    since = (at - timedelta(days=30)).date()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        _take_in(sheets.write_units(place, root="KC"), kind="UNITS", on=since, stage=stage)
        told(0.15)
        _take_in(sheets.write_officials(place, officials), kind="OFFICIALS", on=since, stage=stage)
        told(0.8)
        appointed = sheets.write_appointments(place, officials, effective_on=at.date())
        _take_in(
            appointed, kind="APPOINTMENT", on=at.date(), stage=stage, title="Pelantikan 309 pejabat (contoh)"
        )
    today = stage.now.astimezone(JAKARTA).date()
    stage.units = {unit.name: unit for unit in people.units(on=today)}
    stage.users = staff.plant(units={u.name: u.public_id for u in stage.units.values()}, at=at)
    _owe(stage)


def _take_in(path: Path, *, kind: str, on: Any, stage: Stage, title: str = "") -> None:
    terms = Terms(kind=Kind(kind), effective_on=on, title=title, decree="SK contoh" if title else "")
    view = import_file(path=path, terms=terms, by=None, clock=lambda: stage.now - timedelta(days=60))
    if view.counts.get("REFUSED"):
        raise RuntimeError(f"{path.name}: {view.counts}")


def _owe(stage: Stage) -> None:
    """The appointment creates duties to pledge, due a month later."""
    at = stage.now - timedelta(days=59)
    for appointment in people.all_appointments():
        due_on = (stage.now + timedelta(days=7)).astimezone(JAKARTA).date()
        operations.duties_from_appointment(appointment_id=appointment.id, due_on=due_on, at=at)


def _records(stage: Stage, told: Told) -> None:
    recorded.plant(at=stage.now - timedelta(days=58))
    told(1.0)


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
    declaration: str, *, at: datetime, lasts: timedelta, share: Callable[[str], float], told: Told
) -> None:
    random_ = random.Random(7)
    everybody = Duty.objects.filter(
        declaration__public_id=declaration, standing="BOUND", site__signing_opened_at__isnull=False
    )
    rows = everybody.select_related("official", "unit", "site").order_by("id")
    chosen = [duty for duty in rows if random_.random() < share(duty.site.name if duty.site else "")]
    random_.shuffle(chosen)
    for done in phones.sign(chosen, begins_at=at, lasts=lasts, seed=11):
        told(done / max(1, len(chosen)))


def _closed(stage: Stage, told: Told) -> None:
    held_on = (stage.now - timedelta(days=21)).astimezone(JAKARTA).date()
    begins_at = datetime.combine(held_on, time(7, 45), JAKARTA).astimezone(UTC)
    units = [stage.units["Kecamatan Melati"]]
    title = "Ikrar Netralitas Kecamatan Melati (contoh)"
    declaration = _declare(stage, title=title, begins_at=begins_at, units=units, one_each=True)
    _fix(stage, declaration, at=begins_at - timedelta(days=8))
    _run(stage, declaration, at=begins_at)
    signing = begins_at + timedelta(minutes=6)
    _sign(declaration, at=signing, lasts=timedelta(minutes=40), share=lambda _: 0.86, told=told)
    over = begins_at + timedelta(hours=17)
    for site in Site.objects.filter(declaration__public_id=declaration):
        closing.close_site(site_id=site.public_id, by=stage.galih, at=over)
    register.advance(at=over + timedelta(seconds=4))
    closing.close_declaration(declaration=declaration, by=stage.galih, at=over + timedelta(minutes=1))
    register.advance(at=over + timedelta(minutes=1, seconds=4))
    openness.publish_due(at=over + timedelta(minutes=2))
    register.advance(at=over + timedelta(minutes=2, seconds=4))
    stage.tour["closed"] = declaration


def _today(stage: Stage, told: Told) -> None:
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
        share=lambda site: speed.get(site, 0.5),
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
    below = people.subtree(unit_id=village.id, on=at.astimezone(JAKARTA).date())
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


def _planned(stage: Stage, told: Told) -> None:
    at = stage.now - timedelta(days=2)
    declaration = operations.create(
        title="Ikrar bersama menjelang masa tenang (contoh)", by=stage.galih, at=at, election="pilkada-2024"
    )
    decide_by = (stage.now + timedelta(days=10)).date()
    operations.ask(
        declaration=declaration, aspect=Aspect.PLACE, decider="Sekretaris Kota (contoh)", decide_by=decide_by
    )
    for place, why in (
        ("Balai warga Kecamatan Seruni", "Atap, 400 orang; sinyal lemah"),
        ("Halaman Kantor Wali Kota", "Luas; perlu rencana hujan"),
    ):
        operations.add_option(declaration=declaration, aspect=Aspect.PLACE, value=place, note_on_it=why)
    stage.tour["planned"] = declaration
    told(1.0)


def _write_tour(stage: Stage) -> None:
    stage.tour["register_key"] = ledger.key()
    stage.tour["passphrase"] = staff.PASSPHRASE
    stage.tour["staff"] = [{"email": s.email, "name": s.name} for s in staff.STAFF]
    path = stage.data / "tour.json"
    path.write_text(json.dumps(stage.tour, ensure_ascii=False, indent=1), encoding="utf-8")
    path.chmod(0o600)
