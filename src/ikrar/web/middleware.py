"""What every request meets: a request id, refusals told properly, the last security headers."""

from collections.abc import Callable
from itertools import chain
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404

from ikrar.web import asked, problems, views

Handler = Callable[[HttpRequest], HttpResponse]
ROOM_FOR_A_FORM = 1_000_000
NULL = "\x00"


class request_id:  # noqa: N801 (named like the function middlewares beside it)
    """A number per request, so that a person can quote it and a log line can be found; our proxy's where it sends one."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = request.headers.get("X-Request-Id", "") if settings.IKRAR_BEHIND_PROXY else ""
        with asked.within(said=said) as now:
            request.META |= {"IKRAR_REQUEST_ID": now.id, "IKRAR_ASKED": now}
            response = self.get_response(request)
        response["X-Request-Id"] = now.id
        return response

    def process_view(
        self, request: HttpRequest, _view: object, _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> None:
        now = asked.current()
        if now is not None and request.resolver_match is not None:
            now.route = request.resolver_match.route


class refusals:  # noqa: N801 (named like the function middlewares beside it)
    """Domain exceptions listed in a refusals table become a page or problem+json."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if problems.refusal_of(exception) is None:
            return None
        if "json" in request.headers.get("Accept", "") or "json" in (request.content_type or ""):
            return problems.as_json(exception)
        return problems.as_page(request, exception)


class bodies:  # noqa: N801 (named like the function middlewares beside it)
    """Refuses a body that nobody needs before a byte of it is read, and so before it lies on the disk.

    Lists and scans come in at the desk alone. A view that is exempt from CSRF reads its body itself, with a
    bound of its own.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        _args: tuple[Any, ...],
        _kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        if getattr(view, "csrf_exempt", False) or _length(request) <= _most(request):
            return None
        return views.too_large(request)


class characters:  # noqa: N801 (named like the function middlewares beside it)
    """Refuses the character U+0000, which nobody types, before a view asks for it.

    PostgreSQL keeps no such text and fails at the question, SQLite finds nothing: so both answer alike. An address
    that holds one is no address. A view that is exempt from CSRF reads what it is sent itself, field by field.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NULL in request.path_info:
            return views.missing(request, Resolver404())
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        _args: tuple[Any, ...],
        _kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        if getattr(view, "csrf_exempt", False):
            return None
        said = chain(request.GET.lists(), request.POST.lists())
        if any(NULL in text for name, values in said for text in (name, *values)):
            return views.garbled(request, SuspiciousOperation())
        return None


def _most(request: HttpRequest) -> int:
    at_the_desk = request.path_info.removeprefix("/en").startswith("/meja/")
    return ROOM_FOR_A_FORM + (settings.IKRAR_UPLOAD_BYTES if at_the_desk else 0)


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0  # Django reads none of a body without a length


def headers(get_response: Handler) -> Handler:
    """Headers that Django has no setting for. What a browser with a session is shown is kept nowhere."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return handle
