"""A small city: two kecamatan with two kelurahan each and an agency, a few invented people in every unit."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from ikrar.kernel.text import folded
from ikrar.pledges import operations, queries
from ikrar.pledges.domain import Aspect
from ikrar.pledges.models import Option
from ikrar.pledges.operations.sites import SiteDetails
from ikrar.roster import models as roster
from ikrar.roster.domain import path_of

LONG_AGO = date(2020, 1, 1)
NOW = datetime(2026, 11, 10, 2, 0, tzinfo=UTC)
DAY = date(2026, 11, 16)

TREE = (
    ("kota", None, "Kota Contoh", "ROOT"),
    ("dinas", "kota", "Dinas Contoh", "AGENCY"),
    ("barat", "kota", "Kecamatan Contoh Barat", "DISTRICT"),
    ("timur", "kota", "Kecamatan Contoh Timur", "DISTRICT"),
    ("mawar", "barat", "Kelurahan Mawar Contoh", "VILLAGE"),
    ("melati", "barat", "Kelurahan Melati Contoh", "VILLAGE"),
    ("kenanga", "timur", "Kelurahan Kenanga Contoh", "VILLAGE"),
)
PEOPLE_EACH = 3


def add_person(unit, number, name):
    official = roster.Official.objects.create(number=str(number), since_seq=1)
    roster.Membership.objects.create(
        official=official,
        unit=unit,
        name=name,
        folded_name=folded(name),
        status="PNS",
        position="Pengadministrasi Contoh",
        begins_on=LONG_AGO,
        since_seq=1,
    )
    return official


@pytest.fixture
def city(db):
    """Units by short name, people by unit, the convenor and a partner."""
    roster.Edition.objects.update_or_create(id=1, defaults={"seq": 1})
    pemkot = roster.Institution.objects.create(name="Pemerintah Kota Contoh", kind="PEMKOT", is_convenor=True)
    bawaslu = roster.Institution.objects.create(name="Bawaslu Kota Contoh", kind="BAWASLU")
    units, paths, people = {}, {}, {}
    for depth_key, parent, name, kind in TREE:
        unit = roster.Unit.objects.create(institution=pemkot)
        paths[depth_key] = path_of(paths.get(parent, ""), unit.pk)
        roster.Placement.objects.create(
            unit=unit,
            parent=units.get(parent),
            name=name,
            kind=kind,
            path=paths[depth_key],
            depth=len(paths[depth_key]) // 7 - 1,
            begins_on=LONG_AGO,
            since_seq=1,
        )
        units[depth_key] = unit
        people[depth_key] = [
            add_person(unit, f"19850330{unit.pk:06d}{one:04d}", f"Pegawai {one} {name}")
            for one in range(PEOPLE_EACH)
        ]
    return SimpleNamespace(
        units=units, people=people, convenor=pemkot, partner=bawaslu, size=len(TREE) * PEOPLE_EACH
    )


@pytest.fixture
def text(city, citra, make_user):
    """A published text: drafted and approved by Citra, approved by a second person, five days old."""
    at = datetime(2026, 11, 5, 2, 0, tzinfo=UTC)
    public_id = operations.draft(
        title="Pakta Contoh", reading="Kami berikrar.", body="Saya berjanji netral.", by=citra, at=at
    )
    sha = queries.text(public_id=public_id).text_sha256
    operations.approve(text=public_id, text_sha256=sha, by=citra, at=at)
    second = make_user("Hana Contoh", "ORGANISER")
    assert operations.approve(text=public_id, text_sha256=sha, by=second, at=at)
    return public_id


def settle_all(declaration, by, *, when="2026-11-16T07:45"):
    """Answer the three open questions."""
    for aspect, value in (
        (Aspect.PLACE, "Halaman Balai Kota"),
        (Aspect.TIME, when),
        (Aspect.FORMAT, "ROLL_CALL"),
    ):
        option = operations.add_option(declaration=declaration, aspect=aspect, value=value)
        operations.settle(declaration=declaration, option=option, by=by, at=NOW)
    assert Option.objects.filter(question__declaration__public_id=declaration, chosen=True).count() == 3


@pytest.fixture
def planned(city, text, citra):
    """Ready to be fixed: two sites, the whole city invited, text, day, hour, people."""
    declaration = operations.create(title="Deklarasi Contoh", by=citra, at=NOW)
    settle_all(declaration, citra)
    operations.choose_text(declaration=declaration, text=text, by=citra, at=NOW)
    sites = {}
    for name, units in (("Balai Kota", ["kota"]), ("Kecamatan Barat", ["barat"])):
        details = SiteDetails(name=name, leader="Wali Kota Contoh", reader="Camat Contoh")
        sites[name] = operations.add_site(declaration=declaration, details=details, by=citra, at=NOW)
        operations.set_witnesses(site=sites[name], witnesses=[("Saksi Contoh", "Bawaslu Kota Contoh")])
        operations.invite(site=sites[name], units=[city.units[unit].pk for unit in units])
    return SimpleNamespace(id=declaration, sites=sites)


@pytest.fixture
def fixed(planned, citra):
    """Fixed six days before, so that cards may go out."""
    operations.fix(declaration=planned.id, by=citra, at=NOW)
    return planned
