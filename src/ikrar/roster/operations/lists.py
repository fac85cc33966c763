"""The life of a list: begun, mapped, judged, applied or discarded, undone."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction

from ikrar.roster import models, queries
from ikrar.roster.domain import Status
from ikrar.roster.domain.lists import WORKING, Kind, State, Verdict
from ikrar.roster.importing import applying, child, columns, converting, finishing, runs, staging
from ikrar.roster.importing.columns import Field
from ikrar.roster.operations.editions import Actor, convenor, free_edition, name_of, record

BLOCK = 1 << 20


class FileTooLarge(Exception):
    """The upload is larger than this installation takes."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(megabytes)
        self.megabytes = megabytes


class StepNotOpen(Exception):
    """The list is not at this step (any more)."""


class RosterHasMoved(Exception):
    """Between preview and apply somebody changed the roster; the preview is being renewed."""


class OnlyTheLastCanBeUndone(Exception):
    """A later list stands on this one; undo that first."""


class NotProposed(Exception):
    """No person was proposed for this row."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the person says about a list before it is read."""

    kind: Kind
    effective_on: date
    base_unit_id: int | None = None
    is_everywhere: bool = True
    is_complete: bool = False
    makes_units: bool = False
    status: Status = Status.PNS
    title: str = ""
    decree: str = ""


def begin_import(*, file: IO[bytes], file_name: str, terms: Terms, by: Actor, at: datetime) -> str:
    """Keep the upload (0600, till it is read) and open a run; returns its public id."""
    convenor()
    run = models.Import(
        kind=terms.kind,
        state=State.INSPECTING,
        file_name=_safe_name(file_name),
        entered_by=name_of(by),
        entered_at=at,
        effective_on=terms.effective_on,
        base_unit_id=terms.base_unit_id,
        is_everywhere=terms.is_everywhere,
        is_complete=terms.is_complete,
        makes_units=terms.makes_units,
        status=Status.NON_ASN if terms.kind is Kind.LOCAL else terms.status,
        title=terms.title,
        decree=terms.decree,
    )
    place = child.folder(run.public_id)
    place.mkdir(parents=True, mode=0o700)
    try:
        run.file_sha256 = _keep(file, place / converting.UPLOAD)
    except FileTooLarge:
        child.forget(run.public_id)
        raise
    (place / converting.JOB).write_text(json.dumps({"kind": terms.kind}), encoding="utf-8")
    with transaction.atomic():
        run.save()
        record(by, "roster.list_uploaded", run.public_id, {"kind": str(terms.kind)}, at=at)
    return run.public_id


def _safe_name(name: str) -> str:
    return "".join(c for c in Path(name).name if c.isprintable())[-120:]


