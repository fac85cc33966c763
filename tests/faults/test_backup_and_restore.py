"""A copy made in the middle of a roll call, put back into empty folders: the newest goes on, an older one succeeds."""

import os

import psycopg
import pytest

from ikrar.register import checkpoint, trust
from tests.faults.proofs import asked, check_receipts

pytestmark = pytest.mark.faults


def test_a_copy_of_the_running_service_comes_back_whole_or_as_a_successor(make_service, tmp_path, drill, say):
    service = make_service(people=600)
    service.start()
    with drill.fault("a backup put back, newest and older (SQLite)") as row:
        told = come_back(make_service, service, tmp_path, say)
        row.times, row.acknowledged, row.stored = 2, len(told["pledges"]), len(told["receipts"])


def come_back(make_service, service, tmp_path, say):
    early, told = sign_and_copy(service, tmp_path)
    trusted = trust.parse(run(service, "register", "trust"))
    check_receipts(told, trusted=trusted)
    come_to_rest(service)
    late = copy(service, tmp_path / "late.tar")
    service.stop()
    published = service.data / "register" / "checkpoint"
    held = service.office("count")
    assert (held["waiting"], len(held["pledges"])) == (0, len(told["pledges"]))
    say(f"  {len(told['pledges'])} pledges, {held['size']} leaves; restoring the newest copy")
    goes_on(service, late, published, held, tmp_path / "whole")
    check_receipts(told, trusted=trust.parse(run(service, "register", "trust", data=tmp_path / "whole")))
    say("  restoring the older copy")
    succeeds(service, early, published, tmp_path / "older")
    signs_on(make_service, service, told, published, tmp_path / "older")
    return told


def test_a_copy_of_postgresql_comes_back_into_another_database(make_service, postgres, tmp_path, drill):
    programs = {"PATH": f"{postgres.server.programs.folder}:{os.environ['PATH']}"}
    service = make_service(people=200, database=postgres.address, workers=1, **programs)
    service.start()
    with drill.fault("a backup put back (PostgreSQL)") as row:
        crowd = service.crowd(phones=4, rest=0.2)
        service.watch_signing(crowd, more=20)
        while_they_sign = tmp_path / "early.tar"
        assert "Not a portable copy" in asked(service, "backup", while_they_sign)
        told = crowd.finish()
        come_to_rest(service)
        archive = tmp_path / "late.tar"
        asked(service, "backup", archive)
        held = service.office("count")
        service.stop()
        other = make_service(
            data=tmp_path / "other", plan=service.plan, database=another(postgres, "other"), **programs
        )
        asked(other, "restore", archive, "--published", service.data / "register" / "checkpoint")
        assert other.office("count") == held
        assert asked(other, "fsck").endswith("Bersih / clean.\n")
        check_receipts(told, trusted=trust.parse(asked(other, "register", "trust")))
        early = make_service(
            data=tmp_path / "early", plan=service.plan, database=another(postgres, "early"), **programs
        )
        words = asked(
            early, "restore", while_they_sign, "--published", service.data / "register" / "checkpoint"
        )
        assert "penerus / successor" in words
        assert asked(early, "fsck").endswith("Bersih / clean.\n")
        row.times, row.acknowledged, row.stored = 2, len(told["pledges"]), len(held["pledges"])


def another(postgres, name):
    """The address of one more, empty database on that server."""
    with psycopg.connect(postgres.address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgres.address.rpartition("/")[0] + f"/{name}"


def sign_and_copy(service, tmp_path):
    """A copy while people sign, and more who sign after it."""
    crowd = service.crowd(phones=4, rest=0.2)  # so that it lasts until after the copy
    service.watch_signing(crowd, more=20)
    early = copy(service, tmp_path / "early.tar")
    service.watch_signing(crowd, more=20)
    told = crowd.finish()
    assert (told["faults"], told["troubles"]) == ([], [])
    return early, told


def goes_on(service, archive, published, held, folder):
    """Nothing newer was published: the same register, the same root, the same rows."""
    words = run(service, "restore", archive, "--published", published, data=folder)
    assert words.splitlines()[0] == f"Register {held['origins'][0]}"
    assert service.office("count", data=folder) == held
    assert run(service, "fsck", data=folder).endswith("Bersih / clean.\n")


def succeeds(service, archive, published, folder):
    """Something newer was published: a successor."""
    origin = checkpoint.parse(published.read_text())[0].origin
    words = run(service, "restore", archive, "--published", published, data=folder)
    assert words.splitlines()[0] == f"Register {origin}/2 (penerus / successor)"
    assert run(service, "fsck", data=folder).endswith("Bersih / clean.\n")


def signs_on(make_service, service, told, published, folder):
    """The successor takes pledges, and its trust file proves the receipts of both."""
    last_cards = service.plan | {"codes": service.plan["codes"][-100:]}
    later = make_service(data=folder, plan=last_cards)
    later.start()
    crowd = later.crowd(phones=2)
    later.watch_signing(crowd, more=5)
    after = crowd.finish()
    trusted = trust.parse(run(later, "register", "trust"))
    later.stop()
    assert [log.predecessor_checkpoint for log in trusted.logs] == [None, published.read_text()]
    for given in (told, after):
        check_receipts(given, trusted=trusted)
    assert run(later, "fsck").endswith("Bersih / clean.\n")


def come_to_rest(service):
    """Nothing is to be entered any more, so that a copy made now is the newest there will be."""
    service.watch_until(lambda: service.office("count")["unrest"] == 0, seconds=600)


def copy(service, archive):
    assert "Not a portable copy" in run(service, "backup", archive)
    return archive


def run(service, *words, data=None):
    done = service.ikrar(*words, data=data)
    assert done.returncode == 0, done
    return done.stdout
