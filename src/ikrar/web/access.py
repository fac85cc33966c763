"""The one gate in front of every staff view: a capability, asked of the signed-in user.

The user object comes from accounts, which this module does not know; it only asks `user.may(capability)`.
Where a capability is bound to a unit subtree the view passes on `request.user.scopes(capability)`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

PUBLIC = "public"
WALLED: dict[str, str] = {}  # dotted view name -> capability; the access table test reads it


class Capable(Protocol):
    """What a signed-in user must be able to answer."""

    is_authenticated: bool

    def may(self, capability: str) -> bool: ...


def may(capability: str) -> Callable[[View[P]], View[P]]:
    """Let in only who holds the capability; nobody is sent to sign in, others get 403."""

    def wall(view: View[P]) -> View[P]:
        WALLED[f"{view.__module__}.{view.__name__}"] = capability

        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            user: Any = request.user
            if not user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not user.may(capability):
                raise PermissionDenied(capability)
            return view(request, *args, **kwargs)

        return cast("View[P]", guarded)

    return wall


def public(view: View[P]) -> View[P]:
    """Mark a view as meant for everybody, so that a forgotten wall is noticed by the access table test."""
    WALLED[f"{view.__module__}.{view.__name__}"] = PUBLIC
    return view
