"""What moved in a calendar since this installation began to keep versions of the law."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import islice, pairwise

from ikrar.law.engine import differ
from ikrar.law.engine.stages import Moved, moved
from ikrar.law.queries.books import book
from ikrar.law.queries.versions import versions_in_force

MOST = 12  # changes of the law that are looked through, from the newest back


@dataclass(frozen=True, slots=True)
class Amended:
    """A version of the law under which a calendar is not what it was under the version before."""

    since: datetime
    version: str
    before: str
    moves: tuple[Moved, ...]


def amendments_of(*, calendar: str) -> tuple[Amended, ...]:
    """Every time this calendar moved here, the newest first; versions that left it alone are passed over."""
    spans = islice(pairwise(versions_in_force()), MOST)
    found = (
        Amended(new.since, new.version, old.version, _moved(old.version, new.version, calendar))
        for new, old in spans
        if new.version != old.version
    )
    return tuple(one for one in found if one.moves)


@lru_cache(maxsize=64)
def _moved(old: str, new: str, calendar: str) -> tuple[Moved, ...]:
    return moved(differ(book(version=old), book(version=new)), calendar=calendar)
