"""Activation: cards by unit, letters with codes, and who is asked: denominators and appointments."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_GET, require_POST

from ikrar.pledges import operations, papers, queries
from ikrar.pledges.forms.planning import ConfirmDifferencesForm, DueForm
from ikrar.pledges.papers.reminder import reminders
from ikrar.pledges.queries.asked import AppointmentDuties
from ikrar.pledges.queries.texts import four_points
from ikrar.pledges.views.planning.reach import actor, named_units, reached
from ikrar.roster import queries as roster
from ikrar.roster.operations import note_names_seen
from ikrar.web.access import check_everywhere, grave, may, reaches_everywhere
from ikrar.web.languages import is_english, say, t
from ikrar.web.page import page

ACTIVATE = "declarations.activate"


@may(ACTIVATE)
def cards(request: HttpRequest, declaration: str) -> HttpResponse:
    """What each unit has got, the message for its chat group, and the way to new cards."""
    one = reached(request, declaration, ACTIVATE)
    wanted = request.GET.get("lokasi", "")
    site = next((each for each in one.sites if each.public_id == wanted), None) or next(iter(one.sites), None)
    level = roster.level(unit=request.GET.get("unit", ""), on=one.held_on or timezone.localdate())
    return page(
        request,
        "pledges/planning/cards.html",
        one=one,
        level=level,
        plan=queries.plan(public_id=declaration, on=timezone.localdate()),
        here="cards",
        units=queries.cards_by_unit(public_id=declaration, level=level),
        site=site,
        message="" if site is None else say(papers.group_message(one, site)),
        is_rehearsal=one.is_rehearsal,
    )


@may(ACTIVATE)
@grave
@require_POST
def sheet(request: HttpRequest, declaration: str) -> HttpResponse:
    """New codes for the chosen units, as a PDF that is kept nowhere."""
    one = reached(request, declaration, ACTIVATE)
    at = timezone.now()
    made = operations.issue_cards(declaration=declaration, units=_units(request), by=actor(request), at=at)
    response = HttpResponse(papers.card_sheet(one, made, at=at), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="kartu-{one.public_id}.pdf"'
    add_never_cache_headers(response)
    return response


@may(ACTIVATE)
@grave
@require_POST
def letters(request: HttpRequest, declaration: str) -> HttpResponse:
    """New codes by mail to those of the chosen units who have an address."""
    reached(request, declaration, ACTIVATE)
    sent = operations.mail_codes(
        declaration=declaration, units=_units(request), by=actor(request), at=timezone.now()
    )
    messages.success(request, f"{sent} " + t("surat disiapkan untuk dikirim.", "letters are on their way."))
    return redirect("pledges:cards", declaration)


def _units(request: HttpRequest) -> set[int]:
    return {int(unit) for unit in request.POST.getlist("unit") if unit.isdigit()}


@may("declarations.fix")
def denominators(request: HttpRequest, declaration: str) -> HttpResponse:
    """Frozen numbers, later changes, and differences to confirm with a reason."""
    one = reached(request, declaration, "declarations.fix")
    level = roster.level(unit=request.GET.get("unit", ""), on=one.held_on or timezone.localdate())
    within = None if level.is_whole else level.ids
    found = queries.differences(public_id=declaration, unit_ids=within) if one.is_fixed else []
    named = named_units(request)
    choices = [
        (each.key, each.told(with_name=named is None or each.unit_id in named, english=is_english()))
        for each in found
    ]
    form = ConfirmDifferencesForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        operations.sync_duties(
            declaration=declaration,
            confirmed=data["confirmed"],
            reason=data["reason"],
            by=actor(request),
            at=timezone.now(),
        )
        return redirect(request.get_full_path())
    _note_names(request, declaration, sum(named is None or each.unit_id in named for each in found))
    frozen, more, units = queries.denominator_sums(public_id=declaration)
    return page(
        request,
        "pledges/planning/denominators.html",
        status=422 if form.errors else 200,
        one=one,
        here="denominators",
        form=form if found else None,
        rows=queries.denominators(public_id=declaration, level=level),
        level=level,
        total=frozen + more,
        frozen=frozen,
        units=units,
        corrections=queries.corrections(public_id=declaration),
        is_rehearsal=one.is_rehearsal,
    )


@may("roster.appoint")
def appointments(request: HttpRequest) -> HttpResponse:
    """Newly appointed officials and the duties that follow."""
    return page(request, "pledges/planning/appointments.html", appointments=queries.appointment_duties())


@may("roster.appoint")
def appointment(request: HttpRequest, appointment: int) -> HttpResponse:
    """Whose duty from this appointment is still open; who reaches every unit creates them with a due day."""
    form = DueForm(request.POST or None)
    if request.method == "POST":
        check_everywhere(request, "roster.appoint")
    if request.method == "POST" and form.is_valid():
        operations.duties_from_appointment(
            appointment_id=appointment, by=actor(request), at=timezone.now(), **form.cleaned_data
        )
        return redirect("pledges:appointment", appointment)
    one = _appointment(appointment)
    duties = queries.open_duties(appointment_id=appointment, at=timezone.now(), unit_ids=named_units(request))
    _note_names(request, str(appointment), len(duties))
    return page(
        request,
        "pledges/planning/appointment.html",
        status=422 if form.errors else 200,
        appointment=one,
        form=form,
        duties=duties,
        points=four_points(),
        may_create=reaches_everywhere(request, "roster.appoint"),
        may_plan=actor(request).may("declarations.plan"),
    )


@may("roster.appoint")
@require_GET
def appointment_reminders(request: HttpRequest, appointment: int) -> HttpResponse:
    """A slip on paper for everybody within reach who still owes the pledge; it holds no code."""
    at = timezone.now()
    one = _appointment(appointment)
    duties = queries.open_duties(appointment_id=appointment, at=at, unit_ids=named_units(request))
    if not duties:
        return redirect("pledges:appointment", appointment)
    _note_names(request, f"{appointment}.pdf", len(duties))
    response = HttpResponse(reminders(one, duties, four_points(), at=at), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="pengingat-{appointment}.pdf"'
    add_never_cache_headers(response)
    return response


def _appointment(appointment: int) -> AppointmentDuties:
    one = next((each for each in queries.appointment_duties() if each.id == appointment), None)
    if one is None:
        raise operations.NoSuchAppointment
    return one


def _note_names(request: HttpRequest, subject: str, people: int) -> None:
    """Looking at names is noted; a page without any is not."""
    if people:
        note_names_seen(subject=subject, by=actor(request), at=timezone.now())
