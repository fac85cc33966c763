"""Every session of staff has a row of its own, and is worth nothing without one.

Django tells of each way in by one signal of its own (`user_logged_in`), whoever calls it: allauth, the first run, a test.
The middleware asks for the row before a user is believed: so a session that was ended elsewhere ends at its next request.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from ikrar.accounts.devices import Factor, Way
from ikrar.accounts.models import User
from ikrar.accounts.operations import sign_ins

SIGN_IN = "ikrar_sign_in"  # session: public id of its row
FACTORS = {"webauthn": Factor.PASSKEY, "totp": Factor.APP, "recovery_codes": Factor.RECOVERY}

Handler = Callable[[HttpRequest], HttpResponse]


def believed(get_response: Handler) -> Handler:
    """Stands behind Django's own middleware, which says who the cookie names."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(lambda: _living(request))  # type: ignore[assignment]  # as Django itself does
        return get_response(request)

    return handle


def _living(request: HttpRequest) -> Any:
    if hasattr(request, "_ikrar_user"):
        return request._ikrar_user  # noqa: SLF001 (kept on the request, as Django keeps its own)
    user = get_user(request)
    if isinstance(user, User):
        public_id = request.session.get(SIGN_IN, "")
        if not sign_ins.is_alive(public_id=public_id, user=user, at=timezone.now()):
            request.session.flush()
            user = AnonymousUser()
    request._ikrar_user = user  # type: ignore[attr-defined]  # noqa: SLF001 (likewise)
    return user


def note_begin(sender: object, request: HttpRequest, user: User, **_: object) -> None:  # noqa: ARG001 (Django's signature)
    """A session has just begun."""
    request.session[SIGN_IN] = sign_ins.begin(
        user=user,
        way=Way.LINK,
        agent=request.headers.get("User-Agent", ""),
        address=address_of(request),
        at=timezone.now(),
    )


def note_way(request: HttpRequest, user: User) -> Way:
    """How it was opened, once every step is done."""
    way, factor = _way_and_factor(get_authentication_records(request, user))
    sign_ins.note_way(public_id=request.session.get(SIGN_IN, ""), way=way, factor=factor)
    return way


def _way_and_factor(records: list[dict[str, Any]]) -> tuple[Way, Factor | None]:
    if any(record.get("passwordless") for record in records):
        return Way.PASSKEY, None
    second = next(
        (FACTORS.get(str(r.get("type"))) for r in reversed(records) if r.get("method") == "mfa"), None
    )
    by_sso = any(record.get("method") == "socialaccount" for record in records)
    return (Way.SSO if by_sso else Way.PASSPHRASE), second


def address_of(request: HttpRequest) -> str:
    """The address of the browser, where one is known; behind a proxy the one that the proxy names."""
    if "REMOTE_ADDR" not in request.META:
        return ""
    return str(get_adapter(request).get_client_ip(request))


def this_sign_in(request: HttpRequest) -> str:
    """The public id of the session that asks."""
    return str(request.session.get(SIGN_IN, ""))
