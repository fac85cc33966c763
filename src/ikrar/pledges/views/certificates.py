"""An officer's batch: all certificates of a unit. Begun, stopped, gone on with, taken along.

Whom a certificate is made for has signed, so this is for who makes the minutes, and never for the head of a unit.
"""

from datetime import date
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ikrar.accounts.operations import record_act
from ikrar.kernel.canonical import Value
from ikrar.papers.queries import seal_in_use
from ikrar.pledges.papers.batch import Batch
from ikrar.pledges.queries import declarations
from ikrar.pledges.queries.certificates import pledge_ids
from ikrar.roster import queries as roster
from ikrar.web.access import check_everywhere, grave_to_see, may
from ikrar.web.page import page

NAMES = "roster.see_names"
REFRESH = "3"


@may(NAMES)
@require_GET
def unit_certificates(request: HttpRequest, unit: str, declaration: str) -> HttpResponse:
    """How far it is; while it runs, each look takes it further."""
    at = timezone.now()
    batch, place, on = _batch(request, unit, declaration)
    progress = batch.progress()
    if progress.is_running and not progress.is_finished:
        progress = batch.advance(seal=seal_in_use(at=at), at=at)
    found = declarations.declaration(public_id=declaration)
    answer = page(
        request,
        "pledges/unit/certificates.html",
        unit=unit,
        name=place.name,
        parts=roster.below(unit_id=place.id, on=on),
        declaration=found,
        progress=progress,
        is_rehearsal=found.is_rehearsal,
    )
    if progress.is_running and not progress.is_finished:
        answer["Refresh"] = REFRESH
    return answer


@may(NAMES)
@require_POST
def begin_certificates(request: HttpRequest, unit: str, declaration: str) -> HttpResponse:
    batch, _, _ = _batch(request, unit, declaration)
    batch.begin()
    _record(request, "certificates.made", unit=unit, declaration=declaration, people=len(batch.pledges))
    return redirect("pledges:unit-certificates", unit, declaration)


@may(NAMES)
@require_POST
def stop_certificates(request: HttpRequest, unit: str, declaration: str) -> HttpResponse:
    batch, _, _ = _batch(request, unit, declaration)
    batch.stop()
    return redirect("pledges:unit-certificates", unit, declaration)


@may(NAMES)
@grave_to_see
@require_GET
def certificates_file(request: HttpRequest, unit: str, declaration: str) -> HttpResponseBase:
    """The ZIP of what is there; taking it along is noted."""
    batch, _, _ = _batch(request, unit, declaration)
    done = batch.progress().done
    if not done:
        raise Http404
    _record(request, "certificates.taken", unit=unit, declaration=declaration, people=done)
    answer = FileResponse(batch.packed(), as_attachment=True, filename=f"sertifikat-{unit}.zip")
    answer["Cache-Control"] = "no-store"
    return answer


def _batch(request: HttpRequest, unit: str, declaration: str) -> tuple[Batch, roster.UnitView, date]:
    check_everywhere(request, NAMES)
    found = declarations.declaration(public_id=declaration)
    on = found.held_on or timezone.localdate()
    place = roster.unit(public_id=unit, on=on)
    units = frozenset(roster.subtree(unit_id=place.id, on=on))
    return Batch(f"{declaration}-{unit}", pledge_ids(declaration=declaration, unit_ids=units)), place, on


def _record(request: HttpRequest, act: str, *, unit: str, declaration: str, people: int) -> None:
    user: Any = request.user
    detail: dict[str, Value] = {"declaration": declaration, "people": people}
    record_act(actor=user, act=act, subject=unit, detail=detail, at=timezone.now())
