"""`/sehat`: alive. `/sehat/siap`: ready to take pledges and to prove them, or 503; only the operator learns why."""

import os

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from ikrar.project import standing
from ikrar.project.operators import is_operator
from ikrar.project.serving import HEADER
from ikrar.web.access import public


@public
def alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (a view)
    """The process answers; says nothing about the database."""
    return _answer({"alive": True}, status=200)


@public
def ready(request: HttpRequest) -> HttpResponse:
    """The database takes writes, there is room, the tables fit this program, a clerk is at work and keeps up."""
    checks = _checks()
    is_ready = all(checks.values())
    told = {"ready": is_ready, **(checks if is_operator(request) else {})}
    return _answer(told, status=200 if is_ready else 503)


def _checks() -> dict[str, bool]:
    answers = standing.database_takes_writes()
    current = answers and standing.tables_are_current()
    at = timezone.now()
    return {
        "database": answers,
        "disk": standing.disk_free() > standing.DISK_NEEDED,
        "tables": current,
        "clerk": current and standing.clerk_age(at=at) < standing.CLERK_SECONDS,
        "register": current and standing.register_keeps_up(at=at),
    }


def _answer(body: dict[str, bool], *, status: int) -> HttpResponse:
    response = JsonResponse(body, status=status)
    response[HEADER] = os.environ.get("IKRAR_INSTANCE", "")
    response["Cache-Control"] = "no-store"
    return response
