"""The office's schedule lets things go by two officers and the clerk; leaves, figures and counts stay true."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ikrar.accounts.models import AuditRow, User
from ikrar.accounts.operations import record_act
from ikrar.openness.models import Snapshot
from ikrar.pledges.domain import State
from ikrar.pledges.models import (
    CodeCard,
    DeviceKey,
    Duty,
    Kiosk,
    KioskEntry,
    PaperEntry,
    PaperPage,
    PaperRoll,
    Pledge,
    Refusal,
    Site,
    SiteWitness,
)
from ikrar.pledges.operations import recounting
from ikrar.pledges.operations.paper import scan_path
from ikrar.pledges.operations.trail import enter
from ikrar.pledges.queries import tally_differences
from ikrar.privacy.domain.retention import Line, NotRipe, Schedule, SecondOfficerNeeded, back
from ikrar.privacy.models import Destruction
from ikrar.privacy.operations import destroying
from ikrar.project.commands import fsck
from ikrar.roster.domain import AbsenceReason
from ikrar.roster.models import Absence, Membership, Official
from tests.entries import bodies
from tests.pledges.gate.conftest import enter_text

PAGE = "/meja/privasi/retensi/"
ALL = ("pledge", "kiosk-and-paper", "identification", "declining", "duty", "audit-draw", "plan", "absence")


@pytest.fixture
def closed(hall, ani, phone, clerk, now):
    """Ani signed, Bayu declined, Cici is on paper; the day is over and closed."""
    enter_text(hall.declaration.text, waits_since=now.at)
    phone.sign_as(ani)
    clerk()
    Refusal.objects.create(duty=hall.people[1].duty, reason="NO_REASON_GIVEN", at=now.at)
    _on_paper(hall, hall.people[2].duty, now)
    SiteWitness.objects.create(site=hall.site, name="Tono Contoh", office="Bawaslu Contoh")
    hall.change_site(leader="Wali Kota Contoh")
    Absence.objects.create(
        official=hall.people[2].official, begins_on=date(2026, 11, 1), ends_before=date(2026, 11, 20),
        reason=next(iter(AbsenceReason)),
        entered_by="contoh", entered_at=now.at,
    )  # fmt: skip
    now.forward(hours=10)
    hall.change(closed_at=now.at, state=State.CLOSED)
    with transaction.atomic():
        enter(hall.declaration, "declaration-closed", {"size": 0, "root": ""}, at=now.at)
    recounting.keep(at=now.at)
    clerk()
    return hall.declaration.public_id


def _on_paper(hall, duty, now):
    officer = User.objects.create(email="kertas@contoh.test", is_active=True, created_at=now.at)
    roll = PaperRoll.objects.create(site=hall.site, unit=hall.unit, entered_by=officer, entered_at=now.at)
    page = PaperPage.objects.create(
        roll=roll, number=1, sha256="ab" * 32, file="paper/contoh", kind="application/pdf"
    )
    PaperEntry.objects.create(page=page, duty=duty, entered_by=officer)
    file = scan_path(page.file)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"%PDF-1.7 contoh")
    kiosk = Kiosk.objects.create(
        site=hall.site, token_hash="k", witness=officer, opened_at=now.at, last_used_at=now.at
    )
    KioskEntry.objects.create(kiosk=kiosk, duty=duty, tid="kiosk", identified_at=now.at)


def let_go(activity, declaration, eko, fira, now):
    """Proposed, approved, done."""
    assert eko.post(f"{PAGE}usul/", {"activity": activity, "declaration": declaration}).status_code == 302
    row = Destruction.objects.latest("id")
    assert fira.post(f"{PAGE}{row.public_id}/setujui/").status_code == 302
    while destroying.work(at=now.at):
        pass
    row.refresh_from_db()
    assert row.done_at is not None
    return row


def years_later(now, years=5):
    now.at = now.at.replace(year=now.at.year + years) + timedelta(days=1)


def is_clean(clerk, now):
    clerk()
    recounting.keep(at=now.at)
    return fsck.run([]) == 0 and list(tally_differences()) == []


def test_without_a_line_of_the_office_nothing_is_ever_due(closed, eko, now):
    years_later(now, 90)
    shown = eko.get(PAGE).content.decode()
    assert "Tidak ada yang jatuh tempo" in shown
    assert "belum ditetapkan kantor" in shown
    answer = eko.post(f"{PAGE}usul/", {"activity": "pledge", "declaration": closed})
    assert answer.status_code == 409
    assert not Destruction.objects.exists()


def test_nothing_young_is_shown_or_proposed(closed, eko, now, decided):
    decided(*ALL)
    now.at = now.at.replace(year=now.at.year + 5) - timedelta(days=2)
    assert "Tidak ada yang jatuh tempo" in eko.get(PAGE).content.decode()
    for activity in ALL:
        assert eko.post(f"{PAGE}usul/", {"activity": activity, "declaration": closed}).status_code == 409


def test_the_page_counts_and_names_nobody(closed, eko, now, decided):
    decided(*ALL)
    years_later(now)
    shown = eko.get(PAGE).content.decode()
    assert "Ikrar yang ditandatangani" in shown
    assert "JRA KP.07, Keputusan Contoh 1" in shown
    assert not [name for name in ("Ani", "Bayu", "Cici", "Tono") if name in shown]


def test_everything_of_a_declaration_goes_and_register_and_counts_stay_true(
    closed, eko, fira, now, clerk, decided, capsys, django_capture_on_commit_callbacks
):
    assert is_clean(clerk, now), capsys.readouterr().out
    decided(*ALL)
    years_later(now)
    figures = list(Snapshot.objects.values_list("id", "leaf_hash"))
    leaf = bytes(Pledge.objects.get().leaf_hash)
    for activity in ALL:
        if activity == "audit-draw":
            continue  # nothing was drawn
        with django_capture_on_commit_callbacks(execute=True):
            let_go(activity, closed, eko, fira, now)
        assert is_clean(clerk, now), (activity, capsys.readouterr().out)
    pledge = Pledge.objects.get()
    assert (pledge.statement, pledge.signature, pledge.duty_id, bytes(pledge.leaf_hash)) == (
        None,
        None,
        None,
        leaf,
    )
    for table in (
        Duty,
        Refusal,
        CodeCard,
        DeviceKey,
        PaperRoll,
        PaperPage,
        PaperEntry,
        Kiosk,
        KioskEntry,
        Absence,
    ):
        assert not table.objects.exists(), table
    assert not scan_path("paper/contoh").exists()
    assert Site.objects.get().leader == SiteWitness.objects.get().name == ""
    assert list(Snapshot.objects.values_list("id", "leaf_hash")) == figures
    assert '"reason":"retention-ended"' in bodies("tombstone")[0].decode()
    entered = [body.decode() for body in bodies("destruction")]
    assert len(entered) == len(ALL) - 1
    assert all(f'"declaration":"{closed}"' in body and '"jra":"KP.07"' in body for body in entered)
    trail = AuditRow.objects.filter(act="privacy.destroyed", actor="system")
    assert sum(row.detail["count"] for row in trail) == sum(
        Destruction.objects.values_list("destroyed", flat=True)
    )


def test_a_duty_waits_for_what_leads_to_it(closed, eko, now, decided):
    decided(*ALL)
    years_later(now)
    assert "menunggu" in eko.get(PAGE).content.decode()
    assert eko.post(f"{PAGE}usul/", {"activity": "duty", "declaration": closed}).status_code == 409


def test_it_takes_two_officers(closed, eko, fira, now, decided, make_user, desk_of):
    decided("pledge")
    years_later(now)
    eko.post(f"{PAGE}usul/", {"activity": "pledge", "declaration": closed})
    row = Destruction.objects.get()
    assert destroying.work(at=now.at) == 0
    assert eko.post(f"{PAGE}{row.public_id}/setujui/").status_code == 403
    clerk = desk_of("Sari Contoh", "PERSONNEL")
    assert clerk.post(f"{PAGE}{row.public_id}/setujui/").status_code == 403
    assert destroying.work(at=now.at) == 0
    with pytest.raises(SecondOfficerNeeded):
        destroying.approve(public_id=row.public_id, by=eko.user, at=now.at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Destruction.objects.filter(pk=row.pk).update(approved_by=row.proposed_by, approved_at=now.at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Destruction.objects.filter(pk=row.pk).update(destroyed=1)
    assert Pledge.objects.get().erased_at is None
    assert fira.post(f"{PAGE}{row.public_id}/setujui/").status_code == 302
    assert destroying.work(at=now.at) == 1


def test_a_period_lengthened_after_the_proposal_stops_the_approval(closed, eko, fira, now, decided):
    decided("pledge")
    years_later(now)
    eko.post(f"{PAGE}usul/", {"activity": "pledge", "declaration": closed})
    decided("pledge", years=10)
    with pytest.raises(NotRipe):
        destroying.approve(public_id=Destruction.objects.get().public_id, by=fira.user, at=now.at)


def test_it_stops_and_goes_on_and_can_be_withdrawn_before(closed, eko, fira, now, decided, monkeypatch):
    decided("identification")
    years_later(now)
    monkeypatch.setattr(destroying, "CHUNK", 1)
    eko.post(f"{PAGE}usul/", {"activity": "identification", "declaration": closed})
    row = Destruction.objects.get()
    eko.post(f"{PAGE}{row.public_id}/tarik/")
    assert fira.post(f"{PAGE}{row.public_id}/setujui/").status_code == 409
    eko.post(f"{PAGE}usul/", {"activity": "identification", "declaration": closed})
    row = Destruction.objects.latest("id")
    fira.post(f"{PAGE}{row.public_id}/setujui/")
    assert destroying.work(at=now.at) == 1
    eko.post(f"{PAGE}{row.public_id}/henti/")
    assert destroying.work(at=now.at) == 0
    assert CodeCard.objects.exists()
    shown = eko.get(PAGE).content.decode()
    assert "dihentikan" in shown
    fira.post(f"{PAGE}{row.public_id}/lanjut/")
    while destroying.work(at=now.at):
        pass
    row.refresh_from_db()
    assert (row.destroyed, row.done_at is None) == (row.counted, False)
    assert not CodeCard.objects.exists()


def test_people_who_left_go_once_nothing_is_held_of_them(closed, hall, eko, fira, now, decided):
    decided(*ALL, "staff-list")
    gone = hall.people[0].official
    Membership.objects.filter(official=gone).update(ends_before=date(2026, 11, 24))
    years_later(now)
    let_go("staff-list", "", eko, fira, now)
    assert Official.objects.filter(pk=gone.pk).exists()
    for activity in ("pledge", "kiosk-and-paper", "identification", "declining", "duty"):
        let_go(activity, closed, eko, fira, now)
    let_go("staff-list", "", eko, fira, now)
    assert not Official.objects.filter(pk=gone.pk).exists()
    assert Official.objects.count() == 2


def test_closed_accounts_are_blanked_and_the_trail_still_knows_their_mark(
    eko, fira, now, decided, make_user, clerk
):
    decided("staff-accounts")
    gone, stays = make_user("Hana Contoh", "PERSONNEL"), make_user("Indra Contoh", "PERSONNEL")
    for user in (gone, stays):
        User.objects.filter(pk=user.pk).update(is_active=False)
    record_act(actor=None, act="account.closed", subject=gone.public_id, at=now.at)
    years_later(now)
    record_act(actor=None, act="account.closed", subject=stays.public_id, at=now.at)
    let_go("staff-accounts", "", eko, fira, now)
    gone.refresh_from_db()
    stays.refresh_from_db()
    assert (gone.email, gone.display_name) == (f"{gone.public_id.lower()}@dihapus.invalid", "")
    assert stays.display_name == "Indra Contoh"
    assert AuditRow.objects.filter(subject=gone.public_id).exists()
    clerk()
    assert fsck.run([]) == 0


LINES = st.integers(12, 1200)
DAYS = st.dates(date(2020, 1, 1), date(2200, 1, 1))


@pytest.mark.pure
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine draws slowly
@given(months=LINES, since=DAYS, today=DAYS)
def test_over_any_schedule_nothing_young_is_ripe(months, since, today):
    schedule = Schedule({"pledge": Line("pledge", months, "KP", "K", date(2020, 1, 1))})
    assert not schedule.is_ripe("duty", since=since, today=today)
    if schedule.is_ripe("pledge", since=since, today=today):
        years, over = divmod(months, 12)
        assert (today.year - since.year) * 12 + today.month - since.month >= years * 12 + over
        assert since <= back(today, months) < today
