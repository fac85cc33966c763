"""The sixty lines of docs/examples sign against a running service and check their own receipt."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.crowd import stage_code

ROOT = Path(__file__).parents[2]
CLIENT = ROOT / "docs" / "examples" / "sign.py"

pytestmark = pytest.mark.foreign


@pytest.fixture
def running(make_service):
    service = make_service(people=3)
    service.start()
    return service


def sign(service, card, *stage):
    """Run the client as a stranger would, without the product on its path."""
    command = [
        sys.executable,
        str(CLIENT),
        f"http://127.0.0.1:{service.door.port}",
        service.plan["site"],
        card,
    ]
    environment = {name: value for name, value in service.environment.items() if name in ("PATH", "LANG")}
    return subprocess.run(
        [*command, *stage], check=False, capture_output=True, text=True, timeout=90, env=environment
    )


def test_a_client_written_from_the_description_signs_and_checks_its_receipt(running):
    first, second, third = running.plan["codes"]
    present = sign(running, first, stage_code(bytes.fromhex(running.plan["stage_key"])))
    absent = sign(running, second)
    again = sign(running, first)
    stranger = sign(running, third[:-1] + ("0" if third[-1] != "0" else "1"))
    for done, words in ((present, "device key, card code, shown"), (absent, "device key, card code, none")):
        assert done.returncode == 0, done.stderr
        assert re.search(rf" stands in contoh.example/faults/register at \d+ of \d+: {words}", done.stdout), (
            done.stdout
        )
    assert again.returncode != 0
    assert stranger.returncode != 0
    assert len(running.office("count")["pledges"]) == 2


def test_it_is_as_short_as_promised():
    assert len(CLIENT.read_text().splitlines()) <= 60
