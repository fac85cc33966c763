"""After the event: further sites, a later cut-off, closing, and the minutes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ikrar.accounts.operations import record_act
from ikrar.pledges.forms.closing import ExtendForm, FurtherSiteForm
from ikrar.pledges.operations import closing, running
from ikrar.pledges.operations.sites import SiteDetails
from ikrar.pledges.papers import waiting
from ikrar.pledges.papers.minutes import minutes_pdf
from ikrar.pledges.queries import minutes as minutes_queries
from ikrar.pledges.queries import stage
from ikrar.pledges.queries.after import after as after_query
from ikrar.pledges.views.planning.reach import reached
from ikrar.roster.queries import EVERYWHERE
from ikrar.web.access import grave, may
from ikrar.web.page import page

LONG_ROLL = 400  # names; more take longer to set than a page should


@may("board.see")
@require_GET
def after(request: HttpRequest, declaration: str) -> HttpResponse:
    """What is left to do; for who sees the whole board."""
    if EVERYWHERE not in _user(request).scopes("board.see"):
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
    if not stage.is_site_within(site_id=site, scopes=_user(request).scopes("sites.run"), on=found.held_on):
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


@may("roster.see_names")
@require_GET
def minutes(request: HttpRequest, declaration: str, site: str = "") -> HttpResponse:
    """The minutes with the roll, as PDF. Only for who may see every name; looking is noted."""
    at = timezone.now()
    if EVERYWHERE not in _user(request).scopes("roster.see_names"):
        raise PermissionDenied
    people = minutes_queries.people_in(declaration=declaration, site=site)
    content = _minutes(declaration, site, at=at, is_long=people > LONG_ROLL)
    if content is None:
        answer = page(
            request, "pledges/closing/preparing.html", status=202, declaration=declaration, people=people
        )
        answer["Cache-Control"] = "no-store"
        return answer
    record_act(
        actor=_user(request),
        act="minutes.made",
        subject=site or declaration,
        detail={"people": people},
        at=at,
    )
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="berita-acara-{site or declaration}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _minutes(declaration: str, site: str, *, at: datetime, is_long: bool) -> bytes | None:
    """The file; nothing yet while a long one is drawn in the background."""

    def prepared() -> Callable[[], bytes]:
        found = minutes_queries.minutes(declaration=declaration, site=site, at=at)
        return lambda: minutes_pdf(found, at=at)

    if not is_long:
        return prepared()()
    name = site or declaration
    content = waiting.ready(name, at=at)
    if content is None:
        waiting.begin(name, prepared, at=at)
    return content


def _after_page(
    request: HttpRequest,
    declaration: str,
    *,
    further: FurtherSiteForm | None = None,
    extend: ExtendForm | None = None,
    status: int = 200,
) -> HttpResponse:
    found = after_query(declaration=declaration)
    user = _user(request)
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
        may_tell=user.may("paper.confirm"),
        is_rehearsal=found.is_rehearsal,
        status=status,
    )


def _user(request: HttpRequest) -> Any:
    return request.user
