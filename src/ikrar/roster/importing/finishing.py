"""Applying a preview: the next edition is staged in chunks, then seen at once by one pointer change."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Min, QuerySet, Value
from django.db.models.functions import Coalesce

from ikrar.roster import domain, models
from ikrar.roster.domain.lists import FileFault, Kind, State, Verdict
from ikrar.roster.importing import applying, child, hierarchy, staging, tree
from ikrar.roster.importing.judging import Judge
from ikrar.roster.importing.pace import PART, Pace

UNITS, ROWS, PLACES, APPOINTEES, POINTER, TIDY = "units", "rows", "places", "appointees", "pointer", "tidy"


def refuse(run: models.Import, fault: FileFault, *, at: datetime) -> None:
    """The file is no list; nothing of it is kept."""
    child.forget(run.public_id)
    run.state, run.refusal, run.finished_at = State.REFUSED, fault, at
    run.save(update_fields=["state", "refusal", "finished_at"])


def apply(run: models.Import, pace: Pace, *, at: datetime) -> bool:
    """One step; returns whether there is more to do at once."""
    if run.step == UNITS:
        return _make_units(run, pace)
    if run.step == PLACES:
        return _place_units(run, pace)
    if run.step == ROWS:
        return _apply_rows(run, pace, at=at)
    if run.step == APPOINTEES:
        return _appoint(run, pace, at=at)
    return _move_pointer(run, pace, at=at)


def _go_on(run: models.Import, step: str) -> bool:
    run.step, run.cursor = step, 0
    run.save(update_fields=["step", "cursor"])
    return True


def _tree(run: models.Import, seq: int) -> tree.Tree:
    return tree.Tree(on=run.effective_on, seq=seq, base_id=run.base_unit_id)


def _make_units(run: models.Import, pace: Pace) -> bool:
    assert run.seq is not None
    if run.kind == Kind.UNITS:
        return _make_listed_units(run, pace)
    _judges.clear()  # it must know the units that are made now
    known = _tree(run, run.seq)
    wanted = tree.new_units(known, staging.wanted_units(run)) if run.makes_units else []
    done = 0
    while done < len(wanted):
        with pace.write():
            for some in pace.parts(wanted[done : done + pace.size], of=1):  # each may be a chain of units
                applying.make_units(some, run=run, tree=known, seq=run.seq)
                done += 1
    return _go_on(run, ROWS)


def _make_listed_units(run: models.Import, pace: Pace) -> bool:
    rows = list(
        models.StagedRow.objects.filter(run=run, verdict=Verdict.NEW, unit_id__isnull=True).order_by("id")[
            : pace.size
        ]
    )
    if not rows:
        return _go_on(run, PLACES)
    institution_id = models.Institution.objects.values_list("id", flat=True).get(is_convenor=True)
    with pace.write():
        for part in pace.parts(rows):
            _make_some(part, institution_id=institution_id)
    return True


def _make_some(rows: Sequence[models.StagedRow], *, institution_id: int) -> None:
    units = models.Unit.objects.bulk_create(
        [models.Unit(external_id=row.unit_external, institution_id=institution_id) for row in rows]
    )
    for row, unit in zip(rows, units, strict=True):
        row.unit_id = unit.id
    models.StagedRow.objects.bulk_update(rows, ["unit_id"])


def _place_units(run: models.Import, pace: Pace) -> bool:
    """What is already placed in this edition differs no more, so this can be taken up anywhere."""
    assert run.seq is not None
    known = _tree(run, run.seq)
    rows = list(models.StagedRow.objects.filter(run=run).exclude(verdict=Verdict.REFUSED))
    places = hierarchy.places_after(rows, tree=known)
    externals = {row.unit_id: row.unit_external for row in rows}
    done = 0
    while done < len(places):
        with pace.write():
            for (place,) in pace.parts(places[done : done + pace.size], of=1):
                _replace(place, known.placements.get(place.unit_id), run)
                done += 1
    _adopt(externals, known, pace)
    return _go_on(run, POINTER)


def _adopt(externals: dict[int | None, str], known: tree.Tree, pace: Pace) -> None:
    """Units that were known by path alone learn their UNOR ID."""
    for unit_id, external in externals.items():
        if unit_id in known.placements and not known.placements[unit_id].unit.external_id:
            with pace.write():
                models.Unit.objects.filter(id=unit_id, external_id=None).update(external_id=external)


def _replace(place: hierarchy.Place, old: models.Placement | None, run: models.Import) -> None:
    fresh = models.Placement(
        unit_id=place.unit_id,
        parent_id=place.parent_id,
        name=place.name,
        kind=domain.kind_of_unit(place.name, depth=place.depth),
        path=place.path,
        depth=place.depth,
        begins_on=run.effective_on,
        ends_before=old.ends_before if old else None,
        since_seq=run.seq or 0,
    )
    if old is not None:
        models.Placement.objects.filter(id=old.id).update(until_seq=run.seq)
        if old.begins_on < run.effective_on:
            old.pk, old.since_seq, old.ends_before = None, run.seq or 0, run.effective_on
            old.save(force_insert=True)
    fresh.save(force_insert=True)


_judges: dict[tuple[int, int], Judge] = {}


def _judge(run: models.Import) -> Judge:
    """Judges against the edition before, but knows the units of the new one."""
    assert run.seq is not None
    key = (run.id, run.seq)
    if key not in _judges:
        _judges.clear()
        _judges[key] = Judge(run, seq=run.seq - 1, tree=_tree(run, run.seq))
    _judges[key].run = run
    return _judges[key]


def _apply_rows(run: models.Import, pace: Pace, *, at: datetime) -> bool:
    active = models.StagedRow.objects.filter(run=run, verdict__in=applying.ACTIVE)
    rows = list(active.filter(id__gt=run.cursor).order_by("id")[: pace.size])
    if not rows:
        return _go_on(run, APPOINTEES if run.kind == Kind.APPOINTMENT else POINTER)
    parts = applying.changes_for(rows, judge=_judge(run), seq=run.seq or 0, of=PART)
    with pace.write():
        for (changes,) in pace.parts(parts, of=1):
            changes.write(at=at)
            run.cursor, run.done = changes.last_row, run.done + changes.rows
        run.save(update_fields=["cursor", "done"])
    return True


def _appoint(run: models.Import, pace: Pace, *, at: datetime) -> bool:
    """The appointment, then its people; nobody sees either before the pointer moves."""
    named = models.StagedRow.objects.filter(run=run).exclude(verdict=Verdict.REFUSED)
    appointment_id = _appointment(run, named, pace, at=at)
    rows = list(named.filter(id__gt=run.cursor).order_by("id")[: pace.size])
    if not rows:
        return _go_on(run, POINTER)
    with pace.write():
        for part in pace.parts(rows):
            people = applying.appointees_of(part, appointment_id=appointment_id, run=run)
            models.Appointee.objects.bulk_create(people)
            run.cursor = part[-1].id
        run.save(update_fields=["cursor"])
    return True


def _appointment(run: models.Import, named: "QuerySet[models.StagedRow]", pace: Pace, *, at: datetime) -> int:
    made = models.Appointment.objects.filter(since_seq=run.seq or 0).values_list("id", flat=True).first()
    if made is not None:
        return made
    earliest = Min(Coalesce("effective_on", Value(run.effective_on)))
    effective = named.aggregate(on=earliest)["on"] or run.effective_on
    with pace.write():
        return models.Appointment.objects.create(
            title=run.title, decree=run.decree, effective_on=effective, entered_at=at, since_seq=run.seq or 0
        ).id


def _move_pointer(run: models.Import, pace: Pace, *, at: datetime) -> bool:
    """The one change by which the whole edition is seen."""
    with pace.write():
        models.Edition.objects.filter(seq=(run.seq or 0) - 1, writer=run).update(seq=run.seq, writer=None)
        run.state, run.step, run.cursor, run.finished_at = State.APPLIED, TIDY, 0, at
        run.save(update_fields=["state", "step", "cursor", "finished_at"])
    _judges.clear()
    return True
