"""An office that goes through the weeks over HTTP, as plain forms do: one object, a method per thing done."""

import re
import time
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone, translation
from pypdf import PdfReader

from ikrar.pledges import operations
from ikrar.register import operations as register
from ikrar.register import queries as ledger
from ikrar.roster import queries as roster
from ikrar.web.access import CONFIRMED_AT
from tests.journeys import city
from tests.journeys.city import DAY, TITLE, Clock
from tests.pledges.gate.conftest import Phone

CODE = re.compile(r"^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$")
YARD = "Halaman Kantor Wali Kota"


@pytest.fixture
def office(db, monkeypatch, make_user):
    """The office on the day it begins: staff, an empty roster, its clock under control."""
    yield Office(Clock().rule(monkeypatch), make_user)
    translation.activate("id")


class Office:
    """Galih organises, Hana is the second person, Budi heads a unit (once there is one), nobody is the public."""

    def __init__(self, clock, make_user):
        self.clock, self.make_user = clock, make_user
        self.galih = make_user("Galih Contoh", "ORGANISER", "PERSONNEL", "SITE_LEADER", "WITNESS")
        self.hana = make_user("Hana Contoh", "ORGANISER")
        self.nobody = Client()
        self.browsers = {}  # by person and day: a session holds a working day
        self.declaration = self.site = self.short = ""

    # ── moving about ────────────────────────────────────────────────────────────────────────────

    def desk(self, user):
        """A browser of that officer who has just shown the passkey."""
        today = timezone.localdate()
        if (user.pk, today) not in self.browsers:
            client = self.browsers[user.pk, today] = Client()
            client.force_login(user)
            session = client.session
            session[CONFIRMED_AT] = int(time.time())
            session.save()
        return self.browsers[user.pk, today]

    def look(self, address, *, by=None):
        """The words of a page."""
        answer = (self.desk(by) if by else self.nobody).get(address, follow=True)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()

    def do(self, address, said=None, *, by=None):
        """Send a form; the answer after its redirect."""
        answer = self.desk(by or self.galih).post(address, said or {}, follow=True)
        assert answer.status_code == 200, (address, answer.status_code, answer.content.decode()[-2500:])
        return answer

    def seal(self):
        """A few seconds pass; the clerk seals what waits."""
        self.clock.forward(seconds=5)
        register.advance(at=timezone.now())

    # ── the lists ───────────────────────────────────────────────────────────────────────────────

    def take_in_the_lists(self):
        self.do("/meja/pegawai/lembaga/baru/", {"name": city.CITY, "kind": "PEMKOT", "is_convenor": "on"})
        self.take_in("UNITS", city.hierarchy_sheet())
        return self.take_in("OFFICIALS", city.staff_sheet())

    def take_in(self, kind, content):
        """Upload, take the proposed columns, look at the preview, apply. What the column page said."""
        said = {"kind": kind, "effective_on": "2026-01-01", "status": "PNS", "base": ""}
        columns = self.do(
            "/meja/pegawai/impor/baru/", said | {"file": SimpleUploadedFile("daftar.xlsx", content)}
        )
        run = columns.request["PATH_INFO"]
        while 'http-equiv="refresh"' in columns.text:
            columns = self.desk(self.galih).get(run)
        chosen = {name: field.initial for name, field in columns.context["form"].fields.items()}
        self.until(self.do(f"{run}kolom/", chosen), run, "Terapkan")
        self.until(self.do(f"{run}terapkan/"), run, "Urungkan")
        return columns.text

    def until(self, answer, run, words):
        while 'http-equiv="refresh"' in answer.text:
            answer = self.desk(self.galih).get(run)
        assert words in answer.text

    # ── the plan ────────────────────────────────────────────────────────────────────────────────

    def plan(self):
        """Place, time and format are settled, a site is found, everybody is invited."""
        begun = self.do("/meja/deklarasi/baru/", {"title": TITLE})
        self.declaration = begun.request["PATH_INFO"].rstrip("/").rsplit("/", 1)[1]
        self.plan_details()
        return begun.text

    def plan_details(self):
        """What every plan needs before it may be fixed."""
        for aspect, answer in (
            ("place", {"value": YARD}),
            ("time", {"day": f"{DAY:%Y-%m-%d}", "hour": "07:45"}),
            ("format", {"value": "ROLL_CALL"}),
        ):
            page = self.do(f"{self.address}tanya/{aspect}/", answer).text
            option = re.search(r"/pilihan/(\d+)/putuskan/", page)[1]
            self.do(f"{self.address}pilihan/{option}/putuskan/")
        site = self.do(
            f"{self.address}lokasi/baru/",
            {
                "name": YARD, "day": f"{DAY:%Y-%m-%d}", "hour": "07:45", "zone": "Asia/Jakarta", "screen": "Proyektor",
                "leader": "Wali Kota Contoh", "reader": "Rini Contoh", "witnesses": "Tono Contoh, Bawaslu",
            },
        )  # fmt: skip
        self.site = re.search(r"/meja/lokasi/(\w+)/", site.request["PATH_INFO"])[1]
        self.short = re.search(r"/i/(\w{6})", site.text)[1]
        page = self.look(f"{self.address}undangan/", by=self.galih)
        root = re.search(rf'name="unit" value="(\d+)"> {city.CITY}', page)[1]
        self.do(f"{self.address}undangan/", {"unit": root, "site": self.site})

    @property
    def address(self):
        return f"/meja/deklarasi/{self.declaration}/"

    def approve_a_text(self):
        begin = "/meja/naskah/baru/netralitas-asn/"
        slots = {n: f.initial for n, f in self.desk(self.galih).get(begin).context["form"].fields.items()}
        drafted = self.do(begin, slots | {"draft": "1"})
        self.text = re.search(r"/meja/naskah/(\w+)/", drafted.request["PATH_INFO"])[1]
        page = self.look(f"/meja/naskah/{self.text}/", by=self.galih)
        said = {"text_sha256": re.search(r'value="([0-9a-f]{64})"', page)[1]}
        first = self.do(f"/meja/naskah/{self.text}/setujui/", said)
        second = self.do(f"/meja/naskah/{self.text}/setujui/", said, by=self.hana)
        self.do(f"{self.address}naskah/", {"text": self.text})
        return first.text, second.text

    def fix(self, declaration=None):
        return self.do(
            f"/meja/deklarasi/{declaration or self.declaration}/tetapkan/", {"accepts_warnings": "on"}
        ).text

    def cards(self, declaration=None):
        """Codes by name, read off the printed sheet."""
        address = f"/meja/deklarasi/{declaration or self.declaration}/kartu/"
        units = re.findall(r'name="unit" value="(\d+)"', self.look(address, by=self.galih))
        sheet = PdfReader(BytesIO(self.do(f"{address}lembar/", {"unit": units}).content))
        lines = [line.strip() for page in sheet.pages for line in page.extract_text().splitlines()]
        names = [line for line in lines if line in {f"{name} Contoh" for name in city.NAMES}]
        return dict(zip(names, [line for line in lines if CODE.match(line)], strict=True))

    def until_cards(self):
        """The weeks before, in one go: everything up to printed cards."""
        self.take_in_the_lists()
        self.plan()
        self.approve_a_text()
        self.clock.forward(hours=30)
        self.fix()
        self.clock.move_to(city.CARDS)
        units = [unit.id for unit in roster.units(on=timezone.localdate())]
        made = operations.issue_cards(
            declaration=self.declaration, units=units, by=self.galih, at=timezone.now()
        )
        self.codes = {
            card.name: card.code for card in made
        }  # the sheet itself is read in the story of the cards
        return self

    # ── the day ─────────────────────────────────────────────────────────────────────────────────

    def open_signing(self, site=None):
        """The leader prepares the screen and goes through the run sheet; the screen's address."""
        site = site or self.site
        shown = self.do(f"/meja/lokasi/{site}/layar/").text
        orders = [int(order) for order in re.findall(r"/langkah/(\d+)/mulai/", shown)]
        for order in sorted(set(orders)):
            if "Penandatanganan dibuka sejak" not in self.look(
                f"/meja/lokasi/{site}/jalankan/", by=self.galih
            ):
                self.do(f"/meja/lokasi/{site}/langkah/{order}/mulai/")
        return re.search(r"/layar/[^/\"]+/", shown)[0]

    def stage_code(self, screen):
        return re.search(r'id="stage-code">([^<]+)<', self.look(screen))[1].strip()

    def phone(self, short=None):
        """A phone that speaks the protocol, at the site with this short address."""
        return Phone(SimpleNamespace(site=SimpleNamespace(short=short or self.short)))

    def sign(self, name, *, code=None, phone=None):
        """From card to accepted pledge; phone, pass and answer."""
        phone = phone or self.phone()
        given, _, answer = phone.sign_as(SimpleNamespace(code=self.codes[name]), code=code)
        return SimpleNamespace(phone=phone, given=given, **answer)

    def receipt(self, signed):
        answer = signed.phone.receipt(signed.given)
        assert answer.status_code == 200, answer.content
        return answer.json()["receipt"]

    @property
    def trust(self):
        return ledger.trust_of()
