"""The secret keys of the logs: signer-key files below keys/, made at first use, readable by the owner alone."""

import os
import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from ikrar.register import domain
from ikrar.register import note as notes
from ikrar.register.models import Log, SealingKey
from ikrar.register.note import SigningKey
from ikrar.register.shelf import make_folder, sync_folder


class SealingKeyIsLost(Exception):
    """The register has a key in use whose file is missing; see docs/register.md, "When the key is lost"."""

    def __init__(self, vkey: str) -> None:
        super().__init__(vkey)
        self.vkey = vkey


class SealingKeyIsOpen(Exception):
    """Others than its owner can read the file of a sealing key."""


def signer(log: Log, *, at: datetime) -> SigningKey:
    """The key that seals this log now; the first one is made here."""
    in_use = log.keys.filter(to_size=None).first()
    if in_use is None:
        in_use = _add(log, from_size=0, at=at)
    key = read_key(path_of(in_use.vkey))
    if key is None or str(key.verifier) != in_use.vkey:
        raise SealingKeyIsLost(in_use.vkey)
    return key


def replace(log: Log, *, at: datetime) -> tuple[SealingKey, SealingKey]:
    """End the key in use at the log's present size and make the next one; the old row and the new."""
    old = log.keys.select_for_update().get(to_size=None)
    old.to_size = log.size
    old.save(update_fields=["to_size"])
    return old, _add(log, from_size=log.size + 1, at=at)


def path_of(vkey: str) -> Path:
    """The file of a key is named by its id, which is public."""
    key_id = notes.parse_vkey(vkey).key_id.hex()
    return Path(settings.IKRAR_DATA) / "keys" / f"register-{key_id}.skey"


def read_key(path: Path) -> SigningKey | None:
    try:
        if path.stat().st_mode & 0o077:
            raise SealingKeyIsOpen(path)
        return notes.parse_skey(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def write_key(path: Path, key: SigningKey) -> None:
    """Write a new key file, 0600 and durable; an existing one is never touched."""
    make_folder(path.parent)
    path.parent.chmod(0o700)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{key}\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)
    finally:
        fresh.unlink()
    sync_folder(path.parent)


def _add(log: Log, *, from_size: int, at: datetime) -> SealingKey:
    # The file first: a row without its file would stop the register, a file without a row harms nobody.
    with transaction.atomic():
        Log.objects.select_for_update().get(id=log.id)
        raced = log.keys.filter(to_size=None).first()
        if raced is not None:
            return raced
        key = notes.new_key(log.origin, notes.ED25519)
        write_key(path_of(str(key.verifier)), key)
        return SealingKey.objects.create(
            log=log, vkey=str(key.verifier), from_size=from_size, made_at=domain.whole(at)
        )
