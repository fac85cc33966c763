"""The organisers' board: fresh every three seconds, without names."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ikrar.kernel.words import Words
from ikrar.pledges.domain import TroubleKind
from ikrar.pledges.operations import running
from ikrar.pledges.queries import board as queries
from ikrar.pledges.queries.board import BoardView, TroubleRow
from ikrar.pledges.queries.stage import is_site_within
from ikrar.roster import queries as roster
from ikrar.web import charts
from ikrar.web.access import may
from ikrar.web.languages import is_english, say
from ikrar.web.page import page

ARRIVALS = Words("Tanda tangan per menit, satu jam terakhir", "Signatures a minute, the last hour")

# What to do about a trouble: words, the page that helps, and the capability it asks for.
Remedy = tuple[Words, str, str]
CHECK_SITE: Remedy = (Words("Lihat lokasinya", "See the site"), "pledges:run", "sites.run")
REMEDIES: dict[TroubleKind, tuple[Remedy, ...]] = {
    TroubleKind.WRONG_CODE: (
        (Words("Cetak ulang kartu", "Print a new card"), "pledges:cards", "declarations.activate"),
    ),
    TroubleKind.UNKNOWN_NUMBER: (
        (Words("Tambahkan orangnya", "Add the person"), "roster:imports", "roster.import"),
        (Words("Ambil pendatang baru", "Take in newcomers"), "pledges:denominators", "declarations.fix"),
    ),
    TroubleKind.WRONG_PRESENCE: (CHECK_SITE,),
    TroubleKind.MANY_ON_DEVICE: (CHECK_SITE,),
    TroubleKind.REFUSED_PLEDGE: (CHECK_SITE,),
}


@may("board.see")
@require_GET
def board(request: HttpRequest, declaration: str) -> HttpResponse:
    """The board, whole."""
    user: Any = request.user
    found = _found(request, declaration)
    return page(
        request,
        "pledges/board/board.html",
        is_rehearsal=found.is_rehearsal,
        may_enter=user.may("paper.enter"),
        may_fix=user.may("declarations.fix"),
        may_confirm=user.may("paper.confirm"),
        **_shown(request, found),
    )


@may("board.see")
@require_GET
def part(request: HttpRequest, declaration: str) -> HttpResponse:
    """What changes on the board; 304 while nothing did."""
    stamp = queries.stamp(declaration=declaration)
    tag = f'"{stamp}{"e" if is_english() else "i"}{timezone.now():%H%M}"'
    if request.headers.get("If-None-Match") == tag:
        answer = HttpResponse(status=304)
    else:
        answer = page(request, "pledges/board/part.html", **_shown(request, _found(request, declaration)))
    answer["ETag"] = tag
    answer["Cache-Control"] = "no-store"
    return answer


@may("sites.run")
@require_POST
def settle(request: HttpRequest, declaration: str) -> HttpResponse:
    """Mark a trouble as seen to; at a site within reach, or anywhere for who runs every site."""
    kind, site = request.POST.get("kind", ""), request.POST.get("site", "")
    if kind not in frozenset(TroubleKind):
        raise Http404
    user: Any = request.user
    if not is_site_within(site_id=site, scopes=user.scopes("sites.run"), on=timezone.localdate()):
        raise PermissionDenied
    running.settle_troubles(
        declaration=declaration,
        kind=kind,
        site_id=site,
        by=request.user,
        at=timezone.now(),
    )
    return redirect("pledges:board", declaration)


def _found(request: HttpRequest, declaration: str) -> BoardView:
    unit = request.GET.get("unit", "")
    try:
        return queries.board(declaration=declaration, scopes=_scopes(request), unit=unit, at=timezone.now())
    except roster.UnitNotFound as e:
        raise Http404 from e


def _shown(request: HttpRequest, found: BoardView) -> dict[str, Any]:
    user: Any = request.user
    return {
        "may_settle": user.may("sites.run"),
        "board": found,
        "total": found.total,
        "sparkline": charts.sparkline(values=found.minutes, title=say(ARRIVALS)),
        "troubles": [(row, _remedy(request, found, row)) for row in found.troubles],
    }


def _remedy(request: HttpRequest, found: BoardView, row: TroubleRow) -> tuple[Words, str] | None:
    """The first page that helps and that this person may open."""
    user: Any = request.user
    for words, route, capability in REMEDIES[row.kind]:
        if user.may(capability) and (address := _address(route, found, row)):
            return words, address
    return None


def _address(route: str, found: BoardView, row: TroubleRow) -> str:
    match route:
        case "pledges:cards" | "pledges:denominators":
            return reverse(route, args=[found.declaration])
        case "pledges:run":
            return reverse(route, args=[row.site_id]) if row.site_id else ""
        case _:
            return reverse(route)


def _scopes(request: HttpRequest) -> frozenset[str]:
    user: Any = request.user
    scopes: frozenset[str] = user.scopes("board.see")
    return scopes
