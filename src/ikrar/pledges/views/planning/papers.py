"""Papers of a site, its kit, and the calendar files."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_POST

from ikrar.pledges import operations, papers, queries
from ikrar.pledges.domain import State
from ikrar.pledges.queries import DeclarationNotFound, DeclarationView, SiteView
from ikrar.pledges.views.planning.plans import PLAN
from ikrar.pledges.views.planning.reach import actor, reached_site
from ikrar.web.access import grave, may, public


def file(content: bytes, name: str, kind: str) -> HttpResponse:
    """A download."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@may(PLAN)
def paper(request: HttpRequest, site: str, which: str) -> HttpResponse:
    """Poster (A4 or A3), run sheet, or plan B."""
    one, view = reached_site(request, site, PLAN)
    return file(_drawn(which, one, view), f"{which}-{view.short}.pdf", "application/pdf")


def _drawn(which: str, one: DeclarationView, view: SiteView) -> bytes:
    at = timezone.now()
    if which == "susunan-acara":
        return papers.run_sheet(one, view, queries.run_sheet(site_public_id=view.public_id), at=at)
    if which == "rencana-b":
        return papers.plan_b(one, view, at=at)
    return papers.poster(one, view, size=which.removeprefix("poster-"), at=at)


@may("declarations.activate")
@grave
@require_POST
def kit(request: HttpRequest, site: str) -> HttpResponse:
    """Everything the site needs in one ZIP; with cards if asked for, which makes new codes."""
    one, view = reached_site(request, site, "declarations.activate")
    at = timezone.now()
    packed = operations.pack(site=site, with_cards=request.POST.get("cards") == "1", by=actor(request), at=at)
    content = papers.kit(
        one, view, units=packed.units, steps=queries.run_sheet(site_public_id=site), cards=packed.cards, at=at
    )
    response = file(content, f"kit-{view.short}.zip", "application/zip")
    add_never_cache_headers(response)
    return response


@public
def calendar(request: HttpRequest, declaration: str) -> HttpResponse:  # noqa: ARG001 (a view's signature)
    """The declaration with all its sites, for anybody's calendar; what is still planned stays at the desk."""
    one = queries.declaration(public_id=declaration)
    _check_told(one)
    return file(
        papers.calendar_file(one, one.sites, at=timezone.now()), f"{declaration}.ics", "text/calendar"
    )


@public
def site_calendar(request: HttpRequest, short: str) -> HttpResponse:  # noqa: ARG001 (a view's signature)
    """One site, for anybody's calendar."""
    view, declaration = queries.site_of(short=short)
    one = queries.declaration(public_id=declaration)
    _check_told(one)
    return file(papers.calendar_file(one, [view], at=timezone.now()), f"{short}.ics", "text/calendar")


def _check_told(one: DeclarationView) -> None:
    if one.state == State.PLANNED:
        raise DeclarationNotFound
