"""After the event: further sites, a later cut-off, and closing."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ikrar.papers.queries import papers_of
from ikrar.pledges.forms.closing import ExtendForm, FurtherSiteForm
from ikrar.pledges.operations import closing, running
from ikrar.pledges.operations.sites import SiteDetails
from ikrar.pledges.queries import stage
from ikrar.pledges.queries.after import after as after_query
from ikrar.pledges.views.planning.reach import actor, reached
from ikrar.roster.queries import EVERYWHERE
from ikrar.web.access import grave, may
from ikrar.web.page import page


@may("board.see")
@require_GET
def after(request: HttpRequest, declaration: str) -> HttpResponse:
    """What is left to do; for who sees the whole board."""
    if EVERYWHERE not in actor(request).scopes("board.see"):
        raise PermissionDenied
    return _after_page(request, declaration)


@may("declarations.plan")
@require_POST
def further_site(request: HttpRequest, declaration: str) -> HttpResponse:
    reached(request, declaration, "declarations.plan")
    form = FurtherSiteForm(request.POST, prefix="further")
    if not form.is_valid():
        return _after_page(request, declaration, further=form, status=422)
    details = SiteDetails(
        name=form.cleaned_data["name"],
        venue=form.cleaned_data["venue"],
        leader=form.cleaned_data["leader"],
        starts_at=form.moment(),
    )
    site, _ = closing.open_further_site(
        declaration=declaration, details=details, by=request.user, at=timezone.now()
    )
    return redirect("pledges:run", site)


@may("declarations.plan")
@require_POST
def extend(request: HttpRequest, declaration: str) -> HttpResponse:
    reached(request, declaration, "declarations.plan")
    form = ExtendForm(request.POST, prefix="extend")
    if not form.is_valid():
        return _after_page(request, declaration, extend=form, status=422)
    running.extend_cut_off(
        declaration=declaration,
        until=form.moment(),
        reason=form.cleaned_data["reason"],
        by=request.user,
        at=timezone.now(),
    )
    return redirect("pledges:after", declaration)


@may("sites.run")
@require_POST
def close_site(request: HttpRequest, site: str) -> HttpResponse:
    found = stage.site_run(site_id=site)
    if not stage.is_site_within(site_id=site, scopes=actor(request).scopes("sites.run"), on=found.held_on):
        raise PermissionDenied
    closing.close_site(site_id=site, by=request.user, at=timezone.now())
    return redirect("pledges:run", site)


@may("declarations.fix")
@grave
@require_POST
def close_declaration(request: HttpRequest, declaration: str) -> HttpResponse:
    reached(request, declaration, "declarations.fix")
    closing.close_declaration(declaration=declaration, by=request.user, at=timezone.now())
    return redirect("pledges:after", declaration)


def _after_page(
    request: HttpRequest,
    declaration: str,
    *,
    further: FurtherSiteForm | None = None,
    extend: ExtendForm | None = None,
    status: int = 200,
) -> HttpResponse:
    found = after_query(declaration=declaration)
    user = actor(request)
    return page(
        request,
        "pledges/closing/after.html",
        after=found,
        further=further or FurtherSiteForm(prefix="further"),
        extend=extend or ExtendForm(prefix="extend"),
        form=further or extend,
        may_plan=user.may("declarations.plan"),
        may_close=user.may("declarations.fix"),
        may_run=user.may("sites.run"),
        may_draw=EVERYWHERE in user.scopes("audit.draw"),
        may_see_names=EVERYWHERE in user.scopes("roster.see_names"),
        issued=papers_of(subject=declaration),
        may_tell=user.may("paper.confirm"),
        is_rehearsal=found.is_rehearsal,
        status=status,
    )
