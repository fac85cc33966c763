"""`/sehat`: alive. `/sehat/siap`: ready to take pledges, or 503 with what is missing."""

import os

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from ikrar.project.serving import HEADER
from ikrar.register import queries as register
from ikrar.web.access import public

LATE_SECONDS = 30


@public
def alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (a view)
    """The process answers; says nothing about the database."""
    return _answer({"alive": True}, status=200)


@public
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (a view)
    """The database answers and the clerk keeps up."""
    checks = {"database": _database_answers()}
    checks["register"] = checks["database"] and _register_keeps_up()
    return _answer({"ready": all(checks.values()), **checks}, status=200 if all(checks.values()) else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _register_keeps_up() -> bool:
    """No leaf waits while the last checkpoint is old."""
    if not register.waiting():
        return True
    last = register.latest_checkpoint()
    return last is not None and (timezone.now() - last.made_at).total_seconds() < LATE_SECONDS


def _answer(body: dict[str, bool], *, status: int) -> HttpResponse:
    response = JsonResponse(body, status=status)
    response[HEADER] = os.environ.get("IKRAR_INSTANCE", "")
    response["Cache-Control"] = "no-store"
    return response
