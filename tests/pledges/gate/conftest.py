"""A site with its stage, three people with cards, and a phone that speaks the protocol of docs/api.md."""

import hashlib
import itertools
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from ikrar.kernel.canonical import canonical
from ikrar.pledges.domain import Ground, State, cards, presence
from ikrar.pledges.domain.armour import b64
from ikrar.pledges.models import CodeCard, Declaration, Duty, PactText, Site
from ikrar.pledges.operations.texts import publish
from ikrar.register import domain
from ikrar.register import operations as register
from ikrar.register.models import Staged
from ikrar.roster.models import Contact, Edition, Institution, Membership, Official, Placement, Unit
from tests.pledges.gate.two_doors import gate_door  # noqa: F401 (a fixture)

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 08.00 WIB
CUT_OFF = datetime(2026, 11, 23, 16, 59, tzinfo=UTC)
BODY = "PAKTA INTEGRITAS\n\nSaya menyatakan netral.\n"
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_counter = itertools.count(1)


class Clock:
    """The server's clock; move `at` on."""

    at = MORNING

    def __call__(self):
        return self.at

    def forward(self, **span):
        self.at += timedelta(**span)


@pytest.fixture
def now(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@dataclass
class Person:
    """An invented official with a card."""

    official: Official
    duty: Duty
    code: str
    number: str


@dataclass
class Hall:
    """One site of one declaration."""

    declaration: Declaration
    site: Site
    unit: Unit
    people: list[Person]

    def stage_code(self, at=MORNING):
        key = presence.site_key(secret=django_settings.KEYRING.secret("presence"), site=self.site.public_id)
        return presence.code_of(key=key, window=presence.window_at(at))

    def change(self, **values):
        Declaration.objects.filter(pk=self.declaration.pk).update(**values)

    def change_site(self, **values):
        Site.objects.filter(pk=self.site.pk).update(**values)

    def add(self, name="Siti Rahma Contoh", **duty):
        n = next(_counter)
        number = f"19850302201001{n:04d}"
        official = Official.objects.create(number=number, since_seq=1)
        Membership.objects.create(
            official=official, unit=self.unit, name=name, folded_name=name.lower(), status="PNS",
            position="Pengelola contoh", begins_on=date(2020, 1, 1), since_seq=1,
        )  # fmt: skip
        wanted = {
            "site": self.site,
            "ground": Ground.INVITED,
            "created_at": MORNING,
            "unit": self.unit,
        } | duty
        made = Duty.objects.create(declaration=self.declaration, official=official, **wanted)
        person = Person(official, made, self.card(made), number)
        self.people.append(person)
        return person

    def card(self, duty):
        CodeCard.objects.filter(duty=duty, revoked_at=None).update(revoked_at=MORNING)
        code = cards.new_code()
        secret = django_settings.KEYRING.secret("codes")
        hashed = cards.code_hash(secret=secret, declaration=self.declaration.public_id, code=code)
        CodeCard.objects.create(duty=duty, code_hash=hashed, issued_at=MORNING - timedelta(days=2))
        return cards.grouped(code)

    def contact(self, person, *, changed_at=MORNING - timedelta(days=30)):
        email = f"siti{person.number[-4:]}@contoh.example"
        Contact.objects.create(official=person.official, email=email, changed_at=changed_at, since_seq=1)
        return email


def declared(institution, **changes):
    text = PactText.objects.create(
        title="Pakta contoh", version=next(_counter), template="pilkada-2024", reading="Kami berikrar.\n", body=BODY,
        text_sha256=hashlib.sha256(BODY.encode()).hexdigest(), drafted_at=MORNING,
        published_at=MORNING - timedelta(days=3), leaf_hash=bytes(32),
        for_rehearsal=changes.get("rehearsal_of") is not None,
    )  # fmt: skip
    wanted = {
        "title": "Deklarasi Netralitas ASN Kota Contoh", "institution": institution, "election": "pilkada-2024",
        "state": State.FIXED, "held_on": date(2026, 11, 23), "text": text, "created_at": MORNING,
        "fixed_at": MORNING, "cut_off_at": CUT_OFF, "activated_at": MORNING - timedelta(days=5),
    }  # fmt: skip
    return Declaration.objects.create(**(wanted | changes))


def enter_text(text, *, waits_since):
    """Enter the text in the register, as fsck wants it; it waits for the clerk since that moment."""
    with transaction.atomic():
        publish(text, at=text.published_at)
        Staged.objects.filter(kind="pact-text").update(staged_at=domain.whole(waits_since))


def hall_of(institution, unit, **changes):
    declaration = declared(institution, **changes)
    site = Site.objects.create(
        declaration=declaration, name="Halaman Kantor Contoh", venue="Jalan Contoh 1",
        starts_at=MORNING - timedelta(minutes=15), signing_opened_at=MORNING - timedelta(minutes=5),
    )  # fmt: skip
    return Hall(declaration, site, unit, [])


@pytest.fixture
def place(db, now):
    Edition.objects.update_or_create(id=1, defaults={"seq": 1})
    institution = Institution.objects.create(name="Pemerintah Kota Contoh", kind="PEMKOT", is_convenor=True)
    unit = Unit.objects.create(institution=institution)
    Placement.objects.create(
        unit=unit, name="Kelurahan Contoh", kind="PART", depth=0, path=f"{unit.pk:07d}",
        begins_on=date(2020, 1, 1), since_seq=1,
    )  # fmt: skip
    return institution, unit


@pytest.fixture
def hall(place):
    """Signing is open; Ani and two colleagues have their cards."""
    made = hall_of(*place)
    for name in ("Ani Contoh", "Bayu Contoh", "Cici Contoh"):
        made.add(name)
    return made


@pytest.fixture
def ani(hall):
    return hall.people[0]


class Phone:
    """Speaks to the gate as a stranger's client would, from docs/api.md alone."""

    def __init__(self, hall, door=None, language="id"):
        self.hall = hall
        self.client = door or Client()
        self.language = language
        self.key = ec.generate_private_key(ec.SECP256R1())

    @property
    def spki(self):
        return self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    def post(self, word, body, **extra):
        data = body if isinstance(body, str | bytes) else json.dumps(body)
        headers = {"Accept-Language": self.language, **extra.pop("headers", {})}
        kind = extra.pop("content_type", "application/json")
        return self.client.post(f"/gate/{word}", data, content_type=kind, headers=headers)

    def identify(self, person):
        answer = self.post("pass", {"site": self.hall.site.short, "method": "code", "code": person.code})
        assert answer.status_code == 200, answer.content
        return answer.json()

    def stamp(self, given, code):
        return self.post("presence", {"site": self.hall.site.short, "pass": given["pass"], "code": code})

    def sign(self, message, *, high=False, raw=True):
        r, s = decode_dss_signature(self.key.sign(message, ec.ECDSA(hashes.SHA256())))
        low, other = min(s, ORDER - s), max(s, ORDER - s)
        chosen = other if high else low
        return r.to_bytes(32, "big") + chosen.to_bytes(32, "big")

    def pledge_of(self, given, stamp=None, *, device_time="2026-11-23T08:00:00+07:00", **changes):
        """The request body of a signed pledge."""
        shown = {"site": stamp["site"], "window": stamp["window"]} if stamp else None
        said = {**given["statement"], "device_time": device_time, "presence": shown}
        statement = canonical(said)
        body = {
            "pass": given["pass"],
            "stamp": stamp["stamp"] if stamp else None,
            "statement": statement.decode(),
            "device_time": device_time,
            "signer": given["signer"],
            "signature": {"kind": "device-key", "key": b64(self.spki), "value": b64(self.sign(statement))},
        }
        return body | changes

    def sign_as(self, person, *, code=None):
        """From the card to the accepted pledge."""
        given = self.identify(person)
        stamp = self.stamp(given, code).json() if code else None
        body = self.pledge_of(given, stamp)
        answer = self.post("pledge", body)
        assert answer.status_code == 200, answer.content
        return given, body, answer.json()

    def receipt(self, given, **more):
        return self.post("receipt", {"pass": given["pass"], **more})


@pytest.fixture
def door(db):
    """Django's; a module that imports `both_doors` as `door` knocks at both."""
    return Client()


@pytest.fixture
def phone(hall, door):
    return Phone(hall, door)


@pytest.fixture
def english(hall, door):
    return Phone(hall, door, language="en")


@pytest.fixture
def clerk(now):
    """`clerk()`: the register seals what is waiting."""

    def advance():
        now.forward(seconds=5)
        return register.advance(at=now.at)

    return advance


@pytest.fixture
def other_hall(place, hall, door):
    """A phone at a site of another declaration."""
    return Phone(hall_of(*place), door)
