"""The paper roll: each scan once, matched by one officer, confirmed by another."""

import re
import stat
import time
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ikrar.accounts.models import AuditRow
from ikrar.kernel.canonical import canonical
from ikrar.pledges.models import PaperPage, PaperRoll, Pledge
from ikrar.pledges.operations.paper import scan_path
from ikrar.pledges.operations.running import start_step
from ikrar.pledges.queries.receipts import proof_by_id
from ikrar.register import operations as register
from ikrar.register.queries import trust_of
from ikrar.register.verify import examine
from ikrar.web import access
from tests.pledges.day.conftest import user

JPEG = b"\xff\xd8\xff\xe0 scan of a sheet \xff\xd9"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def roll(city, staff, signed_in, now):
    start_step(site_id=city.site.public_id, order=4, by=staff["hadi"], at=now.at)
    address = reverse("pledges:paper", args=[city.declaration.public_id])
    signed_in("eka").post(address, {"site": city.site.public_id, "unit": city.one.public_id})
    return PaperRoll.objects.get().public_id


def upload(client, roll, content=JPEG, name="hal.jpg"):
    return client.post(reverse("pledges:paper-add", args=[roll]), {"scan": SimpleUploadedFile(name, content)})


def matched(client, roll, duties, page=1):
    address = reverse("pledges:paper-match", args=[roll])
    return client.post(address, {"page": page, "duties": [duty.pk for duty in duties]})


def confirm(signed_in, name, roll):
    client = signed_in(name)
    session = client.session
    session[access.CONFIRMED_AT] = int(time.time())
    session.save()
    return client.post(reverse("pledges:paper-confirm", args=[roll]))


def test_a_scan_is_kept_for_the_server_alone_and_shown_to_who_enters(city, client, roll):
    assert upload(client, roll).status_code == 302
    page = PaperPage.objects.get()
    assert stat.S_IMODE(scan_path(page.file).stat().st_mode) == 0o600
    shown = client.get(reverse("pledges:paper-scan", args=[roll, 1]))
    assert (b"".join(shown.streaming_content), shown["Content-Type"]) == (JPEG, "image/jpeg")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>not a scan</html>", "bukan JPEG"),
        (b"\xff\xd8\xff cut off", "bukan JPEG"),
        (b"MZ\x90 program", "bukan JPEG"),
        (b"\xff\xd8\xff" + bytes(12_000_000) + b"\xff\xd9", "lebih dari 12 MB"),
    ],
    ids=["html", "cut off", "program", "too large"],
)
def test_what_is_no_whole_scan_is_refused_whatever_its_name(city, client, roll, content, words):
    refused = upload(client, roll, content, name="hal.jpg")
    assert refused.status_code == 422
    assert words in refused.content.decode()
    assert not PaperPage.objects.exists()


def test_the_same_scan_is_used_once(city, client, roll):
    upload(client, roll)
    refused = upload(client, roll)
    assert refused.status_code == 422
    assert "dihitung sekali" in refused.content.decode()


def test_another_officer_confirms_and_only_then_it_counts(city, client, signed_in, roll):
    people = city.duties[city.one.pk][:3]
    upload(client, roll)
    matched(client, roll, people)
    assert not Pledge.objects.exists()
    assert confirm(signed_in, "eka", roll).status_code == 403
    assert confirm(signed_in, "fajar", roll).status_code == 302
    pledges = Pledge.objects.all()
    assert {(p.key_kind, p.identified_by, p.presence) for p in pledges} == {("paper", "witness", "none")}
    assert {p.duty_id for p in pledges} == {duty.pk for duty in people}
    assert all(p.signature["sheet_sha256"] == PaperPage.objects.get().sha256 for p in pledges)
    assert confirm(signed_in, "fajar", roll).status_code == 409


def test_who_ticked_anybody_on_a_roll_does_not_confirm_it_either(city, client, signed_in, roll):
    people = city.duties[city.one.pk][:3]
    upload(client, roll)
    upload(client, roll, JPEG + b"\xff\xd9")
    matched(signed_in("eka"), roll, people[:1])
    matched(signed_in("fajar"), roll, people[1:], page=2)
    for name in ("eka", "fajar"):
        page = signed_in(name).get(reverse("pledges:paper-confirm", args=[roll])).content.decode()
        assert "petugas lain yang harus mengesahkannya" in page
        assert confirm(signed_in, name, roll).status_code == 403
    assert not Pledge.objects.exists()


