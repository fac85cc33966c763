from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ikrar.accounts import queries as accounts
from ikrar.roster import models, queries
from ikrar.roster.domain.lists import State
from tests.roster.conftest import ANI, BUDI, HEAD, JAN, A, B, csv, upload

FIRST = csv(HEAD + ";NIK", f"{ANI};Ani Contoh;Camat;{A};3173", f"{BUDI};Budi Contoh;Lurah;{B};3174")


@pytest.fixture
def personnel(client, as_user):
    as_user(client, "PERSONNEL")
    return client


def _send(client, content, **said):
    data = {
        "kind": "OFFICIALS",
        "effective_on": "2026-01-01",
        "status": "PNS",
        "makes_units": "on",
        "base": "",
        **said,
    }
    return client.post(reverse("roster:new_import"), {**data, "file": upload(content)})


def test_a_list_goes_from_upload_to_undo_by_plain_forms(personnel, city):
    run = _send(personnel, FIRST)
    page = personnel.get(run.url)
    assert "Apa arti setiap kolom?" in page.text
    assert "NIK" in page.text
    assert "3173" not in page.text
    public_id = run.url.rstrip("/").rsplit("/", 1)[1]
    form = page.context["form"]
    chosen = {name: field.initial for name, field in form.fields.items()}
    assert personnel.post(reverse("roster:choose_columns", args=[public_id]), chosen).status_code == 302
    preview = personnel.get(run.url)
    assert "Terapkan 2 perubahan" in preview.text
    assert ANI not in preview.text
    personnel.post(reverse("roster:apply_import", args=[public_id]))
    working = personnel.get(run.url)
    while 'http-equiv="refresh"' in working.text:
        working = personnel.get(run.url)
    assert queries.import_run(public_id=public_id).state == State.APPLIED
    assert queries.official_by_number(number=ANI, on=JAN).position == "Camat"
    assert "berlaku" in personnel.get(reverse("roster:imports")).text
    personnel.post(reverse("roster:undo_import", args=[public_id]))
    personnel.get(run.url)
    assert queries.official_by_number(number=ANI, on=JAN) is None
    acts = {a.act for a in accounts.acts()}
    assert {"roster.list_uploaded", "roster.list_applied", "roster.list_undone"} <= acts


def test_one_meaning_for_two_columns_is_refused(personnel, city):
    run = _send(personnel, FIRST)
    personnel.get(run.url)
    url = reverse("roster:choose_columns", args=[run.url.rstrip("/").rsplit("/", 1)[1]])
    answer = personnel.post(url, {"column0": "NAME", "column1": "NAME"})
    assert answer.status_code == 422
    assert "Satu arti dipilih untuk dua kolom" in answer.text
    assert personnel.post(url, {"column1": "NAME"}).status_code == 422


@pytest.mark.parametrize(("language", "words"), [("", "Berkas rusak"), ("/en", "The file is broken")])
def test_a_broken_file_is_told_in_both_languages(personnel, city, language, words):
    run = _send(personnel, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900)
    for _ in range(5):
        page = personnel.get(language + run.url)
    assert words in page.text


def test_an_upload_over_the_limit_is_told(personnel, city, settings):
    settings.IKRAR_UPLOAD_BYTES = 10
    assert _send(personnel, FIRST).status_code == 413


def test_names_with_html_are_escaped_in_the_preview(personnel, city):
    run = _send(personnel, csv("NIP;NAMA;UNOR NAMA", f"{ANI};<script>alert(1)</script>;{A}"))
    page = personnel.get(run.url)
    public_id = run.url.rstrip("/").rsplit("/", 1)[1]
    chosen = {n: f.initial for n, f in page.context["form"].fields.items()}
    personnel.post(reverse("roster:choose_columns", args=[public_id]), chosen)
    page = personnel.get(run.url)
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text
    sheet = personnel.get(reverse("roster:refused_rows", args=[public_id]))
    assert sheet.content.startswith(b"PK")
    personnel.post(reverse("roster:discard_import", args=[public_id]))
    personnel.get(run.url)
    assert queries.import_run(public_id=public_id).state == State.DISCARDED
    assert personnel.post(reverse("roster:apply_import", args=[public_id])).status_code == 409


def _units(on=JAN):
    return {u.path_names[-1]: u for u in queries.units(on=on)}


def test_the_tree_and_its_people_are_shown_and_looking_is_recorded(personnel, lists):
    lists.apply(FIRST)
    tree = personnel.get(reverse("roster:units"))
    assert "Kelurahan Contoh Satu" in tree.text
    unit = _units()["Kecamatan Contoh"]
    page = personnel.get(reverse("roster:unit", args=[unit.public_id]), {"q": "ani"})
    assert "Ani Contoh" in page.text
    assert "Budi Contoh" not in page.text
    assert ANI not in page.text
    assert [a for a in accounts.acts() if a.act == "roster.names_seen" and a.subject == unit.public_id]


def test_absence_and_address_are_entered_on_the_page_of_the_official(personnel, lists):
    lists.apply(FIRST)
    ani = queries.official_by_number(number=ANI, on=JAN)
    today = timezone.localdate().isoformat()
    url = reverse("roster:set_absence", args=[ani.public_id])
    wrong = personnel.post(url, {"begins_on": "2026-02-02", "last_day": "2026-02-01", "reason": "PERMITTED"})
    assert wrong.status_code == 422
    assert (
        personnel.post(url, {"begins_on": today, "last_day": today, "reason": "CUTI_SAKIT"}).status_code
        == 422
    )
    personnel.post(url, {"begins_on": today, "last_day": today, "reason": "PERMITTED"})
    page = personnel.get(reverse("roster:official", args=[ani.public_id]))
    assert "tidak wajib hari ini" in page.text
    absence = models.Absence.objects.get()
    personnel.post(reverse("roster:withdraw_absence", args=[ani.public_id, absence.id]))
    assert "Tidak ada yang tercatat" in personnel.get(reverse("roster:official", args=[ani.public_id])).text
    contact = reverse("roster:set_contact", args=[ani.public_id])
    assert personnel.post(contact, {"email": "bukan surel"}).status_code == 422
    personnel.post(contact, {"email": "ani@contoh.example"})
    assert queries.contact(official_id=ani.id).email == "ani@contoh.example"


