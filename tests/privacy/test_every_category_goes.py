"""Whatever the record keeps by the archive schedule can go, whole: no row, file, letter or note still names anybody."""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import models

from ikrar.accounts.models import AuditRow, Grant, Message, User
from ikrar.accounts.operations import record_act
from ikrar.accounts.operations.outbox import tell
from ikrar.kernel.words import Words
from ikrar.papers import operations as papers
from ikrar.papers.domain import PDF, PaperKind
from ikrar.papers.models import Paper
from ikrar.pledges.models import (
    AuditDraw,
    ChecklistItem,
    CodeCard,
    CoHost,
    Declaration,
    DenominatorChange,
    DeviceKey,
    Duty,
    Kiosk,
    KioskEntry,
    Obligation,
    OneTimeCode,
    OpenQuestion,
    Option,
    PaperPage,
    PaperRoll,
    Passkey,
    PlanChange,
    Pledge,
    PresenceTrial,
    Refusal,
    Reminder,
    ReminderPause,
    RunStep,
    Site,
    SiteWitness,
)
from ikrar.pledges.operations import drawing
from ikrar.pledges.operations.paper import scan_path
from ikrar.privacy import queries
from ikrar.privacy.models import Destruction
from ikrar.privacy.operations import destroying
from ikrar.roster.models import Absence, Appointee, Appointment, Contact, Import, Membership, Official
from tests.papers.checking import making
from tests.papers.checking.authority import NOW
from tests.papers.checking.conftest import _in_process, authority, roots, siti
from tests.privacy.test_destroying import closed, is_clean, let_go, years_later

__all__ = ["_in_process", "authority", "closed", "roots", "siti"]
SCHEDULED = [one.code for one in queries.record().activities if one.is_scheduled]
MARK = "Zakheus"  # stands in every text below that could name somebody
LINES = ("BERITA ACARA", "Nomor: ..................", f"Hadir: {MARK} Contoh.")
NUMBERED = (LINES[0], "Nomor: B/12/2026", LINES[2])


@dataclass(frozen=True, slots=True)
class Gone:
    """Rows that must be gone afterwards, and rows whose texts must be empty."""

    rows: tuple[type[models.Model], ...] = ()
    blank: tuple[tuple[type[models.Model], str], ...] = ()


# In the order in which an office can let them go. A new category needs a line here, and a destruction.
GOES = {
    "pledge": Gone(blank=((Pledge, "signer_shown"), (Pledge, "signature"), (Pledge, "statement"))),
    "kiosk-and-paper": Gone((Kiosk, KioskEntry, PaperRoll, PaperPage)),
    "identification": Gone((CodeCard, OneTimeCode, DeviceKey, Passkey, PresenceTrial)),
    "declining": Gone((Refusal,)),
    "duty": Gone((Duty, Reminder, ReminderPause)),
    "audit-draw": Gone((AuditDraw,)),
    "plan": Gone(
        blank=(
            (Site, "leader"), (SiteWitness, "name"), (CoHost, "representative"), (ChecklistItem, "responsible"),
            (ChecklistItem, "label"), (OpenQuestion, "decider"), (Option, "note"), (RunStep, "label"),
            (PlanChange, "reason"), (DenominatorChange, "reason"),
        )
    ),
    "absence": Gone((Absence,)),
    "papers": Gone(blank=((Paper, "text"),)),
    "staff-list": Gone((Official, Membership, Contact, Appointee, Obligation)),
    "staff-accounts": Gone(),
}  # fmt: skip


@pytest.fixture
def filled(closed, hall, ani, now, clerk, make_user, settings, tmp_path, roots, siti, authority, _in_process):
    """The closed declaration with something in every table of every category, and MARK wherever a name could stand."""
    settings.MEDIA_ROOT = tmp_path / "media"
    officer = make_user(f"{MARK} Contoh", "PERSONNEL")
    drawing.commit(declaration=closed, by=officer, at=now.at)
    clerk()
    drawing.draw(declaration=closed, count=1, by=officer, at=now.at)
    filled = SimpleNamespace(hall=hall, officer=officer, now=now, declaration=hall.declaration)
    _plan(filled)
    _people(filled)
    _papers(filled, siti, authority)
    Import.objects.create(
        kind="OFFICIALS",
        state="APPLIED",
        entered_by=f"{officer}",
        entered_at=now.at,
        effective_on=now.at.date(),
    )
    tell(email=officer.email, subject=Words(MARK, MARK), body=Words(MARK, MARK), at=now.at)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    Grant.objects.filter(user=officer).update(reason=MARK)
    record_act(actor=None, act="account.closed", subject=officer.public_id, at=now.at)
    return closed


def _plan(filled):
    declaration, at = filled.declaration, filled.now.at
    said = {
        "declaration": declaration,
        "before": MARK,
        "after": MARK,
        "reason": MARK,
        "by": filled.officer,
        "at": at,
    }
    PlanChange.objects.create(what="DETAILS", **said)
    PlanChange.objects.create(what="HOUR", **said | {"before": "07.30", "after": "07.45"})
    question = OpenQuestion.objects.create(declaration=declaration, aspect="PLACE", decider=MARK)
    Option.objects.create(question=question, value=MARK, note=MARK)
    ChecklistItem.objects.create(declaration=declaration, code="own", label=MARK, responsible=MARK)
    CoHost.objects.create(
        declaration=declaration, institution=declaration.institution, representative=MARK, role=MARK
    )
    RunStep.objects.create(site=filled.hall.site, order=99, kind="READING", label=MARK)
    filled.hall.change_site(leader=MARK, reader=MARK)


