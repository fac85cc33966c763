"""What a known identity opens. A claim never makes an account, never links one, never gives a role.

STAFF: a linked account signs in, with its second step as always. An address that fits an account not yet linked leads to
the sign-in page, and the link waits until its owner has come in by his own means and confirmed it.
LINK: somebody signed in wants to link; it waits likewise. MINE: an official is known to "Ikrar saya", nothing more.
"""

from datetime import timedelta
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone

from ikrar.accounts import operations, queries
from ikrar.accounts.operations.linking import MatchesNobody, MatchesTwo
from ikrar.accounts.sso import discovery, pending, tokens
from ikrar.accounts.sso.adapters.provider import StrictProvider
from ikrar.accounts.sso.claims import Door, identity_of

MINE_WITHIN = timedelta(minutes=10)  # officials sign in at the SSO afresh: phones are lent


class SsoCancelled(Exception):
    """The person said no at the SSO."""


class SsoStartedElsewhere(Exception):
    """No sign-in of this browser waits for that answer."""


class SsoDidNotConfirm(Exception):
    """The SSO did not stand by the code it had given."""


class SsoAdapter(DefaultSocialAccountAdapter):
    """Asked by allauth at each turn; the database's applications and any sign-up are none of ours."""

    def list_apps(
        self,
        request: HttpRequest,  # noqa: ARG002 (allauth's signature)
        provider: str | None = None,  # noqa: ARG002 (likewise)
        client_id: str | None = None,  # noqa: ARG002 (allauth's signature)
    ) -> list[SocialApp]:
        return [discovery.app()]

    def get_provider(
        self,
        request: HttpRequest,
        provider: str,  # noqa: ARG002 (likewise)
        client_id: str | None = None,  # noqa: ARG002 (likewise)
    ) -> StrictProvider:
        return StrictProvider(request, app=discovery.app())

    def get_requests_session(self) -> Any:
        return discovery.asking()

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 (likewise)
        return False

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 (likewise)
        return False

    def on_authentication_error(  # noqa: PLR0917 (likewise)
        self,
        request: HttpRequest,  # noqa: ARG002 (likewise)
        provider: object,  # noqa: ARG002 (likewise)
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Our own refusals, with a sentence each, in place of allauth's one page for all."""
        if error == AuthError.CANCELLED:
            raise SsoCancelled
        if exception is None and "state" not in (extra_context or {}):
            raise SsoStartedElsewhere
        raise SsoDidNotConfirm from exception

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Decides; returns only where a linked account is to sign in."""
        door = Door(sociallogin.state["data"]["door"])
        if door is Door.MINE:
            _open_mine(request, sociallogin)
        if door is Door.LINK:
            pending.keep(request, identity_of(_claims(sociallogin)), meant_for="")
            raise ImmediateHttpResponse(redirect("accounts:sso_link"))
        _open_staff(request, sociallogin)


def _claims(sociallogin: SocialLogin) -> dict[str, Any]:
    """What the token said; it goes along for this one request and is stored nowhere."""
    claims: dict[str, Any] = vars(sociallogin)["claims"]
    return claims


def _open_mine(request: HttpRequest, sociallogin: SocialLogin) -> None:
    tokens.check_signed_in_within(_claims(sociallogin), MINE_WITHIN, at=timezone.now())
    identity = identity_of(_claims(sociallogin))
    operations.keep_identified(session=request.session, nip=identity.nip, email=identity.email)
    raise ImmediateHttpResponse(redirect(sociallogin.state.get("next") or "/"))


def _open_staff(request: HttpRequest, sociallogin: SocialLogin) -> None:
    identity = identity_of(_claims(sociallogin))
    by_address = queries.account_of(email=identity.email)
    if sociallogin.is_existing:
        if by_address is not None and by_address != sociallogin.user:
            raise MatchesTwo
        return
    if by_address is None:
        raise MatchesNobody
    pending.keep(request, identity, meant_for=by_address.public_id)
    raise ImmediateHttpResponse(redirect("account_login"))
