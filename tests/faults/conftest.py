"""What the fault tests ask for: a service to break, a disk to fill, a drill that says how often, and a voice.

`make_service(people=…)` is planted in a folder of its own and not yet started; see service.py.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.disks import SmallDisk, SmallFiles
from tests.faults.drilling import SEED, Drill
from tests.faults.service import Service

HERE = Path(__file__).parent


def pytest_addoption(parser):
    group = parser.getgroup("drill", "the programme of faults (./ikrar drill)")
    group.addoption("--drill-full", action="store_true", help="every fault as often as it was promised")
    group.addoption("--drill-seed", type=int, default=SEED, help="another seed strikes at other moments")
    group.addoption(
        "--drill-report", help="file that gets a line of JSON for each fault, and for each test that passed"
    )


def pytest_collection_modifyitems(config, items):
    """The service under test chooses its own database: once is enough, whatever engine the run is for.

    Nor is anything done again that a drill's journal says is done.
    """
    own = [item for item in items if HERE in item.path.parents]
    if os.environ.get("IKRAR_DATABASE", "sqlite") in ("", "sqlite"):
        done, is_full = done_before(config), config.getoption("drill_full", False)
        own = [i for i in own if i.nodeid in done or (i.get_closest_marker("only_full") and not is_full)]
    items[:] = [item for item in items if item not in own]
    config.hook.pytest_deselected(items=own)


def done_before(config):
    """The tests that an earlier run with this journal has passed."""
    journal = Path(config.getoption("drill_report", None) or os.devnull)
    lines = map(json.loads, journal.read_text().splitlines()) if journal.exists() else []
    return {line["done"] for line in lines if "done" in line}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    journal = item.config.getoption("drill_report", None)
    if journal and call.when == "call" and report.passed:
        with Path(journal).open("a") as file:
            file.write(json.dumps({"done": item.nodeid}) + "\n")
    return report


@pytest.fixture
def drill(request):
    """The options stand here only when pytest was started with this folder."""
    option = request.config.getoption
    return Drill(
        full=option("drill_full", False),
        seed=option("drill_seed", SEED),
        report=option("drill_report", None),
    )


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory):
    """A data folder with every table, made once: to make the tables takes longer than to plant a village in them."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    maker = Service(folder, notes=folder.parent)
    maker.office("tables")
    maker.end()
    return folder


@pytest.fixture
def make_service(tmp_path, request):
    """`make_service(people=…, data=…)`: planted, not yet started; with `plan=…` it takes the folder as it is."""
    made = []

    def make(*, people=0, data=tmp_path / "service", plan=None, workers=2, **more):
        if plan is None and "database" not in more:
            shutil.copytree(request.getfixturevalue("empty_folder"), data, dirs_exist_ok=True)
        service = Service(data, notes=tmp_path, workers=workers, **more)
        made.append(service)
        service.plan = plan or service.office("plant", people)
        return service

    yield make
    for service in made:
        service.end()


@pytest.fixture
def postgres():
    """A PostgreSQL 18 server of our own, as careful as it is in service, that a test may kill."""
    from tests.faults.postgres import Postgres  # noqa: PLC0415 (its programs are a development package)

    server = Postgres()
    yield server
    server.end()


@pytest.fixture
def small_disk(tmp_path):
    """`small_disk.folder` for the data, `fill(service)` and `free(service)`."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        yield SmallFiles(folder)
        return
    yield SmallDisk(folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def say(capsys):
    """Print progress past pytest's capture."""

    def tell(words):
        with capsys.disabled():
            sys.stdout.write(f"{words}\n")
            sys.stdout.flush()

    return tell
