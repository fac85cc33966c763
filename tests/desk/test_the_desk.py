"""The desk shows what waits for this person, and nothing he may not do."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ikrar.accounts.domain import CAPABILITIES, ROLES
from ikrar.accounts.models import Message
from ikrar.desk.queries import SOURCES, Source, Tile, tiles
from ikrar.kernel.words import Words
from ikrar.pledges import queries as pledges
from ikrar.pledges.domain import State
from ikrar.pledges.models import Declaration
from ikrar.pledges.operations import create
from ikrar.pledges.queries.waiting import Waiting, waiting
from ikrar.roster import queries as roster
from ikrar.roster.domain import InstitutionKind
from ikrar.roster.operations import add_institution


@pytest.mark.django_db
def test_each_person_sees_only_what_waits_for_him(admin_client, citra_client, dewi_client, nobody, at):
    Message.objects.create(email="a@contoh.example", made_at=at - timedelta(hours=1), due_at=at)
    admin = admin_client.get("/meja/").content.decode()
    assert "Surat tersendat" in admin
    assert "Impor daftar pegawai" not in admin
    citra = citra_client.get("/meja/").content.decode()
    assert "Surat tersendat" not in citra
    assert "Impor daftar pegawai" in citra
    assert "Rencanakan deklarasi" in citra
    assert "Tidak ada yang menunggu Anda" in dewi_client.get("/meja/").content.decode()
    assert nobody.get("/meja/").url.startswith("/akun/masuk/")


@pytest.mark.django_db
def test_it_speaks_english(citra_client):
    page = citra_client.get("/en/meja/").content.decode()
    assert "Plan a declaration" in page
    assert "Rencanakan" not in page


@pytest.fixture
def planned(citra, at):
    """A declaration in planning, without a day yet."""
    add_institution(
        name="Pemerintah Kota Contoh", kind=InstitutionKind.PEMKOT, by=citra, at=at, is_convenor=True
    )
    return create(title="Ikrar Netralitas Contoh", by=citra, at=at)


@pytest.mark.django_db
def test_a_planned_declaration_becomes_urgent_when_its_day_is_near(planned, citra_client, budi_client, at):
    page = citra_client.get("/meja/").content.decode()
    assert "Deklarasi sedang direncanakan" in page
    assert "Belum ditetapkan." in page
    Declaration.objects.update(held_on=timezone.localdate(at) + timedelta(days=5))
    assert (
        "Tinggal sepekan atau kurang: Ikrar Netralitas Contoh" in citra_client.get("/meja/").content.decode()
    )
    assert "Ikrar Netralitas Contoh" not in budi_client.get("/meja/").content.decode()


def test_the_urgent_stands_first(at):
    def ask(count, *, urgent):
        return lambda worker, at: [
            Tile(Words(str(count), ""), count, Words("", ""), "desk:front", is_urgent=urgent)
        ]

    class Everybody:
        pk = 1

        def may(self, capability):
            return capability != "no"

        def scopes(self, capability):
            return frozenset({"*"})

    sources = [
        Source("yes", ask(0, urgent=False)),
        Source("yes", ask(5, urgent=False)),
        Source("yes", ask(2, urgent=True)),
        Source("no", ask(9, urgent=True)),
    ]
    assert [tile.count for tile in tiles(worker=Everybody(), at=at, sources=sources)] == [2, 5, 0]


@pytest.mark.django_db
def test_an_empty_product_answers_every_question(make_user, at):
    everybody = make_user("Semua Contoh", *ROLES)
    assert {source.capability for source in SOURCES} <= set(CAPABILITIES)
    found = tiles(worker=everybody, at=timezone.now())
    assert {tile.url_name for tile in found} >= {"roster:imports", "pledges:plan-list", "accounts:system"}


@pytest.mark.django_db
def test_it_asks_few_questions(citra_client, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        citra_client.get("/meja/")


@pytest.mark.django_db
def test_disputes_and_entries_to_confirm_lead_to_their_pages(citra_client, budi_client, monkeypatch):
    left = [Waiting("D1", "Ikrar Satu", 2, 3, 4), Waiting("D2", "Ikrar Dua", 1, 0, 0)]
    monkeypatch.setattr("ikrar.desk.queries.day.waiting", lambda *, unit_ids: left)
    page = citra_client.get("/meja/").content.decode()
    assert "Sanggahan menunggu putusan" in page
    assert f'href="{reverse("pledges:disputes")}"' in page
    assert "3 gulungan, 4 ikrar kios. Ikrar Satu" in page
    assert f'href="{reverse("pledges:paper-confirming", args=["D1"])}"' in page
    assert "Ikrar Dua" not in page
    assert "Sanggahan" not in budi_client.get("/meja/").content.decode()


@pytest.mark.django_db
def test_nothing_waits_in_an_empty_product():
    assert waiting() == []
    assert waiting(unit_ids=frozenset({1})) == []


@pytest.fixture
def fixed(planned, at, monkeypatch):
    """The declaration as it looks once fixed for today."""
    seen = replace(pledges.declarations_planned()[0], state=State.FIXED, held_on=timezone.localdate(at))
    monkeypatch.setattr(pledges, "declarations_planned", lambda **_: [seen])
    return planned


@pytest.mark.django_db
def test_a_fixed_declaration_has_its_board_and_the_heads_page(
    fixed, client, as_user, citra_client, dewi_client, at
):
    board = reverse("pledges:board", args=[fixed])
    assert board in citra_client.get("/meja/").content.decode()
    assert board not in dewi_client.get("/meja/").content.decode()
    root = roster.units(on=timezone.localdate(at))[0]
    as_user(client, "UNIT_HEAD", scope=root.public_id)
    assert (
        reverse("pledges:unit-unasked", args=[root.public_id, fixed]) in client.get("/meja/").content.decode()
    )
