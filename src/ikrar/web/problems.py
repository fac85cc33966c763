"""Refusals become pages and problem+json (RFC 9457) here, and nowhere else.

Each context lists its refusals in `refusals.py`; project/wiring.py registers them. A domain exception
carries values; the words and the status stand in the table.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from ikrar.kernel.words import Words
from ikrar.web import asked
from ikrar.web.languages import say

R = TypeVar("R", bound=HttpResponse)


@dataclass(frozen=True, slots=True)
class Refusal:
    """How one exception is told to a person and to a machine.

    `words` may hold `{slots}`, filled from the exception's attributes. `remedy` says what to do next.
    """

    exception: type[Exception]
    status: int
    words: Words
    remedy: Words
    headers: tuple[str, ...] = ()  # attribute names sent as headers, e.g. ("retry_after",) as Retry-After


_table: dict[type[Exception], Refusal] = {}


def register(refusals: tuple[Refusal, ...]) -> None:
    for refusal in refusals:
        _table[refusal.exception] = refusal


def refusal_of(exception: Exception) -> Refusal | None:
    """The table row of the exception's class or of its nearest parent."""
    for kind in type(exception).__mro__:
        if kind in _table:
            return _table[kind]
    return None


def told(exception: Exception) -> dict[str, Any]:
    """`{code, status, title, remedy, request_id}` plus the exception's public values, in the reader's language.

    `code` is the exception's class name: AlreadyPledged, PassUsed, … It never changes with the language.
    """
    refusal = refusal_of(exception)
    assert refusal is not None
    values = {k: v for k, v in vars(exception).items() if not k.startswith("_")}
    return {
        "code": type(exception).__name__,
        "status": refusal.status,
        "title": say(refusal.words, **values) if values else say(refusal.words),
        "remedy": say(refusal.remedy, **values) if values else say(refusal.remedy),
        "request_id": asked.number(),
        **{k: v for k, v in values.items() if isinstance(v, str | int | bool)},
    }


def as_json(exception: Exception) -> JsonResponse:
    told_as = told(exception)
    response = JsonResponse({"type": "about:blank", **told_as}, status=told_as["status"])
    response["Content-Type"] = "application/problem+json"
    return _with_headers(response, exception)


def as_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    told_as = told(exception)
    response = render(request, "web/refusal.html", {"refusal": told_as}, status=told_as["status"])
    return _with_headers(response, exception)


def _with_headers(response: R, exception: Exception) -> R:
    refusal = refusal_of(exception)
    assert refusal is not None
    for name in refusal.headers:
        response[name.replace("_", "-").title()] = str(getattr(exception, name))
    return response
