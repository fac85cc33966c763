"""Passkeys as they come from the browser; whatever is broken in them is one refusal."""

from typing import Any

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms

from ikrar.accounts.adapters import MFAAdapter
from ikrar.accounts.forms.naming import name_field
from ikrar.web.languages import t

BROKEN = (KeyError, TypeError, ValueError, AttributeError, IndexError)


class Sturdy:
    """A credential with missing or wrong parts is refused like one that does not fit."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]  # mixed into allauth's forms
        except BROKEN as e:
            raise MFAAdapter().validation_error("incorrect_code") from e


class PasskeySignInForm(Sturdy, LoginWebAuthnForm):
    """Signs in by itself."""


class PasskeyStepForm(Sturdy, AuthenticateWebAuthnForm):
    """The second step after a passphrase."""


class PasskeyAgainForm(Sturdy, ReauthenticateWebAuthnForm):
    """Asked again, before a grave act or a change of keys."""


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey always signs in by itself: it must be discoverable and verify its owner."""

    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(
            self, "name", t("Nama kunci, misalnya: Laptop kantor", "Name of the key, such as: office laptop")
        )

    def clean_passwordless(self) -> bool:
        return True

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except BROKEN as e:
            raise MFAAdapter().validation_error("incorrect_code") from e
        return cleaned


class KeyNameForm(EditWebAuthnForm):
    """A key's name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self, "name", t("Nama kunci", "Name of the key"))
