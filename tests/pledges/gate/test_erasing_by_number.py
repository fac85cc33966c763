"""The personnel office erases a pledge by its receipt number: it sees which, what goes, what stays, and decides."""

import pytest
from django.test import Client

from ikrar.accounts.models import AuditRow
from ikrar.pledges.domain.erasure import GOES, STAYS
from ikrar.pledges.models import Pledge
from ikrar.pledges.queries.receipts import number_of
from ikrar.project.commands import erase as word
from ikrar.roster.models import Unit
from tests.entries import bodies

ADDRESS = "/meja/penghapusan/"


@pytest.fixture
def number(hall, ani, phone, clerk):
    phone.sign_as(ani)
    clerk()
    return number_of(Pledge.objects.get().id)


def erased():
    return Pledge.objects.get().erased_at is not None


def tombstones():
    return [body.decode() for body in bodies("tombstone")]


def test_the_officer_sees_whose_it_is_what_goes_and_what_stays_before_anything_happens(number, citra_client):
    assert 'name="number"' in citra_client.get(ADDRESS).content.decode()
    page = citra_client.post(ADDRESS, {"number": f" {number} "}).content.decode()
    assert "Ani Contoh" in page
    assert all(words.id in page for words in (*GOES, *STAYS))
    assert "tidak dapat diurungkan" in page
    english = citra_client.post(f"/en{ADDRESS}", {"number": number}).content.decode()
    assert "cannot be undone" in english
    assert not erased()
    assert AuditRow.objects.filter(act="roster.names_seen").count() == 2


def test_the_decision_erases_and_the_register_tells_the_reason(number, citra_client, citra):
    answer = citra_client.post(ADDRESS, {"number": number, "reason": "erasure-request", "decide": "1"})
    assert answer.status_code == 302
    assert f"Ikrar {number} dihapus" in citra_client.get(ADDRESS).content.decode()
    assert erased()
    assert ['"reason":"erasure-request"' in body for body in tombstones()] == [True]
    assert AuditRow.objects.get(act="pledge.erased").actor == citra.public_id
    assert citra_client.post(ADDRESS, {"number": number}).status_code == 422


@pytest.mark.parametrize("reason", ["", "Ani minta sendiri"])
def test_without_a_reason_from_the_list_nothing_goes(number, citra_client, reason):
    answer = citra_client.post(ADDRESS, {"number": number, "reason": reason, "decide": "1"})
    assert answer.status_code == 422
    assert not erased()
    assert tombstones() == []


@pytest.mark.parametrize("typed", ["", "001199-8", "abc", "9" * 20])
def test_a_number_that_is_none_is_told_kindly(number, citra_client, typed):
    answer = citra_client.post(ADDRESS, {"number": typed})
    assert answer.status_code == 422
    assert not erased()


def test_an_officer_of_another_unit_learns_nothing(number, hall, make_user, confirm):
    elsewhere = Unit.objects.create(institution=hall.unit.institution)
    client = Client()
    client.force_login(make_user("Eko Contoh", "PERSONNEL", scope=elsewhere.public_id))
    confirm(client)
    answer = client.post(ADDRESS, {"number": number})
    assert answer.status_code == 422
    assert "Ani C" not in answer.content.decode()
    client.post(ADDRESS, {"number": number, "reason": "erasure-request", "decide": "1"})
    assert not erased()


def test_it_is_a_grave_act_of_the_personnel_office(number, budi_client, dewi_client, nobody, citra):
    for client in (budi_client, dewi_client):
        assert client.post(ADDRESS, {"number": number}).status_code == 403
    assert nobody.post(ADDRESS, {"number": number}).status_code == 302
    fresh = Client()
    fresh.force_login(citra)
    answer = fresh.post(ADDRESS, {"number": number, "reason": "erasure-request", "decide": "1"})
    assert "Ani C" not in answer.content.decode()
    assert not erased()


def test_the_word_asks_for_the_number_again(number, monkeypatch, capsys):
    monkeypatch.setattr("builtins.input", lambda _: "ya")
    assert word.run([number, "--reason", "court-order"]) == 1
    assert not erased()
    monkeypatch.setattr("builtins.input", lambda _: number)
    assert word.run([number, "--reason", "court-order"]) == 0
    told = capsys.readouterr().out
    assert erased()
    assert "Ani C" not in told
    assert all(words.en in told for words in (*GOES, *STAYS))
    assert AuditRow.objects.get(act="pledge.erased").detail == {"reason": "court-order"}
    assert word.run([number, "--reason", "court-order", "--yes"]) == 1
    assert word.run(["001199-8", "--reason", "court-order", "--yes"]) == 1
    with pytest.raises(SystemExit):
        word.run([number, "--reason", "karena"])
