"""Institutions in their order, who speaks for each, and the links by which they enrol a passkey."""

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_POST

from ikrar.commitments.forms import DelegateForm, InstitutionForm, OrderForm, ReasonForm
from ikrar.commitments.operations import enrolling, signatories
from ikrar.commitments.operations.signatories import SignatoryNotFound
from ikrar.commitments.queries import CommitmentView, SignatoryView
from ikrar.commitments.views.reach import PLAN, actor, reached
from ikrar.kernel.words import Words
from ikrar.roster import queries as roster
from ikrar.web.access import may
from ikrar.web.languages import t
from ikrar.web.page import page


@may(PLAN)
@require_POST
def add(request: HttpRequest, commitment: str) -> HttpResponse:
    reached(request, commitment, PLAN)
    form = InstitutionForm(request.POST, institutions=[(i.public_id, i.name) for i in roster.institutions()])
    if form.is_valid():
        signatories.add(commitment=commitment, by=actor(request), at=timezone.now(), **form.cleaned_data)
    else:
        messages.error(request, t("Pilih lembaga dari daftar.", "Choose an institution from the list."))
    return redirect("commitments:plan", commitment)


@may(PLAN)
@require_POST
def drop(request: HttpRequest, commitment: str, place: int) -> HttpResponse:
    reached(request, commitment, PLAN)
    signatories.drop(commitment=commitment, place=place, by=actor(request), at=timezone.now())
    return redirect("commitments:plan", commitment)


@may(PLAN)
@require_http_methods(["GET", "POST"])
def order(request: HttpRequest, commitment: str) -> HttpResponse:
    """A number for each institution."""
    one = reached(request, commitment, PLAN)
    form = OrderForm(request.POST or None, places=[(s.place, s.institution_name) for s in one.signatories])
    if request.method == "POST" and form.is_valid():
        signatories.order(commitment=commitment, places=form.places, by=actor(request), at=timezone.now())
        return redirect("commitments:plan", commitment)
    return page(
        request,
        "commitments/form.html",
        status=422 if form.errors else 200,
        form=form,
        one=one,
        title=Words("Urutan penandatanganan", "Order of signing"),
        label=Words("Simpan urutan", "Save the order"),
        back=reverse("commitments:plan", args=[commitment]),
    )


@may(PLAN)
@require_http_methods(["GET", "POST"])
def delegate(request: HttpRequest, commitment: str, place: int) -> HttpResponse:
    """Name who signs, from those who speak for the institution that day; a replacement needs a reason."""
    one = reached(request, commitment, PLAN)
    signatory = at_place(one, place)
    people = roster.representatives(
        institution_id=signatory.institution_id, on=one.held_on or timezone.localdate()
    )
    form = DelegateForm(
        request.POST or None,
        people=[(p.id, f"{p.name}, {p.position}") for p in people],
        is_replacement=signatory.delegate is not None,
    )
    if request.method == "POST" and form.is_valid():
        signatories.name_delegate(
            commitment=commitment, place=place, by=actor(request), at=timezone.now(), **form.cleaned_data
        )
        return redirect("commitments:plan", commitment)
    return page(
        request,
        "commitments/planning/delegate.html",
        status=422 if form.errors else 200,
        form=form,
        one=one,
        signatory=signatory,
        people=people,
        on=one.held_on or timezone.localdate(),
        back=reverse("commitments:plan", args=[commitment]),
    )


@may(PLAN)
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, commitment: str, place: int) -> HttpResponse:
    """The institution takes its representative back."""
    one = reached(request, commitment, PLAN)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        signatories.withdraw_delegate(
            commitment=commitment, place=place, by=actor(request), at=timezone.now(), **form.cleaned_data
        )
        return redirect("commitments:plan", commitment)
    return page(
        request,
        "commitments/form.html",
        status=422 if form.errors else 200,
        form=form,
        one=one,
        title=Words("Wakil ditarik", "The representative is withdrawn"),
        lead=Words(
            "Nama dan alasannya tetap tercatat. Lembaga baru dapat menandatangani setelah ada wakil baru.",
            "Name and reason stay on record. The institution can sign once another representative is named.",
        ),
        label=Words("Tarik wakil", "Withdraw"),
        kind="danger",
        back=reverse("commitments:plan", args=[commitment]),
    )


@may(PLAN)
@require_POST
def invite(request: HttpRequest, commitment: str, place: int) -> HttpResponse:
    """A one-time link for the representative, shown once."""
    one = reached(request, commitment, PLAN)
    address = enrolling.invite(commitment=commitment, place=place, by=actor(request), at=timezone.now())
    answer = page(
        request,
        "commitments/planning/invited.html",
        one=one,
        signatory=at_place(one, place),
        address=address,
        qr=_qr(address),
        days=enrolling.LINK_HOLDS.days,
    )
    answer["Cache-Control"] = "no-store"
    return answer


@may(PLAN)
@require_POST
def revoke_key(request: HttpRequest, commitment: str, place: int, key: int) -> HttpResponse:
    reached(request, commitment, PLAN)
    enrolling.revoke_key(commitment=commitment, place=place, key=key, by=actor(request), at=timezone.now())
    return redirect("commitments:plan", commitment)


def at_place(one: CommitmentView, place: int) -> SignatoryView:
    """The institution in this place; raises `SignatoryNotFound`."""
    found = next((s for s in one.signatories if s.place == place), None)
    if found is None:
        raise SignatoryNotFound
    return found


def _qr(address: str) -> SafeString:
    made = segno.make(address, error="m", micro=False)
    drawn = made.svg_inline(border=3, omitsize=True, light="#fff", dark="#000", svgclass="qr", lineclass=None)
    return mark_safe(drawn)  # noqa: S308 (drawn by segno from modules, holds no text)
