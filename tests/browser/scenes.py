"""Rows that pages need before they can be looked at: built when a page asks for one of their names.

Each context adds a function and the names it gives.
"""

import importlib.util
import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from demo import commitment
from demo.stage import Stage
from ikrar.commitments import queries as joint
from ikrar.commitments.operations import enrolling, notices, sheets
from ikrar.openness.operations import propose, publish_due, republish
from ikrar.papers import operations as papers
from ikrar.papers.domain import PDF, PaperKind
from ikrar.pledges import operations as plans
from ikrar.pledges import queries
from ikrar.pledges.domain import Aspect, cards
from ikrar.pledges.models import CodeCard, Dispute, Duty, Obligation, Pledge, Reminder, Site, Trouble
from ikrar.pledges.operations import owing
from ikrar.pledges.operations.disputing import dispute
from ikrar.pledges.operations.kiosk import open_kiosk
from ikrar.pledges.operations.owing.pausing import wrong_hash
from ikrar.pledges.operations.paper import add_page, start_roll
from ikrar.pledges.operations.running import open_stage, start_step
from ikrar.pledges.operations.sites import SiteDetails
from ikrar.pledges.operations.telling import tell_signers
from ikrar.privacy.domain.incidents import Exposed, LetterTo, StartsFrom
from ikrar.privacy.domain.requests import Ground, Outcome, RequestKind
from ikrar.privacy.operations import incidents, requests
from ikrar.roster import operations as roster
from ikrar.roster import queries as lists
from ikrar.roster.domain.lists import Kind as ListKind
from ikrar.roster.domain.lists import State
from ikrar.roster.importing.columns import Field
from ikrar.roster.models import Appointee, Appointment, Edition
from ikrar.roster.operations import Terms
from tests.papers.checking import making
from tests.papers.checking.authority import Authority
from tests.pledges.day.conftest import build_city

SCAN = b"%PDF-1.7 a scanned sheet %%EOF"


