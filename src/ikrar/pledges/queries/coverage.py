"""How far signing has come: by unit tree, by kind of proof and by time, in a fixed number of questions."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.db.models.functions import TruncMinute

from ikrar.pledges.domain.coverage import (
    ASKED,
    BOUND,
    DECLINED,
    DISPUTED,
    EXCUSED,
    IDENTIFIED,
    KEY,
    LEFT,
    PLEDGED,
    PRESENCE,
    Arrivals,
    Coverage,
    Figures,
    UnitCoverage,
    figures,
    roll_up,
    with_missing,
)
from ikrar.pledges.models import Denominator, DenominatorChange, Duty, Pledge
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing

OUTSIDE = {Standing.EXCUSED.value: EXCUSED, Standing.LEFT.value: LEFT}
# A pledge counts for coverage when its person has the duty that day; after erasure the duty is unknown.
COUNTS = Q(effective=True) & (Q(duty__standing=Standing.BOUND) | Q(duty=None))
Own = defaultdict[int, Counter[str]]


def coverage(*, declaration_id: int, on: date) -> Coverage:
    """The declaration's figures as they stand now, over the unit tree of the day `on`."""
    own = _own(declaration_id)
    units = roster.units(on=on)
    sums = roll_up(parents={unit.id: unit.parent_id for unit in units}, own=own)
    total: Counter[str] = Counter()
    for counts in own.values():
        total.update(counts)
    return Coverage(
        declaration_id=declaration_id,
        total=Figures(**figures(total)),  # type: ignore[arg-type]  # one dict holds counts and splits
        rows=tuple(_row(unit, sums[unit.id]) for unit in units if sums[unit.id]),
        by_minute=arrivals(declaration_id=declaration_id),
    )


def arrivals(*, declaration_id: int) -> tuple[Arrivals, ...]:
    """Effective pledges by the minute they were received."""
    rows = (
        Pledge.objects.filter(COUNTS, declaration_id=declaration_id)
        .annotate(minute=TruncMinute("received_at"))
        .values("minute")
        .annotate(n=Count("id"))
        .order_by("minute")
    )
    return tuple(Arrivals(row["minute"], row["n"]) for row in rows)


def _row(unit: roster.UnitView, counts: Counter[str]) -> UnitCoverage:
    return UnitCoverage(
        unit_id=unit.id,
        public_id=unit.public_id,
        name=unit.name,
        depth=unit.depth,
        parent_id=unit.parent_id,
        **figures(counts),  # type: ignore[arg-type]  # one dict holds counts and splits
    )


def own_counts(*, declaration_id: int) -> dict[int, Counter[str]]:
    """Flat counts of each unit by itself, without those below it."""
    return dict(_own(declaration_id))


def _own(declaration_id: int) -> Own:
    own: Own = defaultdict(Counter)
    for unit, name, n in (
        *_denominators(declaration_id),
        *_duties(declaration_id),
        *_pledges(declaration_id),
    ):
        if n:
            own[unit][name] += n
    for unit in own:
        own[unit] = with_missing(own[unit])
    return own


def _denominators(declaration_id: int) -> Iterable[tuple[int, str, int]]:
    frozen = Denominator.objects.filter(declaration_id=declaration_id).values_list("unit_id", "count")
    changes = (
        DenominatorChange.objects.filter(declaration_id=declaration_id)
        .values("unit_id")
        .annotate(n=Sum("delta"))
        .values_list("unit_id", "n")
        .order_by("unit_id")
    )
    for unit, n in (*frozen, *changes):
        yield unit, BOUND, n


def _duties(declaration_id: int) -> Iterable[tuple[int, str, int]]:
    pledged = Exists(Pledge.objects.filter(duty=OuterRef("pk"), effective=True))
    rows = (
        Duty.objects.filter(declaration_id=declaration_id)
        .annotate(pledged=pledged)
        .values("unit_id", "standing")
        .annotate(
            n=Count("id"),
            asked=Count("id", filter=Q(asked_at__isnull=False) | Q(refusal__isnull=False) | Q(pledged=True)),
            declined=Count("id", filter=Q(refusal__isnull=False, pledged=False)),
        )
        .order_by("unit_id", "standing")
    )
    for row in rows:
        if row["standing"] in OUTSIDE:
            yield row["unit_id"], OUTSIDE[row["standing"]], row["n"]
        else:
            yield row["unit_id"], ASKED, row["asked"]
            yield row["unit_id"], DECLINED, row["declined"]


def _pledges(declaration_id: int) -> Iterable[tuple[int, str, int]]:
    rows = (
        Pledge.objects.filter(COUNTS, declaration_id=declaration_id)
        .values("disputed", "key_kind", "identified_by", "presence", at_unit=F("unit_id"))
        .annotate(n=Count("id"))
        .order_by("at_unit")
    )
    for row in rows:
        unit, n = row["at_unit"], row["n"]
        if row["disputed"]:
            yield unit, DISPUTED, n
            continue
        yield unit, PLEDGED, n
        yield unit, KEY + row["key_kind"], n
        yield unit, IDENTIFIED + row["identified_by"], n
        yield unit, PRESENCE + row["presence"], n
