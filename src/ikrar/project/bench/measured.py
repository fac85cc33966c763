"""One run of `bench sign`: what was asked, what it runs on, and what came of it."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ikrar.project.bench import limits
from ikrar.project.bench.limits import Limit
from ikrar.project.bench.loads import Load
from ikrar.project.bench.place import Place
from ikrar.project.bench.reckoning import Reckoning
from ikrar.project.bench.rivals import Pades
from ikrar.project.bench.stock import Plan


@dataclass(slots=True)
class Run:
    """One run: what was asked, what it runs on, and what came of it so far."""

    given: argparse.Namespace
    place: Place
    plan: Plan
    stock: Path
    used: int = 0  # pledges of the stock that were sent
    acks: list[Path] = field(default_factory=list)

    @property
    def cores(self) -> list[int]:
        """Those of the gates and the database: the last ones."""
        return limits.own_cores()[-self.given.cores :]

    @property
    def others(self) -> list[int]:
        """Those of generator and clerk: the ones left, or all where none is."""
        own = limits.own_cores()
        return own[: -self.given.cores] or own


@dataclass(slots=True, kw_only=True)
class Measured:
    """All that was measured."""

    limit: Limit
    null: Load
    main: Load
    half: Load | None = None
    django: Load | None = None
    pades: Pades | None = None
    covered_after: float | None = None
    waits: list[float] = field(default_factory=list)
    reckoning: Reckoning = field(default_factory=Reckoning)
    half_waits: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # as the gate counted
    bytes_per_pledge: Mapping[str, float] | None = None  # if it was weighed