def _openness():
    """The invented city of the tests of openness; the test tree is no package."""
    path = Path(__file__).parents[1] / "openness" / "conftest.py"
    spec = importlib.util.spec_from_file_location("browser_openness", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def public_figures(scene):
    """A declaration with published figures, and one known from the press, of the same city."""
    assert scene["day"]
    openness = _openness()
    city = openness.sign_all(openness.made_city())
    publish_due(at=openness.EVENING)
    recorded = openness.record(city)
    openness.lay_out(city)
    return {
        "published": city.declaration.public_id,
        "recorded": recorded.public_id,
        "institution": city.institution.public_id,
        "figures_city": city,
    }


def a_correction(scene):
    """Five sheets of paper came late, and the figures were published again."""
    scene["figures_city"].sign("Kelurahan Contoh Dua", 5)
    by = scene.make_user("Citra Contoh", "ORGANISER")
    at = timezone.now()
    found = propose(declaration=scene["published"], at=at)
    note = "Lima ikrar kertas terlambat dimasukkan."
    republish(declaration=scene["published"], note=note, seen=found.mark, by=by, at=at)
    return {"corrected": scene["published"]}


def the_day(scene):
    """A roll call this morning: a site that signs, one that waits, a kiosk, a paper roll, a few troubles."""
    at = timezone.now()
    city = build_city(on=timezone.localdate())
    by = scene.make_user("Hadi Contoh", "SITE_LEADER")
    site, waiting = city.site, Site.objects.create(declaration=city.declaration, name="Kelurahan Contoh Dua")
    start_step(site_id=site.public_id, order=4, by=by, at=at)
    for duty in city.duties[city.one.pk][:6]:
        city.sign(duty, at=at)
    tell_signers(at=at)
    for kind in ("WRONG_CODE", "UNKNOWN_NUMBER", "MANY_ON_DEVICE"):
        Trouble.objects.create(declaration=city.declaration, site=site, kind=kind, at=at)
    roll = start_roll(site_id=site.public_id, unit=city.one.public_id, by=by, at=at)
    add_page(roll=roll, content=SCAN, by=by, at=at)
    kiosk = open_kiosk(site_id=site.public_id, witness_unit=city.bureau.public_id, by=by, at=at)
    return {
        "day": city.declaration.public_id,
        "day_site": site.public_id,
        "day_unit": city.one.public_id,
        "day_roll": roll,
        "day_kiosk": f"/kios/{kiosk.token}/",
        "day_signing": f"/i/{site.short}",
        "person": city.duties[city.one.pk][0].official.public_id,
        "card": card_of(city.duties[city.one.pk][0], at=at),
        "card of one who waits": card_of(city.duties[city.one.pk][7], at=at),
        "day_stage": f"/layar/{open_stage(site_id=site.public_id, by=by, at=at)}/",
        "day_stage_waiting": f"/layar/{open_stage(site_id=waiting.public_id, by=by, at=at)}/",
    }


def card_of(duty, *, at):
    """The code on this person's card."""
    code = cards.new_code()
    secret = settings.KEYRING.secret("codes")
    hashed = cards.code_hash(secret=secret, declaration=duty.declaration.public_id, code=code)
    CodeCard.objects.create(duty=duty, code_hash=hashed, issued_at=at)
    return cards.grouped(code)


def a_dispute(scene):
    """Somebody of the morning says "not me"."""
    assert scene["day"]
    pledge = Pledge.objects.order_by("id").last()
    dispute(pledge_id=pledge.id, at=timezone.now())
    return {"dispute": Dispute.objects.get().id}


def the_plan(scene):
    """A declaration whose hour is still open, with a site, a draft text and a published one."""
    assert scene["day"]
    at = timezone.now()
    by, second = (scene.make_user(f"{name} Contoh", "ORGANISER") for name in ("Citra", "Hana"))
    words = {"title": "Pakta Contoh", "reading": "Kami berikrar.", "body": "Saya berjanji netral."}
    draft, published = (plans.draft(**words, by=by, at=at) for _ in range(2))
    sha = queries.text(public_id=published).text_sha256
    for approver in (by, second):
        plans.approve(text=published, text_sha256=sha, by=approver, at=at)
    plan = plans.create(title="Deklarasi Netralitas Contoh", by=by, at=at)
    for value in ("Halaman Balai Kota Contoh", "Ballroom Hotel Contoh"):
        plans.add_option(declaration=plan, aspect=Aspect.PLACE, value=value, note_on_it="Muat 400 orang")
    plans.add_item(declaration=plan, label="Surat undangan ke Bawaslu", responsible="Citra Contoh")
    details = SiteDetails(name="Balai Kota Contoh", leader="Wali Kota Contoh", reader="Camat Contoh")
    site = plans.add_site(declaration=plan, details=details, by=by, at=at)
    return {
        "plan": plan,
        "plan_site": site,
        "plan_draft": draft,
        "plan_text": published,
        "account": by.public_id,
    }


def the_lists(scene):
    """A list whose columns are to be named, and one that may be applied."""
    assert scene["day"]
    at = timezone.now()
    terms = Terms(kind=ListKind.OFFICIALS, effective_on=timezone.localdate(), makes_units=True)

    def begin(name, *lines):
        file = BytesIO("\n".join(lines).encode())
        run = roster.begin_import(file=file, file_name=name, terms=terms, by=None, at=at)
        roster.advance_import(public_id=run, at=at, seconds=20.0)
        return run

    unknown = begin("daftar-baru.csv", "Pegawai,Tempat tugas,Kolom lain", "Ani Contoh,Kelurahan Contoh,1")
    known = begin(
        "nominatif.csv",
        "NIP,NAMA,UNIT KERJA,JABATAN",
        "198503302010012999,Bima Contoh,Kelurahan Contoh Tiga,Pranata Contoh",
        "12345,Salah Contoh,Kelurahan Contoh Tiga,Pranata Contoh",
    )
    view = lists.import_run(public_id=known)
    if view.state == State.MAPPING:
        chosen = {heading: Field(field) for heading, field in view.columns.items()}
        roster.choose_columns(public_id=known, chosen=chosen, at=at)
        roster.advance_import(public_id=known, at=at, seconds=20.0)
    assert lists.import_run(public_id=known).state == State.READY
    return {"mapping": unknown, "preview": known}


def duties_to_pledge(scene):
    """An appointment whose officials owe a pledge; one is absent, some have addresses."""
    assert scene["day"]
    at = timezone.now()
    people = [duty.official for duty in Duty.objects.order_by("id")[6:14]]
    seq = Edition.objects.get(id=1).seq
    made = Appointment.objects.create(
        title="Pelantikan pejabat contoh", decree="SK 5/2026 contoh", effective_on=timezone.localdate(at),
        entered_at=at, since_seq=seq,
    )  # fmt: skip
    Appointee.objects.bulk_create(
        Appointee(appointment=made, official=one, effective_on=made.effective_on) for one in people
    )
    owing.keep(at=at, seconds=60)
    for number, one in enumerate(Obligation.objects.order_by("id")):
        one.due_on = timezone.localdate(at) + timedelta(days=5 * number - 5)
        one.save(update_fields=["due_on"])
    root = next(unit for unit in lists.units(on=timezone.localdate(at)) if unit.parent_id is None)
    token = "contoh-salah-alamat"
    Reminder.objects.create(
        official=people[0], on=timezone.localdate(at), at=at, wrong_hash=wrong_hash(token)
    )
    return {"appointment": made.pk, "root_unit": root.public_id, "wrong_link": token}


def papers_out_and_back(scene):
    """A paper that left, and one that came back numbered and certified."""
    at = timezone.now()
    by = scene.make_user("Sekar Contoh", "ORGANISER")
    authority = Authority("Induk Contoh")
    lines = ("BERITA ACARA", "Nomor: ..............", "Kami menyatakan siap menjaga netralitas.")
    told = {"kind": PaperKind.INVITATION, "subject": "CONTOH0001", "media": PDF, "by": by, "at": at}
    out = papers.issue(title="Surat undangan, Kecamatan Contoh Utara", file=making.paper(lines), **told)
    told["kind"] = PaperKind.TEXT
    back = papers.issue(title="Naskah ikrar contoh", file=making.paper(lines), **told)
    numbered = making.paper((lines[0], "Nomor: 270/12/BKD/2026", lines[2]))
    signed = making.sign(
        numbered, authority.person("Siti Rahma Contoh"), authority, clock=authority.clock(), at=at
    )
    roots = Path(settings.IKRAR_DATA) / "roots"
    roots.mkdir(exist_ok=True)
    (roots / "induk.pem").write_bytes(authority.root.pem)
    with override_settings(IKRAR_TRUSTED_ROOTS=str(roots)):
        papers.take_back(paper=back.public_id, file=signed, number="270/12/BKD/2026", by=by, at=at)
    return {"paper_out": out.public_id, "paper_back": back.public_id}


def personal_data(scene):
    """Somebody asked twice, once answered; and an incident whose letter waits for a second officer."""
    assert scene["day"]
    at = timezone.now()
    by = scene.make_user("Eko Contoh", "PRIVACY")
    duty = Duty.objects.filter(declaration__public_id=scene["day"], cards=None).order_by("id").first()
    who, asked = duty.official_id, timedelta(hours=5)
    open_one = requests.ask(
        official_id=who, kind=RequestKind.ACCESS, words="Siapa yang melihat data saya?", at=at - asked
    )
    answered = requests.ask(
        official_id=who, kind=RequestKind.CORRECTION, words="Unit saya keliru.", at=at - asked
    )
    requests.answer(
        public_id=answered, outcome=Outcome.REFUSED, ground=Ground.OTHERS, text="Unit itu benar sejak 2024.",
        file=None, by=by, at=at,
    )  # fmt: skip
    correcting = requests.ask(
        official_id=who, kind=RequestKind.CORRECTION, words="Gelar saya kurang.", at=at - asked
    )
    made = incidents.record_incident(
        what="Sebuah berkas daftar terkirim ke alamat yang keliru.", exposed=[Exposed.NAMES, Exposed.NUMBERS],
        people=120, handling="Penerima diminta menghapusnya.", happened_at=None, happened_says="",
        known_at=at - asked, known_says="Kepala BKD", by=by, at=at,
    )  # fmt: skip
    incidents.start_clock(public_id=made, starts_from=StartsFrom.KNOWN, by=by, at=at)
    incidents.draft_letter(
        public_id=made, to=LetterTo.AUTHORITY, addressee="Lembaga contoh", everybody=False, numbers="",
        body="Kami memberitahukan.", by=by, at=at,
    )  # fmt: skip
    return {
        "open_request": open_one,
        "answered_request": answered,
        "open_correction": correcting,
        "card of one who asked": card_of(duty, at=at),
        "incident": made,
    }


def joint_commitments(scene):
    """Six institutions have signed one text; three others are at it: one signed, one is on paper, one is invited."""
    at = timezone.now()
    users = {
        f"{name}@contoh.example": scene.make_user(f"{name.title()} Contoh") for name in ("citra", "galih")
    }
    stage = Stage(now=at, data=Path(settings.IKRAR_DATA), users=users)
    settings.MEDIA_ROOT = Path(settings.IKRAR_DATA) / "media"
    commitment.signed_together(stage, lambda _: None)
    planned = commitment.planned_next(stage)
    known = {"by": users["galih@contoh.example"], "at": at}
    told = enrolling.invite(commitment=planned["public"], place=2, **known)
    sheets.mark(commitment=planned["open"], place=1, content=SCAN, **known)
    notice = {"organisation": "Kepolisian Negara Republik Indonesia", "source": "Surat contoh"}
    notices.tell(commitment=planned["public"], place=1, **notice, **known)
    [photograph] = joint.commitment(public_id=stage.tour["commitment"]).photographs
    return {
        "committed": stage.tour["commitment"],
        "commitment_screen": stage.tour["ceremony"],
        "commitment_photograph": photograph.public_id,
        "commitment_planned": planned["public"],
        "committing": planned["open"],
        "commitment_link": urlsplit(told).path,
    }


GIVES = {
    joint_commitments: {
        "committed",
        "commitment_screen",
        "commitment_photograph",
        "commitment_planned",
        "committing",
        "commitment_link",
    },
    the_day: {"day", "person", "card", "card of one who waits"},
    a_dispute: {"dispute"},
    the_plan: {"account"},
    the_lists: {"mapping", "preview"},
    duties_to_pledge: {"appointment", "root_unit", "wrong_link"},
    public_figures: {"published", "recorded", "institution", "figures_city"},
    a_correction: {"corrected"},
    papers_out_and_back: {"paper_out", "paper_back"},
    personal_data: {
        "open_request",
        "answered_request",
        "open_correction",
        "card of one who asked",
        "incident",
    },
}
PREFIXES = {"day_": the_day, "plan": the_plan}


class Scene(dict):
    """What a page's address needs, by name."""

    def __init__(self, make_user):
        super().__init__()
        self.make_user = make_user

    def __missing__(self, name):
        build = next((made for made, names in GIVES.items() if name in names), None)
        build = build or next(made for prefix, made in PREFIXES.items() if name.startswith(prefix))
        self.update(build(self))
        return self[name]
