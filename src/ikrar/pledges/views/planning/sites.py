"""Sites: one by one or one per unit, their people, their run sheet, and who is invited."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ikrar.kernel.words import Words
from ikrar.pledges import operations, queries
from ikrar.pledges.domain import StepKind
from ikrar.pledges.forms.planning import BulkSitesForm, FixedSiteForm, SiteForm, StepForm
from ikrar.pledges.queries import DeclarationView, SiteView
from ikrar.pledges.views.planning.plans import PLAN
from ikrar.pledges.views.planning.reach import actor, reached, reached_site
from ikrar.roster import queries as roster
from ikrar.web.access import may
from ikrar.web.languages import t
from ikrar.web.page import page


@may(PLAN)
def index(request: HttpRequest, declaration: str) -> HttpResponse:
    """All sites of a declaration."""
    one = reached(request, declaration, PLAN)
    return page(request, "pledges/planning/sites.html", one=one, here="sites", is_rehearsal=one.is_rehearsal)


@may(PLAN)
def add(request: HttpRequest, declaration: str) -> HttpResponse:
    """One more site; after fixing it is a further site for those not asked yet."""
    one = reached(request, declaration, PLAN)
    form = SiteForm(request.POST or None, initial=_usual(one))
    if request.method == "POST" and form.is_valid():
        site = operations.add_site(
            declaration=declaration,
            details=form.details(),
            by=actor(request),
            at=timezone.now(),
            is_continuation=one.is_fixed,
        )
        operations.set_witnesses(site=site, witnesses=form.people())
        return redirect("pledges:plan-site", site)
    return page(
        request,
        "pledges/planning/form.html",
        status=422 if form.errors else 200,
        form=form,
        one=one,
        is_rehearsal=one.is_rehearsal,
        title=Words("Lokasi susulan", "Further site") if one.is_fixed else Words("Lokasi baru", "New site"),
        label=Words("Tambahkan", "Add"),
        back=reverse("pledges:plan-sites", args=[declaration]),
    )


def _usual(one: DeclarationView) -> dict[str, Any]:
    return {"day": one.held_on, "hour": one.starts_at, "zone": "Asia/Jakarta"}


@may(PLAN)
def bulk(request: HttpRequest, declaration: str) -> HttpResponse:
    """One site per kecamatan or kelurahan, each unit invited to its own."""
    one = reached(request, declaration, PLAN)
    form = BulkSitesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        on = one.held_on or timezone.localdate()
        within = roster.units_within(scopes=actor(request).scopes(PLAN), on=on)
        units = [(unit.id, unit.name) for unit in within if unit.kind == form.cleaned_data["kind"]]
        made = operations.add_sites_for_units(
            declaration=declaration, units=units, by=actor(request), at=timezone.now()
        )
        messages.success(request, f"{made} " + t("lokasi ditambahkan.", "sites added."))
        return redirect("pledges:plan-sites", declaration)
    return page(
        request,
        "pledges/planning/form.html",
        status=422 if form.errors else 200,
        form=form,
        one=one,
        is_rehearsal=one.is_rehearsal,
        title=Words("Banyak lokasi sekaligus", "Many sites at once"),
        lead=Words(
            "Setiap unit mendapat lokasi sendiri dan langsung diundang ke sana, bersama semua unit di bawahnya.",
            "Each unit gets a site of its own and is invited there, with every unit below it.",
        ),
        label=Words("Buat lokasi", "Make the sites"),
        back=reverse("pledges:plan-sites", args=[declaration]),
    )


@may(PLAN)
def site(request: HttpRequest, site: str) -> HttpResponse:
    """One site: people, hour, run sheet, papers."""
    one, view = reached_site(request, site, PLAN)
    kind = FixedSiteForm if one.is_fixed else SiteForm
    form = kind(request.POST or None, initial=_initial(view))
    if request.method == "POST" and form.is_valid():
        operations.edit_site(
            site=site,
            details=form.details(),
            by=actor(request),
            at=timezone.now(),
            reason=form.cleaned_data.get("reason", ""),
        )
        operations.set_witnesses(site=site, witnesses=form.people())
        messages.success(request, t("Lokasi disimpan.", "The site is saved."))
        return redirect("pledges:plan-site", site)
    return page(
        request,
        "pledges/planning/site.html",
        status=422 if form.errors else 200,
        one=one,
        site=view,
        form=form,
        step_form=StepForm(),
        steps=queries.run_sheet(site_public_id=site),
        is_rehearsal=one.is_rehearsal,
    )


def _initial(view: SiteView) -> dict[str, Any]:
    start = view.local_start
    witnesses = "\n".join(", ".join(part for part in one if part) for one in view.witnesses)
    return {
        "day": None if start is None else start.date(),
        "hour": None if start is None else start.time(),
        "witnesses": witnesses,
        **{name: getattr(view, name) for name in ("name", "venue", "zone", "leader", "reader", "screen")},
    }


@may(PLAN)
@require_POST
def remove(request: HttpRequest, site: str) -> HttpResponse:
    """A site nobody needs."""
    one, _ = reached_site(request, site, PLAN)
    operations.remove_site(site=site, by=actor(request), at=timezone.now())
    return redirect("pledges:plan-sites", one.public_id)


@may(PLAN)
@require_POST
def add_step(request: HttpRequest, site: str) -> HttpResponse:
    """One more line of the run sheet."""
    reached_site(request, site, PLAN)
    form = StepForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        operations.add_step(site=site, kind=StepKind(data["kind"]), label=data["label"])
    return redirect("pledges:plan-site", site)


@may(PLAN)
@require_POST
def move_step(request: HttpRequest, site: str, step: str, way: str) -> HttpResponse:
    """Up, down or away."""
    reached_site(request, site, PLAN)
    if way == "hapus":
        operations.remove_step(site=site, step=int(step))
    else:
        operations.move_step(site=site, step=int(step), up=way == "naik")
    return redirect(reverse("pledges:plan-site", args=[site]) + "#susunan")


@may(PLAN)
def invitations(request: HttpRequest, declaration: str) -> HttpResponse:
    """The unit tree with the site each unit goes to; ticked units are asked to another site, or to none."""
    one = reached(request, declaration, PLAN)
    on = one.held_on or timezone.localdate()
    within = roster.unit_ids_within(scopes=actor(request).scopes(PLAN), on=on)
    if request.method == "POST":
        chosen = {int(unit) for unit in request.POST.getlist("unit") if unit.isdigit()} & within
        target = next((s for s in one.sites if s.public_id == request.POST.get("site")), None)
        if target is None:
            operations.uninvite(declaration=declaration, units=chosen)
        else:
            operations.invite(site=target.public_id, units=chosen)
        return redirect(request.get_full_path())
    level = roster.level(unit=request.GET.get("unit", ""), on=on)
    return page(
        request,
        "pledges/planning/invitations.html",
        one=one,
        here="invitations",
        level=level,
        units=queries.invited(public_id=declaration, on=on, level=level),
        within=within,
        is_rehearsal=one.is_rehearsal,
    )
