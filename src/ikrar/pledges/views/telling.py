"""The day after: who has no address is told on paper, unit by unit."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from ikrar.pledges.operations import telling
from ikrar.pledges.queries.telling import sheet_to_tell, units_to_tell
from ikrar.pledges.views.planning.reach import actor
from ikrar.roster import queries as roster
from ikrar.roster.operations import note_names_seen
from ikrar.web.access import may
from ikrar.web.languages import t
from ikrar.web.page import page

# Of the personnel office, not of heads of unit: the sheet says who has signed, and a head learns only who was asked.
TELL = "paper.confirm"


@may(TELL)
@require_GET
def units(request: HttpRequest, declaration: str) -> HttpResponse:
    """Units and numbers, no names yet."""
    found = units_to_tell(declaration=declaration, scopes=_scopes(request), on=timezone.localdate())
    return page(
        request,
        "pledges/telling/units.html",
        units=found,
        waiting=sum(unit.waiting for unit in found),
        declaration=declaration,
    )


@may(TELL)
@require_GET
def sheet(request: HttpRequest, declaration: str, unit: str) -> HttpResponse:
    """One unit's sheet, to print and hand out; looking is noted."""
    _check_reach(request, unit)
    found = sheet_to_tell(declaration=declaration, unit=unit, on=timezone.localdate())
    if found.rows:
        note_names_seen(subject=f"{declaration}/{unit}", by=actor(request), at=timezone.now())
    return page(
        request,
        "pledges/telling/sheet.html",
        sheet=found,
        through=found.through.isoformat() if found.through else "",
        address=settings.IKRAR_ADDRESS,
        is_rehearsal=found.is_rehearsal,
    )


@may(TELL)
@require_POST
def told(request: HttpRequest, declaration: str, unit: str) -> HttpResponse:
    """Everybody on the printed sheet was told."""
    _check_reach(request, unit)
    count = telling.mark_told(
        declaration=declaration, unit=unit, through=_through(request), by=actor(request), at=timezone.now()
    )
    messages.success(
        request,
        t("{n} orang dicatat sudah diberi tahu.", "{n} people are marked as told.").format(n=count),
    )
    return redirect("pledges:notices", declaration)


def _through(request: HttpRequest) -> datetime:
    """The newest notice on the sheet that was shown; nobody without it."""
    try:
        found = parse_datetime(request.POST.get("through", ""))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise telling.SheetUnknown
    return found


def _check_reach(request: HttpRequest, unit: str) -> None:
    if not roster.is_within(unit_public_id=unit, scopes=_scopes(request), on=timezone.localdate()):
        raise PermissionDenied


def _scopes(request: HttpRequest) -> frozenset[str]:
    scopes: frozenset[str] = actor(request).scopes(TELL)
    return scopes
