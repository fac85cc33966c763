"""The overseer draws signers to telephone; a checkpoint that came later decides, and everybody can repeat it."""

import json
from hashlib import sha256

import pytest
from django.test import Client

from ikrar.accounts.models import AuditRow
from ikrar.pledges.models import Pledge
from ikrar.pledges.operations import drawing, erasing
from ikrar.project.commands import audit as word
from ikrar.register.models import Checkpoint, Entry
from tests.entries import entries, the_body


@pytest.fixture
def closed(hall, phone, clerk):
    for name in ("Dodi Contoh", "Eka Contoh", "Fitri Contoh"):
        hall.add(name)
    for person in hall.people:
        phone.sign_as(person)
    clerk()
    hall.change(state="CLOSED")
    return hall.declaration.public_id


@pytest.fixture
def address(closed):
    return f"/meja/undian/{closed}/"


@pytest.fixture
def overseer(closed, make_user, confirm):
    client = Client()
    client.force_login(make_user("Wira Contoh", "OVERSEER"))
    return confirm(client)


def entry(kind):
    return json.loads(the_body(kind))


def locked_and_drawn(client, address, clerk, count=2):
    assert client.post(f"{address}kunci/").status_code == 302
    clerk()
    return client.post(f"{address}undi/", {"count": count})


def test_a_stranger_repeats_the_draw_from_register_and_list(overseer, address, closed, clerk):
    assert locked_and_drawn(overseer, address, clerk).status_code == 302
    lines = overseer.get(f"{address}daun.txt").content.decode().split()
    leaves = [bytes.fromhex(line) for line in lines]
    told, drawn = entry("audit-population"), entry("audit-draw")
    body = told.get("body", told)
    assert body["sha256"] == sha256(b"".join(sorted(leaves))).hexdigest()
    assert len(leaves) == 6
    assert "pledges" not in body  # the exact number would undo the hiding of small cells
    body = drawn.get("body", drawn)
    index = Entry.objects.get(kind="audit-population").index
    first = Checkpoint.objects.filter(size__gt=index).order_by("size").first()
    assert (body["size"], body["root"]) == (first.size, bytes(first.root).hex())
    seed = sha256(bytes(first.root) + closed.encode()).digest()
    expected = sorted(leaves, key=lambda leaf: sha256(seed + leaf).digest())[:2]
    assert body["leaf_hashes"] == [leaf.hex() for leaf in expected]


def test_waiting_for_a_nicer_checkpoint_changes_nothing(
    overseer, address, clerk, closed, phone, other_hall, at
):
    overseer.post(f"{address}kunci/")
    clerk()
    other_hall.sign_as(other_hall.hall.add("Gilang Contoh"))
    clerk()
    assert Checkpoint.objects.count() >= 3
    overseer.post(f"{address}undi/", {"count": 2})
    overseer.post(f"{address}kunci/")
    overseer.post(f"{address}undi/", {"count": 1})
    assert [len(entries(kind)) for kind in ("audit-population", "audit-draw")] == [1, 1]
    body = entry("audit-draw")
    index = Entry.objects.get(kind="audit-population").index
    first = Checkpoint.objects.filter(size__gt=index).order_by("size").first()
    assert body.get("body", body)["size"] == first.size


def test_a_larger_draw_begins_with_the_smaller(overseer, address, clerk, closed):
    locked_and_drawn(overseer, address, clerk)
    few = drawing.draw(declaration=closed, count=2, by=None, at=Pledge.objects.first().received_at)
    overseer.post(f"{address}undi/", {"count": 5})
    assert len(entries("audit-draw")) == 2
    page = overseer.get(address).content.decode()
    assert page.index(few[0].hex()) < page.index(few[1].hex())
    assert "5 terundi" in page
    assert "5 drawn" in overseer.get(f"/en{address}").content.decode()


def test_nothing_is_drawn_before_closing_before_the_checkpoint_or_beyond_the_list(
    hall, overseer, address, clerk
):
    hall.change(state="FIXED")
    assert overseer.post(f"{address}kunci/").status_code == 409
    hall.change(state="CLOSED")
    assert overseer.post(f"{address}undi/", {"count": 2}).status_code == 409
    overseer.post(f"{address}kunci/")
    assert overseer.post(f"{address}undi/", {"count": 2}).status_code == 409
    clerk()
    assert overseer.post(f"{address}undi/", {"count": 7}).status_code == 422
    assert overseer.post(f"{address}undi/", {"count": 0}).status_code == 422
    assert not entries("audit-draw")


def test_a_list_that_changed_since_is_not_drawn_from(overseer, address, clerk, closed):
    overseer.post(f"{address}kunci/")
    clerk()
    Pledge.objects.order_by("id").first().delete()
    assert overseer.post(f"{address}undi/", {"count": 2}).status_code == 409
    assert not entries("audit-draw")


def test_the_names_are_for_the_overseer_and_looking_is_noted(overseer, address, clerk, closed, hall, now):
    hall.contact(hall.people[0])
    locked_and_drawn(overseer, address, clerk, count=6)
    assert (
        "Contoh"
        not in overseer.get(address)
        .content.decode()
        .split("</header>")[-1]
        .split('id="drawn"')[-1]
        .split("</table>")[0]
    )
    page = overseer.get(f"{address}orang/").content.decode()
    assert all(name in page for name in ("Ani Contoh", "Fitri Contoh", "siti", "Kelurahan Contoh"))
    assert AuditRow.objects.get(act="draw.names-seen").detail == {"people": 6}
    gone = Pledge.objects.get(duty=hall.people[0].duty)
    erasing.erase(pledge_id=gone.id, reason="erasure-request", by=None, at=now.at)
    assert "Ani Contoh" not in overseer.get(f"{address}orang/").content.decode()
    assert gone.leaf_hash.hex() in overseer.get(address).content.decode()


def test_others_neither_draw_nor_see(
    closed, address, make_user, citra_client, admin_client, dewi_client, nobody
):
    for client in (citra_client, admin_client, dewi_client):
        assert client.post(f"{address}kunci/").status_code == 403
        assert client.get(f"{address}orang/").status_code == 403
    assert nobody.get(address).status_code == 302
    auditor, local = Client(), Client()
    auditor.force_login(make_user("Sari Contoh", "AUDITOR"))
    local.force_login(make_user("Tini Contoh", "OVERSEER", scope="U1"))
    assert auditor.get(address).status_code == 200
    assert auditor.get(f"{address}orang/").status_code == 403
    assert local.get(address).status_code == 403
    assert not entries("audit-population")


def test_the_word_draws_the_same(closed, clerk, capsys):
    assert word.run(["draw", closed, "2"]) == 3
    clerk()
    assert word.run(["draw", closed, "2"]) == 0
    told = capsys.readouterr().out
    body = entry("audit-draw")
    assert all(leaf in told for leaf in body.get("body", body)["leaf_hashes"])
    assert word.run(["draw", "TIDAK-ADA", "2"]) == 1
    assert word.run(["draw", closed, "99"]) == 1
