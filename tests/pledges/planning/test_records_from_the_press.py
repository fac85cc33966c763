"""Declarations known from publications only: facts with publisher and day, no figures, no signing."""

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client

from ikrar.pledges import queries
from ikrar.pledges.domain import Format, State
from ikrar.pledges.operations import records
from ikrar.pledges.operations.records import Facts, SourceFact
from ikrar.roster import operations as roster
from ikrar.roster.domain import InstitutionKind

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def facts(**changed):
    host = roster.add_institution(name="Pemkot Contoh Lama", kind=InstitutionKind.PEMKOT, by=None, at=NOW)
    partner = roster.add_institution(name="KPU Contoh Lama", kind=InstitutionKind.KPU, by=None, at=NOW)
    told = {
        "title": "Deklarasi dari berita (contoh)",
        "institution_id": host.id,
        "election": "pilkada-2024",
        "level": "Kota",
        "state": State.CLOSED,
        "summary": "Dibacakan pada apel pagi.",
        "held_on": date(2024, 9, 23),
        "starts_at": time(7, 45),
        "place": "Halaman kantor (contoh)",
        "format": Format.ROLL_CALL,
        "co_hosts": [partner.id],
        "sources": [SourceFact("Surat Kabar Contoh", date(2024, 9, 24), "Melaporkan tempat")],
        "notes": ["12-09-2024: audiensi membahas rencana"],
    }
    return Facts(**(told | changed))


def test_it_stands_in_the_calendar_with_its_sources_and_the_notes_on_its_planning():
    known = records.note_record(facts=facts(), by=None, at=NOW)
    found = queries.declaration(public_id=known)
    assert (found.is_record, found.sites, found.text) == (True, (), None)
    assert found.notes == ("12-09-2024: audiensi membahas rencana",)
    said = Client().get(f"/deklarasi/{known}/").content.decode()
    for part in (
        "Surat Kabar Contoh, 24 September 2024",
        "audiensi membahas rencana",
        "KPU Contoh Lama",
    ):
        assert part in said
    assert "telah berikrar" not in said
    assert "Deklarasi dari berita (contoh)" in Client().get("/deklarasi/").content.decode()


def test_what_the_sources_do_not_say_stays_open():
    known = records.note_record(
        facts=facts(held_on=None, starts_at=None, place="", format=None, co_hosts=(), notes=()),
        by=None,
        at=NOW,
    )
    assert "tidak disebutkan" in Client().get(f"/deklarasi/{known}/").content.decode()


def test_without_a_publication_it_is_hearsay():
    with pytest.raises(records.SourceMissing):
        records.note_record(facts=facts(sources=()), by=None, at=NOW)
    assert not queries.declarations_public()
