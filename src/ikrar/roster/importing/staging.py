"""From the mapped rows to staged rows with a verdict each: the preview."""

import json
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Any

from ikrar.kernel.text import folded
from ikrar.roster import models, queries
from ikrar.roster.domain.lists import Kind, Reason, State, Verdict
from ikrar.roster.importing import applying, child, columns, converting, hierarchy, tree
from ikrar.roster.importing.judging import Judge
from ikrar.roster.importing.pace import Pace

STAGE, LEAVERS = "stage", "leavers"


def headers_of(run: models.Import) -> list[str]:
    """Every header of every sheet, in order, once."""
    return list(dict.fromkeys(h for sheet in run.sheets for h in sheet["headers"]))


def proposed(run: models.Import) -> dict[str, str]:
    """What was chosen for these headers before, else what the synonyms say."""
    headers = headers_of(run)
    remembered = models.RememberedColumns.objects.filter(
        kind=run.kind, signature=columns.signature(headers)
    ).first()
    if remembered is not None:
        return {h: f for h, f in remembered.columns.items() if h in headers}
    merged: dict[str, str] = {}
    for sheet in run.sheets:
        for header, field in columns.propose(sheet["headers"], Kind(run.kind)).items():
            merged.setdefault(header, field)
    return merged


def restart(run: models.Import, *, total: int) -> None:
    """Judge from the first row, against the edition that is seen now."""
    run.state, run.step, run.cursor, run.done, run.total = State.STAGING, "", 0, 0, total
    run.counts, run.tries = {}, 0
    run.save(update_fields=["state", "step", "cursor", "done", "total", "counts", "tries"])


def stage(run: models.Import, pace: Pace) -> bool:
    """One step; returns whether there is more to do at once."""
    if not run.step:
        return _clear(run, pace)
    if run.step == LEAVERS:
        return _stage_leavers(run, pace)
    if run.kind == Kind.UNITS:
        return _stage_units(run, pace)
    return _stage_people(run, pace)


def _clear(run: models.Import, pace: Pace) -> bool:
    """Rows of an earlier preview go first."""
    ids = list(
        models.StagedRow.objects.filter(run=run).order_by("id").values_list("id", flat=True)[: pace.size]
    )
    with pace.write():
        for part in pace.parts(ids):
            models.StagedRow.objects.filter(id__in=part).delete()
        if not ids:
            run.step, run.judged_seq = STAGE, queries.edition()
            run.save(update_fields=["step", "judged_seq"])
    return True


def _judge(run: models.Import) -> Judge:
    seq = run.judged_seq or 0
    known = tree.Tree(on=run.effective_on, seq=seq, base_id=run.base_unit_id)
    return Judge(run, seq=seq, tree=known)


_judges: dict[str, Judge] = {}


def judge_of(run: models.Import) -> Judge:
    """The judge of this run, kept from turn to turn: loading a tree of 40,000 units once is enough."""
    terms = (run.id, run.judged_seq, run.effective_on, run.base_unit_id, run.columns)
    key = repr(terms)
    if key not in _judges:
        _judges.clear()
        _judges[key] = _judge(run)
    _judges[key].run = run
    return _judges[key]


def _lines(run: models.Import, count: int) -> tuple[list[models.StagedRow], list[int]]:
    """The next rows, and where in the file each of them ends."""
    rows, ends = [], []
    with (child.folder(run.public_id) / converting.ROWS).open("rb") as file:
        file.seek(run.cursor)
        for line in islice(iter(file.readline, b""), count):
            rows.append(_row(run, json.loads(line)))
            ends.append(file.tell())
    return rows, ends


def _row(run: models.Import, values: Sequence[Any]) -> models.StagedRow:
    said = dict(zip(converting.SHAPE, values, strict=True))
    day = said.pop("effective_on")
    return models.StagedRow(run=run, effective_on=date.fromisoformat(day) if day else None, **said)


def _stage_people(run: models.Import, pace: Pace) -> bool:
    rows, ends = _lines(run, pace.size)
    if not rows:
        return _after_rows(run, pace)
    judge_of(run).judge(rows)
    with pace.write():
        taken = _add(run, rows, pace)
        run.cursor, run.done = ends[taken - 1], run.done + taken
        run.save(update_fields=["cursor", "done", "counts"])
    return True


