"""Invitations, roles and reasons."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from ikrar.accounts.domain import EVERYWHERE, ROLE_WORDS, Role
from ikrar.web.languages import t


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


def _roles() -> list[tuple[str, object]]:
    """The strongest role last, so that nobody gives it by haste."""
    ordered = sorted(Role, key=lambda role: role is Role.ADMIN)
    return [(role.value, t(ROLE_WORDS[role].id, ROLE_WORDS[role].en)) for role in ordered]


class GrantForm(ReasonForm):
    """A role for a part of the tree and a period."""

    role = forms.ChoiceField(
        label=t("Peran", "Role"),
        choices=[("", t("Pilih peran", "Choose a role")), *_roles()],
    )
    scope = forms.ChoiceField(label=t("Berlaku untuk", "For"))
    begins_on = forms.DateField(
        label=t("Mulai tanggal", "From"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    last_day = forms.DateField(
        label=t("Sampai dengan", "Up to and including"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
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
