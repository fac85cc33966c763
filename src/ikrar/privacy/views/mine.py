"""A person's own requests; who is known in "Ikrar saya" is known here, nobody signs in twice."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache

from ikrar.pledges.queries.oneself import official_in
from ikrar.privacy.domain.requests import CLOCKS, REQUEST_HINTS, REQUEST_WORDS, RequestKind
from ikrar.privacy.forms import AskForm
from ikrar.privacy.operations import requests as operations
from ikrar.privacy.queries import requests as queries
from ikrar.privacy.queries.clocks import due
from ikrar.web.access import public
from ikrar.web.page import page

P = ParamSpec("P")


def known(
    view: Callable[Concatenate[HttpRequest, int, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Who is not known yet is led to "Ikrar saya"."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        official = official_in(session=request.session, seconds=time.time())
        return redirect("pledges:mine") if official is None else view(request, official, *args, **kwargs)

    walled: Callable[Concatenate[HttpRequest, P], HttpResponseBase] = public(never_cache(guarded))
    return walled


@known
def own_requests(request: HttpRequest, official: int) -> HttpResponse:
    """What one asked for, and the three things one may ask."""
    at = timezone.now()
    form = AskForm(request.POST or None, initial={"kind": RequestKind.ACCESS})
    if form.is_valid():
        made = operations.ask(
            official_id=official,
            kind=RequestKind(form.cleaned_data["kind"]),
            words=form.cleaned_data["words"],
            at=at,
        )
        return redirect("privacy:my-request", made)
    rights = [
        (REQUEST_WORDS[kind], REQUEST_HINTS[kind], CLOCKS[kind], due(term=CLOCKS[kind].term, starts_at=at))
        for kind in RequestKind
    ]
    return page(
        request,
        "privacy/mine/requests.html",
        status=422 if form.errors else 200,
        form=form,
        rights=rights,
        requests=queries.own_requests(official_id=official, at=at),
    )


@known
def own_request(request: HttpRequest, official: int, request_id: str) -> HttpResponse:
    """One request: its clock, and the answer."""
    found = queries.own_request(official_id=official, public_id=request_id, at=timezone.now())
    return page(request, "privacy/mine/request.html", asked=found, due=found.due())


@known
def own_file(request: HttpRequest, official: int, request_id: str) -> HttpResponse:  # noqa: ARG001 (the wall has read it)
    """What went along with the answer."""
    content = queries.answer_file(public_id=request_id, official_id=official)
    file = HttpResponse(content, content_type="application/pdf")
    file["Content-Disposition"] = 'attachment; filename="jawaban-data-saya.pdf"'
    return file
