"""The pages of the terms: choose a rule, give a day, see why; without script, without anything kept."""

import re
from datetime import datetime

import pytest
import time_machine

from ikrar.law.queries import terms as queries


@pytest.fixture(autouse=True)
def today():
    """Sunday, 22 November 2026, nine in the morning in Jakarta."""
    with time_machine.travel(datetime.fromisoformat("2026-11-22T09:00:00+07:00"), tick=False) as traveller:
        yield traveller


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_the_front_lists_all_terms_and_what_is_unsure(client):
    html = page(client, "/tenggat/")
    for code in queries.book().terms:
        assert f"/tenggat/{code}/" in html
    assert "perlu konfirmasi" in html
    assert "tidak ditemukan" in html


def test_a_rule_and_a_day_lead_on_to_its_page(client):
    answer = client.get("/tenggat/?aturan=KEB-1&hari=2024-11-04")
    assert (answer.status_code, answer["Location"]) == (302, "/tenggat/KEB-1/?hari=2024-11-04")
    known = client.get("/tenggat/?aturan=PKD-LAPOR&hari=2024-10-05")
    assert known["Location"] == "/tenggat/PKD-LAPOR/?diketahui=2024-10-05"
    found = client.get("/tenggat/?aturan=PML-TEMUAN&hari=2024-02-07")
    assert found["Location"] == "/tenggat/PML-TEMUAN/?ditemukan=2024-02-07"
    assert client.get("/tenggat/?aturan=KEB-1&hari=")["Location"] == "/tenggat/KEB-1/"


def test_an_unknown_rule_or_a_day_that_is_none_is_said(client):
    assert "Ada yang perlu diperbaiki" in page(client, "/tenggat/?aturan=XX&hari=2024-11-04", 422)
    assert "Tulis hari yang ada" in page(client, "/tenggat/KEB-1/?hari=2024-11-31", 422)
    assert "Maksud Anda KEB-1" in page(client, "/tenggat/KEB-11/", 404)


def test_small_letters_lead_to_the_rule(client):
    assert client.get("/tenggat/keb-1/")["Location"] == "/tenggat/KEB-1/"


def test_each_reading_is_shown_with_its_working_and_the_earliest_as_the_alarm(client):
    html = page(client, "/tenggat/DIS-BERLAKU/?hari=2024-11-04")
    for day in ("18 November 2024", "19 November 2024", "22 November 2024", "25 November 2024"):
        assert day in html
    assert html.count('aria-hidden="true"><text') == 2
    assert "hari ke-1 sampai ke-15" in html
    assert "4 cara membaca tenggat ini" in html
    assert re.search(r"Senin, 18 November 2024\s*</p>", html)


def test_the_picture_has_words_for_those_who_do_not_see_it(client):
    html = page(client, "/en/tenggat/KEB-3/?hari=2024-11-04")
    assert 'role="img" aria-label="Working days: calendar from Monday, 4 November 2024 to' in html
    assert "Voting in the local elections of 2024" in html


def test_the_clocks_of_one_event_stand_side_by_side(client):
    html = page(client, "/tenggat/KEB-1/?hari=2024-11-04")
    assert "/tenggat/DIS-BERLAKU/?hari=2024-11-04" in html
    assert "/tenggat/BAN-1/?hari=2024-11-04" in html
    assert "yang satu tidak menghentikan yang lain" in html


def test_a_rule_that_was_not_yet_in_force_stands_beside_no_other(client):
    """On 20 August 2021 PP 79/2021 held, PP 94/2021 not yet."""
    html = page(client, "/tenggat/KEB-1/?hari=2021-08-20")
    assert "/tenggat/DIS-BERLAKU/?hari" not in html


def test_the_last_usable_moment_is_in_the_zone_of_the_place(client):
    html = page(client, "/tenggat/PKD-LAPOR/?diketahui=2024-10-05&menurut=pelapor&zona=WITA")
    assert "16.30 WITA, 11 Oktober 2024" in html
    assert "jamnya tidak ditemukan" in page(client, "/tenggat/PML-LAPOR/?diketahui=2023-12-01")


def test_where_it_has_passed_the_doors_are_open(client):
    html = page(client, "/tenggat/PKD-LAPOR/?diketahui=2024-10-05&menurut=pelapor")
    assert "pintu lain masih terbuka" in html
    assert "Pemeriksaan disiplin oleh atasan" in html
    assert "Informasi awal" in html


def test_two_accounts_give_two_counts(client):
    address = (
        "/tenggat/PKD-LAPOR/?diketahui=2024-10-05&menurut=pelapor&diketahui2=2024-10-02&menurut2=terlapor"
    )
    html = page(client, address)
    assert "Dihitung dari Sabtu, 5 Oktober 2024" in html
    assert "Dihitung dari Rabu, 2 Oktober 2024" in html
    disputed = page(client, address + "&perbuatan=2024-10-04")
    assert "Keterangan berbeda" in disputed


