"""An officer's batch: all certificates of a unit, for who may see its names. Begun, stopped, gone on with, taken along."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
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
from ikrar.web.access import may
from ikrar.web.page import page

REFRESH = "3"


@may("roster.see_names")
@require_GET
def unit_certificates(request: HttpRequest, unit: str, declaration: str) -> HttpResponse:
    """How far it is; while it runs, each look takes it further."""
    at = timezone.now()
    batch, name = _batch(request, unit, declaration)
    progress = batch.progress()
    if progress.is_running and not progress.is_finished:
        progress = batch.advance(seal=seal_in_use(at=at), at=at)
    found = declarations.declaration(public_id=declaration)
    answer = page(
        request,
        "pledges/unit/certificates.html",
        unit=unit,
        name=name,
        declaration=found,
        progress=progress,
        is_rehearsal=found.is_rehearsal,
    )
    if progress.is_running and not progress.is_finished:
        answer["Refresh"] = REFRESH
    return answer


@may("roster.see_names")
@require_POST
def begin_certificates(request: HttpRequest, unit: str, declaration: str) -> HttpResponse:
    batch, _ = _batch(request, unit, declaration)
    batch.begin()
    _record(request, "certificates.made", unit=unit, declaration=declaration, people=len(batch.pledges))
    return redirect("pledges:unit-certificates", unit, declaration)


@may("roster.see_names")
@require_POST
def stop_certificates(request: HttpRequest, unit: str, declaration: str) -> HttpResponse:
    batch, _ = _batch(request, unit, declaration)
    batch.stop()
    return redirect("pledges:unit-certificates", unit, declaration)


@may("roster.see_names")
@require_GET
def certificates_file(request: HttpRequest, unit: str, declaration: str) -> HttpResponse:
    """The ZIP of what is there; taking it along is noted."""
    batch, _ = _batch(request, unit, declaration)
    done = batch.progress().done
    if not done:
        raise Http404
    _record(request, "certificates.taken", unit=unit, declaration=declaration, people=done)
    answer = HttpResponse(batch.packed(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="sertifikat-{unit}.zip"'
    answer["Cache-Control"] = "no-store"
    return answer


def _batch(request: HttpRequest, unit: str, declaration: str) -> tuple[Batch, str]:
    user: Any = request.user
    found = declarations.declaration(public_id=declaration)
    on = found.held_on or timezone.localdate()
    if not roster.is_within(unit_public_id=unit, scopes=user.scopes("roster.see_names"), on=on):
        raise PermissionDenied
    place = roster.unit(public_id=unit, on=on)
    units = frozenset(roster.subtree(unit_id=place.id, on=on))
    return Batch(f"{declaration}-{unit}", pledge_ids(declaration=declaration, unit_ids=units)), place.name


def _record(request: HttpRequest, act: str, *, unit: str, declaration: str, people: int) -> None:
    user: Any = request.user
    detail: dict[str, Value] = {"declaration": declaration, "people": people}
    record_act(actor=user, act=act, subject=unit, detail=detail, at=timezone.now())