def test_who_pledged_with_a_stronger_key_meanwhile_keeps_that(city, client, signed_in, roll):
    duty, other = city.duties[city.one.pk][:2]
    upload(client, roll)
    matched(client, roll, [duty, other])
    city.sign(duty)
    confirm(signed_in, "fajar", roll)
    assert Pledge.objects.get(duty=duty, effective=True).key_kind == "device-key"
    assert Pledge.objects.get(duty=other, effective=True).key_kind == "paper"


def test_people_of_other_units_cannot_be_ticked(city, client, roll):
    upload(client, roll)
    refused = matched(client, roll, city.duties[city.two.pk][:1])
    assert refused.status_code == 422


def test_beyond_the_daily_cap_no_more_is_taken_until_confirmed(city, client, roll, settings):
    settings.IKRAR_PAPER_PER_DAY = 2
    upload(client, roll)
    refused = matched(client, roll, city.duties[city.one.pk][:3])
    assert refused.status_code == 409
    assert matched(client, roll, city.duties[city.one.pk][:2]).status_code == 302


def test_looking_at_the_names_is_noted(city, client, roll):
    client.get(reverse("pledges:paper-roll", args=[roll]))
    row = AuditRow.objects.filter(act="paper.names-seen").latest("number")
    assert (row.subject, row.detail) == (roll, {"people": 8})


def test_who_enters_a_roll_does_not_learn_who_has_signed(city, client, roll):
    upload(client, roll)
    before = client.get(reverse("pledges:paper-roll", args=[roll])).content.decode()
    city.sign(city.duties[city.one.pk][0])
    after = client.get(reverse("pledges:paper-roll", args=[roll])).content.decode()
    assert people(after) == people(before)


def people(page):
    return re.findall(r"<tr><td><input.*?</tr>", page)


def test_a_discarded_roll_leaves_no_scan_behind(city, client, roll):
    upload(client, roll)
    path = scan_path(PaperPage.objects.get().file)
    client.post(reverse("pledges:paper-discard", args=[roll]))
    assert not path.exists()
    assert client.get(reverse("pledges:paper-roll", args=[roll])).status_code == 404


@pytest.mark.parametrize("name", ["budi", "dewi", "gita"])
def test_who_may_not_enter_paper_sees_no_roll(signed_in, roll, name):
    assert signed_in(name).get(reverse("pledges:paper-roll", args=[roll])).status_code == 403


@pytest.mark.parametrize(
    ("route", "more", "method"),
    [
        ("paper-roll", (), "get"),
        ("paper-add", (), "post"),
        ("paper-match", (), "post"),
        ("paper-discard", (), "post"),
        ("paper-scan", (1,), "get"),
        ("paper-confirm", (), "get"),
        ("paper-confirm", (), "post"),
        ("paper-confirm-scan", (1,), "get"),
    ],
)
def test_a_roll_of_another_unit_is_closed_whoever_asks(city, client, roll, route, more, method):
    upload(client, roll)
    client.force_login(user("ida", "PERSONNEL", city.two.public_id))
    session = client.session
    session[access.CONFIRMED_AT] = int(time.time())
    session.save()
    assert getattr(client, method)(reverse(f"pledges:{route}", args=[roll, *more])).status_code == 403
    assert PaperRoll.objects.filter(confirmed_at=None).count() == 1
    listed = client.get(reverse("pledges:paper", args=[city.declaration.public_id])).content.decode()
    assert "Kelurahan Contoh Satu" not in listed


def test_the_list_of_what_waits_counts_kiosk_signatures_too(city, signed_in, roll):
    shown = signed_in("fajar").get(reverse("pledges:paper-confirming", args=[city.declaration.public_id]))
    assert "Kelurahan Contoh Satu" in shown.content.decode()
    assert "menunggu pengesahan" in shown.content.decode()


def test_the_receipt_of_a_paper_pledge_verifies_and_says_where_the_signature_is(
    city, client, signed_in, roll, now
):
    upload(client, roll)
    matched(client, roll, city.duties[city.one.pk][:1])
    confirm(signed_in, "fajar", roll)
    for seconds in (0, 5, 10):
        register.advance(at=now.at + timedelta(seconds=seconds))
    report = examine(canonical(proof_by_id(pledge_id=Pledge.objects.get().pk).full), trust=trust_of())
    assert report.failed is None
    assert any("on that paper" in words.en for words in report.remarks)
