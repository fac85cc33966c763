"""Roots and counts: what a backup saw, and what a restore must have brought back."""

from collections.abc import Sequence
from dataclasses import dataclass

from ikrar.register.models import Entry, Log, Staged


class RestoredDiffers(Exception):
    """The restored database holds less than the backup saw, or another tree; what was there before lies aside."""


@dataclass(frozen=True, slots=True)
class Held:
    """One register: its newest signed tree head, its leaves, and how many wait for it or a successor."""

    origin: str
    size: int
    root: str
    leaves: int
    waiting: int


def held() -> list[Held]:
    return [_held(log) for log in Log.objects.order_by("id")]


def check(seen: Sequence[Held]) -> None:
    """Raise unless the database holds each of these: that very root at that size, and no leaf less.

    A backup of a running installation may hold more than was counted just before it.
    """
    for before in seen:
        log = Log.objects.filter(origin=before.origin).first()
        now = _held(log) if log else None
        if log is None or now is None or now.leaves != log.size:
            raise RestoredDiffers(before.origin)
        row = log.checkpoints.filter(size=before.size).first()
        root = bytes(row.root).hex() if row else ""
        if root != before.root or now.leaves + now.waiting < before.leaves + before.waiting:
            raise RestoredDiffers(before.origin)


def _held(log: Log) -> Held:
    leaves = Entry.objects.filter(
        log=log
    ).count()  # first: one that is drawn meanwhile is counted once, or not at all
    waiting = Staged.objects.filter(log=log).count()
    last = log.checkpoints.exclude(note="").order_by("-size").first()
    return Held(
        origin=log.origin,
        size=last.size if last else 0,
        root=bytes(last.root).hex() if last else "",
        leaves=leaves,
        waiting=waiting,
    )
