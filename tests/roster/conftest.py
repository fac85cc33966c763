"""A small city and lists as offices write them. Nobody here is real."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from openpyxl import Workbook

from ikrar.roster import operations, queries
from ikrar.roster.domain import InstitutionKind
from ikrar.roster.domain.lists import Kind, State
from ikrar.roster.importing.columns import Field
from ikrar.roster.operations import Terms

JAN, FEB, MAR = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
ANI, BUDI, CITRA = "199001012015012001", "198503302010011002", "197912312005011003"
A = "Seksi Pemerintahan - Kelurahan Contoh Satu - Kecamatan Contoh"
B = "Seksi Pemerintahan - Kelurahan Contoh Dua - Kecamatan Contoh"
HEAD = "NIP BARU;NAMA;JABATAN NAMA;UNOR NAMA"


@pytest.fixture(autouse=True)
def _indonesian_first():
    """A page asked for in English leaves its language behind in the thread."""
    yield
    translation.activate("id")


@pytest.fixture
def city(db, at):
    """The convening government with its root unit."""
    return operations.add_institution(
        name="Pemerintah Kota Contoh", kind=InstitutionKind.PEMKOT, is_convenor=True, by=None, at=at
    )


def csv(*lines, encoding="utf-8"):
    return "\n".join(lines).encode(encoding)


def xlsx(*rows, sheet="Data", also=()):
    book = Workbook()
    first = book.active
    first.title = sheet
    for row in rows:
        first.append(row)
    for name, more in also:
        other = book.create_sheet(name)
        for row in more:
            other.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(content, name="daftar.csv"):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def lists(city, at):
    """`lists.preview(bytes, …)`, `lists.apply(bytes, …)`: a list's way, as any driver goes it."""

    class Lists:
        def begin(self, content, *, kind=Kind.OFFICIALS, on=JAN, name="daftar", **said):
            said.setdefault("makes_units", True)
            terms = Terms(kind=kind, effective_on=on, **said)
            return operations.begin_import(
                file=io.BytesIO(content), file_name=name, terms=terms, by=None, at=at
            )

        def advance(self, run, seconds=20.0):
            operations.advance_import(public_id=run, at=at, seconds=seconds)
            return queries.import_run(public_id=run)

        def preview(self, content, columns=None, **said):
            run = self.begin(content, **said)
            view = self.advance(run)
            if view.state != State.MAPPING:
                return view
            chosen = columns or {h: Field(f) for h, f in view.columns.items()}
            operations.choose_columns(public_id=run, chosen=chosen, at=at)
            return self.advance(run)

        def apply(self, content, **said):
            view = self.preview(content, **said)
            assert view.state == State.READY, (view.state, view.refusal)
            operations.apply_import(public_id=view.public_id, by=None, at=at)
            return self.advance(view.public_id)

        def undo(self, run):
            operations.undo_import(public_id=run, by=None, at=at)
            return self.advance(run)

    return Lists()


def rows(view, verdict):
    return queries.preview(public_id=view.public_id, verdict=verdict)


def everybody(on):
    """Name, unit path and position of all, as any reader sees them."""
    units = {u.id: u.path_names for u in queries.units(on=on)}
    return sorted(
        (p.name, p.number_tail, units[p.unit_id], p.position, p.echelon, p.status)
        for p in queries.officials_in(unit_ids=units.keys(), on=on)
    )
