"""The data folder of each earlier release goes on under this one: same rows, same roots, and every receipt stands."""

import json
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest

from ikrar.register import trust
from ikrar.register.verify import verify
from tests.faults.proofs import check_checkpoints
from tests.upgrade import moving
from tests.upgrade.make import ENVIRONMENT

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RELEASES = sorted(path.parent.name for path in HERE.glob("*/data.tar.xz"))

pytestmark = pytest.mark.faults


class Folder:
    """The data folder of a release, unpacked, with words to say to it."""

    def __init__(self, folder, *, database):
        self.data, self.facts_file = folder / "data", folder / "facts.json"
        self.facts = json.loads(self.facts_file.read_text())
        self.environment = os.environ | ENVIRONMENT | {
            "IKRAR_DATA": str(self.data), "IKRAR_DATABASE": database, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "IKRAR_WITNESSES": "",
        }  # fmt: skip

    def run(self, *command):
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=False, timeout=300, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ikrar(self, *words):
        return self.run(sys.executable, "-m", "ikrar.project.cli", *words)

    def inside(self, word):
        return json.loads(self.run(sys.executable, str(HERE / "carry_on.py"), word, str(self.facts_file)))


@pytest.fixture
def database():
    """`sqlite`, or the address of a fresh database on the server that this run is for."""
    server = os.environ.get("IKRAR_DATABASE", "sqlite")
    if server in ("", "sqlite"):
        yield "sqlite"
        return
    name = f"upgrade_{uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=RELEASES)
def old(request, tmp_path, database):
    """The folder as that release left it, its rows in the database this run is for."""
    with tarfile.open(HERE / request.param / "data.tar.xz") as tar:
        tar.extractall(tmp_path, filter="data")
    folder = Folder(tmp_path, database=database)
    if database != "sqlite":
        folder.inside("tables")
        moving.move(folder.data / "ikrar.sqlite3", database)
        (folder.data / "ikrar.sqlite3").unlink()
    return folder


def test_there_is_a_folder_of_every_release_before_this_one():
    headings = re.findall(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[1:] == RELEASES[::-1]


def test_an_earlier_data_folder_goes_on_with_every_row_root_and_receipt(old):
    facts, published = old.facts, (old.data / "register" / "checkpoint").read_text()
    old.ikrar("manage", "migrate", "--no-input", "-v", "0")
    assert old.inside("held") == {"counts": facts["counts"], "registers": facts["registers"]}
    assert old.ikrar("fsck").endswith("Bersih / clean.\n")
    now = trust.parse(old.ikrar("register", "trust"))
    check_old_receipts(facts, now)
    later = old.inside("sign")
    assert later["unpublished"] == 0
    for receipt in later["receipts"]:
        verify(receipt.encode(), trust=now)
    assert len(later["receipts"]) == len(facts["cards"]) > 2
    assert check_checkpoints([published], trusted=now, folder=old.data / "register") == 2
    assert old.ikrar("fsck").endswith("Bersih / clean.\n")


def check_old_receipts(facts, now):
    """Under the trust file of that day and under today's."""
    kinds = set()
    for receipt in facts["receipts"]:
        kinds.add(json.loads(receipt)["record"]["signature"]["kind"])
        for trusted in (trust.parse(facts["trust"]), now):
            verify(receipt.encode(), trust=trusted)
    assert kinds == {"device-key", "passkey", "kiosk", "paper"}
