"""The desk of the officer who decides."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.domain.values import Outcome
from ikrar.pledges.forms.mine import DecisionForm
from ikrar.pledges.operations import disputing
from ikrar.pledges.queries import mine
from ikrar.pledges.queries.mine import DisputeView
from ikrar.roster import queries as roster
from ikrar.roster.operations import note_names_seen
from ikrar.web.access import grave, may
from ikrar.web.page import page


@may("disputes.decide")
def dispute_list(request: HttpRequest) -> HttpResponse:
    """Open ones first."""
    found = _reached(request)
    _note_names(request, "*", len(found))
    return page(request, "pledges/mine/disputes.html", disputes=found)


@may("disputes.decide")
@grave
def dispute_page(request: HttpRequest, dispute_id: int) -> HttpResponse:
    """Look at one, and decide."""
    found = next((one for one in _reached(request) if one.id == dispute_id), None)
    if found is None:
        raise Http404
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        disputing.decide(
            dispute_id=dispute_id,
            outcome=Outcome(form.cleaned_data["outcome"]),
            note=form.cleaned_data["note"],
            by=request.user,
            at=timezone.now(),
        )
        return redirect("pledges:disputes")
    _note_names(request, str(dispute_id), 1)
    status = 422 if form.errors else 200
    return page(request, "pledges/mine/dispute.html", status=status, dispute=found, form=form)


def _note_names(request: HttpRequest, subject: str, people: int) -> None:
    """Looking at names is noted."""
    if people:
        note_names_seen(subject=subject, by=request.user, at=timezone.now())


def _reached(request: HttpRequest) -> list[DisputeView]:
    on = timezone.now().astimezone(JAKARTA).date()
    scopes: frozenset[str] = request.user.scopes("disputes.decide")  # type: ignore[union-attr]  # the wall lets users in only
    if "*" in scopes:
        return mine.disputes(unit_ids=None, on=on)
    units = roster.unit_ids_within(scopes=scopes, on=on)
    return mine.disputes(unit_ids=units, on=on)
