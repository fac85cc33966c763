"""Entering paper rolls page by page, and confirming what somebody else entered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ikrar.accounts.operations import record_act
from ikrar.pledges.domain import paper as rules
from ikrar.pledges.forms.paper import MatchForm, ScanForm, StartRollForm
from ikrar.pledges.operations import kiosk as kiosk_operations
from ikrar.pledges.operations import paper as operations
from ikrar.pledges.queries import paper as queries
from ikrar.pledges.queries.paper import Plan, RollView
from ikrar.pledges.views.planning.reach import actor
from ikrar.roster import queries as roster
from ikrar.web.access import grave, may
from ikrar.web.languages import t
from ikrar.web.page import page


@may("paper.enter")
@require_http_methods(["GET", "POST"])
def rolls(request: HttpRequest, declaration: str) -> HttpResponse:
    """The rolls within one's reach, and a form to begin another."""
    plan = queries.plan_of(declaration=declaration)
    level, units = _choices(request, plan, "paper.enter")
    form = StartRollForm(
        request.POST or None,
        sites=plan.sites,
        units=[(u.public_id, "\u2003" * u.depth + u.name) for u in units],
    )
    if request.method == "POST" and form.is_valid():
        made = operations.start_roll(
            site_id=form.cleaned_data["site"],
            unit=form.cleaned_data["unit"],
            by=request.user,
            at=timezone.now(),
        )
        return redirect("pledges:paper-roll", made)
    found = queries.rolls(plan=plan, viewer=actor(request).pk, unit_ids=_reach(request, plan, "paper.enter"))
    return page(
        request,
        "pledges/paper/rolls.html",
        plan=plan,
        level=level,
        rolls=found,
        form=form,
        is_rehearsal=plan.is_rehearsal,
        status=422 if form.errors else 200,
    )


@may("paper.enter")
@require_GET
def roll(request: HttpRequest, roll: str) -> HttpResponse:
    """One roll: its pages, and who is on them. Looking at the names is noted."""
    at = timezone.now()
    _check_unit(request, roll, "paper.enter", at=at)
    return _roll_page(request, roll, at=at)


@may("paper.enter")
@require_POST
def add_page(request: HttpRequest, roll: str) -> HttpResponse:
    at = timezone.now()
    _check_unit(request, roll, "paper.enter", at=at)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            number = operations.add_page(
                roll=roll, content=_content(form.cleaned_data["scan"]), by=request.user, at=at
            )
        except (rules.NotAScan, rules.ScanTooLarge, rules.ScanUsedBefore) as refused:
            form.add_error("scan", SCAN_WORDS[type(refused)])
        else:
            return _to_page(roll, number)
    return _roll_page(request, roll, scan=form, at=at, status=422)


@may("paper.enter")
@require_POST
def match(request: HttpRequest, roll: str) -> HttpResponse:
    at = timezone.now()
    _check_unit(request, roll, "paper.enter", at=at)
    found = queries.roll(public_id=roll, viewer=actor(request).pk)
    form = MatchForm(request.POST, duties=[one.duty_id for one in found.people])
    if not form.is_valid():
        raise rules.NotOfThisRoll
    number = form.cleaned_data["page"]
    operations.match_page(
        roll=roll, number=number, duties=form.cleaned_data["duties"], by=request.user, at=at
    )
    return _to_page(roll, number)


@may("paper.enter")
@require_POST
def discard(request: HttpRequest, roll: str) -> HttpResponse:
    at = timezone.now()
    _check_unit(request, roll, "paper.enter", at=at)
    found = queries.roll(public_id=roll, viewer=actor(request).pk)
    operations.discard_roll(roll=roll, by=request.user, at=at)
    return redirect("pledges:paper", found.declaration)


@may("paper.enter")
@require_GET
def scan(request: HttpRequest, roll: str, number: int) -> HttpResponseBase:
    _check_unit(request, roll, "paper.enter", at=timezone.now())
    return _scan(roll, number)


@may("paper.confirm")
@require_GET
def confirming(request: HttpRequest, declaration: str) -> HttpResponse:
    """What waits for the personnel office: rolls and kiosk signatures."""
    plan = queries.plan_of(declaration=declaration)
    reach = _reach(request, plan, "paper.confirm")
    recorded, waiting = queries.waiting_kiosk(plan=plan)
    return page(
        request,
        "pledges/paper/confirming.html",
        plan=plan,
        rolls=queries.rolls(plan=plan, viewer=actor(request).pk, unit_ids=reach),
        recorded=recorded,
        waiting=waiting,
        is_rehearsal=plan.is_rehearsal,
    )


