"""Erasing a pledge by its receipt number: look at what is meant, then decide."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ikrar.pledges.domain.erasure import GOES, STAYS
from ikrar.pledges.domain.numbers import NotANumber
from ikrar.pledges.forms.erasing import EraseForm, ReceiptNumberForm
from ikrar.pledges.operations import erasing
from ikrar.pledges.queries.erasure import ErasureView, to_erase
from ikrar.pledges.queries.receipts import NoPledge, PledgeErased
from ikrar.roster.operations import note_names_seen
from ikrar.web.access import grave, may
from ikrar.web.languages import t
from ikrar.web.page import page

UNKNOWN = t(
    "Tidak ada ikrar dengan nomor ini di unit Anda, atau isinya sudah dihapus. Periksa nomornya.",
    "There is no pledge with this number in your units, or its content was erased. Check the number.",
)


@may("pledges.erase")
@grave
def erase(request: HttpRequest) -> HttpResponse:
    """First the number, then what goes and what stays, then the decision."""
    if "reason" in request.POST or "decide" in request.POST:
        return _decide(request)
    form = ReceiptNumberForm(request.POST or None)
    found = _found(request, form) if request.method == "POST" else None
    if found is not None:
        return _shown(request, found, EraseForm(initial={"number": found.number}))
    return page(request, "pledges/erasing/number.html", status=422 if form.errors else 200, form=form)


def _decide(request: HttpRequest) -> HttpResponse:
    form = EraseForm(request.POST)
    found = _found(request, form)
    if found is None:
        return redirect("pledges:erase")
    if not form.is_valid():
        return _shown(request, found, form, status=422)
    erasing.erase(
        pledge_id=found.pledge_id, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
    )
    messages.success(
        request,
        t(
            "Ikrar {number} dihapus. Batu nisannya masuk register.",
            "Pledge {number} was erased. Its tombstone goes into the register.",
        ).format(number=found.number),
    )
    return redirect("pledges:erase")


def _found(request: HttpRequest, form: Form) -> ErasureView | None:
    """The pledge meant; else the form says that there is none."""
    form.is_valid()
    user: Any = request.user
    try:
        return to_erase(
            number=form.cleaned_data.get("number", ""),
            scopes=user.scopes("pledges.erase"),
            on=timezone.localdate(),
        )
    except (NotANumber, NoPledge, PledgeErased):
        if "number" in form.cleaned_data:
            form.add_error("number", UNKNOWN)
        return None


def _shown(request: HttpRequest, found: ErasureView, form: EraseForm, *, status: int = 200) -> HttpResponse:
    """The page that names the person; that somebody looked is noted."""
    note_names_seen(subject=found.leaf_hash, by=request.user, at=timezone.now())
    return page(
        request, "pledges/erasing/decide.html", status=status, pledge=found, form=form, goes=GOES, stays=STAYS
    )
