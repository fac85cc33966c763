"""List of declarations, a new one, the plan's page and its details."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ikrar.kernel.words import Words
from ikrar.pledges import operations, queries
from ikrar.pledges.domain.owing import Asks
from ikrar.pledges.forms.planning import BeginForm, DetailsForm, ItemForm, PartnerForm
from ikrar.pledges.views.planning.reach import actor, reached
from ikrar.web.access import may
from ikrar.web.languages import t
from ikrar.web.page import page

PLAN = "declarations.plan"


@may(PLAN)
def index(request: HttpRequest) -> HttpResponse:
    """Every declaration: what is coming, what is open, what is known from the press."""
    found = queries.declarations_planned()
    return page(
        request,
        "pledges/planning/list.html",
        ours=[one for one in found if not one.is_record],
        records=[one for one in found if one.is_record],
        may_appoint=actor(request).may("roster.appoint"),
    )


@may(PLAN)
def begin(request: HttpRequest) -> HttpResponse:
    """A title, and the plan exists."""
    form = BeginForm(request.POST or None, initial={"only_owing": request.GET.get("untuk") == "kewajiban"})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        asks = Asks.OWING if data["only_owing"] else Asks.EVERYBODY
        public_id = operations.create(title=data["title"], asks=asks, by=actor(request), at=timezone.now())
        return redirect("pledges:plan", public_id)
    return page(
        request,
        "pledges/planning/form.html",
        status=422 if form.errors else 200,
        form=form,
        title=Words("Deklarasi baru", "New declaration"),
        label=Words("Buat rencana", "Begin the plan"),
        back=reverse("pledges:plan-list"),
    )


@may(PLAN)
def plan(request: HttpRequest, declaration: str) -> HttpResponse:
    """The plan: what is decided, what is open, what is next, what was changed."""
    reached(request, declaration, PLAN)
    view = queries.plan(public_id=declaration, on=timezone.localdate())
    return page(
        request,
        "pledges/planning/plan.html",
        plan=view,
        one=view.declaration,
        here="plan",
        is_rehearsal=view.declaration.is_rehearsal,
        item_form=ItemForm(),
        partner_form=PartnerForm(),
    )


@may(PLAN)
def details(request: HttpRequest, declaration: str) -> HttpResponse:
    """Title, level, election, notes."""
    one = reached(request, declaration, PLAN)
    initial = {"title": one.title, "level": one.level, "election": one.election, "summary": one.summary}
    form = DetailsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        operations.edit_details(
            declaration=declaration, by=actor(request), at=timezone.now(), **form.cleaned_data
        )
        return redirect("pledges:plan", declaration)
    return page(
        request,
        "pledges/planning/form.html",
        status=422 if form.errors else 200,
        form=form,
        title=Words("Ubah keterangan", "Edit details"),
        label=Words("Simpan", "Save"),
        one=one,
        is_rehearsal=one.is_rehearsal,
        back=reverse("pledges:plan", args=[declaration]),
    )


@may(PLAN)
@require_POST
def add_item(request: HttpRequest, declaration: str) -> HttpResponse:
    """One more thing to be ready."""
    reached(request, declaration, PLAN)
    form = ItemForm(request.POST)
    if form.is_valid():
        operations.add_item(declaration=declaration, **form.cleaned_data)
    else:
        messages.error(request, t("Tulis dulu apa yang harus siap.", "Write what must be ready first."))
    return redirect("pledges:plan", declaration)


@may(PLAN)
@require_POST
def tick(request: HttpRequest, declaration: str, item: int) -> HttpResponse:
    """Ready, or not ready after all."""
    reached(request, declaration, PLAN)
    is_done = request.POST.get("done") == "1"
    operations.tick(declaration=declaration, item=item, done=is_done, by=actor(request), at=timezone.now())
    return redirect("pledges:plan", declaration)


@may(PLAN)
@require_POST
def add_partner(request: HttpRequest, declaration: str) -> HttpResponse:
    """A partner institution convenes along."""
    reached(request, declaration, PLAN)
    form = PartnerForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        operations.invite_partner(
            declaration=declaration,
            institution_id=data["institution"],
            representative=data["representative"],
            role=data["role"],
        )
    else:
        messages.error(request, t("Pilih lembaga dari daftar.", "Choose an institution from the list."))
    return redirect("pledges:plan", declaration)


@may(PLAN)
@require_POST
def drop_partner(request: HttpRequest, declaration: str, partner: int) -> HttpResponse:
    """A partner leaves the plan."""
    reached(request, declaration, PLAN)
    operations.release_partner(declaration=declaration, co_host=partner)
    return redirect("pledges:plan", declaration)
