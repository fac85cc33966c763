"""What the SSO says about itself, and the one application we are there. Read over https, checked, kept for ten minutes."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.core.cache import cache

KIND = "openid_connect"
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
SECONDS = 5
MOST_BYTES = 300_000
KEPT_SECONDS = 600
REFETCH_SECONDS = 60  # an unknown key makes us look again, but not at every bad token
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
OK = 200


class SsoIsOff(Exception):
    """No SSO is set up here."""


class SsoOutOfReach(Exception):
    """The SSO does not answer, or not as it must."""


def is_on() -> bool:
    return bool(settings.IKRAR_SSO_ISSUER and settings.IKRAR_SSO_CLIENT)


def link_name() -> str:
    """What links of this issuer are stored under: those of a former issuer open nothing."""
    return f"sso-{hashlib.sha256(settings.IKRAR_SSO_ISSUER.encode()).hexdigest()[:16]}"


def app() -> SocialApp:
    """The one application, as the environment describes it; nothing of it lies in the database."""
    if not is_on():
        raise SsoIsOff
    return SocialApp(
        provider=KIND,
        provider_id=link_name(),
        name=settings.IKRAR_SSO_NAME,
        client_id=settings.IKRAR_SSO_CLIENT,
        secret=settings.IKRAR_SSO_SECRET,
        settings={"server_url": settings.IKRAR_SSO_ISSUER, "scope": settings.IKRAR_SSO_SCOPES},
    )


def discovered() -> dict[str, Any]:
    """The SSO's own description."""
    issuer = settings.IKRAR_SSO_ISSUER
    key = f"{link_name()}-discovery"
    kept: dict[str, Any] | None = cache.get(key)
    if kept is None:
        kept = fetched(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        _check_discovered(kept, issuer)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def keys(*, afresh: bool = False) -> list[dict[str, Any]]:
    """The issuer's published keys; `afresh` looks again, at most once a minute."""
    key = f"{link_name()}-keys"
    kept: list[dict[str, Any]] | None = cache.get(key)
    if kept is None or (afresh and cache.add(f"{key}-afresh", 1, REFETCH_SECONDS)):
        found = fetched(discovered()["jwks_uri"]).get("keys")
        if not isinstance(found, list):
            raise SsoOutOfReach
        kept = [one for one in found if isinstance(one, dict)]
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def leaving() -> str:
    """Where somebody ends the session at the SSO itself; nothing where it has no such page."""
    try:
        page = discovered().get("end_session_endpoint")
        check_address(page)
    except SsoOutOfReach:
        return ""
    back = {"client_id": settings.IKRAR_SSO_CLIENT, "post_logout_redirect_uri": f"{settings.IKRAR_ADDRESS}/"}
    return f"{page}?{urlencode(back)}"


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def check_address(address: object) -> None:
    """Https, or this very machine."""
    parts = urlsplit(address) if isinstance(address, str) else urlsplit("")
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
        raise SsoOutOfReach


def asking() -> requests.Session:
    """Asks the SSO: patient for seconds only, and led nowhere else."""
    session = requests.Session()
    plain = session.request

    def ask(method: str, url: str, **said: Any) -> requests.Response:
        check_address(url)
        return plain(method, url, **{"timeout": SECONDS, **said, "allow_redirects": False})

    session.request = ask  # type: ignore[method-assign,assignment]  # as allauth itself sets its time limit
    return session


def fetched(address: str) -> dict[str, Any]:
    """A JSON object from the SSO; no more is read than is needed."""
    check_address(address)
    try:
        with asking() as session, session.get(address, stream=True) as answer:
            body = answer.raw.read(MOST_BYTES + 1, decode_content=True)
            said = json.loads(body) if answer.status_code == OK and len(body) <= MOST_BYTES else None
    except (requests.RequestException, OSError, ValueError) as e:
        raise SsoOutOfReach from e
    if not isinstance(said, dict):
        raise SsoOutOfReach
    return said


def _check_discovered(said: Mapping[str, Any], issuer: str) -> None:
    if said.get("issuer") != issuer:
        raise SsoOutOfReach
    for name in NEEDED:
        check_address(said.get(name))
    if origin_of(said["authorization_endpoint"]) != origin_of(issuer):
        raise SsoOutOfReach  # browsers are sent to the issuer's own origin and nowhere else
