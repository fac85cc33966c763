"""What changes here: which version of the law the service answers by, entered in the register."""

import hashlib
import zlib
from datetime import datetime

from django.db import IntegrityError, transaction

from ikrar.kernel.canonical import Value, canonical
from ikrar.law import queries, reading
from ikrar.law.models import LawInForce, LawVersion
from ikrar.register import operations as register

KIND = "law-version"


class LawTextsChangedSinceStart(Exception):
    """The files are no longer those this process has read: it must be started again before it enters a version."""

    def __init__(self, version: str) -> None:
        super().__init__(version)
        self.version = version


def enter_version(*, at: datetime) -> bytes | None:
    """Keep the version in force whole and enter it in the register, if it is not the last one entered.

    Returns the leaf's hash, or None where nothing changed. May be called as often as one likes, by any number of
    processes at once.
    """
    version = queries.book().version
    if queries.last_entered() == version:
        return None
    said = None if LawVersion.objects.filter(version=version).exists() else _said(version)
    try:
        with transaction.atomic():
            return _enter(version, said, at=at)
    except IntegrityError:  # another process was first
        return None


def _enter(version: str, said: bytes | None, *, at: datetime) -> bytes | None:
    last = LawInForce.objects.select_for_update().select_related("law").order_by("-number").first()
    if last is not None and last.law.version == version:
        return None
    number = last.number + 1 if last else 1
    before = last.law.version if last else None
    kept = (
        LawVersion.objects.get(version=version)
        if said is None
        else LawVersion.objects.create(version=version, texts=said, met_at=at)
    )
    body: dict[str, Value] = {
        "v": "ikrar.law-version/v1",
        "number": number,
        "version": version,
        "before": before,
    }
    leaf_hash = register.enter(kind=KIND, body=body, at=at).leaf_hash
    LawInForce.objects.create(number=number, law=kept, since=at, leaf_hash=leaf_hash)
    return leaf_hash


def _said(version: str) -> bytes:
    """The texts of this version, packed; read before the transaction, for it takes half a second."""
    texts, _ = reading.raw_texts(*queries.folders())
    said = canonical(texts)
    if hashlib.sha256(said).hexdigest() != version:
        raise LawTextsChangedSinceStart(version)
    return zlib.compress(said)
