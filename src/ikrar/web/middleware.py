"""What every request meets: a request id, refusals told properly, the last security headers."""

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ikrar.web import problems

Handler = Callable[[HttpRequest], HttpResponse]


def request_id(get_response: Handler) -> Handler:
    """A random id per request, so that a person can quote it and a log line can be found."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.META["IKRAR_REQUEST_ID"] = secrets.token_hex(6)
        response = get_response(request)
        response["X-Request-Id"] = request.META["IKRAR_REQUEST_ID"]
        return response

    return handle


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


def headers(get_response: Handler) -> Handler:
    """Headers that Django has no setting for."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response

    return handle
