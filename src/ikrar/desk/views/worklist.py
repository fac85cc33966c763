"""For unit officers: who still owes a pledge, until when, and what to do. Looking at names is noted."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ikrar.desk.forms import PauseForm
from ikrar.desk.sheets import worklist_sheet
from ikrar.pledges.domain.owing import MISSING_WORDS, Missing
from ikrar.pledges.operations import owing
from ikrar.pledges.queries import owing as rules
from ikrar.pledges.queries import worklist as queries
from ikrar.pledges.queries.messages import unit_message
from ikrar.pledges.queries.worklist import Worklist
from ikrar.roster import queries as roster
from ikrar.roster.operations import note_names_seen
from ikrar.web.access import grave_to_see, may
from ikrar.web.languages import say, t
from ikrar.web.page import page

FOLLOW, NAMES = "duties.follow", "roster.see_names"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_NUMBER = 8


@may(FOLLOW)
@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """One's own unit; who has several chooses."""
    today = timezone.localdate()
    scopes = _scopes(request, FOLLOW)
    everywhere = roster.EVERYWHERE in scopes
    tops = (
        roster.below(unit_id=None, on=today)[:1]
        if everywhere
        else roster.units_named(public_ids=scopes, on=today)
    )
    if len(tops) == 1:
        return redirect("desk:duties", tops[0].public_id)
    return page(request, "desk/duties_units.html", units=tops)


@may(FOLLOW)
@require_GET
def unit(request: HttpRequest, unit: str) -> HttpResponse:
    """The worklist of a unit with everything below it."""
    _check(request, unit, FOLLOW)
    sees_names = _reaches(request, unit, NAMES)
    found = _found(request, unit)
    if found.lines and sees_names:
        note_names_seen(subject=unit, by=request.user, at=timezone.now())
    return page(
        request,
        "desk/duties.html",
        list=found,
        filters=[(only, MISSING_WORDS[only], found.numbers.get(only)) for only in Missing],
        sees_names=sees_names,
        form=PauseForm(),
        rules=rules.rules(),
        pace=rules.pace(),
        hours=rules.hours(),
        is_paused_here=any(one.is_here for one in found.pauses),
        may_plan=_user(request).may("declarations.plan"),
    )


@may(NAMES)
@grave_to_see
@require_GET
def sheet(request: HttpRequest, unit: str) -> HttpResponse:
    """The whole list as a spreadsheet; nothing in it can be taken for a formula."""
    _check(request, unit, FOLLOW)
    _check(request, unit, NAMES)
    found = queries.worklist(unit=unit, at=timezone.now(), only=_filter(request), size=None)
    note_names_seen(subject=f"{unit}.xlsx", by=request.user, at=timezone.now())
    answer = HttpResponse(worklist_sheet(found), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="kewajiban-{found.unit.public_id}.xlsx"'
    answer["Cache-Control"] = "no-store"
    return answer


@may(FOLLOW)
@require_GET
def message(request: HttpRequest, unit: str) -> HttpResponse:
    """A text for the unit's chat group: no names, no numbers of people, no codes."""
    _check(request, unit, FOLLOW)
    at = timezone.now()
    place = roster.unit(public_id=unit, on=timezone.localdate(at))
    return page(request, "desk/duties_message.html", unit=place, message=say(unit_message(unit=unit, at=at)))


@may(FOLLOW)
@require_POST
def pause(request: HttpRequest, unit: str) -> HttpResponse:
    """Stop the reminders of a unit, with a reason."""
    _check(request, unit, FOLLOW)
    form = PauseForm(request.POST)
    if form.is_valid():
        owing.pause(unit=unit, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        messages.success(request, t("Pengingat unit ini dihentikan.", "Reminders of this unit are stopped."))
    else:
        messages.error(request, t("Tulis alasannya dulu.", "Please write the reason first."))
    return redirect("desk:duties", unit)


@may(FOLLOW)
@require_POST
def resume(request: HttpRequest, unit: str) -> HttpResponse:
    """Let them go out again."""
    _check(request, unit, FOLLOW)
    owing.resume(unit=unit, by=request.user, at=timezone.now())
    messages.success(request, t("Pengingat unit ini berjalan lagi.", "Reminders of this unit go out again."))
    return redirect("desk:duties", unit)


@may(FOLLOW)
@require_POST
def silence(request: HttpRequest, unit: str, official: str) -> HttpResponse:
    """Stop the letters to one person, or allow them again."""
    _check(request, unit, FOLLOW)
    today = timezone.localdate()
    person = roster.official_by_public_id(public_id=official, on=today)
    if person.unit_id not in roster.subtree(unit_id=roster.unit(public_id=unit, on=today).id, on=today):
        raise PermissionDenied
    silent = request.POST.get("diam") == "1"
    owing.silence(
        official_id=person.id, subject=person.public_id, silent=silent, by=request.user, at=timezone.now()
    )
    return redirect("desk:duties", unit)


def _found(request: HttpRequest, unit: str) -> Worklist:
    wanted = request.GET.get("halaman", "")
    number = int(wanted) if wanted.isdecimal() and len(wanted) < LONGEST_NUMBER else 1
    return queries.worklist(
        unit=unit, at=timezone.now(), only=_filter(request), number=number, size=queries.ON_A_PAGE
    )


def _filter(request: HttpRequest) -> Missing | None:
    said = request.GET.get("saring", "")
    return Missing(said) if said in set(Missing) else None


def _user(request: HttpRequest) -> Any:
    return request.user


def _scopes(request: HttpRequest, capability: str) -> frozenset[str]:
    found: frozenset[str] = _user(request).scopes(capability)
    return found


def _reaches(request: HttpRequest, unit: str, capability: str) -> bool:
    return roster.is_within(unit_public_id=unit, scopes=_scopes(request, capability), on=timezone.localdate())


def _check(request: HttpRequest, unit: str, capability: str) -> None:
    """403 unless the grant reaches the unit: a head sees his own subtree alone."""
    if not _reaches(request, unit, capability):
        raise PermissionDenied(capability)
