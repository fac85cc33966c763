"""The words of a commitment: drafted, and approved by two people."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ikrar.commitments.forms import ApproveForm, WordsForm
from ikrar.commitments.operations import texts
from ikrar.commitments.views.reach import APPROVE, PLAN, actor, reached
from ikrar.web.access import grave, may
from ikrar.web.languages import t
from ikrar.web.page import page

BEFORE_OPENING = ("PLANNED", "PUBLIC")


@may(PLAN)
@require_http_methods(["GET", "POST"])
def text(request: HttpRequest, commitment: str) -> HttpResponse:
    """The words now, who stands by them, and the form that writes them anew."""
    one = reached(request, commitment, PLAN)
    shown = one.draft or one.text
    form = WordsForm(request.POST or None, initial={"body": shown.body if shown else ""})
    if request.method == "POST" and form.is_valid():
        texts.draft(
            commitment=commitment, body=form.cleaned_data["body"], by=actor(request), at=timezone.now()
        )
        messages.success(request, t("Rancangan disimpan.", "The draft is kept."))
        return redirect("commitments:text", commitment)
    user = actor(request)
    return page(
        request,
        "commitments/planning/text.html",
        status=422 if form.errors else 200,
        one=one,
        form=form,
        may_write=one.phase in BEFORE_OPENING,
        may_approve=user.may(APPROVE),
        is_mine=one.draft is not None and user.pk in one.draft.approved_by,
        approve_form=ApproveForm(initial={"text_sha256": one.draft.text_sha256 if one.draft else ""}),
        now=timezone.now(),
    )


@may(APPROVE)
@grave
@require_POST
def approve(request: HttpRequest, commitment: str) -> HttpResponse:
    """Stand by exactly these words."""
    reached(request, commitment, APPROVE)
    form = ApproveForm(request.POST)
    if form.is_valid():
        is_public = texts.approve(
            commitment=commitment, by=actor(request), at=timezone.now(), **form.cleaned_data
        )
        said = (
            t("Naskah terbit dan tercatat di register.", "The text is public and in the register.")
            if is_public
            else t(
                "Persetujuan Anda dicatat. Perlu satu orang lagi.",
                "Your approval is on record. One more is needed.",
            )
        )
        messages.success(request, said)
    return redirect("commitments:text", commitment)
