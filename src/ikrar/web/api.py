"""What every JSON address shares: bodies read strictly, errors in one shape, nothing kept of whoever asks.

A context describes its addresses as `Endpoint`s; project/openapi.py writes the OpenAPI file from them, so that what is
described and what is answered come from the same place.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any, TypeVar

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from ikrar.kernel.words import Words
from ikrar.web import problems
from ikrar.web.access import public
from ikrar.web.languages import speaking, wanted

Body = TypeVar("Body", bound=msgspec.Struct)
ROOM = 16_384  # bytes of the longest body that is read
A_WHILE = "public, max-age=300"


class BodyNotUnderstood(Exception):
    """The body is no JSON object of the shape that was asked for."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BodyTooLarge(Exception):
    """More than any honest question needs."""

    limit = ROOM


class MethodNotAllowed(Exception):
    """This address is asked in another way."""

    def __init__(self, allow: str) -> None:
        super().__init__(allow)
        self.allow = allow


class ParameterNotUnderstood(Exception):
    """A part of the query has no meaning here."""

    def __init__(self, name: str, value: str, example: str) -> None:
        super().__init__(name)
        self.name = name
        self.value = value[:60]
        self.example = example


@dataclass(frozen=True, slots=True)
class Parameter:
    """A part of the path or of the query, told to a machine by its schema."""

    name: str
    says: str
    where: str = "query"
    schema: Mapping[str, Any] | None = None
    example: Any = None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address: how it is asked, and what it answers. `answers` is the type of the answer's body."""

    path: str
    method: str
    name: str
    says: Words
    answers: Any
    body: type[msgspec.Struct] | None = None
    parameters: tuple[Parameter, ...] = ()
    refuses: tuple[int, ...] = ()


Answering = Callable[..., Mapping[str, Any]]


def endpoint(method: str, *, cached: bool = False) -> Callable[[Answering], Callable[..., HttpResponseBase]]:
    """Make a view of a function that returns plain data; its refusals become problem+json in the reader's language."""

    def wrap(answering: Answering) -> Callable[..., HttpResponseBase]:
        def view(request: HttpRequest, /, **path: Any) -> HttpResponse:
            with speaking(wanted(request.headers.get("Accept-Language", ""))):
                try:
                    _check(request, method)
                    told = answering(request, **path)
                except Exception as refusal:
                    if problems.refusal_of(refusal) is None:
                        raise
                    return problems.as_json(refusal)
            return _answer(request, told, cached=cached)

        update_wrapper(view, answering)
        return csrf_exempt(public(view))

    return wrap


def body_of(request: HttpRequest, shape: type[Body]) -> Body:
    """The body as that shape, strictly: no field more, none less; raises `BodyNotUnderstood`."""
    try:
        return msgspec.json.decode(request.body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as e:
        raise BodyNotUnderstood(str(e)) from e


def _check(request: HttpRequest, method: str) -> None:
    if request.method != method and not (method == "GET" and request.method == "HEAD"):
        raise MethodNotAllowed("GET, HEAD" if method == "GET" else method)
    said = request.META.get("CONTENT_LENGTH") or "0"
    if said.isdecimal() and int(said) > ROOM:
        raise BodyTooLarge


def _answer(request: HttpRequest, told: Mapping[str, Any], *, cached: bool) -> HttpResponse:
    answer: HttpResponse = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    if not cached:
        answer["Cache-Control"] = "no-store"
        return answer
    tag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    if tag in request.headers.get("If-None-Match", ""):
        answer = HttpResponseNotModified(headers={"Access-Control-Allow-Origin": "*"})
    answer["ETag"] = tag
    answer["Cache-Control"] = A_WHILE
    return answer


def as_text(document: Mapping[str, Any]) -> str:
    """The one way a JSON document is written to a file, so that it can be compared."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
