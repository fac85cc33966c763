"""The ceremony's screen: who has signed, who is next, the gong. For a projector or a phone, without signing in."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from ikrar.commitments import queries
from ikrar.commitments.operations.ceremony import token_hash
from ikrar.commitments.queries import CommitmentView
from ikrar.commitments.views.drawing import gong
from ikrar.register import queries as register
from ikrar.web.access import public
from ikrar.web.languages import is_english
from ikrar.web.page import page


@public
@require_GET
def screen(request: HttpRequest, token: str) -> HttpResponse:
    """The whole screen."""
    one = queries.on_screen(token_hash=token_hash(token))
    answer = page(
        request,
        "commitments/screen/screen.html",
        one=one,
        part=_part(request, one),
        part_address=reverse("commitments:screen-part", args=[token]),
        is_dark=request.GET.get("tema") != "terang",
    )
    answer["Cache-Control"] = "no-store"
    return answer


@public
@require_GET
def part(request: HttpRequest, token: str) -> HttpResponse:
    """What changes on the screen; 304 while nothing did."""
    one = queries.on_screen(token_hash=token_hash(token))
    tag = f'"{hashlib.sha256(f"{one!r}{is_english()}".encode()).hexdigest()[:24]}"'
    is_known = request.headers.get("If-None-Match") == tag
    answer = HttpResponse(status=304) if is_known else HttpResponse(_part(request, one))
    answer["ETag"], answer["Cache-Control"] = tag, "no-store"
    return answer


def _part(request: HttpRequest, one: CommitmentView) -> SafeString:
    return render_to_string(
        "commitments/screen/part.html",
        {
            "one": one,
            "gong": gong(is_struck=one.closed_at is not None),
            "fingerprint": register.fingerprint(),
        },
        request=request,
    )