def _people(filled):
    hall, at = filled.hall, filled.now.at - timedelta(hours=1)
    person = hall.people[0]
    email = hall.contact(person)
    letter = tell(email=email, subject=Words(MARK, MARK), body=Words(MARK, MARK), at=at)
    tell(email=email, subject=Words(MARK, MARK), body=Words(MARK, MARK), at=at)
    Reminder.objects.create(
        official=person.official, on=at.date(), at=at - timedelta(hours=1), message=letter
    )
    ReminderPause.objects.create(
        unit=hall.unit, reason=MARK, begun_at=at, ended_at=at, begun_by=filled.officer
    )
    OneTimeCode.objects.create(duty=person.duty, code_hash="o" * 64, issued_at=at, expires_at=at)
    PresenceTrial.objects.create(tid=Pledge.objects.first().tid, wrong=1)
    Passkey.objects.create(
        official=person.official, credential_id=b"k", cose_key=b"c", identified_by="sso", enrolled_at=at
    )
    made = Appointment.objects.create(
        title="Pelantikan", decree="SK", effective_on=at.date(), entered_at=at, since_seq=1
    )
    Appointee.objects.create(appointment=made, official=person.official, effective_on=at.date())
    Obligation.objects.create(  # never answered: it goes with the person
        official=person.official, unit=hall.unit, ground="APPOINTED", appointment=made, since_on=at.date(),
        due_on=at.date(), created_at=at,
    )  # fmt: skip
    Membership.objects.update(
        name=f"{MARK} Contoh", folded_name=MARK.lower(), ends_before=at.date() + timedelta(days=1)
    )


def _papers(filled, siti, authority):
    issued = [
        papers.issue(
            kind=PaperKind.MINUTES, subject=f"D{n}", title="Berita acara", file=making.paper(LINES), media=PDF,
            by=filled.officer, at=NOW,
        )
        for n in (1, 2)
    ]  # fmt: skip
    signed = making.sign(making.paper(NUMBERED), siti, authority)
    papers.take_back(paper=issued[0].public_id, file=signed, number="B/12/2026", by=filled.officer, at=NOW)


def test_every_category_of_the_schedule_has_its_destruction_here():
    assert set(GOES) == set(SCHEDULED)


def test_everything_goes_after_a_stop_in_each_and_nobody_is_named_anywhere(
    filled, eko, fira, now, clerk, decided, capsys, monkeypatch, settings, tmp_path, request
):
    numbers = list(Official.objects.values_list("number", flat=True))
    assert is_clean(clerk, now), capsys.readouterr().out
    assert _named([MARK, *numbers], tmp_path)
    assert not [code for code, gone in GOES.items() if any(not one.objects.exists() for one in gone.rows)]
    decided(*SCHEDULED)
    years_later(now)
    monkeypatch.setattr(destroying, "CHUNK", 2)
    for activity, gone in GOES.items():
        of_a_day = activity not in {"papers", "staff-list", "staff-accounts"}
        _stopped_once(monkeypatch)
        with pytest.raises(_Stopped):
            let_go(activity, filled if of_a_day else "", eko, fira, now)
        while destroying.work(at=now.at):
            pass
        row = Destruction.objects.latest("id")
        assert row.done_at, activity
        assert row.destroyed >= row.counted > 0, activity
        assert not [one for one in gone.rows if one.objects.exists()], activity
        assert not [one for one in gone.blank if _said(*one)], activity
    assert is_clean(clerk, now), capsys.readouterr().out
    assert not scan_path("paper/contoh").exists()
    assert not Message.objects.exclude(body="", email="", subject="").exists()
    assert _named([MARK, *numbers], tmp_path) == []
    trail = AuditRow.objects.filter(act__startswith="privacy.destr")
    assert {one.detail["activity"] for one in trail if "activity" in one.detail} == set(SCHEDULED)


@pytest.mark.parametrize("state", ["CANCELLED", "SUPERSEDED"])
def test_what_was_called_off_or_replaced_goes_too(hall, eko, now, decided, state):
    """Cards and duties of a day that never came are not kept for ever."""
    Declaration.objects.filter(pk=hall.declaration.pk).update(state=state)
    PlanChange.objects.create(declaration=hall.declaration, what=state, reason="Hujan", at=now.at)
    decided("identification")
    assert eko.get("/meja/privasi/retensi/").content.decode().count("Usulkan") == 0
    years_later(now)
    said = {"activity": "identification", "declaration": hall.declaration.public_id}
    assert eko.post("/meja/privasi/retensi/usul/", said).status_code == 302


class _Stopped(Exception):
    """The clerk was stopped in the middle of a chunk."""


def _stopped_once(monkeypatch):
    noted = destroying.note

    def stop(act, *said, **more):
        if act == "destroyed":
            monkeypatch.setattr(destroying, "note", noted)
            raise _Stopped
        return noted(act, *said, **more)

    monkeypatch.setattr(destroying, "note", stop)


def _said(model, column):
    return [told for told in model.objects.values_list(column, flat=True) if told]


def _named(words, folder):
    """Every column of every row, and every file, in which one of these words stands."""
    found = []
    for model in apps.get_models():
        for row in model._base_manager.values():
            text = " ".join(
                bytes(one).decode("latin-1") if isinstance(one, bytes | memoryview) else f"{one}"
                for one in row.values()
            )
            found += [(model.__name__, word) for word in words if word.lower() in text.lower()]
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            found += [(file.name, word) for word in words if word.encode() in content]
    return found
