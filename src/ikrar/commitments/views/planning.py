"""The list of commitments, a new one, its plan, its witnesses, and calling it off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ikrar.commitments import queries
from ikrar.commitments.forms import BeginForm, InstitutionForm, PlanForm, ReasonForm, WitnessForm
from ikrar.commitments.operations import planning
from ikrar.commitments.views.reach import CONFIRM, PLAN, RUN, actor, reached
from ikrar.kernel.words import Words
from ikrar.pledges import queries as pledges
from ikrar.roster import queries as roster
from ikrar.web.access import check_everywhere, grave, may
from ikrar.web.languages import t
from ikrar.web.page import page


@may(PLAN)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every commitment, the newest first."""
    check_everywhere(request, PLAN)
    return page(request, "commitments/planning/list.html", ones=queries.commitments())


@may(PLAN)
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """A name, and the plan exists; tied to a declaration where the link says so."""
    check_everywhere(request, PLAN)
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = planning.begin(
            title=form.cleaned_data["title"],
            declaration=request.GET.get("deklarasi", ""),
            by=actor(request),
            at=timezone.now(),
        )
        return redirect("commitments:plan", made)
    return page(
        request,
        "commitments/form.html",
        status=422 if form.errors else 200,
        form=form,
        title=Words("Komitmen bersama baru", "New joint commitment"),
        label=Words("Buat rencana", "Begin the plan"),
        back=reverse("commitments:plans"),
    )


@may(PLAN)
@require_GET
def plan(request: HttpRequest, commitment: str) -> HttpResponse:
    """What is settled, what is still needed, who signs, who did before."""
    one = reached(request, commitment, PLAN)
    taken = {s.institution for s in one.signatories}
    choices = [(i.public_id, i.name) for i in roster.institutions() if i.public_id not in taken]
    user = actor(request)
    return page(
        request,
        "commitments/planning/plan.html",
        one=one,
        institution_form=InstitutionForm(institutions=choices) if choices else None,
        witness_form=WitnessForm(),
        may_run=user.may(RUN),
        may_confirm=user.may(CONFIRM),
        now=timezone.now(),
    )


@may(PLAN)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, commitment: str) -> HttpResponse:
    """Name, declaration, day, place, and whether the order binds."""
    one = reached(request, commitment, PLAN)
    tied = [(d.public_id, d.title) for d in pledges.declarations_public()]
    initial = {
        "title": one.title,
        "declaration": one.declaration,
        "held_on": one.held_on,
        "place": one.place,
        "is_ordered": one.is_ordered,
    }
    form = PlanForm(request.POST or None, initial=initial, declarations=tied)
    if request.method == "POST" and form.is_valid():
        planning.edit(commitment=commitment, by=actor(request), at=timezone.now(), **form.cleaned_data)
        return redirect("commitments:plan", commitment)
    return page(
        request,
        "commitments/form.html",
        status=422 if form.errors else 200,
        form=form,
        one=one,
        title=Words("Ubah rencana", "Edit the plan"),
        label=Words("Simpan", "Save"),
        back=reverse("commitments:plan", args=[commitment]),
    )


@may(PLAN)
@require_POST
def add_witness(request: HttpRequest, commitment: str) -> HttpResponse:
    reached(request, commitment, PLAN)
    form = WitnessForm(request.POST)
    if form.is_valid():
        planning.add_witness(commitment=commitment, by=actor(request), at=timezone.now(), **form.cleaned_data)
    else:
        messages.error(request, t("Isi nama dan jabatan saksi.", "Give the name and office of the witness."))
    return redirect("commitments:plan", commitment)


@may(PLAN)
@require_POST
def drop_witness(request: HttpRequest, commitment: str, witness: int) -> HttpResponse:
    reached(request, commitment, PLAN)
    planning.drop_witness(commitment=commitment, witness=witness, by=actor(request), at=timezone.now())
    return redirect("commitments:plan", commitment)


@may(PLAN)
@grave
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, commitment: str) -> HttpResponse:
    """Call it off, with a reason that everybody may read."""
    one = reached(request, commitment, PLAN)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        planning.cancel(commitment=commitment, by=actor(request), at=timezone.now(), **form.cleaned_data)
        return redirect("commitments:plan", commitment)
    return page(
        request,
        "commitments/form.html",
        status=422 if form.errors else 200,
        form=form,
        one=one,
        title=Words("Batalkan komitmen", "Call the commitment off"),
        lead=Words(
            "Alasannya tercatat di register dan tampil di halaman umum. Tanda tangan yang sudah ada tetap tercatat.",
            "The reason is entered in the register and shown publicly. Signatures given so far stay on record.",
        ),
        label=Words("Batalkan", "Call it off"),
        kind="danger",
        back=reverse("commitments:plan", args=[commitment]),
    )
