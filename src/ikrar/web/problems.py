"""Refusals become pages and problem+json (RFC 9457) here, and nowhere else.

Each context lists its refusals in `refusals.py`; project/wiring.py registers them. A domain exception
carries values; the words and the status stand in the table.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from ikrar.kernel.words import Words
from ikrar.web import asked
from ikrar.web.languages import say


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

    `code` is the exception's class name: AlreadyPledged, PassUsed, … It never changes with the language, and no value
    of the same name takes its place.
    """
    refusal = refusal_of(exception)
    assert refusal is not None
    values = {k: _said(v) for k, v in vars(exception).items() if not k.startswith("_")}
    members = {
        "code": type(exception).__name__,
        "status": refusal.status,
        "title": say(refusal.words, **values) if values else say(refusal.words),
        "remedy": say(refusal.remedy, **values) if values else say(refusal.remedy),
        "request_id": asked.number(),
    }
    return {**{k: v for k, v in values.items() if isinstance(v, str | int | bool)}, **members}


def _said(value: Any) -> Any:
    """A value that is a text in both languages is told in the reader's."""
    return say(value) if isinstance(value, Words) else value


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal as RFC 9457 tells it, whichever server sends it."""

    status: int
    headers: tuple[tuple[str, str], ...]
    members: dict[str, Any]


def problem_of(exception: Exception) -> Problem:
    """The problem in the reader's language."""
    refusal = refusal_of(exception)
    assert refusal is not None
    members = {"type": "about:blank", **told(exception)}
    return Problem(refusal.status, _headers(refusal, exception), members)


def as_json(exception: Exception) -> JsonResponse:
    problem = problem_of(exception)
    return JsonResponse(
        problem.members,
        status=problem.status,
        content_type="application/problem+json",
        headers=dict(problem.headers),
    )


def as_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    problem = problem_of(exception)
    context = {"refusal": told(exception)}
    response = render(request, "web/refusal.html", context, status=problem.status)
    for name, value in problem.headers:
        response[name] = value
    return response


def _headers(refusal: Refusal, exception: Exception) -> tuple[tuple[str, str], ...]:
    return tuple((name.replace("_", "-").title(), str(getattr(exception, name))) for name in refusal.headers)
