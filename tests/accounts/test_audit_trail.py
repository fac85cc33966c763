"""Staff acts form a chain of hashes whose head is entered in the register once a day."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from ikrar.accounts import domain, queries
from ikrar.accounts.models import AuditDay, AuditHead, AuditRow
from ikrar.accounts.operations import record_act, seal_day
from tests.entries import kind_at

NOON = datetime(2024, 9, 2, 5, 0, tzinfo=UTC)


def acts(count, *, actor=None, at=NOON):
    for n in range(count):
        record_act(
            actor=actor, act="contoh.tindakan", subject=f"S{n}", detail={"n": n, "apa": ["ü", None]}, at=at
        )


@pytest.mark.django_db
def test_a_whole_chain_is_found_whole(admin):
    acts(5, actor=admin)
    report = queries.check_chain()
    assert (report.rows, report.faults) == (5, ())
    assert queries.acts(limit=1)[0].actor_name == "Gita Contoh"
    assert [a.number for a in queries.acts(before=4)] == [3, 2, 1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"act": "lain"},
        {"subject": "S9"},
        {"actor": "system2"},
        {"detail": {"n": 3}},
        {"at": NOON + timedelta(microseconds=1)},
        {"row_hash": bytes(32)},
        {"previous_hash": bytes(32)},
    ],
)
def test_any_change_of_a_row_shows(change):
    acts(4)
    AuditRow.objects.filter(number=3).update(**change)
    assert not queries.check_chain().is_whole


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_removed_row_shows(number):
    acts(4)
    AuditRow.objects.filter(number=number).delete()
    assert not queries.check_chain().is_whole


@pytest.mark.django_db
def test_a_rewritten_tail_shows_against_the_sealed_day():
    acts(3)
    seal_day(at=NOON + timedelta(days=1))
    AuditRow.objects.all().delete()
    AuditHead.objects.update(number=0, row_hash=bytes(32))
    acts(3, at=NOON + timedelta(hours=1))
    assert [fault.partition(":")[0] for fault in queries.check_chain().faults] == ["day 2024-09-02"]


@pytest.mark.django_db
def test_one_leaf_a_day_and_none_without_acts():
    assert seal_day(at=NOON) is None
    acts(2)
    assert seal_day(at=NOON + timedelta(hours=3)) is None  # the day is not over
    leaf = seal_day(at=NOON + timedelta(hours=12, minutes=1))  # 00.01 WIB
    assert seal_day(at=NOON + timedelta(hours=13)) is None
    assert kind_at(leaf) == "audit-day"
    assert seal_day(at=NOON + timedelta(days=2)) is None
    acts(1, at=NOON + timedelta(days=2))
    assert seal_day(at=NOON + timedelta(days=3))
    assert list(AuditDay.objects.order_by("on").values_list("through", flat=True)) == [2, 3]
    assert queries.check_chain().is_whole


@pytest.mark.django_db
def test_an_act_rolled_back_leaves_no_gap():
    acts(1)

    def undone():
        with transaction.atomic():
            acts(1)
            raise LookupError

    with pytest.raises(LookupError):
        undone()
    acts(1)
    assert [row.number for row in AuditRow.objects.order_by("number")] == [1, 2]
    assert queries.check_chain().is_whole


def insisting(act):
    """SQLite in memory does not wait for a lock, as the product's file does: try again."""
    for _ in range(6000):
        try:
            return act()
        except OperationalError:
            time.sleep(0.01)
    raise TimeoutError


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_fork_the_chain():
    problems = []

    def work():
        try:
            for _ in range(5):
                insisting(lambda: acts(1))
        except Exception as e:  # noqa: BLE001 (handed to the main thread)
            problems.append(e)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    report = queries.check_chain()
    assert (report.rows, report.faults) == (20, ())


@given(st.integers(1, 1000), st.text(max_size=9), st.binary(min_size=32, max_size=32))
def test_the_hash_covers_the_row_and_the_one_before(number, subject, previous):
    subject = subject.encode("utf-8", "ignore").decode()
    act = domain.Act(number, "2024-09-01", "A", "b", subject, {})
    other = domain.Act(number + 1, "2024-09-01", "A", "b", subject, {})
    assert domain.link(act, previous) != domain.link(other, previous)
    assert domain.link(act, previous) != domain.link(act, bytes([previous[0] ^ 1]) + previous[1:])


@pytest.mark.django_db
def test_the_page_is_for_who_may_read_it(as_user, client, dewi_client, nobody, admin):
    acts(60, actor=admin)
    as_user(client, "AUDITOR")
    page = client.get("/akun/jejak/?periksa=1").content.decode()
    assert "Utuh: 60 baris" in page
    assert "S59" in page
    assert "Belum ada catatan." in client.get("/akun/jejak/?perbuatan=lain").content.decode()
    assert client.get("/akun/jejak/?sebelum=11").content.decode().count("contoh.tindakan") == 10
    assert client.get("/akun/jejak/?sebelum=99999999999999999999999").status_code == 200
    assert dewi_client.get("/akun/jejak/").status_code == 403


@pytest.mark.django_db
def test_the_page_says_when_the_chain_is_broken(as_user, client):
    acts(2)
    AuditRow.objects.filter(number=1).update(subject="S9")
    as_user(client, "AUDITOR")
    assert "Tidak utuh" in client.get("/akun/jejak/?periksa=1").content.decode()
