"""One run as a resumable job: each step does a little, commits where it stands, and can be taken up by anybody.

The page, the clerk and the command line may all drive it; a lease sees to it that one does at a time.
"""

import json
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Q

from ikrar.roster import models
from ikrar.roster.domain.lists import WORKING, FileFault, State
from ikrar.roster.importing import child, converting, finishing, staging, tidying
from ikrar.roster.importing.pace import Pace

LEASE = timedelta(seconds=120)
MEASURED: list[float] | None = None  # seconds of every write, while the benchmark asks for them


class Work:
    """One stretch of work on one run."""

    def __init__(self, run: models.Import, *, at: datetime, seconds: float) -> None:
        self.run, self.at = run, at
        self.ends = time.monotonic() + seconds
        self.pace = Pace()

    @property
    def has_time(self) -> bool:
        return time.monotonic() < self.ends


def is_working(run: models.Import) -> bool:
    """Whether there is something to do without a person."""
    return run.state in WORKING or bool(run.state == State.APPLIED and run.step)


def advance(*, run_id: int, at: datetime, seconds: float) -> models.Import:
    """Work on the run for about so long; returns it as it stands."""
    taken = models.Import.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__lte=at), id=run_id
    ).update(held_until=at + LEASE)
    run = models.Import.objects.get(id=run_id)
    if not taken:
        return run
    try:
        work = Work(run, at=at, seconds=seconds)
        while is_working(run) and STEPS[State(run.state)](work) and work.has_time:
            pass
        if MEASURED is not None:
            MEASURED.extend(work.pace.took)
    finally:
        models.Import.objects.filter(id=run_id).update(held_until=None)
    run.held_until = None
    return run


def _inspect(work: Work) -> bool:
    """Returns whether there is more to do at once."""
    headers = _from_child(work, "inspect", converting.HEADERS)
    if headers is None:
        return False
    run = work.run
    run.sheets = json.loads(headers.read_text(encoding="utf-8"))
    run.columns = run.columns or staging.proposed(run)
    run.state, run.tries = State.MAPPING, 0
    run.save(update_fields=["sheets", "columns", "state", "tries"])
    return False


def _convert(work: Work) -> bool:
    rows = _from_child(work, "convert", converting.ROWS)
    if rows is None:
        return False
    with rows.open("rb") as lines:
        total = sum(1 for _ in lines)
    staging.restart(work.run, total=total)
    return True


def _from_child(work: Work, step: str, result: str) -> Path | None:
    """The child's result; None while it works, or when the file was refused."""
    run = work.run
    folder = child.folder(run.public_id)
    while not (folder / result).exists():
        fault = child.fault_in(folder)
        if fault is None and child.must_start(folder):
            if run.tries > 1:
                fault = FileFault.TOO_LARGE  # it died twice: memory or time ran out
            else:
                run.tries += 1
                run.save(update_fields=["tries"])
                child.start(step, folder)
                continue
        if fault is not None:
            finishing.refuse(run, fault, at=work.at)
            return None
        if not work.has_time:
            return None
        time.sleep(0.02)
    return folder / result


STEPS: dict[State, Callable[[Work], bool]] = {
    State.INSPECTING: _inspect,
    State.CONVERTING: _convert,
    State.STAGING: lambda w: staging.stage(w.run, w.pace),
    State.APPLYING: lambda w: finishing.apply(w.run, w.pace, at=w.at),
    State.APPLIED: lambda w: tidying.tidy(w.run, w.pace),
    State.DISCARDING: lambda w: tidying.revert(w.run, w.pace, into=State.DISCARDED, at=w.at),
    State.UNDOING: lambda w: tidying.revert(w.run, w.pace, into=State.UNDONE, at=w.at),
}
