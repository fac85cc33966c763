"""A copy made in the middle of a roll call, put back into empty folders: the newest goes on, an older one succeeds."""

import pytest

from ikrar.register import checkpoint, trust
from tests.faults.proofs import check_receipts

pytestmark = pytest.mark.faults


def test_a_copy_of_the_running_service_comes_back_whole_or_as_a_successor(make_service, tmp_path, say):
    service = make_service(people=600)
    service.start()
    early, told = sign_and_copy(service, tmp_path)
    trusted = trust.parse(run(service, "register", "trust"))
    check_receipts(told, trusted=trusted)
    late = copy(service, tmp_path / "late.tar")
    service.stop()
    published = service.data / "register" / "checkpoint"
    held = service.office("count")
    assert (held["waiting"], len(held["pledges"])) == (0, len(told["pledges"]))
    say(f"  {len(told['pledges'])} pledges, {held['size']} leaves; restoring the newest copy")
    goes_on(service, late, published, held, tmp_path / "whole")
    say("  restoring the older copy")
    succeeds(service, early, published, tmp_path / "older")
    signs_on(make_service, service, told, published, tmp_path / "older")


def sign_and_copy(service, tmp_path):
    """A copy while people sign, and more who sign after it."""
    crowd = service.crowd(phones=4)
    service.watch_until(lambda: crowd.acknowledged > 20, seconds=60)
    early = copy(service, tmp_path / "early.tar")
    at_the_copy = crowd.acknowledged
    service.watch_until(lambda: crowd.acknowledged > at_the_copy + 20, seconds=60)
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
    later.watch_until(lambda: crowd.acknowledged > 5, seconds=60)
    after = crowd.finish()
    trusted = trust.parse(run(later, "register", "trust"))
    later.stop()
    assert [log.predecessor_checkpoint for log in trusted.logs] == [None, published.read_text()]
    for given in (told, after):
        check_receipts(given, trusted=trusted)
    assert run(later, "fsck").endswith("Bersih / clean.\n")


def copy(service, archive):
    assert "Not a portable copy" in run(service, "backup", archive)
    return archive


def run(service, *words, data=None):
    done = service.ikrar(*words, data=data)
    assert done.returncode == 0, done
    return done.stdout
