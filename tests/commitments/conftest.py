"""Six invented institutions with their representatives, and officers who bring them to sign one text."""

import html
import io
import json
import re
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from ikrar.commitments import queries
from ikrar.commitments.models import RepresentativeKey
from ikrar.commitments.operations import planning, signatories, signing, texts
from ikrar.register import operations as register
from ikrar.roster import operations as roster
from ikrar.roster import queries as people
from ikrar.roster.domain import InstitutionKind
from tests.commitments.softkey import SoftKey
from tests.entries import bodies

WORDS = "KOMITMEN BERSAMA\n\nKami menjaga netralitas.\n\n1. Tidak memihak.\n2. Mengawasi bersama.\n"
SIX = ("PEMPROV", "KPU", "BAWASLU", "TNI", "POLRI", "KEJAKSAAN")


def entries(kind):
    """The public records of a kind, as everybody may read them."""
    return [json.loads(body) for body in bodies(kind)]


class Clock:
    """The moment every page reads; it goes on only when told."""

    def __init__(self, at):
        self.at = at

    def forward(self, **span):
        self.at += timedelta(**span)
        return self.at


@pytest.fixture
def clock(monkeypatch):
    made = Clock(datetime.fromisoformat("2026-11-20T02:00:00+00:00"))
    monkeypatch.setattr(timezone, "now", lambda: made.at)
    return made


@pytest.fixture
def institutions(db, clock):
    """Public ids by kind, each with one representative since 2020."""
    made = {}
    for kind in SIX:
        body = roster.add_institution(
            name=f"{kind.title()} Contoh", kind=InstitutionKind(kind), by=None, at=clock.at
        )
        speaks(body.id, f"Wakil {kind.title()} Contoh", at=clock.at)
        made[kind] = body.public_id
    return made


def speaks(institution_id, name, *, at, begins_on=date(2020, 1, 1)):
    """Enter who speaks for an institution; the row's id."""
    roster.add_representative(
        institution_id=institution_id, name=name, position="Ketua", begins_on=begins_on, by=None, at=at
    )
    known = people.representatives(institution_id=institution_id, on=max(begins_on, at.date()))
    return next(one.id for one in known if one.name == name)


class Officer:
    """Somebody at a desk, who signs in anew once a session has run out."""

    def __init__(self, user, *, clock, confirm):
        self.user, self.clock, self.confirm = user, clock, confirm
        self.client, self.since = None, None

    def _signed_in(self):
        if self.since is None or self.clock.at - self.since > timedelta(hours=1):
            self.client, self.since = Client(), self.clock.at
            self.client.force_login(self.user)
        return self.confirm(self.client)

    def get(self, address):
        return self._signed_in().get(address)

    def post(self, address, said=None):
        return self._signed_in().post(address, said or {})


@pytest.fixture
def galih(make_user, confirm, clock):
    """The leading officer: organiser."""
    return Officer(make_user("Galih Contoh", "ORGANISER"), clock=clock, confirm=confirm)


@pytest.fixture
def hana(make_user, confirm, clock):
    """A second organiser."""
    return Officer(make_user("Hana Contoh", "ORGANISER"), clock=clock, confirm=confirm)


