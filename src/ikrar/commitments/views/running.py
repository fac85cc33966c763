"""The leading officer's page: open signing, the screen, the gong."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ikrar.commitments.forms import PhotographForm
from ikrar.commitments.operations import ceremony, signing
from ikrar.commitments.views.reach import CONFIRM, RUN, actor, reached
from ikrar.web.access import grave, may
from ikrar.web.page import page


@may(RUN)
@require_GET
def run(request: HttpRequest, commitment: str) -> HttpResponse:
    """Who has signed, who is next, and what can be done now."""
    return run_page(request, commitment)


@may(RUN)
@grave
@require_POST
def open_signing(request: HttpRequest, commitment: str) -> HttpResponse:
    reached(request, commitment, RUN)
    signing.open_signing(commitment=commitment, by=actor(request), at=timezone.now())
    return redirect("commitments:run", commitment)


@may(RUN)
@grave
@require_POST
def hold_signing(request: HttpRequest, commitment: str) -> HttpResponse:
    reached(request, commitment, RUN)
    signing.hold_signing(commitment=commitment, by=actor(request), at=timezone.now())
    return redirect("commitments:run", commitment)


@may(RUN)
@require_POST
def open_screen(request: HttpRequest, commitment: str) -> HttpResponse:
    """A fresh address for the screen, shown once."""
    reached(request, commitment, RUN)
    token = ceremony.open_screen(commitment=commitment, by=actor(request), at=timezone.now())
    answer = run_page(request, commitment, screen=reverse("commitments:screen", args=[token]))
    answer["Cache-Control"] = "no-store"
    return answer


@may(RUN)
@grave
@require_POST
def gong(request: HttpRequest, commitment: str) -> HttpResponse:
    """The closing act."""
    reached(request, commitment, RUN)
    signing.gong(commitment=commitment, by=actor(request), at=timezone.now())
    return redirect("commitments:run", commitment)


def run_page(request: HttpRequest, commitment: str, *, status: int = 200, **more: Any) -> HttpResponse:
    one = reached(request, commitment, RUN)
    return page(
        request,
        "commitments/running/run.html",
        status=status,
        one=one,
        photograph_form=more.pop("form", None) or PhotographForm(),
        may_confirm=actor(request).may(CONFIRM),
        me=actor(request).pk,
        now=timezone.now(),
        **more,
    )
