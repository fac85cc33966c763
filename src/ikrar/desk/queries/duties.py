"""Duties to pledge: for the officers of a unit how many are open, for organisers whether a session is missing."""

from collections.abc import Iterator
from datetime import datetime

from ikrar.desk.domain import Tile
from ikrar.desk.queries.worker import Worker, units_of
from ikrar.kernel.words import Words
from ikrar.pledges.queries.worklist import Counted, counted, is_session_missing


def open_duties(worker: Worker, at: datetime) -> Iterator[Tile]:
    """Who still owes a pledge within one's reach; urgent when a day is near or has passed."""
    found = counted(unit_ids=units_of(worker, "duties.follow", at), at=at)
    if found.people:
        yield Tile(
            Words("Kewajiban berikrar terbuka", "Open duties to pledge"),
            found.people,
            _near(found),
            "desk:duty-units",
            is_urgent=bool(found.soon or found.overdue),
        )


def _near(found: Counted) -> Words:
    if found.overdue or found.soon:
        return Words(
            f"{found.soon} jatuh tempo dalam 7 hari, {found.overdue} lewat batas.",
            f"{found.soon} due within 7 days, {found.overdue} overdue.",
        )
    return Words("Belum ada yang mendesak.", "Nothing is pressing yet.")


def without_session(_: Worker, at: datetime) -> Iterator[Tile]:
    """For organisers: people owe a pledge, and no session is planned."""
    if is_session_missing(at=at):
        yield Tile(
            Words("Rencanakan sesi susulan", "Plan a follow-up session"),
            0,
            Words(
                "Ada yang masih perlu berikrar, dan belum ada sesi yang direncanakan.",
                "Some still have to pledge, and no session is planned.",
            ),
            "pledges:plan-new",
        )
