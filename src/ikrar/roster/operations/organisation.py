"""Institutions, representatives and single units."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from ikrar.kernel.text import squeezed
from ikrar.roster import domain, models, queries
from ikrar.roster.domain import InstitutionKind, UnitKind
from ikrar.roster.operations.editions import Actor, edit, record

ALWAYS = date(1945, 8, 17)


class NameTaken(Exception):
    """There is already one of that name here."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def add_institution(
    *, name: str, kind: InstitutionKind, by: Actor, at: datetime, is_convenor: bool = False
) -> queries.InstitutionView:
    """Enter a body. The convenor gets the root of its unit tree with it."""
    try:
        with transaction.atomic():
            row = models.Institution.objects.create(name=squeezed(name), kind=kind, is_convenor=is_convenor)
            record(by, "roster.institution_entered", row.public_id, {}, at=at)
    except IntegrityError as e:
        raise NameTaken(name) from e
    if is_convenor:
        _add_root(row, by=by, at=at)
    return queries.InstitutionView(row.id, row.public_id, row.name, row.kind, row.is_convenor)


def hold_institution(*, public_id: str) -> queries.InstitutionView:
    """Within a transaction: whoever changes something else of this body waits. Raises `InstitutionNotFound`."""
    row = models.Institution.objects.select_for_update(no_key=True).filter(public_id=public_id).first()
    if row is None:
        raise queries.InstitutionNotFound
    return queries.InstitutionView(row.id, row.public_id, row.name, row.kind, row.is_convenor)


def _add_root(institution: models.Institution, *, by: Actor, at: datetime) -> None:
    with edit(what=institution.name, by=by, on=ALWAYS, at=at) as seq:
        unit = models.Unit.objects.create(institution=institution)
        models.Placement.objects.create(
            unit=unit,
            name=institution.name,
            kind=UnitKind.ROOT,
            path=domain.path_of("", unit.id),
            depth=0,
            begins_on=ALWAYS,
            since_seq=seq,
        )


def add_representative(
    *, institution_id: int, name: str, position: str, begins_on: date, by: Actor, at: datetime
) -> None:
    """Enter who speaks for an institution from that day on."""
    try:
        with transaction.atomic():
            models.Representative.objects.create(
                institution_id=institution_id,
                name=squeezed(name),
                position=squeezed(position),
                begins_on=begins_on,
            )
            record(by, "roster.representative_entered", str(institution_id), {}, at=at)
    except IntegrityError as e:
        raise NameTaken(name) from e


def end_representative(
    *, representative_id: int, institution_id: int, ends_before: date, by: Actor, at: datetime
) -> None:
    """Somebody else speaks from that day on; one who never began is removed."""
    rows = models.Representative.objects.filter(id=representative_id, institution_id=institution_id)
    with transaction.atomic():
        rows.filter(begins_on__gte=ends_before).delete()
        rows.update(ends_before=ends_before)
        record(by, "roster.representative_ended", str(institution_id), {}, at=at)


def add_unit(*, parent_id: int, name: str, begins_on: date, by: Actor, at: datetime) -> queries.UnitView:
    """A new unit below another; raises `NameTaken` if that name is there already."""
    clean = squeezed(name)
    with edit(what=clean, by=by, on=begins_on, at=at) as seq:
        siblings = models.Placement.objects.filter(
            queries.seen(seq - 1), queries.holds(begins_on), parent_id=parent_id
        )
        parent = (
            models.Placement.objects.filter(
                queries.seen(seq - 1), queries.holds(begins_on), unit_id=parent_id
            )
            .select_related("unit")
            .first()
        )
        if parent is None:
            raise queries.UnitNotFound
        if any(sibling.name.casefold() == clean.casefold() for sibling in siblings):
            raise NameTaken(clean)
        unit = models.Unit.objects.create(institution_id=parent.unit.institution_id)
        models.Placement.objects.create(
            unit=unit,
            parent_id=parent_id,
            name=clean,
            kind=domain.kind_of_unit(clean, depth=parent.depth + 1),
            path=domain.path_of(parent.path, unit.id),
            depth=parent.depth + 1,
            begins_on=begins_on,
            since_seq=seq,
        )
    return queries.unit(id=unit.id, on=begins_on)
