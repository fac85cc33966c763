"""The guided tour of the demonstration: `/tur/`, and its one rule of the road. Both exist in the demonstration only."""

import json
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from ikrar.web.access import public
from ikrar.web.page import page


@public
def tour(request: HttpRequest) -> HttpResponse:
    """Whom to sign in as, what to try, in which order."""
    path = Path(settings.IKRAR_DATA) / "tour.json"
    if not settings.IKRAR_DEMO or not path.exists():
        raise Http404
    return page(request, "project/tour.html", tour=json.loads(path.read_text(encoding="utf-8")))


def localhost_only(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Who came by 127.0.0.1 is sent to `localhost`: keys and passkeys belong to one name, and that is the one."""

    def handle(request: HttpRequest) -> HttpResponse:
        name, _, port = request.get_host().partition(":")
        if name == "127.0.0.1" and request.method == "GET" and not request.path.startswith("/sehat"):
            return HttpResponseRedirect(f"http://localhost:{port}{request.get_full_path()}")
        return get_response(request)

    return handle
