"""The stage screen of a site, and the page from which its leader runs it."""

import hashlib
from datetime import datetime
from typing import Any

import segno
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ikrar.pledges.domain.presence import WINDOW_SECONDS
from ikrar.pledges.operations import running
from ikrar.pledges.operations.running import token_hash
from ikrar.pledges.queries import stage as queries
from ikrar.pledges.queries.stage import SiteRun
from ikrar.web.access import may, public
from ikrar.web.languages import is_english
from ikrar.web.page import page

MILLISECONDS = 1000


@public
@require_GET
def screen(request: HttpRequest, token: str) -> HttpResponse:
    """The whole screen: the projector, the laptop or the lurah's phone opens it, without signing in."""
    at = timezone.now()
    run = queries.stage_of(token_hash=token_hash(token))
    shown: dict[str, Any] = {
        "part": _part(request, run, at=at),
        "part_address": reverse("pledges:stage-part", args=[token]),
        "run": run,
        "is_rehearsal": run.is_rehearsal,
        "is_dark": _is_dark(request),
        "left": _left(at),
    }
    return _unstored(page(request, "pledges/stage/screen.html", **shown))


@public
@require_GET
def part(request: HttpRequest, token: str) -> HttpResponse:
    """What changes on the screen; 304 while nothing did. How long the code still stands is told in a header."""
    at = timezone.now()
    run = queries.stage_of(token_hash=token_hash(token))
    tag = _tag(run, at=at, english=is_english())
    answer = (
        HttpResponse(status=304)
        if request.headers.get("If-None-Match") == tag
        else HttpResponse(_part(request, run, at=at))
    )
    answer["ETag"] = tag
    answer["X-Code-Left"] = str(_left(at))
    return _unstored(answer)


@may("sites.run")
@require_GET
def run(request: HttpRequest, site: str) -> HttpResponse:
    """The run sheet with its buttons."""
    return _run_page(request, _mine(request, site))


@may("sites.run")
@require_POST
def open_screen(request: HttpRequest, site: str) -> HttpResponse:
    """A fresh address for the screen, shown once."""
    _mine(request, site)
    token = running.open_stage(site_id=site, by=request.user, at=timezone.now())
    address = f"{settings.IKRAR_ADDRESS}{reverse('pledges:stage', args=[token])}"
    return _unstored(
        _run_page(request, queries.site_run(site_id=site), screen=address, screen_qr=qr(address))
    )


@may("sites.run")
@require_POST
def start(request: HttpRequest, site: str, order: int) -> HttpResponse:
    _mine(request, site)
    running.start_step(site_id=site, order=order, by=request.user, at=timezone.now())
    return redirect("pledges:run", site)


@may("sites.run")
@require_POST
def end(request: HttpRequest, site: str, order: int) -> HttpResponse:
    _mine(request, site)
    running.end_step(site_id=site, order=order, by=request.user, at=timezone.now())
    return redirect("pledges:run", site)


@may("sites.run")
@require_http_methods(["POST"])
def hold(request: HttpRequest, site: str) -> HttpResponse:
    """Take back a signing that was opened too early."""
    _mine(request, site)
    running.hold_signing(site_id=site, by=request.user, at=timezone.now())
    return redirect("pledges:run", site)


def _run_page(request: HttpRequest, found: SiteRun, **more: Any) -> HttpResponse:
    steps = [(step, queries.step_name(step), step.kind == "SIGNING") for step in found.steps]
    return page(
        request,
        "pledges/stage/run.html",
        run=found,
        steps=steps,
        is_rehearsal=found.is_rehearsal,
        may_witness=request.user.may("kiosk.witness"),  # type: ignore[union-attr]  # @may lets in signed-in staff only
        fingerprint=queries.fingerprint(is_rehearsal=found.is_rehearsal),
        board_address=reverse("pledges:board", args=[found.declaration]),
        **more,
    )


def _mine(request: HttpRequest, site: str) -> SiteRun:
    scopes = request.user.scopes("sites.run")  # type: ignore[union-attr]  # @may lets in signed-in staff only
    found = queries.site_run(site_id=site)
    if not queries.is_site_within(site_id=site, scopes=scopes, on=found.held_on):
        raise PermissionDenied
    return found


def _part(request: HttpRequest, run: SiteRun, *, at: datetime) -> SafeString:
    code = queries.code_at(site_id=run.site_id, at=at) if run.is_signing else ""
    steps = [(step, queries.step_name(step)) for step in run.steps]
    return render_to_string(
        "pledges/stage/part.html",
        {
            "run": run,
            "steps": steps,
            "now_name": queries.step_name(run.now) if run.now else "",
            "code": code,
            "qr": qr(f"{run.address}#p={code}") if code else "",
            "left": _left(at) // MILLISECONDS + 1,
            "fingerprint": queries.fingerprint(is_rehearsal=run.is_rehearsal),
            "many": len(run.squares) > 24,  # noqa: PLR2004 (more squares than fit beside their names)
        },
        request=request,
    )


def qr(address: str) -> SafeString:
    """A QR code as inline SVG: dark on its own white tile, whatever the page's colours."""
    made = segno.make(address, error="m", micro=False)
    drawn = made.svg_inline(border=3, omitsize=True, light="#fff", dark="#000", svgclass="qr", lineclass=None)
    return mark_safe(drawn)  # noqa: S308 (drawn by segno from modules, holds no text)


def _tag(run: SiteRun, *, at: datetime, english: bool) -> str:
    window = int(at.timestamp()) // WINDOW_SECONDS if run.is_signing else 0
    return f'"{hashlib.sha256(f"{run!r}{window}{english}".encode()).hexdigest()[:24]}"'


def _left(at: datetime) -> int:
    """Milliseconds until the code changes."""
    return int((WINDOW_SECONDS - at.timestamp() % WINDOW_SECONDS) * MILLISECONDS)


def _is_dark(request: HttpRequest) -> bool:
    return request.GET.get("tema") != "terang"


def _unstored(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    return answer
