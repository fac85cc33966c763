"""Cards from seven days before: codes in the paper alone; and what else a site takes along."""

import io
import re
import subprocess
import zipfile
from datetime import UTC, datetime

import icalendar
import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from ikrar.accounts.models import Message
from ikrar.kernel import ids
from ikrar.pledges import operations, papers, queries
from ikrar.pledges.domain import NotYetActive, code_hash, read_code
from ikrar.pledges.models import CodeCard, Declaration
from ikrar.roster import models as roster
from ikrar.web.access import CONFIRMED_AT
from tests.pledges.planning.conftest import NOW, add_person

TOO_EARLY = datetime(2026, 11, 8, 16, 59, tzinfo=UTC)  # 23.59 in Jakarta, eight days before


def words_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def organiser(citra, confirm):
    client = Client()
    client.user = citra
    client.force_login(citra)
    return confirm(client)


def confirmed_at(client, at):
    """The passkey was shown at the moment the test travels to."""
    client.force_login(client.user)
    session = client.session
    session[CONFIRMED_AT] = int(at.timestamp())
    session.save()
    return client


def test_before_the_seventh_day_no_code_is_made(planned, city, citra):
    operations.fix(declaration=planned.id, by=citra, at=TOO_EARLY)
    with pytest.raises(NotYetActive) as refused:
        operations.issue_cards(declaration=planned.id, units=[city.units["mawar"].pk], by=citra, at=TOO_EARLY)
    assert refused.value.opens_on == "09-11-2026"
    assert not CodeCard.objects.exists()


def test_the_refusal_names_the_first_day(planned, city, citra, organiser):
    operations.fix(declaration=planned.id, by=citra, at=TOO_EARLY)
    with time_machine.travel(TOO_EARLY, tick=False):
        page = confirmed_at(organiser, TOO_EARLY).post(
            reverse("pledges:cards-sheet", args=[planned.id]), {"unit": [city.units["mawar"].pk]}
        )
    assert page.status_code == 409
    assert "09-11-2026" in page.content.decode()
    assert not CodeCard.objects.exists()


def test_a_code_is_kept_as_a_keyed_hash_only(fixed, city, citra):
    cards = operations.issue_cards(declaration=fixed.id, units=[city.units["mawar"].pk], by=citra, at=NOW)
    assert len(cards) == 3
    secret = settings.KEYRING.secret("codes")
    for card in cards:
        code = read_code(card.code.lower())
        kept = code_hash(secret=secret, declaration=fixed.id, code=code)
        assert CodeCard.objects.filter(code_hash=kept, revoked_at=None).count() == 1
        assert card.address.endswith(f"#k={code}")
        assert code not in str(list(CodeCard.objects.values()))


def test_making_cards_again_stops_the_old_ones(fixed, city, citra):
    unit = city.units["mawar"].pk
    for _ in range(2):
        operations.issue_cards(declaration=fixed.id, units=[unit], by=citra, at=NOW)
    assert CodeCard.objects.filter(revoked_at=None).count() == 3
    assert CodeCard.objects.count() == 6


def test_the_sheet_holds_every_code_and_no_full_number(fixed, city, citra, organiser, dewi_client):
    address = reverse("pledges:cards-sheet", args=[fixed.id])
    unit = {"unit": [city.units["mawar"].pk]}
    assert dewi_client.post(address, unit).status_code == 403
    with time_machine.travel(NOW, tick=True):
        response = confirmed_at(organiser, NOW).post(address, unit)
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    words = words_of(response.content)
    assert len(re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]", words)) == 3
    assert city.people["mawar"][0].number not in words


def test_names_with_markup_stay_names(fixed, city, citra):
    add_person(city.units["mawar"], 198503302010018888, 'Budi #panic("x") $a$ *Contoh* <b>')
    found = queries.differences(public_id=fixed.id)
    operations.sync_duties(declaration=fixed.id, confirmed=[found[0].key], reason="baru", by=citra, at=NOW)
    cards = operations.issue_cards(declaration=fixed.id, units=[city.units["mawar"].pk], by=citra, at=NOW)
    sheet = papers.card_sheet(queries.declaration(public_id=fixed.id), cards, at=NOW)
    words = words_of(sheet)
    assert '#panic("x")' in words
    assert "<b>" in words


def test_a_letter_goes_only_to_who_has_an_address(fixed, city, citra):
    official = city.people["mawar"][0]
    roster.Contact.objects.create(official=official, email="a@contoh.example", changed_at=NOW, since_seq=1)
    sent = operations.mail_codes(declaration=fixed.id, units=[city.units["mawar"].pk], by=citra, at=NOW)
    assert sent == 1
    letter = Message.objects.get()
    assert "Kode pribadi Anda:" in letter.body
    assert CodeCard.objects.filter(revoked_at=None).count() == 1


def test_nobody_to_ask_is_said(fixed, citra):
    with pytest.raises(operations.NobodyToAsk):
        operations.issue_cards(declaration=fixed.id, units=[], by=citra, at=NOW)


