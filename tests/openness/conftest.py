"""A small invented city whose pledges are counted, not signed: figures need nothing more."""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import translation

from ikrar.openness.models import UnitTile
from ikrar.openness.operations import announce_due
from ikrar.pledges.domain import State
from ikrar.pledges.models import Declaration, Denominator, PactText, Pledge, Site, Source
from ikrar.register import operations as register
from ikrar.roster.models import Edition, Institution, Placement, Unit

DAY = date(2026, 11, 23)
MORNING = datetime(2026, 11, 23, 0, 50, tzinfo=UTC)  # 07.50 WIB
EVENING = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)  # 20.05 WIB
ANNOUNCED_CLOSING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # 09.00 WIB on the day after
SIZES = {
    "Badan Kepegawaian Contoh": 60,
    "Kelurahan Contoh Satu": 30,
    "Kelurahan Contoh Dua": 40,
    "Kelurahan Contoh Tiga": 20,
    "Kelurahan Contoh Empat": 25,
}
_numbers = itertools.count(1)


@dataclass
class City:
    """Handles to what the tests talk about."""

    institution: Institution
    declaration: Declaration
    units: dict[str, Unit] = field(default_factory=dict)

    def sign(self, name, n, *, at=MORNING, key="device-key", by="code", presence="shown"):
        """So many pledges in this unit."""
        Pledge.objects.bulk_create(
            Pledge(
                tid=f"{i:032x}", declaration=self.declaration, unit=self.units[name], key_kind=key,
                identified_by=by, presence=presence, received_at=at, leaf_hash=i.to_bytes(32, "big"),
            )
            for i in itertools.islice(_numbers, n)
        )  # fmt: skip

    def close(self, *, at):
        """The declaration is over."""
        Declaration.objects.filter(pk=self.declaration.pk).update(state=State.CLOSED, closed_at=at)


def unit(institution, name, above=None):
    """One unit below another."""
    made = Unit.objects.create(institution=institution)
    over = Placement.objects.filter(unit=above).first() if above else None
    Placement.objects.create(
        unit=made, parent=above, name=name, kind="PART", depth=over.depth + 1 if over else 0,
        path=(over.path if over else "") + f"{made.pk:07d}", begins_on=date(2020, 1, 1), since_seq=1,
    )  # fmt: skip
    return made


def text():
    """An approved text."""
    return PactText.objects.create(
        title="Pakta Integritas Netralitas Contoh", version=next(_numbers), template="netralitas-asn",
        reading="Kami berikrar menjaga netralitas.\n",
        body="PAKTA INTEGRITAS\n\n1. Menjaga dan menegakkan prinsip netralitas.\n2. Menolak politik uang.\n",
        text_sha256="ab" * 32, drafted_at=MORNING, published_at=MORNING - timedelta(days=3), leaf_hash=bytes(32),
    )  # fmt: skip


def made_city():
    """A bureau, and two kecamatan of two kelurahan each; signing is open."""
    Edition.objects.update_or_create(id=1, defaults={"seq": 1})
    institution, _ = Institution.objects.get_or_create(
        name="Pemerintah Kota Contoh", defaults={"kind": "PEMKOT"}
    )
    declaration = Declaration.objects.create(
        title="Deklarasi Netralitas ASN Kota Contoh", institution=institution, election="pilkada-2024",
        state=State.FIXED, held_on=DAY, starts_at=time(7, 45), place="Halaman Kantor Wali Kota Contoh", text=text(),
        created_at=MORNING, fixed_at=MORNING, cut_off_at=datetime(2026, 11, 23, 16, 59, tzinfo=UTC),
    )  # fmt: skip
    Site.objects.create(
        declaration=declaration, name="Halaman Kantor Wali Kota Contoh", venue="Jalan Contoh 1",
        starts_at=MORNING, signing_opened_at=MORNING,
    )  # fmt: skip
    made = City(institution, declaration)
    root = unit(institution, "Kota Contoh")
    north = unit(institution, "Kecamatan Contoh Utara", root)
    south = unit(institution, "Kecamatan Contoh Selatan", root)
    places = zip(SIZES, (root, north, north, south, south), strict=True)
    made.units = {name: unit(institution, name, above) for name, above in places}
    for name, size in SIZES.items():
        Denominator.objects.create(
            declaration=declaration, unit=made.units[name], count=size, frozen_at=MORNING
        )
    announce_due(at=MORNING)
    return made


def lay_out(city):
    """The bureau in the middle, the kelurahan around it, none where nothing is."""
    spots = dict(zip(SIZES, ((2, 2), (1, 1), (1, 2), (3, 2), (3, 3)), strict=True))
    UnitTile.objects.bulk_create(
        UnitTile(institution=city.institution, unit=city.units[name], row=row, column=column)
        for name, (row, column) in spots.items()
    )
    return city


@pytest.fixture
def city(db):
    return made_city()


def sign_all(city):
    """A usual morning: most have pledged; one kelurahan is complete."""
    city.sign("Badan Kepegawaian Contoh", 40)
    city.sign("Badan Kepegawaian Contoh", 6, key="kiosk", by="witness", presence="none")
    city.sign("Kelurahan Contoh Satu", 20)
    city.sign("Kelurahan Contoh Dua", 30, presence="late")
    city.sign("Kelurahan Contoh Tiga", 20)
    city.sign("Kelurahan Contoh Empat", 8)
    return city


@pytest.fixture
def signed(city):
    return sign_all(city)


def record(city):
    """A declaration that only the press tells of."""
    found = Declaration.objects.create(
        title="Deklarasi Netralitas ASN Jakarta Pusat", institution=city.institution, election="pilkada-2024",
        state=State.CLOSED, held_on=date(2024, 9, 23), is_record=True, created_at=MORNING,
    )  # fmt: skip
    Source.objects.create(
        declaration=found,
        publisher="Jakartaterkini.id",
        published_on=date(2024, 9, 12),
        says="akan dilakukan",
    )
    return found


@pytest.fixture
def recorded(city):
    return record(city)


@pytest.fixture
def clerk():
    """`clerk(at)`: the register's clerk drains, seals and publishes."""

    def work(at):
        for seconds in (0, 4, 8):
            register.advance(at=at + timedelta(seconds=seconds))

    return work


@pytest.fixture(autouse=True)
def _indonesian_first():
    """A request in English leaves its language behind in this thread; addresses here are Indonesian."""
    with translation.override("id"):
        yield