class Ceremony:
    """A commitment, driven through its pages."""

    def __init__(self, public_id, *, leader, second, clock):
        self.public_id, self.leader, self.second, self.clock = public_id, leader, second, clock
        self.keys = {}

    @property
    def desk(self):
        return f"/meja/komitmen/{self.public_id}/"

    @property
    def shown(self):
        return f"/komitmen/{self.public_id}/"

    @property
    def view(self):
        return queries.commitment(public_id=self.public_id)

    def add(self, *institutions):
        for one in institutions:
            self.leader.post(f"{self.desk}lembaga/", {"institution": one})

    def name(self, place, **more):
        """Name the first representative on the page's list."""
        people_of = re.findall(
            r'name="representative" value="(\d+)"',
            self.leader.get(f"{self.desk}lembaga/{place}/wakil/").content.decode(),
        )
        return self.leader.post(
            f"{self.desk}lembaga/{place}/wakil/",
            {"representative": more.pop("representative", people_of[0]), **more},
        )

    def publish(self, words=WORDS):
        assert self.leader.post(f"{self.desk}naskah/", {"body": words}).status_code == 302
        sha256 = self.view.draft.text_sha256
        for client in (self.leader, self.second):
            assert client.post(f"{self.desk}naskah/setujui/", {"text_sha256": sha256}).status_code == 302

    def link(self, place):
        """A fresh one-time address for the representative."""
        page = self.leader.post(f"{self.desk}lembaga/{place}/undang/").content.decode()
        return re.search(r"(/komitmen/undangan/\w+/)", page)[1]

    def enrol(self, place, key=None):
        """The representative opens the link and makes a passkey."""
        key, address, phone = key or SoftKey(), self.link(place), Client()
        challenge = re.search(r'name="challenge" value="([^"]+)"', phone.get(address).content.decode())[1]
        answer = phone.post(address, key.registration(challenge))
        self.keys[place] = key
        return answer

    def open(self):
        return self.leader.post(f"{self.desk}acara/buka/")

    def statement(self, place):
        page = Client().get(f"{self.shown}tanda-tangan/{place}/").content.decode()
        return html.unescape(re.search(r'id="statement">([^<]+)<', page)[1])

    def sign(self, place, key=None, **more):
        """The representative signs on his or her own device."""
        said = (key or self.keys[place]).assertion(self.statement(place), **more)
        return Client().post(f"{self.shown}tanda-tangan/{place}/", said)

    def certified(self, pdf, *, place=None):
        """Somebody at the desk uploads a certified PDF, of one institution or of whoever signed in it."""
        address = f"{self.desk}lembaga/{place}/pdf/" if place else f"{self.desk}pdf/"
        return self.leader.post(address, {"file": named(pdf, "komitmen.pdf")})

    def mark(self, place, content):
        return self.leader.post(f"{self.desk}lembaga/{place}/kertas/", {"file": named(content, "lembar.jpg")})

    def ready(self, wanted, *, is_open=True):
        """Planned, public for a day, everybody named and enrolled, and open; quicker than by its pages."""
        at, leader, second = self.clock.at, self.leader.user, self.second.user
        for one in wanted:
            signatories.add(commitment=self.public_id, institution=one, by=leader, at=at)
        for one in self.view.signatories:
            [person, *_] = people.representatives(institution_id=one.institution_id, on=at.date())
            named = {"place": one.place, "representative": person.id, "by": leader, "at": at}
            signatories.name_delegate(commitment=self.public_id, **named)
            self.keys[one.place] = key = SoftKey()
            RepresentativeKey.objects.create(
                representative_id=person.id, credential_id=key.credential_id, spki=key.spki, enrolled_at=at
            )
        texts.draft(commitment=self.public_id, body=WORDS, by=leader, at=at)
        for user in (leader, second):
            sha256 = self.view.draft.text_sha256
            texts.approve(commitment=self.public_id, text_sha256=sha256, by=user, at=at)
        self.clock.forward(hours=25)
        if is_open:
            signing.open_signing(commitment=self.public_id, by=leader, at=self.clock.at)
        return self

    def finish(self):
        for one in self.view.signatories:
            if not one.has_signed:
                assert self.sign(one.place).status_code == 302
        return self

    def settle(self):
        """The register's clerk comes round."""
        register.advance(at=self.clock.forward(seconds=5))


@pytest.fixture
def begun(institutions, galih, hana, clock):
    """A commitment with a name."""
    public_id = planning.begin(title="Komitmen bersama contoh", by=galih.user, at=clock.at)
    return Ceremony(public_id, leader=galih, second=hana, clock=clock)


@pytest.fixture
def ceremony(begun, institutions):
    """Three institutions, open for signing in their order."""
    return begun.ready([institutions[kind] for kind in SIX[:3]])


_seeds = count(7)


def picture(seed=None, *, kind="JPEG", size=(640, 480), exif=None, **more):
    """A photograph with patches of light, as bytes; the same seed is the same picture."""
    import random  # noqa: PLC0415 (only here)

    random_ = random.Random(seed if seed is not None else next(_seeds))
    small = Image.new("RGB", (12, 9))
    small.putdata([tuple(random_.randrange(256) for _ in range(3)) for _ in range(12 * 9)])
    drawn = io.BytesIO()
    small.resize(size, Image.Resampling.BICUBIC).save(drawn, kind, **({"exif": exif} if exif else {}), **more)
    return drawn.getvalue()


def named(content, name):
    made = io.BytesIO(content)
    made.name = name
    return made
