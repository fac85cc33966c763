"""django-allauth's OpenID Connect, made strict.

allauth brings the state in the session, PKCE, the exchange of the code and the sign-in with its second step. What it
leaves out is added here: discovery must name the configured issuer; addresses must be https; the ID token's signature is
always checked, with a nonce derived from the PKCE verifier; claims come from the signed token alone; nothing that a
request says (`scope`, `auth_params`) reaches the SSO; each token opens one session, once.
"""

import base64
import hashlib
from typing import Any

from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from ikrar.accounts import operations
from ikrar.accounts.sso import discovery, tokens

CALLBACK = "/akun/masuk/sso/kembali/"
SPENT_SECONDS = 86_400


class StrictAdapter(OpenIDConnectOAuth2Adapter):
    """Asks only the configured issuer, and believes only what it signed for this sign-in."""

    nonce = access_token = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        return discovery.discovered()

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:  # noqa: ARG002 (allauth's signature)
        """Built from our own address, never from what a request calls us."""
        return f"{settings.IKRAR_ADDRESS}{CALLBACK}"

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        if (
            not pkce_code_verifier
            or request.GET.get("iss", app.settings["server_url"]) != app.settings["server_url"]
        ):
            raise tokens.TokenReplayed
        self.nonce = nonce_of(pkce_code_verifier)
        data: dict[str, Any] = super().get_access_token_data(
            request, app, client, pkce_code_verifier=pkce_code_verifier
        )
        if not isinstance(data, dict):
            raise discovery.SsoOutOfReach
        self.access_token = str(data["access_token"])
        return data

    def parse_token(self, data: dict[str, Any]) -> SocialToken:  # noqa: ARG002 (allauth's signature)
        """Access is used for nothing but its hash: not even the session that waits for the second step holds it."""
        return SocialToken(token="")

    def complete_login(
        self,
        request: HttpRequest,
        app: SocialApp,
        token: SocialToken,  # noqa: ARG002 (likewise)
        **kwargs: Any,
    ) -> SocialLogin:
        """The identity in the signed token; the userinfo endpoint is never asked."""
        said, at = kwargs["response"], timezone.now()
        expected = tokens.Expected(
            issuer=app.settings["server_url"],
            client=app.client_id,
            nonce=self.nonce,
            access_token=self.access_token,
        )
        claims = _read(said.get("id_token"), expected, at)
        _spend(said["id_token"], at)
        return StrictProvider(request, app=app).sociallogin_from_response(request, claims)


def _read(token: object, expected: tokens.Expected, at: Any) -> dict[str, Any]:
    try:
        return tokens.read(token, keys=discovery.keys(), expected=expected, at=at)
    except tokens.KeyNotPublished:
        return tokens.read(token, keys=discovery.keys(afresh=True), expected=expected, at=at)


def _spend(token: str, at: Any) -> None:
    """Once, on every host: the database counts it."""
    mark = hashlib.sha256(token.encode()).hexdigest()
    try:
        operations.count_trial(kind="sso-token", key=mark, limit=1, seconds=SPENT_SECONDS, at=at)
    except operations.TooManyTries as e:
        raise tokens.TokenReplayed from e


def nonce_of(verifier: str) -> str:
    """A nonce only the holder of this sign-in's PKCE verifier could have asked with; it gives the verifier away to nobody."""
    marked = hashlib.sha256(b"ikrar-sso-nonce/v1\n" + verifier.encode()).digest()
    return base64.urlsafe_b64encode(marked).rstrip(b"=").decode()


class StrictProvider(OpenIDConnectProvider):
    """Asks with PKCE and nonce, and passes on nothing that a request says."""

    oauth2_adapter_class = StrictAdapter

    def get_pkce_params(self) -> dict[str, str]:
        made: dict[str, str] = generate_code_challenge()
        return {**made, "nonce": nonce_of(made["code_verifier"])}

    def extract_uid(self, data: dict[str, Any]) -> str:
        return str(data["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 (allauth's signature)
        """Nothing of what the SSO knows is kept."""
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 (allauth's signature)
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:  # noqa: ARG002 (allauth's signature)
        return []

    def sociallogin_from_response(self, request: HttpRequest, response: dict[str, Any]) -> SocialLogin:
        login: SocialLogin = super().sociallogin_from_response(request, response)
        login.claims = response  # type: ignore[attr-defined]  # for the doors, in this request only
        return login
