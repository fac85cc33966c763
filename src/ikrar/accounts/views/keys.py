"""One's own passkeys, authenticator app and recovery codes: allauth's views, with our pages and our trail."""

from typing import Any

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, ListWebAuthnView, RemoveWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ikrar.accounts import operations
from ikrar.accounts.adapters import note_factors
from ikrar.accounts.models import User
from ikrar.web.access import signed_in


class Recorded:
    """Writes the change in the audit trail and looks again at who still lacks a second factor."""

    act = ""
    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # mixed into a FormView
        user = self.request.user
        assert isinstance(user, User)
        note_factors(self.request, user)
        operations.record_act(actor=user, act=self.act, subject=user.public_id, at=timezone.now())
        return response


class AddPasskey(Recorded, AddWebAuthnView):
    """Every key is a passkey: kept on the device and unlocked by its owner."""

    act = "key.added"
    template_name = "accounts/add_passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user = self.request.user
        assert isinstance(user, User)
        return {**context, "options": auth.begin_registration(user, passwordless=True)}


class RemovePasskey(Recorded, RemoveWebAuthnView):
    act = "key.removed"
    template_name = "accounts/remove_passkey.html"


class ActivateApp(Recorded, ActivateTOTPView):
    act = "app.added"
    template_name = "accounts/activate_app.html"


class DeactivateApp(Recorded, DeactivateTOTPView):
    act = "app.removed"
    template_name = "accounts/deactivate_app.html"


class MakeRecoveryCodes(Recorded, GenerateRecoveryCodesView):
    act = "recovery-codes.made"
    template_name = "accounts/make_recovery_codes.html"


list_passkeys = signed_in(ListWebAuthnView.as_view(template_name="accounts/passkeys.html"))
edit_passkey = signed_in(EditWebAuthnView.as_view(template_name="accounts/edit_passkey.html"))
recovery_codes = signed_in(ViewRecoveryCodesView.as_view(template_name="accounts/recovery_codes.html"))
add_passkey = signed_in(AddPasskey.as_view())
remove_passkey = signed_in(RemovePasskey.as_view())
activate_app = signed_in(ActivateApp.as_view())
deactivate_app = signed_in(DeactivateApp.as_view())
make_recovery_codes = signed_in(MakeRecoveryCodes.as_view())
