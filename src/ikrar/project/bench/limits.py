"""The limit every pledge runs into: how many ECDSA P-256 signatures one core verifies in a second."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

_SPEED = re.compile(r"^\+F\d+:\d+:256:[\d.]+:([\d.]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Limit:
    """Verifications per second of processor time, and which program did them."""

    per_second: float
    program: str


@contextmanager
def on_cores(cores: Iterable[int]) -> Iterator[None]:
    """Whatever is started within runs on these cores alone; nothing changes where cores cannot be chosen."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, before.intersection(cores) or before)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def own_cores() -> list[int]:
    """The cores we may run on."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def of_openssl(*, core: int, seconds: float) -> Limit:
    """`openssl speed ecdsap256` on that core; where the program is missing, the library we verify with."""
    program = shutil.which("openssl")
    with on_cores([core]):
        if program is None:
            return _of_library(seconds)
        words = [program, "speed", "-mr", "-seconds", str(max(1, round(seconds))), "ecdsap256"]
        done = subprocess.run(words, check=False, capture_output=True, text=True)  # noqa: S603 (our own words)
        found = _SPEED.search(done.stdout)
        return Limit(float(found[1]), "openssl speed") if found else _of_library(seconds)


def _of_library(seconds: float) -> Limit:
    key, ecdsa, message = ec.generate_private_key(ec.SECP256R1()), ec.ECDSA(hashes.SHA256()), bytes(300)
    public, value = key.public_key(), key.sign(message, ecdsa)
    began, count = time.process_time(), 0
    while time.process_time() - began < seconds:
        for _ in range(100):
            public.verify(value, message, ecdsa)
        count += 100
    return Limit(count / (time.process_time() - began), "pyca/cryptography (no openssl program here)")
