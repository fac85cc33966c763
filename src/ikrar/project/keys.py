"""The keys of an installation over several hosts: the first host makes them, every other one is given them."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from ikrar.papers import queries as papers
from ikrar.papers.operations import sealing
from ikrar.register import operations as register

FINGERPRINT = 16  # hexadecimal digits


class KeysAreElsewhere(Exception):
    """The database belongs to an installation that runs already; its keys lie on another host."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(missing)
        self.missing = missing


def prepare(*, at: datetime) -> None:
    """Make the keys of a new installation; raise `KeysAreElsewhere` where new ones would not be the same."""
    lacking = missing()
    if lacking and connection.vendor != "sqlite" and MigrationRecorder(connection).applied_migrations():
        raise KeysAreElsewhere(lacking)
    make_all(at=at)


def missing() -> list[str]:
    """The keys this host lacks: the secrets, and the seal of papers where it is a file."""
    return [*settings.KEYRING.missing(), *(["seal"] if papers.lacks_seal() else [])]


def make_all(*, at: datetime) -> None:
    """Make what is missing; what is there stays."""
    settings.KEYRING.make_all()
    sealing.make_seal(at=at)


def open_registers(*, at: datetime) -> None:
    """Make the keys that seal, if there are none yet; the tables must be there."""
    for rehearsal in (False, True):
        register.open_register(rehearsal=rehearsal, at=at)


def fingerprints() -> Iterator[tuple[str, str]]:
    """Name and fingerprint of each key file: the same on all hosts, or something is wrong."""
    for path in sorted(Path(settings.IKRAR_DATA, "keys").glob("*.*key")):
        yield path.name, hashlib.sha256(path.read_bytes()).hexdigest()[:FINGERPRINT]