def test_the_act_alone_starts_nothing(client):
    html = page(client, "/tenggat/PKD-LAPOR/?perbuatan=2024-10-01", 422)
    assert "berjalan sejak diketahui / ditemukan" in html
    assert "Hari perbuatan atau unggahan saja tidak menjalankan tenggat" in html


def test_who_contradicts_himself_is_told_so(client):
    html = page(client, "/tenggat/PKD-LAPOR/?perbuatan=2024-10-06&diketahui=2024-10-05&menurut=pelapor", 422)
    assert "Tidak mungkin: perbuatan Minggu, 6 Oktober 2024" in html


def test_a_finding_of_the_overseers_is_asked_for_where_it_starts_the_term(client):
    html = page(client, "/tenggat/PML-TEMUAN/?ditemukan=2024-02-07")
    assert (
        "menurut</span> pengawas pemilu" in html.replace('<span class="muted">', "")
        or "pengawas pemilu" in html
    )
    assert 'name="diketahui"' not in html


def test_hours_run_from_the_moment(client):
    html = page(client, "/tenggat/PKD-POLRI/?hari=2024-10-05&jam=10:00&zona=WIT")
    assert "10.00 WIT, 6 Oktober 2024" in html
    assert "Isi juga jam kejadian" in page(client, "/tenggat/PKD-POLRI/?hari=2024-10-05&zona=WIT", 422)
    assert "Tulis jam seperti" in page(client, "/tenggat/PKD-POLRI/?hari=2024-10-05&jam=25:00", 422)


def test_what_was_not_found_says_what_to_do(client):
    html = page(client, "/tenggat/PPK-TL/?hari=2026-11-12")
    assert "Tenggatnya tidak ditemukan." in html
    assert "tanyakan tertulis" in html
    assert "Sudah 10 hari menunggu" in html


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/tenggat/KEB-1/?hari=2026-11-23", "belum terjadi; hari ini Minggu, 22 November 2026"),
        ("/tenggat/PNS-PARPOL/?hari=2019-12-31", "Libur 2019 belum ditetapkan atau tidak tersimpan"),
        ("/tenggat/DIS-SAMPAI/?hari=2021-08-30", "belum atau tidak lagi berlaku"),
    ],
)
def test_a_day_that_cannot_be_counted_is_refused_in_a_sentence(client, address, says):
    assert says in page(client, address, 422)


def test_standing_is_told_by_today(client):
    assert "masih berjalan" in page(client, "/tenggat/KEB-1/?hari=2026-11-20")
    assert "sudah lewat menurut semua bacaan" in page(client, "/tenggat/KEB-1/?hari=2024-11-04")


def test_a_term_into_an_unknown_year_is_marked(client, today):
    today.move_to(datetime.fromisoformat("2027-12-20T09:00:00+07:00"))
    html = page(client, "/tenggat/KEB-3/?hari=2027-12-15")
    assert "Libur 2028 belum ditetapkan" in html
    assert "bisa mundur, tidak bisa maju" in html


def test_the_days_off_are_public_with_their_decrees(client):
    html = page(client, "/tenggat/libur/")
    assert "SKB 3 Menteri 855/2023, 3/2023, 4/2023" in html
    assert "Keppres 33/2024" in html
    assert "Libur 2028 belum ditetapkan" in html


def test_an_operators_list_shows_before_and_after(client, settings, tmp_path):
    own = tmp_path / "libur.yaml"
    own.write_text(
        "name: {id: Keppres tambahan, en: Added decree}\ndays_off:\n"
        "  - {code: CUTI, day: 2024-11-08, kind: joint-leave, name: {id: Cuti, en: Leave}, confidence: B, sources: [K]}\n",
        encoding="utf-8",
    )
    settings.IKRAR_HOLIDAYS = str(own)
    queries.holidays.cache_clear()
    try:
        html = page(client, "/tenggat/KEB-1/?hari=2024-11-04")
        assert "Sebelum dan sesudah" in html
        assert "Senin, 25 November 2024" in html
        assert "ditambah daftar pengelola" in page(client, "/tenggat/libur/")
        assert "Tenggat ini tidak bergeser" in page(client, "/tenggat/KEB-1/?hari=2025-06-02")
    finally:
        queries.holidays.cache_clear()


def test_nothing_is_kept_of_a_question(client):
    answer = client.get("/tenggat/KEB-1/?hari=2024-11-04")
    assert not answer.cookies
    assert "<script" not in answer.content.decode()


def test_the_answer_carries_its_law_its_table_and_its_trace(client):
    html = page(client, "/tenggat/KEB-1/?hari=2024-11-04")
    assert queries.book().version[:12] in html
    assert queries.holidays().version[:12] in html
