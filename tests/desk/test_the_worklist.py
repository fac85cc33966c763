"""The worklist of unit officers: who still owes a pledge and what to do; one's own units alone; nobody's choice."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ikrar.accounts.models import AuditRow
from ikrar.desk.queries import tiles
from ikrar.pledges.domain import Decline
from ikrar.pledges.models import Declaration, Obligation, Reminder
from ikrar.pledges.operations import declining
from tests.pledges.duties.conftest import MONDAY, appoint, duty_of, look, newcomer, sign, write_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(held, city, clock):
    """Mawar's three are newly appointed, Kenanga has a newcomer; one of Mawar is overdue, one due soon."""
    clock.at = MONDAY
    first, second, third = city.people["mawar"]
    appoint([first, second, third])
    newcomer(city.units["kenanga"], 199001012020011001, "Lala Contoh", begins_on=date(2026, 11, 19))
    look()
    write_to(first)
    Obligation.objects.filter(official=first).update(due_on=date(2026, 11, 20))
    Obligation.objects.filter(official=second).update(due_on=date(2026, 11, 27))
    return city


def address(unit):
    return f"/meja/kewajiban/{unit.public_id}/"


def test_an_officer_sees_what_is_due_and_what_to_do(listed, citra_client):
    page = citra_client.get("/meja/kewajiban/", follow=True).content.decode()
    assert "Pegawai 0 Kelurahan Mawar Contoh" in page
    for words in (
        "lewat batas",
        "segera",
        "baru diangkat",
        "pegawai baru",
        "Minta penyelenggara",
        "tanpa surel",
    ):
        assert words.split()[0] in page
    assert "ketentuan kantor" in page
    assert page.index("Pegawai 0 Kelurahan Mawar") < page.index(
        "Pegawai 1 Kelurahan Mawar"
    )  # the earliest first
    assert AuditRow.objects.filter(act="roster.names_seen").exists()


@pytest.mark.parametrize(
    ("only", "there", "not_there"),
    [
        ("lewat", "Pegawai 0 Kelurahan Mawar", "Pegawai 1 Kelurahan Mawar"),
        ("segera", "Pegawai 1 Kelurahan Mawar", "Lala Contoh"),
        ("baru", "Lala Contoh", "Pegawai 0 Kelurahan Mawar"),
        ("diangkat", "Pegawai 2 Kelurahan Mawar", "Lala Contoh"),
        ("tanpa-surel", "Lala Contoh", "Pegawai 0 Kelurahan Mawar"),
        ("tanpa-sesi", "Lala Contoh", "Tidak ada yang seperti ini"),
    ],
)
def test_it_is_narrowed(listed, citra_client, only, there, not_there):
    page = citra_client.get(f"{address(listed.units['kota'])}?saring={only}").content.decode()
    assert there in page
    assert not_there not in page


def test_an_address_reported_wrong_is_something_to_do(listed, citra_client):
    first = listed.people["mawar"][0]
    Reminder.objects.create(official=first, on=MONDAY.date(), at=MONDAY, wrong_at=MONDAY)
    page = citra_client.get(f"{address(listed.units['kota'])}?saring=surel-salah").content.decode()
    assert "Betulkan alamat surel" in page
    assert "Pegawai 0 Kelurahan Mawar" in page
    write_to(first, "benar@contoh.example", changed_at=MONDAY + timedelta(hours=1))
    page = citra_client.get(f"{address(listed.units['kota'])}?saring=surel-salah").content.decode()
    assert "Pegawai 0 Kelurahan Mawar" not in page


def test_a_head_of_unit_sees_the_own_subtree_alone(listed, client, as_user):
    as_user(client, "UNIT_HEAD", scope=listed.units["barat"].public_id)
    own = client.get("/meja/kewajiban/", follow=True).content.decode()
    assert "Pegawai 0 Kelurahan Mawar Contoh" in own
    assert "Lala" not in own
    for unit in ("timur", "kota", "kenanga"):
        assert client.get(address(listed.units[unit])).status_code == 403
        assert client.get(f"{address(listed.units[unit])}pesan/").status_code == 403
        assert client.post(f"{address(listed.units[unit])}hentikan/", {"reason": "x"}).status_code == 403
    stranger = listed.people["kenanga"][0].public_id
    assert client.post(f"{address(listed.units['barat'])}{stranger}/surat/").status_code == 403


