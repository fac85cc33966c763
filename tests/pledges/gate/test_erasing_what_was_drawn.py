"""What was drawn of a pledge and still lies on the disk goes with the pledge."""

from pathlib import Path

import pytest

from ikrar.papers.press.tray import BATCH, PERSON, Tray
from ikrar.papers.queries import seal_in_use
from ikrar.pledges.models import Pledge
from ikrar.pledges.operations.erasing import erase
from ikrar.pledges.papers import batch
from ikrar.pledges.papers.certificate import certificate
from ikrar.pledges.queries.certificates import certificate_by_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(settings):
    return Path(settings.IKRAR_DATA)


@pytest.fixture
def two(hall, phone, clerk):
    for person in hall.people[:2]:
        phone.sign_as(person)
    clerk()
    return list(Pledge.objects.order_by("id"))


def test_certificates_made_and_waiting_go_with_the_pledge_and_no_others(
    two, data, now, django_capture_on_commit_callbacks
):
    tray = Tray(data / "press")
    for nth, one in enumerate(two):
        made = certificate(certificate_by_id(pledge_id=one.id), seal=seal_in_use(at=now.at), at=now.at)
        tray.put(made.key, made.job, rank=PERSON, nth=nth)
        tray.finish(tray.next()[0], b"%PDF", at=now.at)
        tray.put(f"unit-1x{one.id}", made.job, rank=BATCH, nth=nth)
        (data / "batches" / "unit-1").mkdir(parents=True, exist_ok=True)
        (data / "batches" / "unit-1" / f"{one.id}.pdf").write_bytes(b"%PDF")
    assert len(left(data)) == 6
    gone, stays = two
    with django_capture_on_commit_callbacks(execute=True):
        erase(pledge_id=gone.id, reason="erasure-request", by=None, at=now.at)
    assert left(data) == {
        f"2-{1:020d}-unit-1x{stays.id}.job",
        f"{stays.id}.pdf",
        f"{bytes(stays.leaf_hash).hex()[:32]}-2.pdf",
    }


def test_what_another_host_erased_goes_when_this_one_tidies_up(two, data, now):
    folder = data / "batches" / "unit-1"
    folder.mkdir(parents=True)
    for one in two:
        (folder / f"{one.id}.pdf").write_bytes(b"%PDF")
    erase(
        pledge_id=two[0].id, reason="erasure-request", by=None, at=now.at
    )  # no word of it reaches this host
    batch.forget(at=now.at)
    assert left(data) == {f"{two[1].id}.pdf"}


def left(data):
    folders = [data / "press", *(data / "batches").glob("*")]
    return {path.name for folder in folders for path in folder.glob("*") if path.suffix != ".lock"}
