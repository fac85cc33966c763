"""What institutions tell of their certificates before the day: entered by one officer, confirmed by another."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ikrar.commitments.forms import CertificateForm
from ikrar.commitments.operations import notices
from ikrar.commitments.views.reach import CONFIRM, PLAN, actor, reached
from ikrar.commitments.views.signatories import at_place
from ikrar.web.access import grave, may
from ikrar.web.languages import t
from ikrar.web.page import page

BEFORE_OPENING = ("PLANNED", "PUBLIC")


@may(PLAN)
@require_http_methods(["GET", "POST"])
def certificate(request: HttpRequest, commitment: str, place: int) -> HttpResponse:
    """What counts, what waits, and the form that tells it anew."""
    one = reached(request, commitment, PLAN)
    signatory = at_place(one, place)
    form = CertificateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        notices.tell(
            commitment=commitment, place=place, by=actor(request), at=timezone.now(), **form.cleaned_data
        )
        messages.success(
            request, t("Dicatat. Petugas lain mengesahkannya.", "Entered. Another officer confirms it.")
        )
        return redirect("commitments:certificate", commitment, place)
    return page(
        request,
        "commitments/planning/certificate.html",
        status=422 if form.errors else 200,
        one=one,
        signatory=signatory,
        form=form if one.phase in BEFORE_OPENING else None,
        me=actor(request).pk,
        may_confirm=actor(request).may(CONFIRM),
        back=reverse("commitments:plan", args=[commitment]),
    )


@may(CONFIRM)
@grave
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, commitment: str, place: int) -> HttpResponse:
    """Compare the notice with the letter, then stand by it."""
    one = reached(request, commitment, CONFIRM)
    signatory = at_place(one, place)
    told = signatory.waiting_notice
    if request.method == "POST":
        notice = request.POST.get("notice", "")
        notices.confirm(
            commitment=commitment,
            place=place,
            notice=int(notice) if notice.isdecimal() else 0,
            by=actor(request),
            at=timezone.now(),
        )
        messages.success(request, t("Disahkan.", "Confirmed."))
        return redirect("commitments:confirming")
    if told is None:
        raise notices.NoticeNotFound
    return page(
        request,
        "commitments/planning/certificate_confirm.html",
        one=one,
        signatory=signatory,
        told=told,
        is_mine=told.entered_by_id == actor(request).pk,
    )


@may(PLAN)
@require_POST
def take_back(request: HttpRequest, commitment: str, place: int, notice: int) -> HttpResponse:
    """It counts no more; what comes instead is told anew."""
    reached(request, commitment, PLAN)
    notices.take_back(commitment=commitment, place=place, notice=notice, by=actor(request), at=timezone.now())
    return redirect("commitments:certificate", commitment, place)
