"""A real service on free ports of 127.0.0.1, in a folder of its own, whose processes a test may kill.

`service.part("pages")` is a process, `service.kill("pages")` ends it and all its children with SIGKILL;
`service.crowd(phones=…)` lets people sign; `service.ikrar("fsck")` runs the command line.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from ikrar.project import serving
from ikrar.project.supervisor import Part
from tests.patience import NotInTime

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
HOST = "127.0.0.1"


class Crowd:
    """The phones, in a process of their own."""

    def __init__(self, service, folder, **asked):
        names = ("site", "stage_key", "codes")
        plan = {name: service.plan[name] for name in names}
        plan |= {"host": HOST, "ports": service.ports, "pages": service.door.port}
        (folder / "plan.json").write_text(json.dumps(plan | asked))
        (folder / "acks").touch()
        (folder / "troubles").touch()
        self.folder = folder
        command = [sys.executable, str(HERE / "crowd.py"), str(folder)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, env=service.environment)

    @property
    def acknowledged(self):
        return (self.folder / "acks").stat().st_size

    @property
    def has_gone_home(self):
        """Everybody has signed, or nobody came."""
        return self.process.poll() is not None

    @property
    def troubled(self):
        """How often the server said that it could not."""
        return (self.folder / "troubles").stat().st_size

    def let(self, people):
        """So many more may begin, where they are `rationed`."""
        self.process.stdin.write(b"%d\n" % people)
        self.process.stdin.flush()

    def finish(self, seconds=600):
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

    def __init__(self, data, *, notes, workers=2, database="sqlite", **settings):
        self.data, self.notes, self.database = data, notes, database
        port = serving.free_port(HOST, random.SystemRandom().randrange(20_000, 30_000))
        self.door = serving.Door(HOST, port)
        self.gate = serving.gate_door(HOST, serving.free_port(HOST, port + 1))
        self.address = f"http://localhost:{port}"
        self.environment = (
            os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "ikrar.project.settings",
                "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
                "IKRAR_DATA": str(data),
                "IKRAR_DATABASE": database,
                "IKRAR_DOMAIN": "localhost",
                "IKRAR_ADDRESS": self.address,
                "IKRAR_ORIGIN": "contoh.example/faults/register",
                "IKRAR_TLS": "0",
                "IKRAR_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
                # Fifty starts that compile every module afresh would take minutes; the tree itself stays clean.
                "PYTHONDONTWRITEBYTECODE": "",
                "PYTHONPYCACHEPREFIX": sys.pycache_prefix
                or (str(notes.parent / "compiled") if sys.dont_write_bytecode else ""),
            }
            | settings
        )
        (data / "static").mkdir(parents=True, exist_ok=True)
        file = data / "ikrar.sqlite3" if database == "sqlite" else None
        self.parts = serving.parts(self.door, database=file, workers=workers, gate=self.gate)
        for part in self.parts:
            part.environment = {**self.environment, **part.environment}
        self.plan = {}
        self.crowds = []

    @property
    def ports(self):
        """Where phones may knock: at the gate, and at the ordinary pages, which answer the same."""
        return [self.gate.port, self.door.port]

    def second_gate(self):
        """One more gate, on a port of its own."""
        door = serving.gate_door(HOST, serving.free_port(HOST, self.gate.port + 1))
        part = serving.gate_part(door, name="gate 2")
        part.environment = {**self.environment, **part.environment}
        self.parts.append(part)
        return door

    def another(self, name):
        """One more process of that kind on the same folder."""
        part = self.part(name)
        self.parts.append(Part(f"{name} 2", part.command, part.environment))
        return self.parts[-1]

    def part(self, name):
        return next(part for part in self.parts if part.name == name)

    def start(self, *names):
        """All parts or the named ones; returns when our own instance answers."""
        for part in self.parts:
            if not names or part.name in names:
                part.start()
        for door in (self.door, self.gate):
            serving.wait_until_ready(door, seconds=300)

    def kill(self, *names):
        """SIGKILL to the whole process group of each; no part gets a chance to tidy up."""
        for name in names:
            os.killpg(self.part(name).process.pid, signal.SIGKILL)
        for name in names:
            self.part(name).process.wait()

    def signal(self, name, number):
        """To the process group of that part: SIGSTOP and SIGCONT."""
        os.killpg(self.part(name).process.pid, number)

    def watch_until(self, has_come, *, seconds):
        """Do what the supervisor does, start again what has crashed, until that has come."""
        deadline = time.monotonic() + seconds
        while not has_come():
            if time.monotonic() > deadline:
                raise NotInTime(f"it did not come within {seconds} s: {self.standing()}")
            for part in self.parts:
                part.look(time.monotonic())
            time.sleep(0.2)

    def watch_signing(self, crowd, *, more, seconds=300):
        """Until so many more were acknowledged since now."""
        before = crowd.acknowledged
        self.watch_until(lambda: crowd.acknowledged >= before + more or crowd.has_gone_home, seconds=seconds)
        assert crowd.acknowledged >= before + more, "the crowd has gone home: too few people for this test"

    def standing(self):
        """Of each part whether it runs, and how often it crashed: for whoever waited in vain."""
        lives = {part.name: part.process is not None and part.process.poll() is None for part in self.parts}
        crowds = [(crowd.process.poll(), crowd.acknowledged, crowd.troubled) for crowd in self.crowds]
        return f"running {lives}, crashes {[part.crashes for part in self.parts]}, crowds {crowds}"

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

    def crowd(self, **asked):
        """`phones=…`, and what crowd.py says of the plan; `ports=…` for other doors than the first."""
        made = Crowd(self, Path(tempfile.mkdtemp(prefix="crowd-", dir=self.notes)), **asked)
        self.crowds.append(made)
        return made

    def office(self, *words, data=None):
        """Ask tests/faults/office.py, inside the product; on another data folder if one is given."""
        command = [sys.executable, str(HERE / "office.py"), *map(str, words)]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment_of(data),
            check=True,
            timeout=600,
            stdout=subprocess.PIPE,
            text=True,
        )
        return json.loads(done.stdout)

    def ikrar(self, *words, data=None):
        """`./ikrar WORD …` as an operator types it; on another data folder if one is given."""
        return subprocess.run(
            [str(ROOT / "ikrar"), *map(str, words)],
            cwd=ROOT, env=self.environment_of(data), check=False, timeout=600, capture_output=True, text=True,
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
            if part.listener is not None:
                part.listener.close()
