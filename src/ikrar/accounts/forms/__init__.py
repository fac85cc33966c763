"""What staff type: sign-in, keys, invitations, roles. Saves nothing."""

from ikrar.accounts.forms.entry import (
    AppForm,
    ChangePassphraseForm,
    CodeForm,
    ConfirmCodeForm,
    ForgottenForm,
    NewPassphraseForm,
    PassphraseAgainForm,
    SignInForm,
)
from ikrar.accounts.forms.passkeys import (
    AddPasskeyForm,
    KeyNameForm,
    PasskeyAgainForm,
    PasskeySignInForm,
    PasskeyStepForm,
)
from ikrar.accounts.forms.people import FirstRunForm, GrantForm, InviteForm, PassphraseForm, ReasonForm

__all__ = [
    "AddPasskeyForm",
    "AppForm",
    "ChangePassphraseForm",
    "CodeForm",
    "ConfirmCodeForm",
    "FirstRunForm",
    "ForgottenForm",
    "GrantForm",
    "InviteForm",
    "KeyNameForm",
    "NewPassphraseForm",
    "PasskeyAgainForm",
    "PasskeySignInForm",
    "PasskeyStepForm",
    "PassphraseAgainForm",
    "PassphraseForm",
    "ReasonForm",
    "SignInForm",
]
