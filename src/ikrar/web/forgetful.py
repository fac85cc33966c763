"""Pages that know nobody: no cookie is read or set, no session, and nothing of what is asked stays anywhere.

A context names the addresses (`forget`), the middleware keeps cookies away from them in both directions, and
`forgetful_form` guards a view that is asked by POST. On a host of its own (`alone`) every page is of this kind.

Why a form without a token is safe here: a token protects a visitor's authority, and there is none to borrow: no
cookie arrives, nothing is changed, nothing is kept. All a foreign page could gain is that a visitor's browser shows an
answer nobody asked for; a browser that says it comes from elsewhere is refused for that reason alone.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from ikrar.web import views

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

MARK = "IKRAR_FORGETFUL"
ALONE = "IKRAR_ALONE"
ALREADY_LOGGED = (
    "_has_been_logged"  # Django's own mark; without it a refused question makes a line in the log
)
ROOM = 20_000  # bytes of the longest honest question
NOWHERE_ELSE = frozenset({"", "same-origin", "none"})

_addresses: set[str] = set()


def forget(*addresses: str) -> None:
    """These addresses, with all below them and in every language, are forgetful; called when a context starts."""
    _addresses.update(addresses)


def is_forgetful(request: HttpRequest) -> bool:
    return MARK in request.META


def is_alone(request: HttpRequest) -> bool:
    """Whether the page stands on a host that has nothing else."""
    return ALONE in request.META


def stand_alone(request: HttpRequest) -> None:
    request.META[ALONE] = request.META[MARK] = True


class forgetful:  # noqa: N801 (named like the other middlewares)
    """Takes cookies off the request before anybody reads them, and off the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.removeprefix("/en").startswith(tuple(_addresses)):
            request.META[MARK] = True
        if not is_forgetful(request):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.cookies.clear()
        response.headers.setdefault("Cache-Control", "no-store")
        if response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
            setattr(response, ALREADY_LOGGED, True)
        return response


def forgetful_form(view: View[P]) -> View[P]:
    """A view whose form carries no token; a form of another site and a huge one are refused unread."""
    return forgetful_form_of(lambda: ROOM)(view)


def forgetful_form_of(room: Callable[[], int]) -> Callable[[View[P]], View[P]]:
    """The same for a form with a file in it: so many bytes, and no more."""

    def wall(view: View[P]) -> View[P]:
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method == "POST" and _comes_from_elsewhere(request):
                return views.stale(request)
            if _length(request) > room():
                return views.too_large(request)
            return view(request, *args, **kwargs)

        return cast("View[P]", guarded)

    return wall


def _comes_from_elsewhere(request: HttpRequest) -> bool:
    """What the browser itself says; one that says nothing is let in."""
    if request.headers.get("Sec-Fetch-Site", "") not in NOWHERE_ELSE:
        return True
    origin = request.headers.get("Origin", "")
    return bool(origin) and _netloc(origin) != request.get_host()


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _length(request: HttpRequest) -> int:
    said: Any = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if str(said).isdecimal() else 0
