"""The service under measurement: the parts that `./ikrar up` would supervise, each on the cores it is given."""

import os
import random
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from ikrar.project import serving
from ikrar.project.bench import limits, processes
from ikrar.project.bench.loads import wait_for
from ikrar.project.bench.place import Place
from ikrar.project.serving import Door
from ikrar.project.supervisor import Part, python

HOST = "127.0.0.1"
READY_SECONDS = 60.0
NAMES = {"pages": "django"}  # what a part is called here


class Service:
    """Parts of one installation. `roots` are the processes to account for."""

    def __init__(self, place: Place, *, door: Door, parts: list[Part]) -> None:
        self.place, self.door = place, door
        self.parts = {part.name: part for part in parts}
        place.stack.callback(self.stop)

    @property
    def roots(self) -> dict[str, int]:
        running = {n: p.process.pid for n, p in self.parts.items() if p.process and p.process.poll() is None}
        return running | ({"database": self.place.server} if self.place.server else {})

    def start(self, *names: str, cores: Iterable[int]) -> None:
        with limits.on_cores(cores):
            for name in names:
                if name in self.parts:
                    self.parts[name].start()

    def pin_database(self, cores: Iterable[int]) -> None:
        if self.place.server:
            processes.pin(self.place.server, cores)

    def wait(self) -> None:
        """Until our own instance answers."""
        serving.wait_until_ready(self.door, seconds=READY_SECONDS)

    def stop(self, *names: str) -> None:
        for name in names or tuple(reversed(self.parts)):
            self.parts[name].stop()


def free_port() -> int:
    return serving.free_port(HOST, random.SystemRandom().randrange(20_000, 30_000))


def door_of(place: Place, *, tls: bool) -> Door:
    """A free port of this machine; with a certificate of our own making where TLS is asked for."""
    door = Door(HOST, free_port())
    if not tls:
        return door
    certificate, key = _certificate(place.data / "tls")
    return replace(door, certificate=certificate, key=key)


def _certificate(folder: Path) -> tuple[Path, Path]:
    folder.mkdir(mode=0o700, exist_ok=True)
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(Encoding.PEM))
    with os.fdopen(os.open(paths[1], os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return paths


def of(place: Place, *, processes: int, tls: bool) -> Service:
    """The parts of this installation behind a free port; whichever door is opened has so many processes."""
    opened = door_of(place, tls=tls)
    made = serving.parts(opened, database=place.sqlite_file, workers=processes)
    for part in made:
        part.name = NAMES.get(part.name, part.name)
    (place.data / "static").mkdir(exist_ok=True)
    return Service(place, door=opened, parts=made)


@contextmanager
def null(place: Place, *, cores: Iterable[int]) -> Iterator[tuple[str, int]]:
    """Where the server that does nothing listens."""
    part = Part("null", python("-m", "ikrar.project.bench.null", str(port := free_port())))
    running = Service(place, door=Door(HOST, port), parts=[part])
    running.start("null", cores=cores)
    wait_for(lambda: _listens(port), seconds=10)
    yield HOST, port
    running.stop()


def _listens(port: int) -> bool:
    with socket.create_connection((HOST, port), timeout=1):
        return True