def test_the_message_for_the_group_holds_no_code(fixed, city, citra):
    cards = operations.issue_cards(declaration=fixed.id, units=[city.units["mawar"].pk], by=citra, at=NOW)
    one = queries.declaration(public_id=fixed.id)
    message = papers.group_message(one, one.sites[0])
    assert "07.45 WIB" in message.id
    assert not any(card.code in message.id + message.en for card in cards)
    assert "#k=" not in message.id


def test_the_page_shows_the_message_of_the_chosen_site(fixed, organiser):
    address = reverse("pledges:cards", args=[fixed.id])
    page = organiser.get(address, {"lokasi": fixed.sites["Kecamatan Barat"]}).content.decode()
    assert "Tempat: Kecamatan Barat" in page
    assert "Tempat: Balai Kota" in organiser.get(address, {"lokasi": "TIDAKADA"}).content.decode()


def test_the_kit_holds_all_papers_and_exactly_the_hashed_text(fixed, citra):
    site = fixed.sites["Kecamatan Barat"]
    packed = operations.pack(site=site, with_cards=True, by=citra, at=NOW)
    one = queries.declaration(public_id=fixed.id)
    view, _ = queries.site_of(public_id=site)
    steps = queries.run_sheet(site_public_id=site)
    made = papers.kit(one, view, units=packed.units, steps=steps, cards=packed.cards, at=NOW)
    kit = zipfile.ZipFile(io.BytesIO(made))
    names = [name.rpartition("/")[2] for name in kit.namelist()]
    assert names == [
        "1-poster-a3.pdf", "1-poster-a4.pdf", "2-susunan-acara.pdf", "3-rencana-b.pdf", "4-lembar-kertas.pdf",
        "5-pesan-grup.txt", "6-acara.ics", "7-kartu.pdf", "BACA-DULU.txt", "naskah.txt",
    ]  # fmt: skip
    folder = kit.namelist()[0].partition("/")[0]
    assert kit.read(f"{folder}/naskah.txt").decode() == one.text.body
    roll = words_of(kit.read(f"{folder}/4-lembar-kertas.pdf"))
    assert "Kelurahan Mawar Contoh" in roll
    assert "Kelurahan Kenanga Contoh" not in roll
    assert f"{view.short}-" in roll


def test_the_paper_roll_is_not_packed_before_fixing(planned, citra):
    with pytest.raises(operations.NotFixed):
        operations.pack(site=planned.sites["Balai Kota"], with_cards=False, by=citra, at=NOW)


@pytest.mark.parametrize("which", ["poster-a4", "poster-a3", "susunan-acara", "rencana-b"])
def test_papers_of_a_site_are_archivable(fixed, organiser, which):
    response = organiser.get(reverse("pledges:site-paper", args=[fixed.sites["Balai Kota"], which]))
    assert response.content.startswith(b"%PDF")
    assert b"pdfaid" in response.content
    assert len(PdfReader(io.BytesIO(response.content)).pages) == 1


def test_a_rehearsals_papers_say_so(planned, citra):
    copy = operations.rehearse(declaration=planned.id, held_on=NOW.date(), by=citra, at=NOW)
    one = queries.declaration(public_id=copy)
    for pdf in (
        papers.poster(one, one.sites[0], size="a4", at=NOW),
        papers.plan_b(one, one.sites[0], at=NOW),
        papers.run_sheet(one, one.sites[0], [], at=NOW),
    ):
        assert "LATIHAN" in words_of(pdf)


def test_the_calendar_file_names_zone_and_site(fixed, client):
    response = client.get(reverse("pledges:calendar-file", args=[fixed.id]))
    calendar = icalendar.Calendar.from_ical(response.content)
    events = calendar.walk("VEVENT")
    assert {str(event["LOCATION"]).partition(",")[0] for event in events} == {"Balai Kota", "Kecamatan Barat"}
    assert {event.decoded("DTSTART").isoformat() for event in events} == {"2026-11-16T07:45:00+07:00"}
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Jakarta"]


def test_what_is_only_planned_has_no_public_calendar_file(planned, client):
    assert client.get(reverse("pledges:calendar-file", args=[planned.id])).status_code == 404


@pytest.mark.foreign
def test_khal_accepts_the_calendar_file(fixed, tmp_path):
    one = queries.declaration(public_id=fixed.id)
    file = tmp_path / "acara.ics"
    file.write_bytes(papers.calendar_file(one, one.sites, at=NOW))
    (tmp_path / "cal").mkdir()
    config = tmp_path / "config"
    config.write_text(
        f"[calendars]\n[[c]]\npath = {tmp_path}/cal\n[locale]\nlocal_timezone = Asia/Jakarta\n"
        "default_timezone = Asia/Jakarta\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {tmp_path}/khal.db\n"
    )
    done = subprocess.run(
        ["khal", "-c", config, "printics", file], capture_output=True, text=True, check=True, timeout=60
    )
    assert "Deklarasi Contoh" in done.stdout
    assert "07:45" in done.stdout


def test_codes_are_sixty_bits_with_a_check():
    assert len(ids.clean("K7M2-94XQ-3T5V-C")) == 13
    assert Declaration._meta.get_field("public_id").max_length == 16
