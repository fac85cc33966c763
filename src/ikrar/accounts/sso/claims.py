"""What we take from a token's claims: a subject, a proved address, a NIP, a name to show. Nothing else is looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.conf import settings


class Door(StrEnum):
    """What somebody wants opened."""

    STAFF = "STAFF"
    LINK = "LINK"
    MINE = "MINE"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is at the SSO; empty where it does not say, or does not vouch for it."""

    subject: str
    email: str
    nip: str
    name: str


def identity_of(claims: Mapping[str, Any]) -> Identity:
    """An address counts only where the SSO says that it has proved it, or the operator says so of all of them."""
    is_proved = settings.IKRAR_SSO_EMAIL_PROVED or claims.get("email_verified") is True
    return Identity(
        subject=str(claims["sub"]),
        email=_text(claims, settings.IKRAR_SSO_EMAIL_CLAIM).lower() if is_proved else "",
        nip=_text(claims, settings.IKRAR_SSO_NIP_CLAIM),
        name=_text(claims, settings.IKRAR_SSO_NAME_CLAIM),
    )


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name) if name else None
    return value.strip()[:254] if isinstance(value, str) else ""
