"""What django-allauth asks us: no open sign-up, durable limits, who must still enrol a second factor."""

import base64
import io
from typing import Any
from urllib.parse import urlsplit

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from ikrar.accounts import letters, middleware, operations, queries
from ikrar.accounts.devices import Ended, Way
from ikrar.accounts.models import User
from ikrar.accounts.operations import sign_ins
from ikrar.accounts.sso import pending
from ikrar.kernel.words import Words
from ikrar.web.access import CONFIRMED_AT, ONE_FACTOR
from ikrar.web.languages import say, t

TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS, WINDOW_SECONDS = 5, 40, 900


def display_name(user: User) -> str:
    return str(user)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; guessing is counted in the database."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": t(
            "Alamat surel atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.",
            "Address or passphrase do not match. Check both and try again.",
        ),
        "too_many_login_attempts": t(
            "Terlalu banyak percobaan. Tunggu 15 menit, atau masuk dengan kunci sandi.",
            "Too many tries. Wait 15 minutes, or sign in with your passkey.",
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (allauth's signature)
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        at, email = timezone.now(), str(credentials.get("email", ""))
        try:
            for kind, key, limit in (
                ("sign-in-address", self.get_client_ip(request), TRIES_PER_ADDRESS),
                ("sign-in-account", email, TRIES_PER_ACCOUNT),
            ):
                operations.count_trial(kind=kind, key=key, limit=limit, seconds=WINDOW_SECONDS, at=at)
        except operations.TooManyTries as e:
            raise ValidationError(self.error_messages["too_many_login_attempts"]) from e

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user is not None:
            # A whole office behind one address signs in within minutes: only wrong tries count against it.
            operations.forgive_trials(kind="sign-in-account", key=str(credentials.get("email", "")))
            operations.give_back(kind="sign-in-address", key=self.get_client_ip(request))
        return user

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """Remember who has only a passphrase: the wall sends him to enrol before anything else."""
        assert isinstance(user, User)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if not note_factors(request, user):  # the passphrase just typed is good for enrolling the first key
            record_authentication(request, user, method="password", reauthenticated=True)
        way = middleware.note_way(request, user)
        operations.record_act(
            actor=user,
            act="account.signed-in",
            subject=user.public_id,
            detail={"way": way},
            at=timezone.now(),
        )
        return self._on_to_linking(request) or response

    def _on_to_linking(self, request: HttpRequest) -> HttpResponse | None:
        """Somebody came to link the SSO, and has now come in by his own means."""
        if pending.kept(request) is None or request.session.get(ONE_FACTOR):
            return None
        return redirect("accounts:sso_link")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Who came by the SSO is told that its session may go on."""
        way = queries.way_of(public_id=middleware.this_sign_in(request))
        asked: str = super().get_logout_redirect_url(request)
        return reverse("accounts:sso_left") if way is Way.SSO else asked

    def logout(self, request: HttpRequest) -> None:
        sign_ins.note_sign_out(public_id=middleware.this_sign_in(request), at=timezone.now())
        super().logout(request)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Whoever was signed in with the old one is not any more."""
        super().set_password(user, password)
        assert isinstance(user, User)
        sign_ins.end_with_account(user=user, why=Ended.PASSPHRASE, at=timezone.now())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Letters about the account take the outbox like all others, in both languages."""
        written = letters.letter(template_prefix, context)
        if written:
            subject, body = written
            operations.tell(email=email, subject=subject, body=body, at=timezone.now())

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Mailed addresses are built from our own, never from what a request calls us."""
        asked: str = super().get_reset_password_from_key_url(key)
        return f"{settings.IKRAR_ADDRESS}{urlsplit(asked).path}"

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say themselves what happened."""

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """Whoever has a second factor is asked for it, never for the passphrase alone."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        strong = [method for method in methods if method["id"] != "reauthenticate"]
        keys = [method for method in strong if method["id"] == "mfa_reauthenticate:webauthn"]
        return keys or strong or methods


class MFAAdapter(DefaultMFAAdapter):
    """Passkeys carry the product's name; the key of an authenticator app is stored encrypted."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": t(
            "Kode atau kunci tidak cocok. Coba lagi dengan kode terbaru.",
            "The code or key does not fit. Try again with the newest code.",
        ),
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Ikrar"}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002 (allauth's signature)
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return say(Words(f"Kunci sandi {count}", f"Passkey {count}"))

    def build_totp_svg(self, url: str) -> str:
        """A QR code on its own white ground, readable on dark pages too."""
        drawn = io.BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=4, border=4, light="#fff", xmldecl=False)
        return drawn.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode("ascii")).decode()


def note_factors(request: HttpRequest, user: User) -> bool:
    """Whether a second factor exists; kept in the session for the wall. The demonstration does without."""
    has_factor: bool = MFAAdapter().is_mfa_enabled(user, types=["webauthn", "totp"])
    if has_factor or settings.IKRAR_DEMO:
        request.session.pop(ONE_FACTOR, None)
    else:
        request.session[ONE_FACTOR] = True
        request.session.pop(CONFIRMED_AT, None)
    return has_factor


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(settings.KEYRING.secret("second-factor")))