def test_who_declined_and_who_signed_have_both_been_asked(listed, held, citra_client):
    signer, decliner, _ = listed.people["mawar"]
    Declaration.objects.filter(pk=held.pk).update(cut_off_at=MONDAY + timedelta(days=9))
    sign(duty_of(signer, held))
    declining.decline(duty_id=duty_of(decliner, held).pk, reason=Decline.OBJECTS_TO_TEXT, at=MONDAY)
    page = citra_client.get(address(listed.units["kota"])).content.decode()
    assert "Pegawai 0 Kelurahan Mawar" not in page
    assert "Pegawai 1 Kelurahan Mawar" not in page
    assert "Pegawai 2 Kelurahan Mawar" in page
    assert "sudah ditanya" in page
    assert not {word for word in ("menolak", "keberatan", "Keberatan") if word in page}


def test_the_message_for_a_group_names_and_counts_nobody(listed, citra_client):
    page = citra_client.get(f"{address(listed.units['mawar'])}pesan/").content.decode()
    text = page.partition("<textarea")[2].partition("</textarea>")[0]
    assert "27 November 2026" in text
    assert "Kelurahan Mawar Contoh" in text
    assert not {word for word in ("Pegawai", "Lala", " 3 ", " 2 ", "orang") if word in text}


def test_the_spreadsheet_asks_again_and_is_harmless(listed, citra_client, client, as_user):
    as_user(client, "PERSONNEL", confirmed=False)
    first = client.get(f"{address(listed.units['kota'])}kewajiban.xlsx")
    assert first.headers["Content-Type"].startswith("text/html") or first.status_code == 302
    answer = citra_client.get(f"{address(listed.units['kota'])}kewajiban.xlsx?saring=lewat")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][1] == "Pegawai 0 Kelurahan Mawar Contoh"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_large_unit_has_pages(listed, citra_client, monkeypatch):
    monkeypatch.setattr("ikrar.pledges.queries.worklist.ON_A_PAGE", 3)
    page = citra_client.get(address(listed.units["kota"])).content.decode()
    assert "Halaman 1 dari 2" in page
    last = citra_client.get(f"{address(listed.units['kota'])}?halaman=9").content.decode()
    assert "Halaman 2 dari 2" in last
    assert "Pegawai 0 Kelurahan Mawar" not in last


def test_reminders_are_stopped_and_go_on(listed, citra_client):
    unit = address(listed.units["mawar"])
    assert "Tulis alasannya" in citra_client.post(f"{unit}hentikan/", follow=True).content.decode()
    citra_client.post(f"{unit}hentikan/", {"reason": "Unit sedang dipindahkan."})
    page = citra_client.get(unit).content.decode()
    assert "Unit sedang dipindahkan." in page
    assert citra_client.post(f"{unit}hentikan/", {"reason": "Lagi."}).status_code == 409
    citra_client.post(f"{unit}lanjutkan/")
    assert "Unit sedang dipindahkan." not in citra_client.get(unit).content.decode()
    person = listed.people["mawar"][0]
    citra_client.post(f"{unit}{person.public_id}/surat/", {"diam": "1"})
    assert Obligation.objects.get(official=person).silenced_at is not None
    citra_client.post(f"{unit}{person.public_id}/surat/", {"diam": "0"})
    assert Obligation.objects.get(official=person).silenced_at is None


def test_it_asks_as_few_questions_for_many_as_for_few(listed, citra_client, django_assert_max_num_queries):
    for number in range(40):
        newcomer(
            listed.units["kenanga"],
            199001012020013000 + number,
            f"Baru {number} Contoh",
            begins_on=date(2026, 11, 19),
        )
    look(MONDAY + timedelta(hours=1))
    with django_assert_max_num_queries(45):
        page = citra_client.get(address(listed.units["kota"])).content.decode()
    assert "Baru 39 Contoh" in page


def test_the_desk_tells_what_waits(listed, make_user, clock):
    officer = make_user("Petugas Contoh", "PERSONNEL")
    found = {tile.url_name: tile for tile in tiles(worker=officer, at=MONDAY)}
    assert found["desk:duty-units"].count == 4
    assert found["desk:duty-units"].is_urgent
    head = make_user("Kepala Contoh", "UNIT_HEAD", scope=listed.units["timur"].public_id)
    assert {t.url_name: t.count for t in tiles(worker=head, at=MONDAY)}["desk:duty-units"] == 1
    organiser = make_user("Galih Contoh", "ORGANISER")
    Declaration.objects.update(cut_off_at=MONDAY - timedelta(days=1))
    assert "pledges:plan-new" in {t.url_name for t in tiles(worker=organiser, at=MONDAY)}


def test_only_those_who_follow_up_come_in(listed, dewi_client, nobody):
    assert dewi_client.get(address(listed.units["kota"])).status_code == 403
    assert nobody.get(address(listed.units["kota"])).url.startswith("/akun/masuk/")
