"""One's own pledges: receipt, not me, declining, what is stored."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ikrar.pledges.domain import armour
from ikrar.pledges.domain.values import Decline
from ikrar.pledges.forms.mine import DeclineForm
from ikrar.pledges.operations import declining, disputing
from ikrar.pledges.operations.enrolling import Oneself
from ikrar.pledges.queries import mine
from ikrar.pledges.queries.mine import OwnDuty
from ikrar.pledges.queries.stored import stored
from ikrar.pledges.views.mine.oneself import identified
from ikrar.web.languages import is_english
from ikrar.web.page import page


@identified
def receipt(request: HttpRequest, who: Oneself, declaration: str, which: str) -> HttpResponse:  # noqa: ARG001 (the wall has read it)
    """Download a receipt file."""
    proof = _duty(who, declaration).proof
    file = None if proof is None else proof.full if which == "lengkap" else proof.shareable
    if proof is None or file is None:
        raise Http404
    response = HttpResponse(armour.jcs(file) + b"\n", content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="ikrar-{proof.number}-{which}.json"'
    return response


@identified
def not_me(request: HttpRequest, who: Oneself, declaration: str) -> HttpResponse:
    """Say that a pledge in one's name is not one's own."""
    duty = _duty(who, declaration)
    if request.method == "POST" and duty.proof is not None:
        disputing.dispute(pledge_id=duty.proof.pledge_id, at=timezone.now())
        return page(request, "pledges/mine/disputed.html", duty=duty)
    return page(request, "pledges/mine/not_me.html", duty=duty)


@identified
def decline(request: HttpRequest, who: Oneself, declaration: str) -> HttpResponse:
    """Choose not to sign, or take that back."""
    duty = _duty(who, declaration)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and "take_back" in request.POST:
        declining.take_back(duty_id=duty.duty_id, at=timezone.now())
        return redirect("pledges:mine")
    if form.is_valid():
        reason = Decline(form.cleaned_data["reason"])
        declining.decline(duty_id=duty.duty_id, reason=reason, at=timezone.now())
        return redirect("pledges:mine")
    status = 422 if form.errors else 200
    return page(request, "pledges/mine/decline.html", status=status, duty=duty, form=form)


@identified
def data(request: HttpRequest, who: Oneself) -> HttpResponse:
    """Everything that is stored about oneself, with why and until when."""
    return page(
        request, "pledges/mine/data.html", items=stored(official_id=who.official_id), english=is_english()
    )


def _duty(who: Oneself, declaration: str) -> OwnDuty:
    for duty in mine.own_duties(official_id=who.official_id):
        if duty.declaration == declaration:
            return duty
    raise Http404
