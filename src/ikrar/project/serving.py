"""The parts of a running Ikrar and how to know that it answers: shared by `up` and `demo`."""

import os
import secrets
import socket
import ssl
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from ikrar.project.supervisor import Part, python

READY_SECONDS = 180.0  # a machine that is busy or slow needs its time; a part that died is told sooner
BACKLOG = 4096  # connections that wait in the kernel
HEADER = "X-Ikrar-Instance"


class PortIsTaken(Exception):
    """Another program listens there."""


class DidNotStart(Exception):
    """Nobody answered, or somebody else did."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where the pages are served; with a certificate it speaks TLS itself."""

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None
    instance: str = field(default_factory=lambda: secrets.token_hex(8))
    alive: str = "/sehat"

    @property
    def scheme(self) -> str:
        return "https" if self.certificate else "http"


def check_port(host: str, port: int) -> None:
    """Raise `PortIsTaken`. The server itself would share the port with a stranger (SO_REUSEPORT) and not notice."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as e:
            raise PortIsTaken(host, port) from e


def free_port(host: str, wanted: int, tries: int = 20) -> int:
    """The wanted port, or the next free one."""
    for port in range(wanted, wanted + tries):
        try:
            check_port(host, port)
        except PortIsTaken:
            continue
        return port
    raise PortIsTaken(host, wanted)


def pkcs8(key: Path, *, folder: Path) -> Path:
    """The TLS key in the form the server reads, 0600 in our folder; certificate tools write several forms."""
    if b"BEGIN PRIVATE KEY" in key.read_bytes():
        return key
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "tls.pem"
    loaded = load_pem_private_key(key.read_bytes(), password=None)
    body = loaded.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(body)
    return path


def gate_door(host: str, port: int, *, certificate: Path | None = None, key: Path | None = None) -> Door:
    """Where a gate is served."""
    return Door(host, port, certificate, key, alive="/gate/sehat")


def gate_part(door: Door, *, name: str = "gate") -> Part:
    """A gate on a socket that we hold for it, so that it can be replaced while a crowd knocks."""
    words = ["-m", "ikrar.project.gate", "--host", door.host, "--port", str(door.port)]
    if door.certificate and door.key:
        words += ["--cert", str(door.certificate), "--key", str(door.key)]
    held = listen(door.host, door.port)
    return Part(name, python(*words), {"IKRAR_INSTANCE": door.instance}, listener=held)


def listen(host: str, port: int) -> socket.socket:
    """A socket of our own, not shared with anybody, or `PortIsTaken`."""
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as e:
        made.close()
        raise PortIsTaken(host, port) from e
    made.listen(BACKLOG)
    return made


def parts(
    door: Door, *, database: Path | None, workers: int, threads: int = 8, gate: Door | None = None
) -> list[Part]:
    """Log checkpoints first (last to stop), then the clerk, then the pages, then the gate."""
    found = [Part("wal", python("-m", "ikrar.project.wal", str(database)))] if database else []
    pages = [
        *("-m", "granian", "--interface", "wsgi", "ikrar.project.wsgi:application", "--no-ws"),
        *("--host", door.host, "--port", str(door.port), "--workers", str(workers)),
        *("--blocking-threads", str(threads), "--log-level", "error", "--respawn-failed-workers"),
        *("--workers-kill-timeout", "15"),
    ]
    if door.certificate and door.key:
        pages += ["--ssl-certificate", str(door.certificate), "--ssl-keyfile", str(door.key)]
    found.append(Part("clerk", python("-m", "ikrar.project.clerk")))
    found.append(Part("pages", python(*pages), {"IKRAR_INSTANCE": door.instance}))
    return [*found, gate_part(gate)] if gate else found


def wait_until_ready(door: Door, *, seconds: float = READY_SECONDS) -> None:
    """Until our own instance answers; raise `DidNotStart` otherwise."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answered = _instance(door)
        if answered == door.instance:
            return
        if answered:
            raise DidNotStart(f"{door.host}:{door.port} is answered by another program")
        time.sleep(0.2)
    raise DidNotStart(f"{door.host}:{door.port} did not answer within {seconds:.0f} s")


def _instance(door: Door) -> str:
    host = "127.0.0.1" if door.host in ("0.0.0.0", "::", "127.0.0.1") else door.host  # noqa: S104 (compared, not bound)
    context = ssl._create_unverified_context() if door.certificate else None  # noqa: S323, SLF001 (we ask ourselves; the name on the certificate is another)
    address = f"{door.scheme}://{host}:{door.port}{door.alive}"
    try:
        with urllib.request.urlopen(address, timeout=3, context=context) as answer:  # noqa: S310 (our own address)
            return answer.headers.get(HEADER) or "stranger"
    except urllib.error.HTTPError as e:
        return e.headers.get(HEADER) or "stranger"
    except OSError:
        return ""
