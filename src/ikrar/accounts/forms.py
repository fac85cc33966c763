"""What staff type: sign-in, invitations, roles. Saves nothing."""

from datetime import date
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.account.forms import ReauthenticateForm as PassphraseForm_
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone

from ikrar.accounts import operations
from ikrar.accounts.domain import EVERYWHERE, ROLE_WORDS, Role
from ikrar.web.languages import t

CODE_TRIES, CODE_WINDOW_SECONDS = 8, 900


class SignInForm(LoginForm):  # type: ignore[misc]  # the package ships no types
    """Address and passphrase."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, "login", t("Alamat surel kantor", "Office e-mail address"))
        _name(self, "password", t("Kata sandi", "Passphrase"))


class ForgottenForm(ResetPasswordForm):  # type: ignore[misc]  # the package ships no types
    """Where to send the one-time link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, "email", t("Alamat surel kantor", "Office e-mail address"))


class NewPassphraseForm(ResetPasswordKeyForm):  # type: ignore[misc]  # the package ships no types
    """A new passphrase after the mailed link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, "password1", t("Kata sandi baru", "New passphrase"))
        _name(self, "password2", t("Kata sandi baru, sekali lagi", "New passphrase, once more"))


class ChangePassphraseForm(ChangePasswordForm):  # type: ignore[misc]  # the package ships no types
    """The old passphrase and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, "oldpassword", t("Kata sandi sekarang", "Present passphrase"))
        _name(self, "password1", t("Kata sandi baru", "New passphrase"))
        _name(self, "password2", t("Kata sandi baru, sekali lagi", "New passphrase, once more"))


class PassphraseAgainForm(PassphraseForm_):  # type: ignore[misc]  # the package ships no types
    """The passphrase once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, "password", t("Kata sandi", "Passphrase"))


class AppForm(ActivateTOTPForm):  # type: ignore[misc]  # the package ships no types
    """The first code an authenticator app shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, "code", t("Kode enam angka dari aplikasi", "Six-digit code from the app"))


class KeyNameForm(EditWebAuthnForm):  # type: ignore[misc]  # the package ships no types
    """A key's name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, "name", t("Nama kunci", "Name of the key"))


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # the package ships no types
    """A code of the authenticator app, or a recovery code; tries are counted in the database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, "code", t("Kode enam angka, atau kode pemulihan", "Six-digit code, or a recovery code"))

    def clean_code(self) -> str:
        return counted(self, super().clean_code)


class ConfirmCodeForm(ReauthenticateForm):  # type: ignore[misc]  # the package ships no types
    """The same, asked again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, "code", t("Kode enam angka, atau kode pemulihan", "Six-digit code, or a recovery code"))

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


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # the package ships no types
    """A passkey always signs in by itself: it must be discoverable and verify its owner."""

    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(
            self, "name", t("Nama kunci, misalnya: Laptop kantor", "Name of the key, such as: office laptop")
        )

    def clean_passwordless(self) -> bool:
        return True


class PassphraseForm(forms.Form):
    """A passphrase of one's own choice."""

    passphrase = forms.CharField(
        label=t("Kata sandi baru", "New passphrase"),
        help_text=t(
            "Paling sedikit 12 huruf; empat kata acak mudah diingat dan kuat.",
            "At least 12 characters; four random words are easy to remember and strong.",
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        max_length=200,
    )

    def clean_passphrase(self) -> str:
        passphrase: str = self.cleaned_data["passphrase"]
        validate_password(passphrase)
        return passphrase


class FirstRunForm(PassphraseForm):
    """The first administrator."""

    name = forms.CharField(
        label=t("Nama lengkap", "Full name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=t("Alamat surel kantor", "Office e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    field_order = ["name", "email", "passphrase"]


class InviteForm(forms.Form):
    """Whom to invite."""

    name = forms.CharField(label=t("Nama lengkap", "Full name"), max_length=120)
    email = forms.EmailField(label=t("Alamat surel kantor", "Office e-mail address"))


class ReasonForm(forms.Form):
    """Why; it stays in the audit trail."""

    reason = forms.CharField(
        label=t("Alasan", "Reason"),
        help_text=t("Tercatat di jejak audit.", "Kept in the audit trail."),
        max_length=200,
    )


class GrantForm(ReasonForm):
    """A role for a part of the tree and a period."""

    role = forms.ChoiceField(
        label=t("Peran", "Role"),
        choices=[(role.value, t(ROLE_WORDS[role].id, ROLE_WORDS[role].en)) for role in Role],
    )
    scope = forms.ChoiceField(label=t("Berlaku untuk", "For"))
    begins_on = forms.DateField(
        label=t("Mulai tanggal", "From"), widget=forms.DateInput(attrs={"type": "date"})
    )
    last_day = forms.DateField(
        label=t("Sampai dengan (boleh kosong)", "Up to and including (may be empty)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    field_order = ["role", "scope", "begins_on", "last_day", "reason"]

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = (EVERYWHERE, t("Semua unit", "All units"))
        self.fields["scope"].choices = [everything, *units]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        begins_on: date | None = cleaned.get("begins_on")
        last_day: date | None = cleaned.get("last_day")
        if begins_on and last_day and last_day < begins_on:
            self.add_error(
                "last_day",
                t("Tanggal akhir mendahului tanggal mulai.", "The last day lies before the first."),
            )
        return cleaned


def _name(form: forms.Form, field: str, label: Any) -> None:
    form.fields[field].label = label
    form.fields[field].widget.attrs.pop("placeholder", None)
