"""The service under measurement: the parts that `./ikrar up` would supervise, each on the cores it is given."""

import os
import random
import socket
import ssl
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
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
READY = 60.0  # seconds
ALIVE = {"gate": "/gate/sehat", "django": "/sehat"}  # where each kind of door says that it lives


@dataclass(slots=True)
class Service:
    """Parts of one installation. `parts` have names like "gate 1"; the first word says what kind they are."""

    place: Place
    parts: list[Part]
    doors: dict[str, Door] = field(default_factory=dict)  # by part

    def __post_init__(self) -> None:
        self.place.stack.callback(self.stop)

    @property
    def roots(self) -> dict[str, list[int]]:
        """The processes to account for, by kind."""
        found: dict[str, list[int]] = {"database": [self.place.server]} if self.place.server else {}
        for part in self.parts:
            if part.process is not None and part.process.poll() is None:
                found.setdefault(part.name.split()[0], []).append(part.process.pid)
        return found

    def of_kind(self, *kinds: str) -> list[Part]:
        return [part for part in self.parts if part.name.split()[0] in kinds]

    def start(self, *kinds: str, cores: Iterable[int]) -> None:
        """Start these on these cores, and wait until the doors among them answer."""
        with limits.on_cores(cores):
            for part in self.of_kind(*kinds):
                part.start()
        for part in self.of_kind(*kinds):
            if part.name in self.doors and wait_for(partial(self._lives, part), seconds=READY) is None:
                raise serving.DidNotStart(part.name)

    def stop(self, *kinds: str) -> None:
        for part in reversed(self.of_kind(*kinds) if kinds else self.parts):
            part.stop()

    def addresses(self, kind: str) -> list[tuple[str, int]]:
        doors = (self.doors[part.name] for part in self.of_kind(kind))
        return [(door.host, door.port) for door in doors]

    def pin_database(self, cores: Iterable[int]) -> None:
        if self.place.server:
            processes.pin(self.place.server, cores)

    def _lives(self, part: Part) -> bool:
        door = self.doors[part.name]
        address = f"{door.scheme}://{door.host}:{door.port}{ALIVE[part.name.split()[0]]}"
        context = ssl._create_unverified_context() if door.certificate else None  # noqa: S323, SLF001 (we ask ourselves)
        with urllib.request.urlopen(address, timeout=5, context=context) as answer:  # noqa: S310 (our own address)
            return bool(answer.headers.get(serving.HEADER) == door.instance)


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


def of(place: Place, *, gates: int = 1, workers: int = 1, tls: bool = False) -> Service:
    """Everything one installation may run; `start` chooses."""
    (place.data / "static").mkdir(exist_ok=True)
    pages = door_of(place, tls=tls)
    made = serving.parts(pages, database=place.sqlite_file, workers=workers)
    made = [part for part in made if part.name in ("wal", "clerk", "pages")]
    made[-1].name = "django"
    service = Service(place, made, {"django": pages})
    for number in range(1, gates + 1):
        _add_gate(service, f"gate {number}", door_of(place, tls=tls))
    return service


def _add_gate(service: Service, name: str, door: Door) -> None:
    words = ["-m", "ikrar.project.gate", "--host", door.host, "--port", str(door.port)]
    if door.certificate and door.key:
        words += ["--cert", str(door.certificate), "--key", str(door.key)]
    service.parts.append(Part(name, python(*words), {"IKRAR_INSTANCE": door.instance}))
    service.doors[name] = door


@contextmanager
def null(place: Place, *, cores: Iterable[int]) -> Iterator[tuple[str, int]]:
    """Where the server that does nothing listens."""
    port = free_port()
    running = Service(place, [Part("null", python("-m", "ikrar.project.bench.null", str(port)))])
    running.start("null", cores=cores)
    wait_for(lambda: _listens(port), seconds=10)
    yield HOST, port
    running.stop()


def _listens(port: int) -> bool:
    with socket.create_connection((HOST, port), timeout=1):
        return True
