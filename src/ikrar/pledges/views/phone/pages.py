"""The page, the entry by short address, and the service worker that keeps the page without a line."""

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import cache_control

from ikrar.kernel import ids
from ikrar.pledges.domain import State
from ikrar.pledges.queries import gate
from ikrar.web.access import public
from ikrar.web.page import page

MODULES = ("store.js", "keys.js", "gate.js", "queue.js")
SHELL = ("web/ikrar.css", "web/fonts/manrope.woff2", "pledges/phone/phone.css", "pledges/phone/page.js")
WORKER = "pledges/phone/worker.js"


@public
@cache_control(no_cache=True)
def site(request: HttpRequest, short: str) -> HttpResponse:
    """The signing page. Nothing personal is in it, so the phone may keep it."""
    try:
        cleaned = ids.clean(short)
    except ids.NotACode as e:
        raise gate.SiteUnknown from e
    if cleaned != short:
        return redirect("pledges:sign", cleaned)
    found = gate.site_page(short=short)
    at = timezone.now()
    return page(
        request,
        "pledges/phone/site.html",
        site=found,
        is_open=found.signing_opened_at is not None and found.signing_opened_at <= at,
        is_rehearsal=found.declaration.is_rehearsal,
        is_over=found.declaration.rules.state != State.FIXED or found.is_cancelled,
    )


@public
def short_address(request: HttpRequest) -> HttpResponse:
    """For who types: six characters lead to the page of the site."""
    typed = request.GET.get("s", "")[:12]
    if not typed:
        return page(request, "pledges/phone/short.html", typed="", unknown=False)
    try:
        found = gate.site_page(short=ids.clean(typed))
    except (ids.NotACode, gate.SiteUnknown):
        return page(request, "pledges/phone/short.html", status=422, typed=typed, unknown=True)
    return redirect("pledges:sign", found.short)


@public
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (the same for everybody)
    """The service worker, with the version and the files it keeps written above it."""
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")


def _worker() -> str:
    shell = [static(name) for name in SHELL]
    shell += [f"{settings.STATIC_URL}pledges/phone/{name}" for name in MODULES]
    return f"const VERSION = {json.dumps(_version())};\nconst SHELL = {json.dumps(shell)};\n{_source(WORKER)}"


@lru_cache(maxsize=1)
def _version() -> str:
    names = (*SHELL, *(f"pledges/phone/{name}" for name in MODULES), WORKER)
    return sha256(b"".join(_bytes(name) for name in names)).hexdigest()[:12]


@lru_cache(maxsize=1)
def _source(name: str) -> str:
    return _bytes(name).decode()


def _bytes(name: str) -> bytes:
    found = finders.find(name)
    return Path(found).read_bytes() if found else b""