def test_units_institutions_and_representatives_by_form(personnel, city):
    root = _units()["Pemerintah Kota Contoh"]
    url = reverse("roster:new_unit", args=[root.public_id])
    assert personnel.get(url).status_code == 200
    personnel.post(url, {"name": "Dinas Contoh", "begins_on": "2026-01-01"})
    assert "Dinas Contoh" in _units()
    assert personnel.post(url, {"name": "Dinas Contoh", "begins_on": "2026-01-01"}).status_code == 409
    personnel.post(reverse("roster:new_institution"), {"name": "KPU Kota Contoh", "kind": "KPU"})
    kpu = queries.institutions()[1].public_id
    add = reverse("roster:new_representative", args=[kpu])
    personnel.post(
        add, {f"{kpu}-name": "Eko Contoh", f"{kpu}-position": "Ketua", f"{kpu}-begins_on": "2026-01-01"}
    )
    assert personnel.post(add, {}).status_code == 422
    page = personnel.get(reverse("roster:institutions"))
    assert "Eko Contoh" in page.text
    row = models.Representative.objects.get()
    personnel.post(reverse("roster:end_representative", args=[kpu, row.id]))
    assert "Eko Contoh" not in personnel.get(reverse("roster:institutions")).text


def test_an_appointment_is_uploaded_with_its_decree(personnel, lists):
    lists.apply(FIRST)
    content = csv("NO;NIP;NAMA;JABATAN BARU;TMT", f"1;{ANI};Ani Contoh;Sekretaris Daerah;01/02/2026")
    data = {
        "title": "Pelantikan contoh",
        "decree": "Kep. 1",
        "effective_on": "2026-02-01",
        "base": "",
        "file": upload(content),
    }
    assert personnel.get(reverse("roster:new_appointment")).status_code == 200
    run = personnel.post(reverse("roster:new_appointment"), data)
    public_id = run.url.rstrip("/").rsplit("/", 1)[1]
    page = personnel.get(run.url)
    personnel.post(
        reverse("roster:choose_columns", args=[public_id]),
        {n: f.initial for n, f in page.context["form"].fields.items()},
    )
    personnel.get(run.url)
    personnel.post(reverse("roster:apply_import", args=[public_id]))
    personnel.get(run.url)
    assert "Pelantikan contoh" in personnel.get(reverse("roster:appointments")).text
    assert queries.official_by_number(number=ANI, on=date(2026, 2, 1)).position == "Sekretaris Daerah"


def test_a_personnel_officer_of_one_kelurahan_stays_there(client, as_user, lists, at):
    lists.apply(FIRST)
    one, two = _units()["Kelurahan Contoh Satu"], _units()["Kelurahan Contoh Dua"]
    as_user(client, "PERSONNEL", scope=one.public_id)
    assert client.get(reverse("roster:unit", args=[one.public_id])).status_code == 200
    assert client.get(reverse("roster:unit", args=[two.public_id])).status_code == 403
    budi = queries.official_by_number(number=BUDI, on=JAN)
    assert client.get(reverse("roster:official", args=[budi.public_id])).status_code == 403
    assert _send(client, FIRST).status_code == 422
    foreign = _send(client, FIRST, base=two.public_id)
    assert foreign.status_code == 422
    own = _send(
        client,
        csv(HEAD, f"{BUDI};Budi Contoh;Lurah;Seksi Pemerintahan", f"{ANI};Ani Contoh;Camat;{B}"),
        base=one.public_id,
    )
    page = client.get(own.url)
    public_id = own.url.rstrip("/").rsplit("/", 1)[1]
    client.post(
        reverse("roster:choose_columns", args=[public_id]),
        {n: f.initial for n, f in page.context["form"].fields.items()},
    )
    client.get(own.url)
    refused = {r.reason for r in queries.preview(public_id=public_id, verdict="REFUSED")}
    assert refused == {"FROM_OUTSIDE", "UNIT_OUTSIDE"}
    whole = lists.preview(FIRST)
    assert client.get(reverse("roster:import", args=[whole.public_id])).status_code == 403


PAGES = [
    "roster:units",
    "roster:imports",
    "roster:new_import",
    "roster:appointments",
    "roster:new_appointment",
    "roster:institutions",
    "roster:new_institution",
]


def test_an_officer_of_one_kelurahan_enters_no_institution(client, as_user, lists):
    one = queries.units(on=JAN)[-1]
    as_user(client, "PERSONNEL", scope=one.public_id)
    before = models.Institution.objects.count()
    new = {"name": "Bawaslu Contoh", "kind": "BAWASLU"}
    assert client.post(reverse("roster:new_institution"), new).status_code == 403
    partner = models.Institution.objects.get(is_convenor=True)
    address = reverse("roster:new_representative", args=[partner.public_id])
    assert client.post(address, {"name": "x"}).status_code == 403
    assert models.Institution.objects.count() == before


@pytest.mark.parametrize("name", PAGES)
def test_outsiders_and_nobody_do_not_get_in(client, dewi_client, personnel, city, name):
    assert Client().get(reverse(name)).status_code == 302
    assert dewi_client.get(reverse(name)).status_code == 403
    assert personnel.get(reverse(name)).status_code == 200
    assert personnel.get("/en" + reverse(name)).status_code == 200
