"""A real service on a free port of 127.0.0.1, in a folder of its own, whose processes a test may kill.

`service` is planted and running; `service.part("pages")` is a process, `service.kill("pages")` ends it and all
its children with SIGKILL; `service.crowd(phones=…)` lets people sign; `service.ikrar("fsck")` runs the command line.
"""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest

from ikrar.project import serving

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
HOST = "127.0.0.1"


def pytest_collection_modifyitems(config, items):
    """The service under test always keeps its own SQLite file: once is enough, whatever engine the run is for."""
    if os.environ.get("IKRAR_DATABASE", "sqlite") in ("", "sqlite"):
        return
    own = [item for item in items if HERE in item.path.parents]
    items[:] = [item for item in items if item not in own]
    config.hook.pytest_deselected(items=own)


class Crowd:
    """The phones, in a process of their own."""

    def __init__(self, service, folder, phones):
        names = ("site", "stage_key", "codes")
        plan = {name: service.plan[name] for name in names} | {"host": HOST, "port": service.door.port}
        (folder / "plan.json").write_text(json.dumps(plan | {"phones": phones}))
        (folder / "acks").touch()
        (folder / "troubles").touch()
        self.folder = folder
        command = [sys.executable, str(HERE / "crowd.py"), str(folder)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, env=service.environment)

    @property
    def acknowledged(self):
        return (self.folder / "acks").stat().st_size

    @property
    def troubled(self):
        """How often the server said that it could not."""
        return (self.folder / "troubles").stat().st_size

    def finish(self, seconds=180):
        """Nobody begins any more; who has begun is waited for. What they tell."""
        self.process.communicate(b"\n", timeout=seconds)
        return json.loads((self.folder / "told.json").read_text())

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdin.close()


class Service:
    """The parts that `./ikrar up` would supervise; here the test does."""

    def __init__(self, data, *, notes, workers=2):
        self.data, self.notes = data, notes
        port = serving.free_port(HOST, random.SystemRandom().randrange(20_000, 30_000))
        self.door = serving.Door(HOST, port)
        self.address = f"http://localhost:{port}"
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "ikrar.project.settings",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "IKRAR_DATA": str(data),
            "IKRAR_DATABASE": "sqlite",
            "IKRAR_DOMAIN": "localhost",
            "IKRAR_ADDRESS": self.address,
            "IKRAR_ORIGIN": "contoh.example/faults/register",
            "IKRAR_TLS": "0",
            "IKRAR_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
            # Fifty starts that compile every module afresh would take minutes; the tree itself stays clean.
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(notes.parent / "compiled") if sys.dont_write_bytecode else "",
        }
        (data / "static").mkdir(parents=True, exist_ok=True)
        self.parts = serving.parts(self.door, database=data / "ikrar.sqlite3", workers=workers)
        for part in self.parts:
            part.environment = {**self.environment, **part.environment}
        self.plan = {}
        self.crowds = []

    def part(self, name):
        return next(part for part in self.parts if part.name == name)

    def start(self, *names):
        """All parts or the named ones; returns when our own instance answers."""
        for part in self.parts:
            if not names or part.name in names:
                part.start()
        serving.wait_until_ready(self.door, seconds=90)

    def kill(self, *names):
        """SIGKILL to the whole process group of each; no part gets a chance to tidy up."""
        for name in names:
            os.killpg(self.part(name).process.pid, signal.SIGKILL)
        for name in names:
            self.part(name).process.wait()

    def watch_until(self, has_come, *, seconds):
        """Do what the supervisor does, start again what has crashed, until that has come."""
        deadline = time.monotonic() + seconds
        while not has_come():
            assert time.monotonic() < deadline, "it did not come"
            for part in self.parts:
                part.look(time.monotonic())
            time.sleep(0.2)

    def processes(self):
        """The ids of all processes of all parts."""
        groups = {part.process.pid for part in self.parts if part.process is not None}
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                group = int((folder / "stat").read_text().rpartition(")")[2].split()[2])
                found += [int(folder.name)] if group in groups else []
        return found

    def stop(self):
        for part in reversed(self.parts):
            part.stop()

    def crowd(self, *, phones):
        made = Crowd(self, Path(tempfile.mkdtemp(prefix="crowd-", dir=self.notes)), phones)
        self.crowds.append(made)
        return made

    def office(self, *words, data=None):
        """Ask tests/faults/office.py, inside the product; on another data folder if one is given."""
        command = [sys.executable, str(HERE / "office.py"), *map(str, words)]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment,
            check=True,
            timeout=120,
            stdout=subprocess.PIPE,
            text=True,
        )
        return json.loads(done.stdout)

    def ikrar(self, *words, data=None):
        """`./ikrar WORD …` as an operator types it; on another data folder if one is given."""
        return subprocess.run(
            [str(ROOT / "ikrar"), *map(str, words)],
            cwd=ROOT, env=self.environment_of(data), check=False, timeout=120, capture_output=True, text=True,
        )  # fmt: skip

    def environment_of(self, data):
        return self.environment | ({"IKRAR_DATA": str(data)} if data else {})

    def end(self):
        for crowd in self.crowds:
            crowd.stop()
        for part in self.parts:
            if part.process is not None and part.process.poll() is None:
                with suppress(ProcessLookupError):
                    self.kill(part.name)


@pytest.fixture
def make_service(tmp_path):
    """`make_service(people=…, data=…)`: planted, not yet started; with `plan=…` it takes the folder as it is."""
    made = []

    def make(*, people=0, data=tmp_path / "service", plan=None, workers=2):
        service = Service(data, notes=tmp_path, workers=workers)
        made.append(service)
        service.plan = plan or service.office("plant", people)
        return service

    yield make
    for service in made:
        service.end()


class SmallDisk:
    """A file system of its own in memory."""

    def __init__(self, folder):
        self.folder = folder / "service"

    def fill(self, service):
        """Write until nothing more goes in."""
        with suppress(OSError), (self.folder / "filler").open("wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass

    def free(self, service):
        (self.folder / "filler").unlink()


class SmallFiles(SmallDisk):
    """Where nothing may be mounted: no process of the service may write a file beyond its first page."""

    def fill(self, service):
        self._limit(service, 4096)

    def free(self, service):
        self._limit(service, resource.RLIM_INFINITY)

    def _limit(self, service, size):
        for process in service.processes():
            with suppress(ProcessLookupError):
                resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


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
