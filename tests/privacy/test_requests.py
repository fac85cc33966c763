"""A person asks about the own data, sees the clock, and gets an answer or a ground, seen by nobody else."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from ikrar.accounts.models import AuditRow, Message
from ikrar.accounts.operations.outbox import tell
from ikrar.kernel.words import Words
from ikrar.law import queries as law
from ikrar.pledges.models import Duty, Refusal
from ikrar.privacy.domain.activities import Subject
from ikrar.privacy.domain.requests import (
    CLOCKS,
    AnswerMissing,
    Ground,
    GroundMissing,
    Lateness,
    Outcome,
    RequestKind,
    check_answer,
    lateness,
)
from ikrar.privacy.models import DataRequest
from ikrar.privacy.operations.requests import wipe
from ikrar.privacy.queries import record
from ikrar.privacy.queries.bundle import bundle
from ikrar.roster.domain import AbsenceReason
from ikrar.roster.models import Absence, Contact, Import, Membership, StagedRow
from tests.pledges.gate.conftest import MORNING

MINE, LIST = "/ikrar-saya/permintaan/", "/meja/privasi/permintaan/"
SAID = "Tolong lihat unit saya pada 2024."
HOURS = law.book().terms["PDP-AKSES"].length


def ask(mine, kind="access", words=SAID):
    answer = mine.post(MINE, {"kind": kind, "words": words})
    assert answer.status_code == 302, answer.content.decode()
    return DataRequest.objects.latest("id")


def reply(officer, row, **said):
    wanted = {"outcome": "done", "ground": "", "text": "Ini jawabannya."} | said
    return officer.post(f"{LIST}{row.public_id}/", wanted)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.mark.parametrize("kind", ["access", "correction", "objection"])
def test_the_clock_starts_with_the_request_and_both_see_it(mine, eko, now, kind):
    row = ask(mine, kind)
    assert row.received_at == now.at
    assert row.due_at == now.at + timedelta(hours=HOURS)
    own, office = page(mine, f"{MINE}{row.public_id}/"), page(eko, f"{LIST}{row.public_id}/")
    for shown in (own, office):
        assert f"{HOURS} jam" in shown
        assert CLOCKS[RequestKind(kind)].right in shown
        assert f"/tenggat/{CLOCKS[RequestKind(kind)].term}/" in shown
        assert SAID in shown
        assert ("perlu konfirmasi" in shown) == (kind == "objection")
    assert "Ani Contoh" in office


def test_the_answer_is_seen_by_the_person_alone_and_told_without_content(mine, ani, hall, eko, now, oneself):
    hall.contact(ani)
    row = ask(mine)
    now.forward(hours=5)
    assert reply(eko, row, bundle="on").status_code == 302
    shown = page(mine, f"{MINE}{row.public_id}/")
    assert "Ini jawabannya." in shown
    assert "dijawab tepat waktu" in shown
    letter = Message.objects.get()
    assert "sudah dijawab" in letter.body
    assert "Ini jawabannya" not in letter.body
    stranger = oneself(hall.people[1])
    assert stranger.get(f"{MINE}{row.public_id}/").status_code == 404
    assert stranger.get(f"{MINE}{row.public_id}/jawaban.pdf").status_code == 404
    assert Client().get(f"{MINE}{row.public_id}/").url == "/ikrar-saya/"
    assert mail.outbox == []


def test_the_copy_tells_what_all_contexts_hold(mine, ani, phone, clerk, eko, tmp_path):
    phone.sign_as(ani)
    clerk()
    row = ask(mine)
    reply(eko, row, bundle="on")
    file = tmp_path / "salinan.pdf"
    file.write_bytes(mine.get(f"{MINE}{row.public_id}/jawaban.pdf").content)
    text = " ".join("".join(sheet.extract_text() for sheet in PdfReader(file).pages).split())
    for said in (ani.number, "Kelurahan Contoh", "nomor bukti", "perangkat", "Melihat data saya"):
        assert said in text
    assert "Bayu" not in text
    assert AuditRow.objects.filter(act="privacy.bundle-made").count() == 1


def test_everything_the_record_lists_about_officials_is_in_the_copy(ani, hall, phone, clerk, eko, mine, now):
    phone.sign_as(ani)
    clerk()
    tell(email=hall.contact(ani), subject=Words("Surat contoh", ""), body=Words("x", "x"), at=now.at)
    Duty.objects.filter(pk=ani.duty.pk).update(asked_at=now.at)
    Refusal.objects.create(duty=ani.duty, reason="NO_REASON_GIVEN", at=now.at)
    Absence.objects.create(
        official=ani.official, begins_on=now.at.date(), ends_before=now.at.date() + timedelta(days=2),
        reason=next(iter(AbsenceReason)), entered_by="x", entered_at=now.at,
    )  # fmt: skip
    run = Import.objects.create(
        kind="OFFICIALS", state="APPLIED", entered_by="x", entered_at=now.at, effective_on=now.at.date()
    )
    StagedRow.objects.create(
        run=run, row=1, verdict="REFUSED", reason="TWICE", number=ani.number, name="Ani Kontoh"
    )
    page(eko, f"{LIST}{ask(mine, 'objection').public_id}/")
    sections = {one.activity: one for one in bundle(official_id=ani.official.id, at=now.at) if one.activity}
    assert set(sections) == {one.code for one in record().activities if one.of is Subject.OFFICIAL}
    held = {code: " ".join(" ".join(row) for row in one.rows) for code, one in sections.items()}
    for code, said in {
        "staff-list": ani.number, "absence": "sampai sebelum", "staff-list-import": "Ani Kontoh",
        "duty": "sebab: diundang", "identification": "kartu kode", "pledge": '"kind":"ikrar.pledge/v1"',
        "declining": "alasan", "mail": "Surat contoh", "request": SAID, "papers": "petugas berkas",
    }.items():  # fmt: skip
        assert said in held[code], (code, held[code])
    looks = bundle(official_id=ani.official.id, at=now.at)[-2]
    assert any("Nama pegawai dilihat" in row[0] for row in looks.rows)
    assert "Bayu" not in str(sections)


def test_a_correction_reaches_the_list_and_the_former_row_stays_known(
    mine, ani, eko, fira, now, desk_of, hall
):
    hall.contact(ani)
    row = ask(mine, "correction", "Nama saya Ani Rahmawati.")
    address = f"{LIST}{row.public_id}/betulkan/"
    assert "Betulkan di daftar pegawai" in page(eko, f"{LIST}{row.public_id}/")
    assert desk_of("Sari Contoh", "ORGANISER").get(address).status_code == 403
    told = {
        "name": "Ani Rahmawati",
        "title_before": "",
        "title_after": "S.E.",
        "position": "Analis",
        "email": "ani@contoh.example",
    }
    assert eko.post(address, told | {"name": ""}).status_code == 422
    assert eko.post(address, told).status_code == 302
    assert "Ani Rahmawati, S.E." in page(eko, f"{LIST}{row.public_id}/")
    rows = Membership.objects.filter(official=ani.official).order_by("id")
    assert [(one.name, one.until_seq is None) for one in rows] == [
        ("Ani Contoh", False),
        ("Ani Rahmawati", True),
    ]
    held = str(bundle(official_id=ani.official.id, at=now.at))
    assert "Sebelum dibetulkan atau diganti" in held
    assert "Ani Contoh" in held
    assert Contact.objects.get(official=ani.official, until_seq=None).email == "ani@contoh.example"
    eko.post(address, told)  # the same again is no further edition
    assert rows.count() == 2
    assert AuditRow.objects.filter(act="privacy.corrected").count() == 1
    reply(eko, row)
    assert eko.get(address).status_code == 404
    assert eko.get(f"{LIST}{ask(mine).public_id}/betulkan/").status_code == 404


def test_an_objection_is_recorded_with_its_answer(mine, eko):
    row = ask(mine, "objection", "Saya keberatan.")
    reply(eko, row, text="Tidak ada keputusan otomatis; sudah diperiksa orang.")
    row.refresh_from_db()
    assert (row.kind, row.outcome, row.words) == ("objection", "done", "Saya keberatan.")
    assert "Tidak ada keputusan otomatis" in page(mine, f"{MINE}{row.public_id}/")


def test_a_request_on_paper_runs_from_the_moment_it_came(hall, ani, eko, now):
    came = now.at - timedelta(hours=30)
    local = (came + timedelta(hours=7)).strftime("%Y-%m-%dT%H:%M")
    answer = eko.post(
        f"{LIST}kertas/", {"number": ani.number, "received_at": local, "kind": "access", "words": ""}
    )
    assert answer.status_code == 302, answer.content.decode()
    row = DataRequest.objects.get()
    assert (row.door, row.due_at) == ("paper", came + timedelta(hours=HOURS))


def test_a_paper_that_came_tomorrow_or_from_nobody_is_refused(hall, ani, eko, now):
    later = (now.at + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    told = {"number": ani.number, "received_at": later, "kind": "access"}
    assert eko.post(f"{LIST}kertas/", told).status_code == 422
    told |= {"number": "1999", "received_at": "2026-11-20T08:00"}
    answer = eko.post(f"{LIST}kertas/", told)
    assert answer.status_code == 422
    assert "tidak ada di daftar" in answer.content.decode()
    assert not DataRequest.objects.exists()


def test_the_worklist_is_sorted_by_what_is_due_and_names_the_late(mine, hall, eko, now, oneself):
    old = ask(mine, "correction")
    now.forward(hours=HOURS + 1)
    ask(oneself(hall.people[1]))
    shown = page(eko, LIST)
    assert shown.index("Ani Contoh") < shown.index("Bayu Contoh")
    assert "lewat batas" in shown
    assert "1 lewat batas" in page(eko, "/meja/")
    reply(eko, old)
    assert "Jawaban ini terlambat" in page(mine, f"{MINE}{old.public_id}/")


def test_an_extension_needs_a_reason_and_never_makes_a_late_answer_one_in_time(mine, eko, now):
    row = ask(mine)
    address = f"{LIST}{row.public_id}/perpanjang/"
    later = (row.due_at + timedelta(days=2, hours=7)).strftime("%Y-%m-%dT%H:%M")
    assert eko.post(address, {"to": later, "reason": " "}).status_code == 422
    assert eko.post(address, {"to": "2026-11-23T08:30", "reason": "Arsip"}).status_code == 422
    assert eko.post(address, {"to": later, "reason": "Arsip di gudang"}).status_code == 302
    now.forward(hours=HOURS + 2)
    assert "Arsip di gudang" in page(mine, f"{MINE}{row.public_id}/")
    reply(eko, row)
    assert "Jawaban ini terlambat" in page(mine, f"{MINE}{row.public_id}/")


@pytest.mark.parametrize(
    "said",
    [{"outcome": "refused"}, {"outcome": "refused", "ground": "P99"}, {"ground": "P15-1"}, {"text": " "}],
)
def test_no_request_ends_without_an_answer_or_a_ground(mine, eko, said):
    row = ask(mine)
    assert reply(eko, row, **said).status_code == 422
    row.refresh_from_db()
    assert row.answered_at is None


def test_a_refusal_tells_its_ground_with_its_source(mine, eko):
    row = ask(mine)
    assert reply(eko, row, outcome="refused", ground="P33").status_code == 302
    shown = page(mine, f"{MINE}{row.public_id}/")
    assert "Pasal 33" in shown
    assert "mengungkap data pribadi orang lain" in shown


def test_an_answer_is_given_once_and_a_request_of_a_kind_is_open_once(mine, eko):
    row = ask(mine)
    assert mine.post(MINE, {"kind": "access"}).status_code == 409
    ask(mine, "correction")
    reply(eko, row)
    reply(eko, row, text="Lain")
    row.refresh_from_db()
    assert row.answer == "Ini jawabannya."


def test_the_database_itself_knows_no_end_without_a_ground(mine):
    row = ask(mine)
    for change in (
        {"answered_at": MORNING},
        {"outcome": "done"},
        {"answered_at": MORNING, "outcome": "refused"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            DataRequest.objects.filter(pk=row.pk).update(**change)


def test_only_a_pdf_goes_along(mine, eko, tmp_path):
    row = ask(mine)
    file = tmp_path / "a.html"
    file.write_text("<script>")
    with file.open("rb") as sent:
        assert reply(eko, row, file=sent).status_code == 422


def test_what_was_said_is_wiped_after_its_keeping(mine, eko, now):
    row = ask(mine)
    reply(eko, row)
    assert wipe(at=now.at + timedelta(days=89)) == 0
    assert wipe(at=now.at + timedelta(days=91)) == 1
    row.refresh_from_db()
    assert (row.words, row.answer, row.outcome) == ("", "", "done")


def test_the_trail_names_nobody(mine, eko):
    reply(eko, ask(mine))
    told = " ".join(f"{row.act} {row.subject} {row.detail}" for row in AuditRow.objects.all())
    assert "privacy.asked" in told
    assert "privacy.answered" in told
    assert not [word for word in ("Ani", SAID, "jawabannya") if word in told]


def test_ikrar_saya_leads_here(mine):
    assert MINE in page(mine, "/ikrar-saya/")
    assert MINE in page(mine, "/ikrar-saya/data/")


MOMENTS = st.datetimes(
    min_value=MORNING.replace(tzinfo=None), max_value=MORNING.replace(tzinfo=None, year=2030)
)


@pytest.mark.pure
@given(
    outcome=st.sampled_from(Outcome), ground=st.none() | st.sampled_from(Ground), text=st.text(max_size=20)
)
def test_over_any_answer_an_end_is_words_and_a_refusal_a_ground(outcome, ground, text):
    try:
        check_answer(outcome=outcome, ground=ground, text=text)
    except (AnswerMissing, GroundMissing):
        return
    assert text.strip()
    assert (outcome is Outcome.REFUSED) == (ground is not None)


@pytest.mark.pure
@given(due=MOMENTS, extended=st.none() | MOMENTS, answered=st.none() | MOMENTS, at=MOMENTS)
@settings(max_examples=200)
def test_over_any_clock_late_is_called_late(due, extended, answered, at):
    stands = lateness(due_at=due, extended_to=extended, answered_at=answered, now=at)
    if answered is not None:
        assert stands is (Lateness.LATE if answered > due else Lateness.IN_TIME)
    else:
        assert (stands is Lateness.RUNNING) == (at <= due)
