"""Officials, their contacts, absences and standings."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Q

from ikrar.kernel.text import clean_number, folded, full_name, short_name, tail
from ikrar.roster import models
from ikrar.roster.domain import Standing, UnitKind
from ikrar.roster.queries.editions import edition, holds, memberships, placements, seen
from ikrar.roster.queries.views import AbsenceView, Contact, OfficialNotFound, OfficialView

UNITS_AT_ONCE = 100


def official_by_public_id(*, public_id: str, on: date) -> OfficialView:
    """One official by the id that stands in addresses; raises `OfficialNotFound`."""
    found = _official_views(Q(official__public_id=public_id), on=on)
    if not found:
        raise OfficialNotFound
    return found[0]


def official_by_number(*, number: str, on: date) -> OfficialView | None:
    """By NIP or local number as typed; None for anybody unknown that day."""
    found = _official_views(Q(official__number=clean_number(number)), on=on)
    return found[0] if found else None


def officials(*, ids: Collection[int], on: date) -> list[OfficialView]:
    """These officials, by unit and name."""
    return _official_views(Q(official_id__in=ids), on=on)


def officials_in(*, unit_ids: Collection[int], on: date) -> list[OfficialView]:
    """Everybody who belongs to these units on that day, by unit and name."""
    return _official_views(Q(unit_id__in=unit_ids), on=on)


def search(*, unit_ids: Collection[int], text: str, on: date, limit: int = 50) -> list[OfficialView]:
    """People of these units whose name holds all the words; staff with `roster.see_names` only."""
    wanted = Q(unit_id__in=unit_ids)
    for word in folded(text).split():
        wanted &= Q(folded_name__contains=word)
    return _official_views(wanted, on=on, limit=limit)


def _official_views(wanted: Q, *, on: date, limit: int | None = None) -> list[OfficialView]:
    seq = edition()
    rows = list(
        memberships(on=on, seq=seq)
        .filter(wanted)
        .select_related("official", "unit__institution")
        .order_by("unit_id", "folded_name", "official_id")[:limit]
    )
    names = _unit_names({row.unit_id for row in rows}, on=on, seq=seq)
    return [_official_view(row, names.get(row.unit_id, "")) for row in rows]


def _unit_names(unit_ids: Collection[int], *, on: date, seq: int) -> dict[int, str]:
    """What to call each unit: a part that every kelurahan has is named with the unit it belongs to."""
    if not unit_ids:
        return {}
    found = list(placements(on=on, seq=seq).filter(unit_id__in=unit_ids))
    above = {p.parent_id for p in found if p.kind == UnitKind.PART and p.depth > 1 and p.parent_id}
    names = (
        dict(placements(on=on, seq=seq).filter(unit_id__in=above).values_list("unit_id", "name"))
        if above
        else {}
    )
    return {p.unit_id: ", ".join(filter(None, (p.name, names.get(p.parent_id or 0)))) for p in found}


def _official_view(row: models.Membership, unit_name: str) -> OfficialView:
    return OfficialView(
        id=row.official_id,
        public_id=row.official.public_id,
        name=full_name(row.name, row.title_before, row.title_after),
        short_name=short_name(row.name),
        number_tail=tail(row.official.number),
        status=row.status,
        position=row.position,
        echelon=row.echelon,
        unit_id=row.unit_id,
        unit_name=unit_name,
        institution_name=row.unit.institution.name,
        rank=row.rank,
        bare_name=row.name,
    )


def numbers_of(*, official_ids: Collection[int]) -> dict[int, str]:
    """Full numbers: for the kiosk and the sealed minutes alone."""
    return dict(models.Official.objects.filter(id__in=official_ids).values_list("id", "number"))


def contact(*, official_id: int) -> Contact | None:
    """Where a code or a notice may go."""
    return contacts(official_ids=[official_id]).get(official_id)


def contacts(*, official_ids: Collection[int]) -> dict[int, Contact]:
    """Where codes or notices may go; people without an address are left out."""
    rows = models.Contact.objects.filter(seen(edition()), official_id__in=official_ids)
    return {row.official_id: Contact(row.email, row.changed_at) for row in rows}


def people_with_address(*, email: str) -> dict[int, Contact]:
    """Whose address this is, of everybody in the list; several people may share one."""
    rows = models.Contact.objects.filter(seen(edition()), email__iexact=email)
    return {row.official_id: Contact(row.email, row.changed_at) for row in rows}


def standings(*, unit_ids: Collection[int], on: date) -> dict[int, Standing]:
    """How everybody of these units stands to a duty on that day.

    Who belonged to them before and to no unit at all on the day has LEFT; who moved on is counted there.
    """
    seq = edition()
    here = set(memberships(on=on, seq=seq).filter(unit_id__in=unit_ids).values_list("official_id", flat=True))
    before = models.Membership.objects.filter(seen(seq), unit_id__in=unit_ids, ends_before__lte=on)
    elsewhere = memberships(on=on, seq=seq).values("official_id")
    left = before.exclude(official_id__in=elsewhere).values_list("official_id", flat=True)
    return (
        dict.fromkeys(left, Standing.LEFT)
        | dict.fromkeys(here, Standing.BOUND)
        | dict.fromkeys(_excused(here, unit_ids=unit_ids, on=on, seq=seq), Standing.EXCUSED)
    )


def _excused(here: set[int], *, unit_ids: Collection[int], on: date, seq: int) -> set[int]:
    absent = models.Absence.objects.filter(
        holds(on),
        official_id__in=memberships(on=on, seq=seq).filter(unit_id__in=unit_ids).values("official_id"),
    )
    return here & set(absent.values_list("official_id", flat=True))


def people_of(*, unit_ids: Collection[int], on: date) -> Iterator[tuple[int, int, Standing]]:
    """Everybody who belongs to these units on that day: official, unit and standing, of one edition throughout.

    A few units at a time: a nation is never held in memory.
    """
    seq, ordered = edition(), sorted(unit_ids)
    for begin in range(0, len(ordered), UNITS_AT_ONCE):
        here = memberships(on=on, seq=seq).filter(unit_id__in=ordered[begin : begin + UNITS_AT_ONCE])
        absent = models.Absence.objects.filter(holds(on), official_id__in=here.values("official_id"))
        excused = set(absent.values_list("official_id", flat=True))
        for official, unit in here.order_by("unit_id", "official_id").values_list("official_id", "unit_id"):
            yield official, unit, Standing.EXCUSED if official in excused else Standing.BOUND


def absences(*, official_ids: Collection[int]) -> list[AbsenceView]:
    """Recorded lawful absences, newest first."""
    rows = models.Absence.objects.filter(official_id__in=official_ids).order_by("-begins_on", "-id")
    return [AbsenceView(r.id, r.official_id, r.begins_on, r.ends_before, r.reason) for r in rows]
