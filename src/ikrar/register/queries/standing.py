"""How a register stands: its name, key, trust file, witnesses and outages."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from ikrar.register import asking, checkpoint
from ikrar.register import note as notes
from ikrar.register.logs import find_log, kind_of, origin_of, path_of
from ikrar.register.models import Log, Outage, SealingKey, Witness
from ikrar.register.queries.shapes import OutageView, WitnessView
from ikrar.register.trust import Trust, TrustedKey, TrustedLog


def fingerprint(*, rehearsal: bool = False) -> str:
    """SHA-256 of the register's public key, its first 16 bytes in groups, as letters and minutes print it.

    Empty until the register has sealed for the first time.
    """
    log = find_log(rehearsal=rehearsal)
    row = log.keys.filter(to_size=None).first() if log else None
    return fingerprint_of(row.vkey) if row else ""


def fingerprint_of(vkey: str) -> str:
    """The same for any verifier key line."""
    return checkpoint.in_groups(hashlib.sha256(notes.parse_vkey(vkey).public).digest()[:16])


def key(*, rehearsal: bool = False) -> str | None:
    """The verifier key line that seals now."""
    log = find_log(rehearsal=rehearsal)
    row = log.keys.filter(to_size=None).first() if log else None
    return row.vkey if row else None


def origin(*, rehearsal: bool = False) -> str:
    """The name of the open register: what statements call `register`."""
    log = find_log(rehearsal=rehearsal)
    return log.origin if log else origin_of(kind=kind_of(rehearsal=rehearsal), generation=1)


def address(*, rehearsal: bool = False) -> str:
    """The path below which the open register's files are served, with slashes around it."""
    log = find_log(rehearsal=rehearsal)
    return f"/{path_of(log)}/" if log else ("/latihan/register/" if rehearsal else "/register/")


class TrustIsUnreadable(notes.NotAKey):
    """A key line of this installation, of its own or of a witness, is none: nothing can be checked by it."""


def trust_of(*, rehearsal: bool = False) -> Trust | None:
    """What this installation trusts; nothing before a register has sealed for the first time."""
    logs = Log.objects.filter(kind=kind_of(rehearsal=rehearsal)).order_by("generation")
    try:
        named = tuple(_trusted(log) for log in logs.prefetch_related("keys") if log.keys.all())
        witnesses = tuple(asked.key for asked in asking.configured())
    except (notes.NotAKey, asking.NotAWitness) as e:
        raise TrustIsUnreadable(str(e)) from e
    if not named:
        return None
    return Trust(
        logs=named,
        witnesses=witnesses,
        quorum=0,
        rp_ids=frozenset({settings.IKRAR_DOMAIN}),
        origins=frozenset({settings.IKRAR_ADDRESS}),
    )


def trust(*, rehearsal: bool = False) -> str:
    """The trust file. Who fetches it from the register itself checks the fingerprint on paper."""
    found = trust_of(rehearsal=rehearsal)
    return found.as_json() if found else ""


def witnesses(*, rehearsal: bool = False) -> list[WitnessView]:
    log = find_log(rehearsal=rehearsal)
    rows = Witness.objects.filter(log=log).order_by("id") if log else Witness.objects.none()
    return [
        WitnessView(row.vkey.partition("+")[0], row.size, row.cosigned_at, row.failing_since, row.trouble)
        for row in rows
    ]


def outages(
    *, rehearsal: bool = False, since: datetime | None = None, until: datetime | None = None
) -> list[OutageView]:
    """The spans in which the service failed people, newest first; those that touch a period if one is given."""
    rows = Outage.objects.filter(log__kind=kind_of(rehearsal=rehearsal)).order_by("-began_at", "-id")
    if since is not None:
        rows = rows.filter(Q(ended_at=None) | Q(ended_at__gt=since))
    if until is not None:
        rows = rows.filter(began_at__lt=until)
    return [
        OutageView(row.began_at, row.ended_at, row.longest_seconds, row.kind, row.refused, row.reason)
        for row in rows
    ]


def _trusted(log: Log) -> TrustedLog:
    before = log.predecessor
    return TrustedLog(
        origin=log.origin,
        keys=tuple(_trusted_key(row) for row in sorted(log.keys.all(), key=lambda row: row.from_size)),
        predecessor=before.origin if before else None,
        predecessor_checkpoint=log.predecessor_note or None,
    )


def _trusted_key(row: SealingKey) -> TrustedKey:
    return TrustedKey(notes.parse_vkey(row.vkey), row.from_size, row.to_size)
