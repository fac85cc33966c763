"""The steps that stay: fix, move, cancel, supersede; and the rehearsal."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from ikrar.kernel.words import Words
from ikrar.pledges import operations, queries
from ikrar.pledges.domain.planning import next_chance
from ikrar.pledges.forms.planning import FixForm, MoveForm, ReasonForm, RehearseForm
from ikrar.pledges.queries import DeclarationView
from ikrar.pledges.views.planning.reach import actor, reached
from ikrar.web.access import grave, may
from ikrar.web.languages import say, t
from ikrar.web.page import page

FIX = "declarations.fix"


@may(FIX)
@grave
def fix(request: HttpRequest, declaration: str) -> HttpResponse:
    """Everything in the way, by name; then the freeze."""
    reached(request, declaration, FIX)
    form = FixForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        frozen = operations.fix(
            declaration=declaration,
            by=actor(request),
            at=timezone.now(),
            accepts_warnings=form.cleaned_data["accepts_warnings"],
        )
        words = Words(
            "Ditetapkan. {bound} orang wajib di {units} unit; angka ini tercatat di register.",
            "Fixed. {bound} people with the duty in {units} units; the numbers are in the register.",
        )
        messages.success(request, say(words, bound=frozen.bound, units=frozen.units))
        return redirect("pledges:plan", declaration)
    view = queries.plan(public_id=declaration, on=timezone.localdate())
    return page(
        request,
        "pledges/planning/fix.html",
        plan=view,
        one=view.declaration,
        form=form,
        is_rehearsal=view.declaration.is_rehearsal,
    )


@may(FIX)
@grave
def move(request: HttpRequest, declaration: str) -> HttpResponse:
    """Another day, hour or place, with a reason."""
    one = reached(request, declaration, FIX)
    initial = {"held_on": one.held_on, "starts_at": one.starts_at, "place": one.place}
    form = MoveForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        operations.move(declaration=declaration, by=actor(request), at=timezone.now(), **form.cleaned_data)
        return redirect("pledges:plan", declaration)
    title = Words("Pindahkan deklarasi", "Move the declaration")
    lead = Words(
        "Jumlah wajib yang sudah dibekukan tetap. Perbedaan pada hari baru diusulkan untuk Anda periksa.",
        "The frozen denominators stay. Differences on the new day are proposed for you to check.",
    )
    return _form_page(request, one, form, title=title, lead=lead, label=Words("Pindahkan", "Move"))


@may(FIX)
@grave
def cancel(request: HttpRequest, declaration: str) -> HttpResponse:
    """It will not be held."""
    one = reached(request, declaration, FIX)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.cancel(
            declaration=declaration, reason=form.cleaned_data["reason"], by=actor(request), at=timezone.now()
        )
        return redirect("pledges:plan", declaration)
    title = Words("Batalkan deklarasi", "Cancel the declaration")
    lead = Words(
        "Kartu dan kode yang sudah dibagikan berhenti berlaku. Pembatalan dan alasannya tetap terlihat.",
        "Cards and codes given out stop working. The cancellation and its reason stay visible.",
    )
    return _form_page(
        request, one, form, title=title, lead=lead, label=Words("Batalkan", "Cancel it"), kind="danger"
    )


@may(FIX)
@grave
def supersede(request: HttpRequest, declaration: str) -> HttpResponse:
    """A corrected declaration in the place of this one."""
    one = reached(request, declaration, FIX)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fresh = operations.supersede(
            declaration=declaration, reason=form.cleaned_data["reason"], by=actor(request), at=timezone.now()
        )
        return redirect("pledges:plan", fresh)
    title = Words("Gantikan deklarasi", "Supersede the declaration")
    lead = Words(
        "Ikrar yang sudah ditandatangani tetap tersimpan, tetapi tidak ada lagi yang diterima. "
        "Rencana baru dengan lokasi dan undangan yang sama dibuat; semua diundang lagi.",
        "Pledges already signed are kept, but no more are accepted. A new plan with the same sites and "
        "invitations is made; everybody is invited again.",
    )
    return _form_page(
        request, one, form, title=title, lead=lead, label=Words("Gantikan", "Supersede"), kind="danger"
    )


@may("declarations.plan")
def rehearse(request: HttpRequest, declaration: str) -> HttpResponse:
    """A rehearsal of the whole day."""
    one = reached(request, declaration, "declarations.plan")
    held_on, starts_at = next_chance(one.starts_at, at=timezone.now())
    initial = {"held_on": held_on, "starts_at": starts_at}
    form = RehearseForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        fresh = operations.rehearse(
            declaration=declaration, by=actor(request), at=timezone.now(), **form.cleaned_data
        )
        messages.success(
            request, t("Gladi disiapkan. Periksa, lalu tetapkan.", "Rehearsal ready. Check it, then fix it.")
        )
        return redirect("pledges:plan", fresh)
    title = Words("Siapkan gladi", "Prepare a rehearsal")
    lead = Words(
        "Seluruh hari dijalankan seperti sungguhan: kartu, layar, ponsel, papan. Semua halaman bertanda LATIHAN, "
        "registernya sendiri, dan tidak dihitung di mana pun.",
        "The whole day as it will be: cards, screen, phones, board. Every page is marked LATIHAN, the register "
        "is its own, and nothing is counted anywhere.",
    )
    return _form_page(request, one, form, title=title, lead=lead, label=Words("Siapkan gladi", "Prepare it"))


def _form_page(
    request: HttpRequest,
    one: DeclarationView,
    form: Form,
    *,
    title: Words,
    lead: Words,
    label: Words,
    **more: Any,
) -> HttpResponse:
    return page(
        request,
        "pledges/planning/form.html",
        status=422 if form.errors else 200,
        form=form,
        one=one,
        title=title,
        lead=lead,
        label=label,
        back=reverse("pledges:plan", args=[one.public_id]),
        is_rehearsal=one.is_rehearsal,
        **more,
    )
