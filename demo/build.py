"""Builds the demonstration into an empty data folder: `python -m demo`. Settings come from the environment.

Everything goes through the same operations as in an office; only the moments are told, so that a plan that takes
weeks stands there at once.
"""

import json
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from demo import city, commitment, recorded, rollcalls, sheets, staff, tilemap
from demo.stage import Stage
from ikrar.kernel.zones import JAKARTA
from ikrar.pledges import operations
from ikrar.pledges.domain import Aspect
from ikrar.register import queries as ledger
from ikrar.roster import operations as roster
from ikrar.roster import queries as people
from ikrar.roster.domain import InstitutionKind
from ikrar.roster.importing.states import Kind
from ikrar.roster.operations import Terms, import_file

Told = Callable[[float], None]


def main() -> None:
    """Run the steps, each with its bar."""
    stage = Stage(now=datetime.now(UTC).replace(microsecond=0), data=Path(settings.IKRAR_DATA))
    steps: Sequence[tuple[str, Callable[[Stage, Told], None]]] = (
        ("Kota, unit, dan pegawai / city, units, officials", _people),
        ("Catatan dari berita / records from the press", _records),
        ("Deklarasi yang sudah ditutup / a closed declaration", rollcalls.closed),
        ("Deklarasi se-kota / a declaration of the whole city", rollcalls.wide),
        ("Peta petak / the tile map", tilemap.plant),
        ("Deklarasi hari ini / today's declaration", rollcalls.today),
        ("Rencana yang masih terbuka / an open plan", _planned),
        ("Komitmen bersama enam lembaga / a joint commitment of six", commitment.signed_together),
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
    stage.tour["office"] = next(u.public_id for u in stage.units.values() if u.parent_id is None)
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
