"""Looks at the installation as a careful operator would; each finding carries its remedy."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import DatabaseError

from ikrar.kernel.words import Words
from ikrar.project.diagnosis import adviser, agreement, durability, machine, papers, seals, sso, work
from ikrar.project.diagnosis.finding import Finding, Level

__all__ = ["CLOCK_FLOOR", "Finding", "Level", "examined"]

CLOCK_FLOOR = machine.CLOCK_FLOOR

LOOKS: tuple[Callable[[datetime], Iterator[Finding]], ...] = (
    machine.keys, work.tables, machine.clock, machine.disk, agreement.settings_agree, durability.library, durability.durable,
    durability.standbys, durability.clocks_agree, work.clerk_is_seated,
    work.register_keeps_up, work.settled, work.counts_agree, work.mail, work.backups, sso.reached, adviser.keeps_nothing,
    seals.seal, seals.timestamps, papers.kept, papers.roots,
)  # fmt: skip
AWAY = Words(
    "Basis data tidak menjawab. Periksa IKRAR_DATABASE dan apakah basis datanya hidup; sisanya tidak dapat diperiksa.",
    "The database does not answer. Check IKRAR_DATABASE and whether it runs; this could not be looked at.",
)


def examined(*, at: datetime) -> Iterator[Finding]:
    """All findings, in the order in which they would be put right. Without tables the rest cannot be looked at."""
    is_bare = False
    for look in LOOKS:
        try:
            for finding in look(at):
                is_bare = is_bare or (look is work.tables and finding.level is Level.BAD)
                yield finding
        except DatabaseError as e:
            if is_bare:
                continue
            yield Finding(Level.BAD, look.__name__.replace("_", " "), type(e).__name__, AWAY)
