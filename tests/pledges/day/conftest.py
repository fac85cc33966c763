"""A small city on the morning of its roll call: everybody in it is invented."""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from ikrar.accounts.models import Grant, User
from ikrar.pledges.domain import Ground, State, StepKind
from ikrar.pledges.models import (
    Declaration,
    Denominator,
    Duty,
    Invitation,
    PactText,
    Pledge,
    Refusal,
    RunStep,
    Site,
    SiteWitness,
)
from ikrar.roster.domain import Standing
from ikrar.roster.models import Edition, Institution, Membership, Official, Placement, Unit

DAY = date(2026, 11, 23)
MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 08.00 WIB
BODY = "PAKTA INTEGRITAS\n\nSaya menyatakan netral.\n\n1. Menjaga netralitas.\n2. Menolak politik uang.\n"
_counter = itertools.count(1)


def person(unit, name="Sari Contoh", *, number=None):
    """One invented official in a unit."""
    n = next(_counter)
    official = Official.objects.create(number=number or f"19850302201003{n:04d}", since_seq=1)
    Membership.objects.create(
        official=official, unit=unit, name=f"{name} {n}", folded_name=f"{name} {n}".lower(), status="PNS",
        position="Pengelola contoh", begins_on=date(2020, 1, 1), since_seq=1,
    )  # fmt: skip
    return official


def unit(institution, name, parent=None):
    """One unit below another."""
    made = Unit.objects.create(institution=institution)
    above = Placement.objects.filter(unit=parent).first() if parent else None
    Placement.objects.create(
        unit=made, parent=parent, name=name, kind="PART", depth=above.depth + 1 if above else 0,
        path=(above.path if above else "") + f"{made.pk:07d}", begins_on=date(2020, 1, 1), since_seq=1,
    )  # fmt: skip
    return made


def user(name, role=None, scope="*"):
    """Somebody of the staff."""
    made = User.objects.create(
        email=f"{name}@contoh.test", display_name=f"{name.title()} Contoh", is_active=True, created_at=MORNING
    )
    if role:
        Grant.objects.create(user=made, role=role, scope=scope, begins_on=date(2020, 1, 1), reason="contoh")
    return made


@dataclass
class City:
    """Handles to what the tests talk about."""

    root: Unit
    north: Unit
    one: Unit
    two: Unit
    bureau: Unit
    declaration: Declaration
    site: Site
    duties: dict[int, list[Duty]] = field(default_factory=dict)

    def sign(self, duty, *, key="device-key", by="code", presence="shown", at=MORNING, disputed=False):
        """A pledge as it stands in the table."""
        n = next(_counter)
        return Pledge.objects.create(
            tid=f"da{n:030x}", declaration=duty.declaration, duty=duty, unit=duty.unit, site=duty.site, key_kind=key,
            identified_by=by, presence=presence, received_at=at, disputed=disputed, leaf_hash=b"day" + n.to_bytes(29, "big"),
            statement=b"{}", signature={"kind": key}, blind=bytes(32), salt=bytes(32), signer_shown={},
        )  # fmt: skip

    def decline(self, duty):
        return Refusal.objects.create(duty=duty, reason="NO_REASON_GIVEN", at=MORNING)


def declared(institution, **changes):
    """A fixed declaration with its text."""
    import hashlib  # noqa: PLC0415 (one use)

    text = PactText.objects.create(
        title="Pakta contoh", version=next(_counter), template="pilkada-2024", reading="Kami berikrar.\n", body=BODY,
        text_sha256=hashlib.sha256(BODY.encode()).hexdigest(), drafted_at=MORNING,
        published_at=MORNING - timedelta(days=3), leaf_hash=bytes(32),
    )  # fmt: skip
    wanted = {
        "title": "Deklarasi Netralitas ASN Kota Contoh", "institution": institution, "election": "pilkada-2024",
        "state": State.FIXED, "held_on": DAY, "text": text, "created_at": MORNING, "fixed_at": MORNING,
        "cut_off_at": datetime(2026, 11, 23, 16, 59, tzinfo=UTC), "place": "Halaman Kantor Wali Kota Contoh",
    }  # fmt: skip
    return Declaration.objects.create(**(wanted | changes))


def build_city(*, on=DAY):
    """Two kelurahan in a kecamatan and a bureau; eight people each, all asked at one site."""
    Edition.objects.update_or_create(id=1, defaults={"seq": 1})
    institution, _ = Institution.objects.get_or_create(
        is_convenor=True, defaults={"name": "Pemerintah Kota Contoh", "kind": "PEMKOT"}
    )
    root = unit(institution, "Kota Contoh")
    north = unit(institution, "Kecamatan Contoh Utara", root)
    one = unit(institution, "Kelurahan Contoh Satu", north)
    two = unit(institution, "Kelurahan Contoh Dua", north)
    bureau = unit(institution, "Badan Kepegawaian Contoh", root)
    declaration = declared(
        institution, held_on=on, cut_off_at=datetime(on.year, on.month, on.day, 16, 59, tzinfo=UTC)
    )
    site = Site.objects.create(
        declaration=declaration, name="Halaman Kantor Wali Kota Contoh", venue="Jalan Contoh 1",
        starts_at=datetime(on.year, on.month, on.day, 0, 45, tzinfo=UTC), leader="Wali Kota Contoh", reader="Rini Contoh",
    )  # fmt: skip
    SiteWitness.objects.create(site=site, name="Tono Contoh", office="Bawaslu Kota Contoh")
    for order, kind in enumerate(
        (StepKind.SONG, StepKind.READING, StepKind.DISMISSAL, StepKind.SIGNING, StepKind.GONG), 1
    ):
        RunStep.objects.create(site=site, order=order, kind=kind)
    made = City(root, north, one, two, bureau, declaration, site)
    for place in (one, two, bureau):
        Invitation.objects.create(declaration=declaration, site=site, unit=place)
        made.duties[place.pk] = [
            Duty.objects.create(
                declaration=declaration, official=person(place), unit=place, site=site, ground=Ground.INVITED,
                standing=Standing.BOUND, created_at=MORNING,
            )
            for _ in range(8)
        ]  # fmt: skip
        Denominator.objects.create(declaration=declaration, unit=place, count=8, frozen_at=MORNING)
    return made


@pytest.fixture
def city(db):
    return build_city()


@pytest.fixture
def staff(city):
    """Citra organises, Budi heads Kelurahan Contoh Satu, Dewi is signed in and may nothing."""
    return {
        "citra": user("citra", "ORGANISER"),
        "eka": user("eka", "PERSONNEL"),
        "fajar": user("fajar", "PERSONNEL"),
        "budi": user("budi", "UNIT_HEAD", city.one.public_id),
        "gita": user("gita", "WITNESS", city.bureau.public_id),
        "hadi": user("hadi", "SITE_LEADER"),
        "dewi": user("dewi"),
    }


@pytest.fixture
def signed_in(client, staff):
    """The browser of one of the staff, fresh from a passkey."""

    def as_user(name):
        client.force_login(staff[name])
        return client

    return as_user


@pytest.fixture
def now(monkeypatch):
    """The morning of the roll call, for views; set `now.at` to move on."""

    class Now:
        at = MORNING

        def __call__(self):
            return self.at

    clock = Now()
    monkeypatch.setattr(timezone, "now", clock)
    return clock
