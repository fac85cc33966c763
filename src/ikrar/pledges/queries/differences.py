"""Where the roster of the day differs from what was frozen: proposals, which a person confirms."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ikrar.kernel.words import Words
from ikrar.pledges.domain.owing import Asks
from ikrar.pledges.models import Declaration
from ikrar.pledges.queries.owing import among as owing_among
from ikrar.pledges.queries.readiness import resolved
from ikrar.roster import queries as roster
from ikrar.roster.domain import STANDING_WORDS, Standing
from ikrar.roster.queries import OfficialView

_KEY = re.compile(r"([dn])(\d{1,18})-\w+")


@dataclass(frozen=True, slots=True)
class Difference:
    """One person whose duty would change; `delta` is what it does to the unit's denominator."""

    key: str
    official_id: int
    short_name: str
    unit_id: int
    unit_name: str
    site_id: int | None
    duty_id: int | None
    was: Standing | None
    standing: Standing
    delta: int

    @property
    def words(self) -> Words:
        after = STANDING_WORDS[self.standing]
        if self.was is None:
            return Words(f"baru: {after.id}", f"new: {after.en}")
        before = STANDING_WORDS[self.was]
        return Words(f"{before.id} → {after.id}", f"{before.en} → {after.en}")

    def told(self, *, with_name: bool, english: bool) -> str:
        """One line for a list; the name only for who may see names."""
        what = self.words.en if english else self.words.id
        who = f"{self.short_name}, {self.unit_name}" if with_name else self.unit_name
        return f"{who}: {what}"


def differences(*, public_id: str, unit_ids: Collection[int] | None = None) -> list[Difference]:
    """Newcomers, absences and leavers since the freeze. Who moved within the invited units stays where frozen.

    Of all units, or of those who are frozen in these or belong to them now.
    """
    row = Declaration.objects.get(public_id=public_id)
    if row.held_on is None:
        return []
    if unit_ids is not None:
        frozen = row.duties.filter(pledges=None, unit_id__in=unit_ids)
        here = {official for official, _, _ in roster.people_of(unit_ids=unit_ids, on=row.held_on)}
        return _among(row, here.union(frozen.values_list("official_id", flat=True)))
    sites = resolved(row, roster.units(on=row.held_on))
    standings = roster.standings(unit_ids=sites.keys(), on=row.held_on)
    people = {one.id: one for one in roster.officials_in(unit_ids=sites.keys(), on=row.held_on)}
    return [*_changed(row, standings), *_newcomers(row, people, standings, sites)]


def differences_with(*, public_id: str, keys: Collection[str]) -> list[Difference]:
    """Those of these keys that still hold; nobody else is looked at."""
    row = Declaration.objects.get(public_id=public_id)
    read = [found for found in map(_KEY.fullmatch, keys) if found]
    frozen = row.duties.filter(pk__in=[int(found[2]) for found in read if found[1] == "d"])
    people = {int(found[2]) for found in read if found[1] == "n"}.union(
        frozen.values_list("official_id", flat=True)
    )
    return [] if row.held_on is None else [one for one in _among(row, people) if one.key in keys]


def _among(row: Declaration, officials: Collection[int]) -> list[Difference]:
    assert row.held_on is not None
    here = roster.whereabouts(official_ids=officials, on=row.held_on)
    sites = _sites(row, {unit for unit, _ in here.values()})
    standings = {who: standing for who, (unit, standing) in here.items() if unit in sites}
    people = {one.id: one for one in roster.officials(ids=_new(row, standings), on=row.held_on)}
    return [*_changed(row, standings, among=officials), *_newcomers(row, people, standings, sites)]


def _sites(row: Declaration, units: Collection[int]) -> dict[int, int]:
    """Where these units go: the nearest invitation, their own or that of a unit above."""
    assert row.held_on is not None
    invited = dict(row.invitations.values_list("unit_id", "site_id"))
    nearest = {
        unit: next((invited[one] for one in reversed(line) if one in invited), None)
        for unit, line in roster.lines_of(unit_ids=units, on=row.held_on).items()
    }
    return {unit: site for unit, site in nearest.items() if site is not None}


def _new(row: Declaration, officials: Collection[int]) -> set[int]:
    return set(officials) - set(
        row.duties.filter(official_id__in=officials).values_list("official_id", flat=True)
    )


def _changed(
    row: Declaration, standings: dict[int, Standing], *, among: Collection[int] | None = None
) -> list[Difference]:
    """Duties whose standing is another now; somebody in no invited unit any more has left this list."""
    assert row.held_on is not None
    unsigned = row.duties.filter(pledges=None)
    if among is not None:
        unsigned = unsigned.filter(official_id__in=among)
    duties = {
        official: (pk, unit, Standing(standing))
        for pk, official, unit, standing in unsigned.values_list("pk", "official_id", "unit_id", "standing")
    }
    moved = {who: standings.get(who, Standing.LEFT) for who in duties}
    gone = [who for who, (_, _, was) in duties.items() if moved[who] != was]
    names = _names(gone, duties, row.held_on)
    return [
        Difference(
            key=f"d{duties[who][0]}-{moved[who]}",
            official_id=who,
            short_name=names[who][0],
            unit_id=duties[who][1],
            unit_name=names[who][1],
            site_id=None,
            duty_id=duties[who][0],
            was=duties[who][2],
            standing=moved[who],
            delta=(moved[who] == Standing.BOUND) - (duties[who][2] == Standing.BOUND),
        )
        for who in gone
    ]


def _names(
    people: list[int], duties: dict[int, tuple[int, int, Standing]], on: date
) -> dict[int, tuple[str, str]]:
    """Short name and frozen unit's name; who left the roster altogether is told by the unit alone."""
    units = roster.unit_names(unit_ids={duties[who][1] for who in people}, on=on)
    known: dict[int, OfficialView] = {one.id: one for one in roster.officials(ids=people, on=on)}
    return {
        who: (known[who].short_name if who in known else "—", units.get(duties[who][1], "—"))
        for who in people
    }


def _newcomers(
    row: Declaration,
    people: dict[int, OfficialView],
    standings: dict[int, Standing],
    sites: dict[int, int],
) -> list[Difference]:
    new = _new(row, people)
    if row.asks == Asks.OWING:
        new &= owing_among(official_ids=new)
    return [
        Difference(
            key=f"n{one.id}-{standings[one.id]}",
            official_id=one.id,
            short_name=one.short_name,
            unit_id=one.unit_id,
            unit_name=one.unit_name,
            site_id=sites[one.unit_id],
            duty_id=None,
            was=None,
            standing=standings[one.id],
            delta=int(standings[one.id] == Standing.BOUND),
        )
        for one in people.values()
        if one.id in new
    ]
