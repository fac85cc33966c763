"""Older versions of the law, and since when each was in force here."""

import hashlib
import zlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import DatabaseError

from ikrar.law import reading
from ikrar.law.domain import Book
from ikrar.law.models import LawInForce, LawVersion


class NoSuchLawVersion(Exception):
    """This installation never worked by a law of this version, or kept other texts under it."""

    def __init__(self, version: str) -> None:
        super().__init__(version)
        self.version = version


@dataclass(frozen=True, slots=True)
class InForce:
    """From this moment on the service answered by this version."""

    number: int
    version: str
    since: datetime
    leaf_hash: bytes


@lru_cache(maxsize=4)
def older(version: str) -> Book:
    """The book of a version kept here, rebuilt from its texts. It was checked when it came; here its hash is."""
    kept = LawVersion.objects.filter(version=version).values_list("texts", flat=True).first()
    said = zlib.decompress(kept) if kept is not None else b""
    if hashlib.sha256(said).hexdigest() != version:
        raise NoSuchLawVersion(version)
    return reading.rebuild(said)


def last_entered() -> str | None:
    """The version the register names last."""
    rows = LawInForce.objects.order_by("-number").values_list("law__version", flat=True)
    return rows.first()


def versions_in_force() -> tuple[InForce, ...]:
    """Every version in the order it came into force, the newest first."""
    rows = LawInForce.objects.select_related("law").order_by("-number")
    return tuple(InForce(row.number, row.law.version, row.since, bytes(row.leaf_hash)) for row in rows)


def in_force_at(moment: datetime) -> InForce | None:
    """What the service answered by at this moment; None before the first entry."""
    return next((span for span in versions_in_force() if span.since <= moment), None)


def full_version(beginning: str) -> str:
    """The version whose hash begins so, where exactly one kept here does."""
    kept = LawVersion.objects.filter(version__startswith=beginning.lower())
    try:
        [found] = kept.values_list("version", flat=True)[:2]
    except (ValueError, DatabaseError):  # none or several; or a service that was never started keeps none
        raise NoSuchLawVersion(beginning) from None
    return found
