"""The one gate in front of every staff view: a capability, asked of the signed-in user.

The user object comes from accounts, which this module does not know; it only asks `user.may(capability)`.
Where a capability is bound to a unit subtree the view passes on `request.user.scopes(capability)`.
A grave act asks again who is there: the page that asks is set by accounts with `ask_with`.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.http import urlencode

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

PUBLIC = "public"
SIGNED_IN = "signed-in"
EVERYWHERE = "*"
WALLED: dict[str, str] = {}  # dotted view name -> capability; the access table test reads it
GRAVE: set[str] = set()  # dotted names of views that ask again

CONFIRMED_AT = "ikrar_confirmed_at"  # session: unix seconds of the last confirmation
ONE_FACTOR = "ikrar_one_factor"  # session: signed in without a second factor, must enrol one first
CONFIRMED_SECONDS = 300
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Capable(Protocol):
    """What a signed-in user must be able to answer."""

    is_authenticated: bool

    def may(self, capability: str) -> bool: ...

    def scopes(self, capability: str) -> frozenset[str]: ...


class Asker(Protocol):
    """Reads a confirmation sent with the request, or answers with the page that asks for one.

    Returns None when the request itself carries a good confirmation.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse | None: ...


def name_of(view: Any) -> str:
    """The dotted name of a view; of a class-based one the name of its class."""
    named = getattr(view, "view_class", view)
    return f"{named.__module__}.{named.__name__}"


_asker: list[Asker] = []


def ask_with(asker: Asker) -> None:
    _asker[:] = [asker]


def may(capability: str) -> Callable[[View[P]], View[P]]:
    """Let in only who holds the capability; nobody is sent to sign in, others get 403."""

    def wall(view: View[P]) -> View[P]:
        WALLED[name_of(view)] = capability

        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            user: Any = request.user
            if not user.is_authenticated:
                return _to_sign_in(request)
            if request.session.get(ONE_FACTOR):
                return redirect("accounts:enrol")
            if not user.may(capability):
                raise PermissionDenied(capability)
            return view(request, *args, **kwargs)

        return cast("View[P]", guarded)

    return wall


def reaches_everywhere(request: HttpRequest, capability: str) -> bool:
    """Whether the capability is held for everything and not for a part of the tree alone."""
    user: Any = request.user
    return EVERYWHERE in user.scopes(capability)


def check_everywhere(request: HttpRequest, capability: str) -> None:
    """403 for who holds the capability for a part of the tree alone: what is asked concerns the whole."""
    if not reaches_everywhere(request, capability):
        raise PermissionDenied(capability)


def may_everywhere(capability: str) -> Callable[[View[P]], View[P]]:
    """`may`, for who holds the capability for everything: what such a page shows or does concerns the whole."""

    def wall(view: View[P]) -> View[P]:
        @wraps(view)
        def whole(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            check_everywhere(request, capability)
            return view(request, *args, **kwargs)

        return may(capability)(cast("View[P]", whole))

    return wall


def signed_in(view: View[P]) -> View[P]:
    """Let in everybody with an account, whatever he may do: his own keys, his own desk."""
    WALLED[name_of(view)] = SIGNED_IN

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)

    return cast("View[P]", guarded)


def public(view: View[P]) -> View[P]:
    """Mark a view as meant for everybody, so that a forgotten wall is noticed by the access table test."""
    WALLED[name_of(view)] = PUBLIC
    return view


def grave(view: View[P]) -> View[P]:
    """Ask again who is there before a change, unless it was asked within five minutes.

    Stands below `@may`. Looking (GET) is not asked for; what is posted is kept in the asking page and sent
    along with the answer. Use `grave_to_see` where looking itself is the grave act.
    """
    return _asking(view, seeing=False)


def grave_to_see(view: View[P]) -> View[P]:
    """Like `grave`, also for looking: a download of names or codes."""
    return _asking(view, seeing=True)


def confirm(request: HttpRequest) -> None:
    """Note in the session that the person has just shown to be there."""
    request.session[CONFIRMED_AT] = int(time.time())


def is_confirmed(request: HttpRequest) -> bool:
    age: float = time.time() - request.session.get(CONFIRMED_AT, 0)
    return -CONFIRMED_SECONDS <= age < CONFIRMED_SECONDS


def _asking(view: View[P], *, seeing: bool) -> View[P]:
    GRAVE.add(name_of(view))

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        looks_only = request.method in SAFE_METHODS and not seeing
        if looks_only or is_confirmed(request):
            return view(request, *args, **kwargs)
        if not _asker:
            raise PermissionDenied
        answer = _asker[0](request)
        return view(request, *args, **kwargs) if answer is None else answer

    return cast("View[P]", guarded)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    query = urlencode({"next": request.get_full_path()})
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{query}")
