"""The worklist of requests, sorted by what is due."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ikrar.kernel.zones import JAKARTA
from ikrar.privacy.domain.requests import Ground, Outcome, RequestKind
from ikrar.privacy.forms import AnswerForm, CorrectForm, EnterForm, ExtendForm, in_jakarta
from ikrar.privacy.operations import requests as operations
from ikrar.privacy.operations.trail import note
from ikrar.privacy.papers import copy_of_data
from ikrar.privacy.queries import requests as queries
from ikrar.privacy.queries.bundle import bundle
from ikrar.privacy.queries.requests import RequestNotFound, RequestView
from ikrar.privacy.views.tabs import tabs
from ikrar.roster import queries as roster
from ikrar.roster.operations import Correction, note_names_seen
from ikrar.roster.queries.history import row_of
from ikrar.web.access import grave_to_see, may_everywhere
from ikrar.web.languages import t
from ikrar.web.page import page

CORRECTED = t(
    "Daftar pegawai dibetulkan; jawablah permintaannya.",
    "The staff list was corrected; answer the request now.",
)
SAME = t("Tidak ada yang berbeda dari daftar.", "Nothing differs from the list.")
UNKNOWN = t("Nomor ini tidak ada di daftar pegawai hari ini.", "This number is not in today's staff list.")


@may_everywhere("privacy.answer")
def worklist(request: HttpRequest) -> HttpResponse:
    """What is due first stands first."""
    at = timezone.now()
    found = queries.worklist(at=at, on=at.astimezone(JAKARTA).date())
    if found:
        note_names_seen(subject="*", by=request.user, at=at)
    return page(
        request, "privacy/requests/list.html", requests=found, tabs=tabs(request, "privacy:requests"), now=at
    )


@may_everywhere("privacy.answer")
def enter(request: HttpRequest) -> HttpResponse:
    """A request that came on paper: the clock runs from the moment it came."""
    at = timezone.now()
    form = EnterForm(
        request.POST or None, initial={"received_at": in_jakarta(at), "kind": RequestKind.ACCESS}
    )
    if form.is_valid():
        on = at.astimezone(JAKARTA).date()
        official = roster.official_by_number(number=form.cleaned_data["number"], on=on)
        if official is not None:
            made = operations.ask(
                official_id=official.id,
                kind=RequestKind(form.cleaned_data["kind"]),
                words=form.cleaned_data["words"],
                received_at=form.cleaned_data["received_at"],
                at=at,
                by=request.user,
            )
            return redirect("privacy:request", made)
        form.add_error("number", UNKNOWN)
    return page(request, "privacy/requests/enter.html", status=422 if form.errors else 200, form=form)


@may_everywhere("privacy.answer")
def one(request: HttpRequest, request_id: str) -> HttpResponse:
    """Look at one; answer it."""
    found = _found(request, request_id)
    form = AnswerForm(request.POST or None, request.FILES or None)
    if found.is_open and form.is_valid():
        _answer(request, found, form)
        return redirect("privacy:requests")
    return _shown(request, found, answer_form=form)


@may_everywhere("privacy.answer")
def extend(request: HttpRequest, request_id: str) -> HttpResponse:
    """Say why it takes longer."""
    found = _found(request, request_id)
    form = ExtendForm(request.POST or None)
    if form.is_valid():
        operations.extend(public_id=request_id, **form.cleaned_data, by=request.user, at=timezone.now())
        return redirect("privacy:request", request_id)
    return page(
        request, "privacy/requests/extend.html", status=422 if form.errors else 200, asked=found, form=form
    )


@may_everywhere("privacy.answer")
@grave_to_see
def correct(request: HttpRequest, request_id: str) -> HttpResponse:
    """Put right in the staff list what was asked for."""
    found = _found(request, request_id)
    row = row_of(official_id=found.official_id or 0)
    if row is None or found.kind != RequestKind.CORRECTION or not found.is_open:
        raise RequestNotFound
    contact = roster.contact(official_id=found.official_id or 0)
    form = CorrectForm(
        request.POST or None, initial=asdict(row) | {"email": contact.email if contact else ""}
    )
    if not form.is_valid():
        status = 422 if form.errors else 200
        return page(request, "privacy/requests/correct.html", status=status, asked=found, form=form)
    at, said = timezone.now(), dict(form.cleaned_data)
    changed = operations.correct(
        public_id=request_id,
        email=said.pop("email"),
        told=Correction(**said),
        by=request.user,
        on=at.astimezone(JAKARTA).date(),
        at=at,
    )
    messages.success(request, CORRECTED if changed else SAME)
    return redirect("privacy:request", request_id)


@may_everywhere("privacy.answer")
@grave_to_see
def data_copy(request: HttpRequest, request_id: str) -> HttpResponse:
    """What would go along with the answer, to be read before."""
    found = _found(request, request_id)
    file = HttpResponse(_copy(request, found), content_type="application/pdf")
    file["Content-Disposition"] = 'inline; filename="salinan-data.pdf"'
    file["Cache-Control"] = "no-store"
    return file


def _answer(request: HttpRequest, found: RequestView, form: AnswerForm) -> None:
    said = form.cleaned_data
    upload = said["file"]
    file = _copy(request, found) if said["bundle"] else upload.read() if upload else None
    operations.answer(
        public_id=found.public_id,
        outcome=Outcome(said["outcome"]),
        ground=Ground(said["ground"]) if said["ground"] else None,
        text=said["text"],
        file=file,
        by=request.user,
        at=timezone.now(),
    )


def _copy(request: HttpRequest, found: RequestView) -> bytes:
    at = timezone.now()
    if found.official_id is None:
        raise RequestNotFound
    note("bundle-made", found.public_id, by=request.user, at=at)
    return copy_of_data(bundle(official_id=found.official_id, at=at), name=found.name, at=at)


def _found(request: HttpRequest, request_id: str) -> RequestView:
    """The request with the person's name; that somebody looked is noted."""
    at = timezone.now()
    found = queries.request(public_id=request_id, at=at, on=at.astimezone(JAKARTA).date())
    note_names_seen(subject=request_id, by=request.user, at=at)
    return found


def _shown(request: HttpRequest, found: RequestView, *, answer_form: AnswerForm) -> HttpResponse:
    return page(
        request,
        "privacy/requests/one.html",
        status=422 if answer_form.errors else 200,
        asked=found,
        due=found.due(),
        form=answer_form,
    )