def _keep(file: IO[bytes], path: Path) -> str:
    limit: int = settings.IKRAR_UPLOAD_BYTES
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as kept:
        path.chmod(0o600)
        while block := file.read(BLOCK):
            size += len(block)
            if size > limit:
                raise FileTooLarge(limit // 1_000_000)
            digest.update(block)
            kept.write(block)
    return digest.hexdigest()


def _run(public_id: str) -> models.Import:
    run = models.Import.objects.filter(public_id=public_id).first()
    if run is None:
        raise queries.ImportNotFound
    return run


def _check(run: models.Import, *states: State) -> None:
    if run.state not in states:
        raise StepNotOpen


def choose_columns(*, public_id: str, chosen: Mapping[str, Field], at: datetime) -> None:
    """Settle what the columns mean, remember it for lists with these headers, and go on to read them."""
    run = _run(public_id)
    _check(run, State.MAPPING)
    headers = staging.headers_of(run)
    mapping = {h: Field(f) for h, f in chosen.items() if h in headers}
    columns.check_columns(mapping, Kind(run.kind))
    models.RememberedColumns.objects.update_or_create(
        kind=run.kind, signature=columns.signature(headers), defaults={"columns": mapping, "used_at": at}
    )
    job = {"kind": run.kind, "columns": mapping}
    (child.folder(public_id) / converting.JOB).write_text(json.dumps(job), encoding="utf-8")
    run.columns, run.state, run.tries = mapping, State.CONVERTING, 0
    run.save(update_fields=["columns", "state", "tries"])


def advance_import(*, public_id: str, at: datetime, seconds: float) -> None:
    """Work on the run for about so long, if nobody else does. Page, clerk and command line all may."""
    runs.advance(run_id=_run(public_id).id, at=at, seconds=seconds)


def advance_imports(*, at: datetime, seconds: float) -> None:
    """The clerk's share: whatever was left unfinished goes on."""
    waiting = models.Import.objects.filter(state__in=WORKING) | models.Import.objects.filter(
        state=State.APPLIED
    ).exclude(step="")
    for run_id in waiting.order_by("id").values_list("id", flat=True)[:5]:
        runs.advance(run_id=run_id, at=at, seconds=seconds)


def apply_import(*, public_id: str, by: Actor, at: datetime) -> None:
    """Start applying the preview; raises `RosterHasMoved` (and renews it) if it is out of date."""
    run = _run(public_id)
    _check(run, State.READY)
    if not _take(run, by=by, at=at):
        staging.restart(run, total=run.total)
        raise RosterHasMoved


def _take(run: models.Import, *, by: Actor, at: datetime) -> bool:
    with transaction.atomic():
        edition = free_edition()
        if edition.seq != run.judged_seq:
            return False
        models.Edition.objects.filter(id=1).update(writer=run)
        run.state, run.step, run.cursor, run.done = State.APPLYING, finishing.UNITS, 0, 0
        run.seq = edition.seq + 1
        run.total = sum(run.counts.get(verdict, 0) for verdict in applying.ACTIVE)
        run.save(update_fields=["state", "step", "cursor", "done", "seq", "total"])
        record(by, "roster.list_applied", run.public_id, dict(run.counts), at=at)
    return True


def discard_import(*, public_id: str, by: Actor, at: datetime) -> None:
    """Nothing of it is wanted; also in the middle of applying."""
    run = _run(public_id)
    _check(run, State.INSPECTING, State.MAPPING, State.CONVERTING, State.STAGING, State.READY, State.APPLYING)
    run.state, run.step = State.DISCARDING, ""
    with transaction.atomic():
        run.save(update_fields=["state", "step"])
        record(by, "roster.list_discarded", run.public_id, {}, at=at)


def undo_import(*, public_id: str, by: Actor, at: datetime) -> None:
    """The edition before is seen again at once; what the run wrote is then deleted."""
    run = _run(public_id)
    _check(run, State.APPLIED)
    with transaction.atomic():
        edition = free_edition()
        if edition.seq != run.seq:
            raise OnlyTheLastCanBeUndone
        models.Edition.objects.filter(id=1).update(seq=edition.seq - 1, writer=run)
        run.state, run.step = State.UNDOING, ""
        run.save(update_fields=["state", "step"])
        record(by, "roster.list_undone", run.public_id, {}, at=at)


def confirm_person(*, public_id: str, row_id: int, by: Actor, at: datetime) -> None:
    """A person says that the proposed official is the one whose NIP the spreadsheet cut off."""
    run = _run(public_id)
    _check(run, State.READY)
    row = models.StagedRow.objects.filter(run=run, id=row_id, verdict=Verdict.REFUSED).first()
    if row is None or row.official_id is None:
        raise NotProposed
    judge = staging.fresh_judge(run)
    row.number = models.Official.objects.values_list("number", flat=True).get(id=row.official_id)
    row.reason = ""
    judge.judge([row])
    with transaction.atomic():
        row.save()
        run.counts[Verdict.REFUSED] -= 1
        run.counts[row.verdict] = run.counts.get(row.verdict, 0) + 1
        run.save(update_fields=["counts"])
        record(by, "roster.number_confirmed", run.public_id, {"row": row.row}, at=at)


def import_file(
    *,
    path: Path,
    terms: Terms,
    by: Actor,
    clock: Callable[[], datetime],
    told: Callable[[queries.ImportView], None] = lambda _: None,
) -> queries.ImportView:
    """The whole way without a person, with the proposed columns: for the command line and the demonstration."""
    with path.open("rb") as file:
        public_id = begin_import(file=file, file_name=path.name, terms=terms, by=by, at=clock())
    view = _drive(public_id, clock, told)
    if view.state == State.MAPPING:
        choose_columns(public_id=public_id, chosen={h: Field(f) for h, f in view.columns.items()}, at=clock())
        view = _drive(public_id, clock, told)
    if view.state == State.READY:
        apply_import(public_id=public_id, by=by, at=clock())
        view = _drive(public_id, clock, told)
    return view


def _drive(
    public_id: str, clock: Callable[[], datetime], told: Callable[[queries.ImportView], None]
) -> queries.ImportView:
    view = queries.import_run(public_id=public_id)
    while view.is_working:
        advance_import(public_id=public_id, at=clock(), seconds=1.0)
        view = queries.import_run(public_id=public_id)
        told(view)
    return view
