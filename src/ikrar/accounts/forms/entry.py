"""Sign-in, codes and passphrases: allauth's forms in our words, tries counted in the database."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.account.forms import ReauthenticateForm as PassphraseForm_
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils import timezone

from ikrar.accounts import operations
from ikrar.accounts.forms.naming import name_field
from ikrar.web.languages import t

CODE_TRIES, CODE_WINDOW_SECONDS = 8, 900


class SignInForm(LoginForm):
    """Address and passphrase."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self, "login", t("Alamat surel kantor", "Office e-mail address"))
        name_field(self, "password", t("Kata sandi", "Passphrase"))
        self.fields["password"].help_text = ""


class ForgottenForm(ResetPasswordForm):
    """Where to send the one-time link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self, "email", t("Alamat surel kantor", "Office e-mail address"))


class NewPassphraseForm(ResetPasswordKeyForm):
    """A new passphrase after the mailed link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self, "password1", t("Kata sandi baru", "New passphrase"))
        name_field(self, "password2", t("Kata sandi baru, sekali lagi", "New passphrase, once more"))


class ChangePassphraseForm(ChangePasswordForm):
    """The old passphrase and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self, "oldpassword", t("Kata sandi sekarang", "Present passphrase"))
        name_field(self, "password1", t("Kata sandi baru", "New passphrase"))
        name_field(self, "password2", t("Kata sandi baru, sekali lagi", "New passphrase, once more"))


class PassphraseAgainForm(PassphraseForm_):
    """The passphrase once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self, "password", t("Kata sandi", "Passphrase"))


class AppForm(ActivateTOTPForm):
    """The first code an authenticator app shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self, "code", t("Kode enam angka dari aplikasi", "Six-digit code from the app"))


class CodeForm(AuthenticateForm):
    """A code of the authenticator app, or a recovery code; tries are counted in the database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(
            self, "code", t("Kode enam angka, atau kode pemulihan", "Six-digit code, or a recovery code")
        )

    def clean_code(self) -> str:
        return counted(self, super().clean_code)


class ConfirmCodeForm(ReauthenticateForm):
    """The same, asked again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(
            self, "code", t("Kode enam angka, atau kode pemulihan", "Six-digit code, or a recovery code")
        )

    def clean_code(self) -> str:
        return counted(self, super().clean_code)


def counted(form: Any, check: Any) -> str:
    """The code, after the try was counted; a right code forgives the earlier ones."""
    key, at = str(form.user.pk), timezone.now()
    try:
        operations.count_trial(
            kind="second-factor", key=key, limit=CODE_TRIES, seconds=CODE_WINDOW_SECONDS, at=at
        )
    except operations.TooManyTries as e:
        raise forms.ValidationError(
            t(
                "Terlalu banyak percobaan. Tunggu 15 menit, lalu coba lagi.",
                "Too many tries. Wait 15 minutes, then try again.",
            ),
        ) from e
    code: str = check()
    operations.forgive_trials(kind="second-factor", key=key)
    return code
