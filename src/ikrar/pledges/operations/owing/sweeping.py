"""Going through a source of duties a few rows at a time: what was found and how far one came are written together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.models import Sweep

AT_ONCE = 100  # rows in one write, which stays well under 50 ms


def nothing() -> None:
    """Nothing is to be written."""


@dataclass(frozen=True, slots=True)
class Found:
    """One look: where it came to, whether that was the end, and what is to be written of it.

    All reading comes before the write begins: on SQLite everybody who signs waits for it.
    """

    position: int
    at_end: bool
    write: Callable[[], object] = nothing


Look = Callable[[int], Found]  # from a position on


def mark_of(edition: int, *, at: datetime) -> str:
    """Once an hour, and after each change of the roster."""
    return f"{edition}/{at.astimezone(JAKARTA):%Y-%m-%dT%H}"


def named(name: str, *, mark: str = "") -> Sweep:
    """The sweep of that name; one that is new has seen everything up to `mark`."""
    row, _ = Sweep.objects.get_or_create(name=name, defaults={"mark": mark, "done": bool(mark)})
    return row


def step(*, name: str, mark: str, look: Look) -> bool:
    """One short look, unless everything that the mark stands for has been seen; whether something is left to see.

    A new mark begins from the front, once the sweep under the old one is over.
    """
    row = named(name)
    if row.done and row.mark == mark:
        return False
    if row.done or not row.mark:
        row.mark, row.position, row.done = mark, 0, False
    found = look(row.position)
    with transaction.atomic():
        take(row, found)
        row.save(update_fields=["mark", "position", "done"])
    return not row.done


def step_between(row: Sweep, *, until: int, look: Callable[[int, int, int], Found]) -> bool:
    """The same for what came after one number, up to another; the mark tells both while it is being seen."""
    after, _, goal = row.mark.partition("-")
    if row.done:
        if int(after) >= until:
            return False
        goal, row.position, row.done = str(until), 0, False
    found = look(int(after), int(goal), row.position)
    with transaction.atomic():
        take(row, found)
        row.mark = goal if row.done else f"{after}-{goal}"
        row.save(update_fields=["mark", "position", "done"])
    return not row.done


def take(row: Sweep, found: Found) -> None:
    """Write what was found; to be called where the sweep is saved."""
    found.write()
    row.position, row.done = found.position, found.at_end