def _add(run: models.Import, rows: Sequence[models.StagedRow], pace: Pace) -> int:
    """As many as there is time for."""
    taken = 0
    for part in pace.parts(rows):
        models.StagedRow.objects.bulk_create(part)
        taken += len(part)
    for row in rows[:taken]:
        run.counts[row.verdict] = run.counts.get(row.verdict, 0) + 1
    return taken


def _after_rows(run: models.Import, pace: Pace) -> bool:
    if run.is_complete and run.kind in (Kind.OFFICIALS, Kind.LOCAL):
        run.step, run.cursor = LEAVERS, 0
        run.save(update_fields=["step", "cursor"])
        return True
    return _ready(run, pace)


def _ready(run: models.Import, pace: Pace) -> bool:
    if run.makes_units and run.kind != Kind.UNITS:
        known = judge_of(run).tree
        run.counts["UNITS"] = len(_planned(run, known))
    with pace.write():
        run.state, run.step, run.done = State.READY, "", run.total
        run.save(update_fields=["state", "step", "done", "counts"])
    return False


def _planned(run: models.Import, known: tree.Tree) -> list[tuple[str, str]]:
    return tree.new_units(known, wanted_units(run))


def wanted_units(run: models.Import) -> list[tuple[str, str]]:
    """The (external, path) pairs of rows whose unit is not there yet."""
    rows = models.StagedRow.objects.filter(run=run, unit_id__isnull=True, verdict__in=applying.ACTIVE)
    return list(rows.exclude(unit_path="").values_list("unit_external", "unit_path").distinct())


def _stage_leavers(run: models.Import, pace: Pace) -> bool:
    """Who belongs to the subtree and stands in no row has left, or so the uploader says."""
    judge = judge_of(run)
    below = [i for i in judge.tree.placements if judge.tree.is_within_base(i)]
    found = list(
        models.Membership.objects.filter(
            queries.seen(judge.seq),
            queries.holds(run.effective_on),
            unit_id__in=below,
            status__in=applying.staff_of(Kind(run.kind)),
            id__gt=run.cursor,
        )
        .select_related("official")
        .order_by("id")[: pace.size]
    )
    if not found:
        return _ready(run, pace)
    missing = _missing(run, found)
    with pace.write():
        taken = _add(run, [_leaver(run, m) for m in missing], pace)
        run.cursor = found[-1].id if taken == len(missing) else missing[taken - 1].id
        run.save(update_fields=["cursor", "counts"])
    return True


def _missing(run: models.Import, found: Sequence[models.Membership]) -> list[models.Membership]:
    staged = models.StagedRow.objects.filter(run=run)
    named = set(
        staged.filter(official_id__in=[m.official_id for m in found]).values_list("official_id", flat=True)
    )
    refused = {folded(n) for n in staged.filter(verdict=Verdict.REFUSED).values_list("name", flat=True)}
    return [m for m in found if m.official_id not in named and m.folded_name not in refused]


def _leaver(run: models.Import, m: models.Membership) -> models.StagedRow:
    return models.StagedRow(
        run=run, row=0, verdict=Verdict.LEFT, name=m.name, official_id=m.official_id, unit_id=m.unit_id,
        number=m.official.number,
    )  # fmt: skip


def _stage_units(run: models.Import, pace: Pace) -> bool:
    """Units are judged all together: a row may name a parent that stands further down."""
    rows, _ = _lines(run, hierarchy.MOST_UNITS)
    if run.done == 0:
        known = judge_of(run).tree
        hierarchy.judge_units(rows, tree=known)
        _refuse_outside(run, rows, known)
        _judged_units[run.id] = rows
    rows = _judged_units.get(run.id) or []
    if not rows:  # another process had begun
        restart(run, total=run.total)
        return True
    chunk = rows[run.done : run.done + pace.size]
    with pace.write():
        run.done += _add(run, chunk, pace)
        run.save(update_fields=["done", "counts"])
    if run.done < len(rows):
        return True
    _judged_units.clear()
    return _ready(run, pace)


_judged_units: dict[int, list[models.StagedRow]] = {}


def _refuse_outside(run: models.Import, rows: Sequence[models.StagedRow], known: tree.Tree) -> None:
    if run.is_everywhere:
        return
    for row in rows:
        above = known.by_external.get(row.parent_external)
        is_outside = any(i is not None and not known.is_within_base(i) for i in (row.unit_id, above))
        if is_outside:
            row.reason, row.verdict = Reason.UNIT_OUTSIDE, Verdict.REFUSED


def fresh_judge(run: models.Import) -> Judge:
    """A judge for a single row, against the edition of the preview."""
    return _judge(run)
