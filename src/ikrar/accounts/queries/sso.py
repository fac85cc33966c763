"""Whether a government SSO opens doors here, what its button says, and whose address a claim names."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from ikrar.accounts.models import User


@dataclass(frozen=True, slots=True)
class SsoView:
    """The words on the button, and the one origin that a form may lead to."""

    name: str
    origin: str
    knows_officials: bool


def sso() -> SsoView | None:
    """None where no SSO is set up."""
    if not (settings.IKRAR_SSO_ISSUER and settings.IKRAR_SSO_CLIENT):
        return None
    parts = urlsplit(settings.IKRAR_SSO_ISSUER)
    return SsoView(
        name=settings.IKRAR_SSO_NAME,
        origin=f"{parts.scheme}://{parts.netloc}",
        knows_officials=bool(settings.IKRAR_SSO_NIP_CLAIM or settings.IKRAR_SSO_EMAIL_CLAIM),
    )


def account_of(*, email: str) -> User | None:
    """The open account with this address."""
    return User.objects.filter(email=email.lower(), is_active=True).first() if email else None


def is_linked(*, user: User) -> bool:
    return SocialAccount.objects.filter(user=user).exists()
