"""Pages of lists: upload, columns, preview, progress, history."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ikrar.roster import operations, queries
from ikrar.roster.domain import Status
from ikrar.roster.domain.lists import FileFault, Kind, Reason, State, Verdict
from ikrar.roster.forms import AppointmentForm, ColumnsForm, UploadForm
from ikrar.roster.importing import words
from ikrar.roster.refused import sheet_of_refused
from ikrar.roster.views.scope import IMPORT, actor, choices, scopes
from ikrar.web.access import may
from ikrar.web.languages import t
from ikrar.web.page import page

APPOINT = "roster.appoint"
SLICE_SECONDS = 0.6
SHOWN = (Verdict.REFUSED, Verdict.NEW, Verdict.MOVED, Verdict.CHANGED, Verdict.LEFT)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@may(IMPORT)
def imports(request: HttpRequest) -> HttpResponse:
    """The history."""
    today = timezone.localdate()
    rows = [
        {"run": run, "kind": words.KINDS[Kind(run.kind)], "state": words.STATES[State(run.state)]}
        for run in queries.imports()
        if _is_mine(request, run, on=today)
    ]
    return page(request, "roster/imports.html", rows=rows)


@may(IMPORT)
def new_import(request: HttpRequest) -> HttpResponse:
    return _upload(request, UploadForm, capability=IMPORT, template="roster/new_import.html")


@may(APPOINT)
def new_appointment(request: HttpRequest) -> HttpResponse:
    return _upload(request, AppointmentForm, capability=APPOINT, template="roster/new_appointment.html")


def _upload(request: HttpRequest, kind: type[UploadForm], *, capability: str, template: str) -> HttpResponse:
    today = timezone.localdate()
    is_everywhere = queries.EVERYWHERE in scopes(request, capability)
    form = kind(
        request.POST or None,
        request.FILES or None,
        units=choices(request, capability, on=today),
        is_everywhere=is_everywhere,
        initial={"effective_on": today, "status": Status.PNS},
    )
    if not form.is_valid():
        return page(request, template, form=form, status=422 if form.errors else 200)
    file = form.cleaned_data["file"]
    public_id = operations.begin_import(
        file=file,
        file_name=file.name,
        terms=_terms(form, is_everywhere=is_everywhere, on=today),
        by=actor(request),
        at=timezone.now(),
    )
    return redirect("roster:import", public_id)


def _terms(form: UploadForm, *, is_everywhere: bool, on: date) -> operations.Terms:
    said = form.cleaned_data
    base = queries.unit(public_id=said["base"], on=on).id if said["base"] else None
    return operations.Terms(
        kind=Kind(said.get("kind") or Kind.APPOINTMENT),
        effective_on=said["effective_on"],
        base_unit_id=base,
        is_everywhere=is_everywhere,
        is_complete=said.get("is_complete", False),
        makes_units=said.get("makes_units", False),
        status=Status(said.get("status") or Status.PNS),
        title=said.get("title", ""),
        decree=said.get("decree", ""),
    )


def _is_mine(request: HttpRequest, run: queries.ImportView, *, on: date) -> bool:
    mine = scopes(request, IMPORT)
    return queries.EVERYWHERE in mine or queries.is_within(
        unit_public_id=run.base_unit_public_id, scopes=mine, on=on
    )


def _own(request: HttpRequest, public_id: str) -> queries.ImportView:
    run = queries.import_run(public_id=public_id)
    if not _is_mine(request, run, on=timezone.localdate()):
        raise PermissionDenied(IMPORT)
    return run


@may(IMPORT)
def run(request: HttpRequest, public_id: str) -> HttpResponse:
    """One run, whatever its step. While it works, each look at it does a little of the work."""
    found = _own(request, public_id)
    if found.is_working:
        operations.advance_import(public_id=public_id, at=timezone.now(), seconds=SLICE_SECONDS)
        found = queries.import_run(public_id=public_id)
    if found.state == State.MAPPING:
        return page(request, "roster/columns.html", run=found, form=_columns_form(request, found))
    return page(request, "roster/run.html", run=found, **_told(found))


def _told(found: queries.ImportView) -> dict[str, Any]:
    return {
        "kind": words.KINDS[Kind(found.kind)],
        "state": words.STATES[State(found.state)],
        "fault": words.FAULTS[FileFault(found.refusal)] if found.refusal else None,
        "counts": [(words.VERDICTS[v], found.counts.get(v, 0)) for v in Verdict],
        "units_made": found.counts.get("UNITS", 0),
        "parts": [_part(found, v) for v in SHOWN if found.counts.get(v)] if not found.is_working else [],
        "is_ready": found.state == State.READY,
        "is_applied": found.state == State.APPLIED,
        "can_be_discarded": found.state in {State.READY, State.APPLYING, State.STAGING, State.CONVERTING},
        "refused_count": found.counts.get(Verdict.REFUSED, 0),
        "are_rows_kept": queries.are_rows_kept(public_id=found.public_id),
    }


def _part(found: queries.ImportView, verdict: Verdict) -> dict[str, object]:
    rows = queries.preview(public_id=found.public_id, verdict=verdict)
    return {
        "verdict": words.VERDICTS[verdict],
        "is_refused": verdict is Verdict.REFUSED,
        "count": found.counts[verdict],
        "rows": [(row, words.REASONS[Reason(row.reason)] if row.reason else None) for row in rows],
    }


def _columns_form(request: HttpRequest, found: queries.ImportView) -> ColumnsForm:
    typed = request.POST if request.method == "POST" else None
    return ColumnsForm(typed, kind=found.kind, headers=found.headers, columns=found.columns)


@require_POST
@may(IMPORT)
def choose_columns(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _own(request, public_id)
    form = _columns_form(request, found)
    if not form.is_valid():
        return page(request, "roster/columns.html", run=found, form=form, status=422)
    operations.choose_columns(public_id=public_id, chosen=form.chosen(), at=timezone.now())
    return redirect("roster:import", public_id)


@require_POST
@may(IMPORT)
def apply_import(request: HttpRequest, public_id: str) -> HttpResponse:
    _own(request, public_id)
    try:
        operations.apply_import(public_id=public_id, by=actor(request), at=timezone.now())
    except operations.RosterHasMoved:
        messages.warning(
            request,
            t(
                "Daftar pegawai berubah sejak pratinjau. Pratinjau diperbarui; periksa lagi, lalu terapkan.",
                "The roster has changed since the preview. It is being renewed; check it again, then apply.",
            ),
        )
    return redirect("roster:import", public_id)


@require_POST
@may(IMPORT)
def discard_import(request: HttpRequest, public_id: str) -> HttpResponse:
    _own(request, public_id)
    operations.discard_import(public_id=public_id, by=actor(request), at=timezone.now())
    return redirect("roster:import", public_id)


@require_POST
@may(IMPORT)
def undo_import(request: HttpRequest, public_id: str) -> HttpResponse:
    _own(request, public_id)
    operations.undo_import(public_id=public_id, by=actor(request), at=timezone.now())
    return redirect("roster:import", public_id)


@require_POST
@may(IMPORT)
def confirm_person(request: HttpRequest, public_id: str, row_id: int) -> HttpResponse:
    _own(request, public_id)
    operations.confirm_person(public_id=public_id, row_id=row_id, by=actor(request), at=timezone.now())
    return redirect("roster:import", public_id)


@may(IMPORT)
def refused_rows(request: HttpRequest, public_id: str) -> HttpResponse:
    """The refused rows as a sheet, to correct and upload again."""
    _own(request, public_id)
    response = HttpResponse(sheet_of_refused(public_id=public_id), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="ditolak-{public_id}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


@may(APPOINT)
def appointments(request: HttpRequest) -> HttpResponse:
    return page(request, "roster/appointments.html", appointments=queries.all_appointments())
