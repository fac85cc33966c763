"""The guided tour of the demonstration: `/tur/`. It exists in the demonstration only."""

import json
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from ikrar.web.access import public
from ikrar.web.page import page


@public
def tour(request: HttpRequest) -> HttpResponse:
    """Whom to sign in as, what to try, in which order."""
    path = Path(settings.IKRAR_DATA) / "tour.json"
    if not settings.IKRAR_DEMO or not path.exists():
        raise Http404
    return page(request, "project/tour.html", tour=json.loads(path.read_text(encoding="utf-8")))
