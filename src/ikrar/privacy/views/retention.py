"""What the office's schedule lets go: proposed here, approved by another officer, done by the clerk."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ikrar.kernel.zones import JAKARTA
from ikrar.privacy.domain.activities import KEEPING_WORDS
from ikrar.privacy.operations import destroying
from ikrar.privacy.queries import record, schedule
from ikrar.privacy.queries.destructions import destructions
from ikrar.privacy.queries.ripe import ripe
from ikrar.privacy.views.tabs import tabs
from ikrar.web.access import grave, may_everywhere
from ikrar.web.languages import t
from ikrar.web.page import page


@may_everywhere("privacy.propose_destruction")
def retention(request: HttpRequest) -> HttpResponse:
    """The schedule, what is due by it, and what was decided. Counts, never names."""
    user: Any = request.user
    lines = [(one, KEEPING_WORDS[one.keeping.kind], schedule().line(one.code)) for one in record().activities]
    return page(
        request,
        "privacy/retention/retention.html",
        lines=lines,
        ripe=ripe(today=timezone.now().astimezone(JAKARTA).date()),
        destructions=destructions(),
        may_approve=user.may("privacy.approve_destruction"),
        me=user.pk,
        tabs=tabs(request, "privacy:retention"),
    )


@may_everywhere("privacy.propose_destruction")
@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Put one line of what is due forward."""
    destroying.propose(
        activity=request.POST.get("activity", ""),
        declaration=request.POST.get("declaration", ""),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(
        request, t("Diusulkan. Petugas lain menyetujuinya.", "Proposed. Another officer approves it.")
    )
    return redirect("privacy:retention")


@may_everywhere("privacy.approve_destruction")
@grave
@require_POST
def approve(request: HttpRequest, destruction: str) -> HttpResponse:
    """The second officer."""
    destroying.approve(public_id=destruction, by=request.user, at=timezone.now())
    messages.success(
        request,
        t("Disetujui. Pemusnahan berjalan sedikit demi sedikit.", "Approved. It goes little by little."),
    )
    return redirect("privacy:retention")


@may_everywhere("privacy.propose_destruction")
@require_POST
def withdraw(request: HttpRequest, destruction: str) -> HttpResponse:
    destroying.withdraw(public_id=destruction, by=request.user, at=timezone.now())
    return redirect("privacy:retention")


@may_everywhere("privacy.propose_destruction")
@require_POST
def stop(request: HttpRequest, destruction: str) -> HttpResponse:
    """Whoever may propose may stop."""
    destroying.stop(public_id=destruction, by=request.user, at=timezone.now())
    return redirect("privacy:retention")


@may_everywhere("privacy.approve_destruction")
@grave
@require_POST
def resume(request: HttpRequest, destruction: str) -> HttpResponse:
    destroying.resume(public_id=destruction, by=request.user, at=timezone.now())
    return redirect("privacy:retention")
