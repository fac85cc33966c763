"""Where the roster of the day differs from what was frozen: proposals, which a person confirms."""

from dataclasses import dataclass
from datetime import date

from ikrar.kernel.words import Words
from ikrar.pledges.domain.owing import Asks
from ikrar.pledges.models import Declaration
from ikrar.pledges.queries.owing import among
from ikrar.pledges.queries.readiness import resolved
from ikrar.roster import queries as roster
from ikrar.roster.domain import STANDING_WORDS, Standing
from ikrar.roster.queries import OfficialView


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


def differences(*, public_id: str) -> list[Difference]:
    """Newcomers, absences and leavers since the freeze. Who moved within the invited units stays where frozen."""
    row = Declaration.objects.get(public_id=public_id)
    if row.held_on is None:
        return []
    sites = resolved(row, roster.units(on=row.held_on))
    standings = roster.standings(unit_ids=sites.keys(), on=row.held_on)
    people = {one.id: one for one in roster.officials_in(unit_ids=sites.keys(), on=row.held_on)}
    return [*_changed(row, standings), *_newcomers(row, people, standings, sites)]


def _changed(row: Declaration, standings: dict[int, Standing]) -> list[Difference]:
    """Duties whose standing is another now; somebody in no invited unit any more has left this list."""
    assert row.held_on is not None
    duties = {
        official: (pk, unit, Standing(standing))
        for pk, official, unit, standing in row.duties.filter(pledges=None).values_list(
            "pk", "official_id", "unit_id", "standing"
        )
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
    known = set(row.duties.values_list("official_id", flat=True))
    if row.asks == Asks.OWING:
        owing = among(official_ids=people.keys() - known)
        people = {who: one for who, one in people.items() if who in owing}
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
        if one.id not in known
    ]
