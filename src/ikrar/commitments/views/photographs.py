"""Photographs: attached as illustrations, and withdrawn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ikrar.commitments.domain import pictures
from ikrar.commitments.forms import PhotographForm, ReasonForm
from ikrar.commitments.operations import photographs as operations
from ikrar.commitments.views.reach import RUN, actor, reached
from ikrar.commitments.views.running import run_page
from ikrar.kernel.words import Words
from ikrar.web.access import may
from ikrar.web.languages import say, t
from ikrar.web.page import page


@may(RUN)
@require_POST
def attach(request: HttpRequest, commitment: str) -> HttpResponse:
    """Attach a photograph; one that looks like another is told."""
    reached(request, commitment, RUN)
    form = PhotographForm(request.POST, request.FILES)
    if not form.is_valid():
        return run_page(request, commitment, form=form, status=422)
    upload = form.cleaned_data["photograph"]
    if upload.size > pictures.MOST_BYTES:
        raise pictures.TooManyBytes
    made = operations.attach(
        commitment=commitment,
        content=upload.read(),
        caption=form.cleaned_data["caption"],
        by=actor(request),
        at=timezone.now(),
    )
    if made.resembles:
        told = Words(
            "Foto dilampirkan. Perhatikan: foto ini mirip dengan foto pada “{title}”. Periksa apakah benar foto baru.",
            "The photograph is attached. Mind: it looks like one of “{title}”. Check that it really is a new one.",
        )
        messages.warning(request, say(told, title=made.resembles))
    else:
        messages.success(request, t("Foto dilampirkan sebagai ilustrasi.", "Attached as an illustration."))
    return redirect("commitments:run", commitment)


@may(RUN)
@require_http_methods(["GET", "POST"])
def withdraw_photograph(request: HttpRequest, commitment: str, photograph: str) -> HttpResponse:
    """Show a photograph no more, with a reason."""
    one = reached(request, commitment, RUN)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.withdraw(
            commitment=commitment,
            photograph=photograph,
            by=actor(request),
            at=timezone.now(),
            **form.cleaned_data,
        )
        return redirect("commitments:run", commitment)
    return page(
        request,
        "commitments/form.html",
        status=422 if form.errors else 200,
        form=form,
        one=one,
        title=Words("Tarik foto", "Withdraw the photograph"),
        lead=Words(
            "Berkasnya dihapus; sidiknya tetap tercatat agar dikenali bila dipakai lagi.",
            "The file is deleted; its fingerprint stays, so that it is known if it is used again.",
        ),
        label=Words("Tarik foto", "Withdraw"),
        kind="danger",
        back=reverse("commitments:run", args=[commitment]),
    )
