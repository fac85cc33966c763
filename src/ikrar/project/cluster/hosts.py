"""Two hosts of the service, each with a data folder of its own, the same keys, and the one database."""

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from ikrar.project import serving
from ikrar.project.bench import place
from ikrar.project.serving import Door
from ikrar.project.supervisor import Part

ROOT = Path(__file__).resolve().parents[4]
ADDRESS = "127.0.0.1"
READY_SECONDS = 60.0
LOOK_SECONDS = 0.05


@dataclass(slots=True)
class Host:
    """What runs on one machine, were there two: a clerk, the pages, a gate."""

    name: str
    pages: Door
    gate: Door
    parts: list[Part]

    def start(self) -> None:
        for part in self.parts:
            part.start()

    def wait(self) -> None:
        """Until pages and gate answer; raise `DidNotStart` otherwise."""
        for door in (self.pages, self.gate):
            serving.wait_until_ready(door, seconds=READY_SECONDS)

    def stop(self) -> None:
        for part in reversed(self.parts):
            part.stop()

    def replace_gate(self) -> None:
        """Put a new process in its place, as a new release would; nobody is cut off, and it looks for the primary anew."""
        gate = next(part for part in self.parts if part.name == "gate")
        old = gate.process
        gate.replace()
        while gate.successor is not None:
            gate.look(time.monotonic())
            time.sleep(LOOK_SECONDS)
        if gate.process is old:
            raise serving.DidNotStart(f"{self.name}: the gate's successor")


def environment(data: Path, database: str) -> dict[str, str]:
    """The settings of one host; this process takes them as well, to plant and to count."""
    return {
        "DJANGO_SETTINGS_MODULE": "ikrar.project.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "IKRAR_DATA": str(data),
        "IKRAR_DATABASE": database,
        "IKRAR_DOMAIN": "localhost",
        "IKRAR_ADDRESS": "https://localhost",
        "IKRAR_ORIGIN": place.ORIGIN,
        "IKRAR_TLS": "0",
        "IKRAR_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    }


def host(name: str, *, data: Path, database: str, port: int) -> Host:
    """A host over this data folder, pages and gate on the next free ports; its parts write into logs."""
    (data / "static").mkdir(parents=True, exist_ok=True, mode=0o700)
    pages = Door(ADDRESS, serving.free_port(ADDRESS, port))
    gate = serving.gate_door(ADDRESS, serving.free_port(ADDRESS, pages.port + 1))
    parts = serving.parts(pages, database=None, workers=1, gate=gate)
    for part in parts:
        part.environment = {**environment(data, database), **part.environment}
        part.command = ["sh", "-c", 'exec "$@" >>"$0" 2>&1', str(data / f"{part.name}.log"), *part.command]
    return Host(name, pages, gate, parts)


def share_keys(source: Path, target: Path) -> None:
    """What an operator carries to a further host: the keys, nothing else."""
    shutil.copytree(source / "keys", target / "keys", dirs_exist_ok=True)
    (target / "keys").chmod(0o700)