@may("paper.confirm")
@grave
@require_http_methods(["GET", "POST"])
def confirm_roll(request: HttpRequest, roll: str) -> HttpResponse:
    """Compare the scans with the names, then stand by them."""
    at = timezone.now()
    _check_unit(request, roll, "paper.confirm", at=at)
    found = queries.roll(public_id=roll, viewer=actor(request).pk)
    if request.method == "POST":
        operations.confirm_roll(roll=roll, by=request.user, at=at)
        return redirect("pledges:paper-confirming", found.declaration)
    _note_names_seen(request, found, at=at)
    return page(request, "pledges/paper/confirm.html", roll=found, is_rehearsal=found.is_rehearsal)


@may("paper.confirm")
@require_GET
def scan_to_confirm(request: HttpRequest, roll: str, number: int) -> HttpResponseBase:
    _check_unit(request, roll, "paper.confirm", at=timezone.now())
    return _scan(roll, number)


@may("paper.confirm")
@grave
@require_POST
def confirm_kiosk(request: HttpRequest, declaration: str) -> HttpResponse:
    if actor(request).scopes("paper.confirm") != frozenset({roster.EVERYWHERE}):
        raise PermissionDenied
    kiosk_operations.confirm_entries(declaration=declaration, by=request.user, at=timezone.now())
    return redirect("pledges:paper-confirming", declaration)


def _roll_page(
    request: HttpRequest, roll: str, *, at: datetime, scan: ScanForm | None = None, status: int = 200
) -> HttpResponse:
    found = queries.roll(public_id=roll, viewer=actor(request).pk)
    _note_names_seen(request, found, at=at)
    shown = _page_asked_for(request, found)
    return page(
        request,
        "pledges/paper/roll.html",
        roll=found,
        shown=shown,
        scan=scan or ScanForm(),
        form=scan,
        is_rehearsal=found.is_rehearsal,
        status=status,
    )


def _page_asked_for(request: HttpRequest, found: RollView) -> int:
    asked = request.GET.get("halaman", "")
    numbers = {view.number for view in found.pages}
    return int(asked) if asked.isdigit() and int(asked) in numbers else max(numbers, default=0)


def _note_names_seen(request: HttpRequest, found: RollView, *, at: datetime) -> None:
    record_act(
        actor=actor(request),
        act="paper.names-seen",
        subject=found.row.public_id,
        detail={"people": len(found.people)},
        at=at,
    )


def _check_unit(request: HttpRequest, roll: str, capability: str, *, at: datetime) -> None:
    unit = queries.unit_of(roll=roll)
    scopes = actor(request).scopes(capability)
    if not roster.is_within(unit_public_id=unit, scopes=scopes, on=timezone.localdate(at)):
        raise PermissionDenied


def _reach(request: HttpRequest, plan: Plan, capability: str) -> frozenset[int] | None:
    """The units within reach; None for all of them."""
    scopes = actor(request).scopes(capability)
    if roster.EVERYWHERE in scopes:
        return None
    return roster.unit_ids_within(scopes=scopes, on=plan.held_on or timezone.localdate())


def _choices(
    request: HttpRequest, plan: Plan, capability: str
) -> tuple[roster.Level, Sequence[roster.UnitView]]:
    """The units one may choose from; of a large tree those of one level."""
    on = plan.held_on or timezone.localdate()
    reach = _reach(request, plan, capability)
    level = roster.level(unit=request.GET.get("unit", ""), on=on)
    if reach is None:
        return level, level.units
    if len(reach) <= roster.ON_ONE_PAGE:
        return replace(level, is_whole=True), roster.units_among(unit_ids=reach, on=on)
    return level, [one for one in level.units if one.id in reach]


def _scan(roll: str, number: int) -> HttpResponseBase:
    file, kind, _ = queries.scan(roll=roll, number=number)
    answer = FileResponse(
        operations.scan_path(file).open("rb"),
        content_type=kind,
        as_attachment=not kind.startswith("image/"),
        filename=f"halaman-{number}",
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _content(upload: Any) -> bytes:
    if upload.size > rules.PAGE_BYTES:
        raise rules.ScanTooLarge
    return bytes(upload.read())


def _to_page(roll: str, number: int) -> HttpResponse:
    answer = redirect("pledges:paper-roll", roll)
    answer["Location"] += f"?halaman={number}"
    return answer


SCAN_WORDS = {
    rules.NotAScan: t(
        "Berkas ini bukan JPEG, PNG, atau PDF yang utuh. Pindai ulang halamannya.",
        "This file is no whole JPEG, PNG or PDF. Please scan the page again.",
    ),
    rules.ScanTooLarge: t(
        "Berkas lebih dari 12 MB. Pindai dengan resolusi lebih rendah; 150 dpi sudah cukup.",
        "The file is larger than 12 MB. Scan at a lower resolution; 150 dpi is enough.",
    ),
    rules.ScanUsedBefore: t(
        "Hasil pindai ini sudah pernah diunggah. Setiap halaman dihitung sekali.",
        "This scan was uploaded before. Each page counts once.",
    ),
}
