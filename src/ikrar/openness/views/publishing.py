"""What an office does about publications: choose when figures appear, and correct them. A correction is a grave act."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ikrar.openness import operations, queries
from ikrar.openness.domain import Times
from ikrar.openness.forms import CorrectionForm, TimesForm
from ikrar.openness.views.chain import ON_ONE_PAGE
from ikrar.web.access import grave, may
from ikrar.web.page import page


@may("figures.publish")
def publications(request: HttpRequest) -> HttpResponse:
    """Every declaration with its times and its publications."""
    return page(request, "openness/publications.html", found=queries.desk(at=timezone.now()))


@may("figures.publish")
def times(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose when figures appear; once announced, only what was announced is shown."""
    at = timezone.now()
    found = queries.times_of(public_id=public_id)
    wanted = found.chosen or found.default
    initial = {
        "daily_at": f"{wanted.daily_at:%H:%M}",
        "closing_days": wanted.closing_days,
        "closing_at": f"{wanted.closing_at:%H:%M}",
    }
    form = TimesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        operations.choose_times(
            declaration=public_id, times=Times(**form.cleaned_data), by=request.user, at=at
        )
        return redirect("openness:publications")
    status = 422 if form.errors else 200
    return page(request, "openness/times.html", status=status, form=form, found=found)


@may("figures.publish")
@grave
def republish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what would change, ask for the reason, then publish; the former figures keep their address."""
    at = timezone.now()
    form = CorrectionForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            number = operations.republish(declaration=public_id, by=request.user, at=at, **form.cleaned_data)
        except operations.FiguresMovedOn:
            status = 409
        else:
            return redirect("openness:version", public_id=public_id, number=number)
    proposal = operations.propose(declaration=public_id, at=at)
    return page(
        request,
        "openness/republish.html",
        status=422 if form.errors else status,
        form=_seen(form, proposal.mark),
        found=queries.page_of(public_id=public_id, at=at),
        proposal=proposal,
        changed=proposal.changes.units[:ON_ONE_PAGE],
        more=len(proposal.changes.units[ON_ONE_PAGE:]),
        has_moved=status == 409,  # noqa: PLR2004 (as set above)
    )


def _seen(form: Any, mark: str) -> Any:
    """The form, sent back with the mark of what is shown now."""
    if form.is_bound:
        form.data = form.data.copy()
        form.data["seen"] = mark
    form.initial["seen"] = mark
    return form
