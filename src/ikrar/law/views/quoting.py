"""Periksa kutipan: does a quoted rule hold on that day, and what applies instead. Asked by POST, kept nowhere."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ikrar.kernel.zones import JAKARTA
from ikrar.law import engine, queries
from ikrar.law.asking import quotations
from ikrar.law.asking.quotations import Typed
from ikrar.law.engine.quoting import LONGEST
from ikrar.web.access import public
from ikrar.web.forgetful import forgetful_form
from ikrar.web.page import page


@forgetful_form
@public
@require_http_methods(["GET", "HEAD", "POST"])
def quote(request: HttpRequest) -> HttpResponse:
    """The empty form, or the standing of what was quoted."""
    if request.method != "POST":
        return _page(request, None)
    typed = quotations.read(request.POST)
    if typed.wrong or typed.day is None:
        return _page(request, typed, status=422)
    found = engine.quote(queries.book(), text=typed.text, day=typed.day, regime=typed.contest)
    standings = [quotations.standing(reading) for reading in found.readings]
    return _page(request, typed, found=found, standings=standings)


def _page(request: HttpRequest, typed: Typed | None, *, status: int = 200, **more: Any) -> HttpResponse:
    return page(
        request,
        "law/quotes/quote.html",
        status=status,
        typed=typed,
        today=timezone.now().astimezone(JAKARTA).date(),
        contests=quotations.CONTESTS.items(),
        examples=quotations.EXAMPLES,
        longest=LONGEST,
        here=request.path,
        law_version=queries.book().version,
        **more,
    )
