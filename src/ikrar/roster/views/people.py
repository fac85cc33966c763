"""The page of one official, for personnel staff: standing, lawful absence, contact."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ikrar.roster import operations, queries
from ikrar.roster.domain import ABSENCE_WORDS, STANDING_WORDS, STATUS_WORDS, AbsenceReason, Status
from ikrar.roster.forms import AbsenceForm, ContactForm
from ikrar.roster.views.scope import IMPORT, NAMES, actor, check_unit, powers
from ikrar.web.access import may
from ikrar.web.page import page


def _found(request: HttpRequest, public_id: str, capability: str) -> queries.OfficialView:
    today = timezone.localdate()
    person = queries.official_by_public_id(public_id=public_id, on=today)
    unit = queries.unit(id=person.unit_id, on=today)
    check_unit(request, capability, public_id=unit.public_id, on=today)
    return person


@may(NAMES)
def official(request: HttpRequest, public_id: str) -> HttpResponse:
    person = _found(request, public_id, NAMES)
    operations.note_names_seen(subject=public_id, by=actor(request), at=timezone.now())
    return _page(request, person, AbsenceForm(initial=_today()))


def _today() -> dict[str, object]:
    return {"begins_on": timezone.localdate(), "last_day": timezone.localdate()}


def _page(
    request: HttpRequest, person: queries.OfficialView, form: AbsenceForm, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    contact = queries.contact(official_id=person.id)
    standing = queries.standings(unit_ids=[person.unit_id], on=today)[person.id]
    return page(
        request,
        "roster/official.html",
        status=status,
        person=person,
        status_words=STATUS_WORDS[Status(person.status)],
        standing=STANDING_WORDS[standing],
        absences=[
            (a, ABSENCE_WORDS[AbsenceReason(a.reason)]) for a in queries.absences(official_ids=[person.id])
        ],
        form=form,
        contact=contact,
        contact_form=ContactForm(initial={"email": contact.email if contact else ""}),
        **powers(request),
    )


@require_POST
@may(IMPORT)
def set_absence(request: HttpRequest, public_id: str) -> HttpResponse:
    person = _found(request, public_id, IMPORT)
    form = AbsenceForm(request.POST)
    if not form.is_valid():
        return _page(request, person, form, status=422)
    operations.set_absence(
        official_id=person.id,
        on=form.cleaned_data["begins_on"],
        ends_before=form.cleaned_data["ends_before"],
        reason=AbsenceReason(form.cleaned_data["reason"]),
        by=actor(request),
        at=timezone.now(),
    )
    return redirect("roster:official", public_id)


@require_POST
@may(IMPORT)
def withdraw_absence(request: HttpRequest, public_id: str, absence_id: int) -> HttpResponse:
    person = _found(request, public_id, IMPORT)
    operations.withdraw_absence(
        absence_id=absence_id, official_id=person.id, by=actor(request), at=timezone.now()
    )
    return redirect("roster:official", public_id)


@require_POST
@may(IMPORT)
def set_contact(request: HttpRequest, public_id: str) -> HttpResponse:
    person = _found(request, public_id, IMPORT)
    form = ContactForm(request.POST)
    if form.is_valid():
        operations.set_contact(
            official_id=person.id, email=form.cleaned_data["email"], by=actor(request), at=timezone.now()
        )
        return redirect("roster:official", public_id)
    return page(request, "roster/contact.html", person=person, form=form, status=422)
