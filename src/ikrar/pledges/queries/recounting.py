"""The book of counts against a recount: what is kept must be what the acts say, to the last unit and minute."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from ikrar.pledges.domain.coverage import PLEDGED, BookState, with_missing
from ikrar.pledges.models import TallyBook
from ikrar.pledges.queries import tallies
from ikrar.pledges.queries.counting import Counts, counted
from ikrar.roster.domain import ids_in

UNIT, BRANCH, SITE, MINUTE = "unit", "unit with all below", "site", "minute"
Key = tuple[str, int | datetime]
Sums = dict[Key, Counter[str]]


@dataclass(frozen=True, slots=True)
class Differing:
    """A count that is kept otherwise than it is counted."""

    declaration: str
    what: str
    which: int | datetime
    name: str
    kept: int
    counted: int

    def __str__(self) -> str:
        return f"{self.declaration}: {self.name} of {self.what} {self.which} is kept as {self.kept}, counted as {self.counted}"


def tally_differences() -> Iterator[Differing]:
    """Every count of every current book that a recount does not confirm. For fsck and doctor."""
    books = TallyBook.objects.filter(state=BookState.CURRENT).order_by("declaration_id")
    for declaration_id, public_id in list(books.values_list("declaration_id", "declaration__public_id")):
        with tallies.one_snapshot():
            fresh, held = counted(declaration_id=declaration_id), kept(declaration_id=declaration_id)
        yield from differing(declaration=public_id, held=held, fresh=summed(fresh, paths=_paths(held)))


def differing(*, declaration: str, held: "Kept | None", fresh: Sums) -> Iterator[Differing]:
    """What two countings of one declaration do not agree on."""
    sums = {} if held is None else held.sums
    for key in sorted(sums.keys() | fresh.keys(), key=repr):
        old, new = sums.get(key, Counter()), fresh.get(key, Counter())
        for name in sorted(old.keys() | new.keys()):
            if old[name] != new[name]:
                yield Differing(declaration, *key, name, old[name], new[name])


@dataclass(frozen=True, slots=True)
class Kept:
    """What the book says, and where it thinks each unit stands."""

    sums: Sums
    paths: Mapping[int, str]


def kept(*, declaration_id: int) -> Kept | None:
    """Everything the current book holds, steps included; None without a book."""
    rows = tallies.rows(declaration_id=declaration_id, wanted=Q())
    if rows is None:
        return None
    sums: Sums = {(BRANCH if row.is_whole else UNIT, row.unit_id): row.counts for row in rows}
    for site, counts in (tallies.site_counts(declaration_id=declaration_id) or {}).items():
        sums[SITE, site] = counts
    for minute, n in tallies.minutes(declaration_id=declaration_id) or ():
        sums[MINUTE, minute] = Counter({PLEDGED: n})
    return Kept(sums, {row.unit_id: row.path for row in rows if not row.is_whole})


def _paths(held: Kept | None) -> Mapping[int, str]:
    return {} if held is None else held.paths


def summed(counts: Counts, *, paths: Mapping[int, str]) -> Sums:
    """Counts of units by themselves and of branches, of sites and of minutes.

    A unit that has no path is in no branch.
    """
    sums: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for spot, found in counts.items():
        if spot.unit_id is not None:
            own = with_missing(found)
            sums[UNIT, spot.unit_id].update(own)
            for unit in ids_in(paths.get(spot.unit_id, "")):
                sums[BRANCH, unit].update(own)
        elif spot.site_id is not None:
            sums[SITE, spot.site_id].update(found)
        elif spot.minute is not None:
            sums[MINUTE, spot.minute].update(found)
    return dict(sums)
