"""Failures to protect data: recorded, their clock started, the letters written and released, closed."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ikrar.privacy.domain.incidents import BREACH_TERM, Exposed, LetterTo, StartsFrom
from ikrar.privacy.domain.letters import OPEN_ADDRESSEE, letter_to_authority, letter_to_persons
from ikrar.privacy.domain.requests import ACCESS_TERM
from ikrar.privacy.forms import ClockForm, IncidentForm, LetterForm, in_jakarta
from ikrar.privacy.operations import incidents as operations
from ikrar.privacy.papers import letter_to_print
from ikrar.privacy.queries import incidents as queries
from ikrar.privacy.queries.clocks import due
from ikrar.privacy.queries.incidents import IncidentView
from ikrar.privacy.views.tabs import tabs
from ikrar.web import formats
from ikrar.web.access import grave, may_everywhere
from ikrar.web.page import page


@may_everywhere("privacy.report_breach")
def incident_list(request: HttpRequest) -> HttpResponse:
    """Open ones first, by what is due."""
    found = queries.incidents(at=timezone.now())
    return page(
        request, "privacy/incidents/list.html", incidents=found, tabs=tabs(request, "privacy:incidents")
    )


@may_everywhere("privacy.report_breach")
def record(request: HttpRequest) -> HttpResponse:
    """Write down what failed."""
    at = timezone.now()
    form = IncidentForm(request.POST or None, initial={"known_at": in_jakarta(at)})
    if form.is_valid():
        said = form.cleaned_data | {"exposed": [Exposed(one) for one in form.cleaned_data["exposed"]]}
        made = operations.record_incident(**said, by=request.user, at=at)
        return redirect("privacy:incident", made)
    return page(request, "privacy/incidents/record.html", status=422 if form.errors else 200, form=form)


@may_everywhere("privacy.report_breach")
def incident(request: HttpRequest, incident_id: str) -> HttpResponse:
    """One of them with its clock and its letters."""
    user: Any = request.user
    found = queries.incident(public_id=incident_id, at=timezone.now())
    return page(
        request,
        "privacy/incidents/one.html",
        incident=found,
        due=found.due(),
        rule=due(term=BREACH_TERM, starts_at=found.known_at),
        form=ClockForm(),
        me=user.pk,
        may_release=user.may("privacy.release_notice"),
    )


@may_everywhere("privacy.report_breach")
@require_POST
def start(request: HttpRequest, incident_id: str) -> HttpResponse:
    """Let the hours run; nothing else ever does."""
    form = ClockForm(request.POST)
    if form.is_valid():
        operations.start_clock(
            public_id=incident_id,
            starts_from=StartsFrom(form.cleaned_data["starts_from"]),
            by=request.user,
            at=timezone.now(),
        )
    return redirect("privacy:incident", incident_id)


@may_everywhere("privacy.report_breach")
def letter(request: HttpRequest, incident_id: str, to: str) -> HttpResponse:
    """Write a letter from the template."""
    whom = _whom(to)
    found = queries.incident(public_id=incident_id, at=timezone.now())
    first = {"addressee": settings.IKRAR_AUTHORITY or OPEN_ADDRESSEE, "body": _template(found, whom)}
    form = LetterForm(request.POST or None, to=whom, initial=first)
    if form.is_valid():
        said: dict[str, Any] = {"addressee": "", "everybody": False, "numbers": ""} | form.cleaned_data
        operations.draft_letter(public_id=incident_id, to=whom, **said, by=request.user, at=timezone.now())
        return redirect("privacy:incident", incident_id)
    status = 422 if form.errors else 200
    return page(request, "privacy/incidents/letter.html", status=status, incident=found, form=form, to=whom)


@may_everywhere("privacy.release_notice")
@grave
@require_POST
def release(request: HttpRequest, incident_id: str, letter_id: int) -> HttpResponse:
    """The second officer lets a letter go."""
    operations.release_letter(public_id=incident_id, letter=letter_id, by=request.user, at=timezone.now())
    return redirect("privacy:incident", incident_id)


@may_everywhere("privacy.report_breach")
def letter_paper(request: HttpRequest, incident_id: str, to: str) -> HttpResponse:  # noqa: ARG001 (the wall has read it)
    """The letter to be printed, numbered and signed."""
    at = timezone.now()
    found = queries.letter_of(queries.incident(public_id=incident_id, at=at), to=_whom(to))
    file = HttpResponse(letter_to_print(found.body, at=at), content_type="application/pdf")
    file["Content-Disposition"] = 'inline; filename="pemberitahuan.pdf"'
    return file


@may_everywhere("privacy.report_breach")
@require_POST
def close(request: HttpRequest, incident_id: str) -> HttpResponse:
    operations.close_incident(public_id=incident_id, by=request.user, at=timezone.now())
    return redirect("privacy:incident", incident_id)


def _whom(to: str) -> LetterTo:
    try:
        return LetterTo(to)
    except ValueError:
        raise Http404 from None


def _template(found: IncidentView, to: LetterTo) -> str:
    told = {
        "known": formats.moment(found.known_at, english=False),
        "what": found.what,
        "exposed": "; ".join(one.id for one in found.exposed),
        "happened": formats.moment(found.happened_at, english=False)
        if found.happened_at
        else "[belum diketahui]",
        "handling": found.handling or "[ ]",
        "office": settings.IKRAR_OFFICE or "[kantor]",
    }
    if to is LetterTo.AUTHORITY:
        people = (
            "[belum diketahui]" if found.people is None else formats.thousands(found.people, english=False)
        )
        return letter_to_authority(
            addressee=settings.IKRAR_AUTHORITY or OPEN_ADDRESSEE, people=people, **told
        )
    hours = due(term=ACCESS_TERM, starts_at=found.known_at).hours
    return letter_to_persons(hours=str(hours), **told)
