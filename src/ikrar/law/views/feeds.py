"""The calendar for machines: iCalendar and JSON, the same for everybody and kept for an hour."""

import hashlib
from datetime import UTC, date, datetime, time

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.urls import reverse
from django.utils import timezone

from ikrar.kernel.zones import JAKARTA
from ikrar.law import queries
from ikrar.law.engine import stages as engine
from ikrar.web.access import public
from ikrar.web.languages import is_english

AN_HOUR = "public, max-age=3600"


@public
def calendar_feed(request: HttpRequest, code: str, contest: str = "") -> HttpResponse:
    """Stages as a calendar anybody can subscribe to."""
    found = queries.calendar(code)
    if contest:
        engine.contest_of(found, contest)
    page = f"{settings.IKRAR_ADDRESS}{reverse('law:calendar', args=[code])}"
    body = engine.feed(found, contest=contest, at=_stamp(), address=page, english=is_english())
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{"-".join(filter(None, [code, contest]))}.ics"'
    return _kept(request, answer)


@public
def calendar_json(request: HttpRequest, code: str) -> HttpResponse:
    """The same calendar with its sources, doubts and the norms that speak in each stage."""
    told = engine.plain_calendar(queries.book(), queries.calendar(code), on=_today())
    return _kept(request, JsonResponse(told, json_dumps_params={"ensure_ascii": False}))


def _today() -> date:
    return timezone.now().astimezone(JAKARTA).date()


def _stamp() -> datetime:
    """One moment a day, so that a feed that did not change is the same octets until tomorrow."""
    return datetime.combine(timezone.now().date(), time(), UTC)


def _kept(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    tag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    if tag in request.headers.get("If-None-Match", ""):
        answer = HttpResponseNotModified()
    answer["ETag"] = tag
    answer["Cache-Control"] = AN_HOUR
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
