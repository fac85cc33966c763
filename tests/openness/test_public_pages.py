"""What a visitor reads, in both languages and without signing in."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from ikrar.openness.operations import publish_due
from ikrar.pledges.domain import State
from ikrar.pledges.models import Declaration
from ikrar.roster.models import Membership, Official

EVENING = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
PAGES = ["front", "declarations", "check", "evidence", "privacy", "accessibility", "codebook"]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_speaks_both_languages(client, db, name):
    address = reverse(f"openness:{name}")
    indonesian, english = client.get(address), client.get(f"/en{address}")
    assert (indonesian.status_code, english.status_code) == (200, 200)
    assert '<html lang="id">' in indonesian.content.decode()
    assert '<html lang="en">' in english.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_public_pages_set_no_cookie(client, db, name):
    assert not client.get(reverse(f"openness:{name}")).cookies


def test_the_privacy_page_says_what_the_adviser_does_not_ask_and_does_not_keep(client, db):
    indonesian = client.get(reverse("openness:privacy")).content.decode()
    assert "tidak meminta nama atau NIP" in indonesian
    assert "tidak disimpan dan tidak dicatat" in indonesian
    assert "are neither kept nor logged" in client.get("/en" + reverse("openness:privacy")).content.decode()


def test_the_front_page_is_honest_before_there_are_figures(client, db):
    page = client.get("/").content.decode()
    assert "Belum ada angka yang diterbitkan" in page
    assert "perlu konfirmasi" in page


def test_the_front_page_tells_the_newest_figures_with_their_moment(client, signed):
    publish_due(at=EVENING)
    page = client.get("/").content.decode()
    assert "dari 175 orang yang wajib" in page
    assert "20.05 WIB, 23 November 2026" in page
    assert "of 175 who have the duty" in client.get("/en/").content.decode()


def test_the_list_of_declarations_leaves_open_what_is_open(client, city):
    Declaration.objects.create(
        title="Deklarasi Provinsi Contoh",
        institution=city.institution,
        election="pilkada-2024",
        created_at=EVENING,
    )
    page = client.get(reverse("openness:declarations")).content.decode()
    assert "tempat belum ditetapkan" in page
    assert reverse("law:stages") in page


def test_what_the_press_tells_is_shown_with_publisher_and_day_and_no_figures(client, recorded):
    page = client.get(reverse("openness:declaration", args=[recorded.public_id])).content.decode()
    assert "Jakartaterkini.id, 12 September 2024" in page
    assert "tidak ada angka" in page
    assert "akan dilakukan" not in page


def test_a_declaration_page_tells_figures_hidden_ones_and_what_is_not_proved(client, signed, clerk):
    publish_due(at=EVENING)
    clerk(EVENING)
    page = client.get(reverse("openness:declaration", args=[signed.declaration.public_id])).content.decode()
    assert "disembunyikan (&lt; 5)" in page
    assert "tidak dapat membuktikan" in page
    assert "kios dengan saksi" in page
    assert "catatan nomor" in page


def test_a_page_shows_only_what_was_published_never_the_present(client, signed):
    publish_due(at=EVENING)
    signed.sign("Kelurahan Contoh Dua", 5)
    page = client.get(reverse("openness:declaration", args=[signed.declaration.public_id])).content.decode()
    assert "124" in page
    assert not re.search(r"\b129\b", page)  # hashes and tokens may hold these figures by chance


def test_the_text_stands_word_for_word_with_its_hash(client, city):
    page = client.get(reverse("openness:text", args=[city.declaration.public_id])).content.decode()
    assert "Menjaga dan menegakkan prinsip netralitas." in page
    assert "ab" * 32 in page


def test_a_rehearsal_has_no_public_page(client, city):
    gladi = Declaration.objects.create(
        title="Gladi Contoh",
        institution=city.institution,
        election="pilkada-2024",
        rehearsal_of=city.declaration,
        created_at=EVENING,
    )
    answer = client.get(reverse("openness:declaration", args=[gladi.public_id]))
    assert answer.status_code == 404
    assert "Gladi tidak diterbitkan" in answer.content.decode()
    assert "Gladi Contoh" not in client.get(reverse("openness:declarations")).content.decode()


def test_no_page_names_a_person(client, signed):
    person = Official.objects.create(number="198503022010013002", since_seq=1)
    Membership.objects.create(
        official=person,
        unit=signed.units["Kelurahan Contoh Satu"],
        name="Siti Rahayu Contoh",
        folded_name="siti rahayu contoh",
        status="PNS",
        begins_on=EVENING.date(),
        since_seq=1,
    )
    publish_due(at=EVENING)
    public_id = signed.declaration.public_id
    pages = [reverse(f"openness:{name}") for name in PAGES] + [
        reverse("openness:declaration", args=[public_id]),
        reverse("openness:figures-json", args=[public_id, 1]),
        reverse("openness:figures-csv", args=[public_id, 1]),
    ]
    for address in pages:
        told = client.get(address).content.decode()
        assert "Siti" not in told
        assert "3002" not in told


def test_cancelled_declarations_are_marked_and_leave_the_front_page(client, city):
    Declaration.objects.filter(pk=city.declaration.pk).update(state=State.CANCELLED)
    assert "dibatalkan" in client.get(reverse("openness:declarations")).content.decode()
    assert city.declaration.title not in client.get("/").content.decode()


def test_the_proof_page_says_that_there_is_no_witness(client, db):
    assert "belum ada saksi" in client.get(reverse("openness:evidence")).content.decode()


def test_the_proof_page_shows_the_fingerprint_once_the_register_has_sealed(client, signed, clerk):
    publish_due(at=EVENING)
    clerk(EVENING)
    page = client.get(reverse("openness:evidence"))
    assert page.context["found"].fingerprint
    assert page.context["found"].fingerprint in page.content.decode()


def test_machines_find_robots_and_security(client, db):
    assert "Disallow: /meja/" in client.get("/robots.txt").content.decode()
    security = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: " in security
    assert "Expires: " in security


def test_a_checkpoint_on_paper_is_compared(client, signed, clerk):
    publish_due(at=EVENING)
    clerk(EVENING)
    address = reverse("openness:evidence")
    checkpoint = client.get(address).context["found"].checkpoint
    printed = checkpoint.root_in_groups.upper()
    other = ("0" if printed[0] != "0" else "1") + printed[1:]
    same = client.get(address, {"ukuran": checkpoint.size, "akar": printed}).content.decode()
    assert "yang disaksikan di kertas" in same
    assert "BERBEDA" in client.get(address, {"ukuran": checkpoint.size, "akar": other}).content.decode()
    unknown = client.get(address, {"ukuran": checkpoint.size + 7, "akar": printed}).content.decode()
    assert "Tidak ada titik periksa" in unknown


def test_a_mistyped_root_is_said_to_be_one(client, db):
    answer = client.get(reverse("openness:evidence"), {"ukuran": "3", "akar": "c863 9e29"})
    assert answer.status_code == 422
    assert "16 kelompok" in answer.content.decode()
