"""Runs of lists: the preview, the progress, the history."""

from dataclasses import dataclass
from datetime import date, datetime

from ikrar.roster import models
from ikrar.roster.domain.lists import WORKING, Kind, State, Verdict


class ImportNotFound(Exception):
    """There is no such run."""


@dataclass(frozen=True, slots=True)
class ImportView:
    """One run as a page shows it."""

    public_id: str
    kind: str
    state: str
    step: str
    title: str
    decree: str
    file_name: str
    entered_by: str
    entered_at: datetime
    finished_at: datetime | None
    effective_on: date
    base_unit_id: int | None
    base_unit_public_id: str
    is_everywhere: bool
    is_complete: bool
    makes_units: bool
    refusal: str
    headers: tuple[str, ...]
    columns: dict[str, str]
    counts: dict[str, int]
    done: int
    total: int
    seq: int | None
    is_last: bool

    @property
    def is_working(self) -> bool:
        return self.state in WORKING or (self.state == State.APPLIED and bool(self.step))

    @property
    def changes(self) -> int:
        """Rows that would change something."""
        return sum(self.counts.get(v, 0) for v in (Verdict.NEW, Verdict.MOVED, Verdict.CHANGED, Verdict.LEFT))


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of a preview. A number is never shown but for its tail."""

    id: int
    sheet: str
    row: int
    verdict: str
    reason: str
    name: str
    number: str
    position: str
    unit_path: str
    proposed_id: int | None


def import_run(*, public_id: str) -> ImportView:
    """One run; raises `ImportNotFound`."""
    run = models.Import.objects.select_related("base_unit").filter(public_id=public_id).first()
    if run is None:
        raise ImportNotFound
    return _view(run, seq=models.Edition.objects.values_list("seq", flat=True).first() or 0)


def are_rows_kept(*, public_id: str) -> bool:
    """Whether rows of the run can still be looked at."""
    return models.StagedRow.objects.filter(run__public_id=public_id).exists()


def imports(*, limit: int = 100) -> list[ImportView]:
    """The history of lists, newest first; single edits are left out."""
    rows = models.Import.objects.exclude(kind=Kind.EDIT).select_related("base_unit").order_by("-id")[:limit]
    seq = models.Edition.objects.values_list("seq", flat=True).first() or 0
    return [_view(row, seq=seq) for row in rows]


def _view(run: models.Import, *, seq: int) -> ImportView:
    return ImportView(
        public_id=run.public_id,
        kind=run.kind,
        state=run.state,
        step=run.step,
        title=run.title,
        decree=run.decree,
        file_name=run.file_name,
        entered_by=run.entered_by,
        entered_at=run.entered_at,
        finished_at=run.finished_at,
        effective_on=run.effective_on,
        base_unit_id=run.base_unit_id,
        base_unit_public_id=run.base_unit.public_id if run.base_unit else "",
        is_everywhere=run.is_everywhere,
        is_complete=run.is_complete,
        makes_units=run.makes_units,
        refusal=run.refusal,
        headers=tuple(dict.fromkeys(h for sheet in run.sheets for h in sheet["headers"])),
        columns=run.columns,
        counts=run.counts,
        done=run.done,
        total=run.total,
        seq=run.seq,
        is_last=run.state == State.APPLIED and run.seq == seq,
    )


def preview(*, public_id: str, verdict: Verdict, limit: int = 50) -> list[RowView]:
    """The first rows with this verdict."""
    rows = models.StagedRow.objects.filter(run__public_id=public_id, verdict=verdict).order_by("id")[:limit]
    return [
        RowView(
            id=row.id,
            sheet=row.sheet,
            row=row.row,
            verdict=row.verdict,
            reason=row.reason,
            name=row.name,
            number=row.number,
            position=row.position,
            unit_path=" › ".join(row.unit_path.split("\n")) if row.unit_path else "",
            proposed_id=row.official_id if row.verdict == Verdict.REFUSED else None,
        )
        for row in rows
    ]
