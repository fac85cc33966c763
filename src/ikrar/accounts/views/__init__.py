"""Pages of accounts."""

from ikrar.accounts.views.confirming import ask, confirmed
from ikrar.accounts.views.entry import (
    accept_invitation,
    closed_account,
    enrol,
    first_run,
    password_reauthenticate,
)
from ikrar.accounts.views.keys import (
    activate_app,
    add_passkey,
    deactivate_app,
    edit_passkey,
    list_passkeys,
    make_recovery_codes,
    recovery_codes,
    remove_passkey,
)
from ikrar.accounts.views.people import (
    close_account,
    give_role,
    invite,
    invite_again,
    people,
    person,
    take_role_back,
)
from ikrar.accounts.views.sign_ins import end_other_sign_ins, end_sign_in, end_sign_ins_of, sign_in_list
from ikrar.accounts.views.sso import (
    keys,
    sign_in,
    sso_back,
    sso_begin,
    sso_drop,
    sso_left,
    sso_link,
    sso_unlink,
)
from ikrar.accounts.views.system import give_up, post, system, test_letter, trail, try_again

__all__ = [
    "accept_invitation",
    "activate_app",
    "add_passkey",
    "ask",
    "close_account",
    "closed_account",
    "confirmed",
    "deactivate_app",
    "edit_passkey",
    "end_other_sign_ins",
    "end_sign_in",
    "end_sign_ins_of",
    "enrol",
    "first_run",
    "give_role",
    "give_up",
    "invite",
    "invite_again",
    "keys",
    "list_passkeys",
    "make_recovery_codes",
    "password_reauthenticate",
    "people",
    "person",
    "post",
    "recovery_codes",
    "remove_passkey",
    "sign_in",
    "sign_in_list",
    "sso_back",
    "sso_begin",
    "sso_drop",
    "sso_left",
    "sso_link",
    "sso_unlink",
    "system",
    "take_role_back",
    "test_letter",
    "trail",
    "try_again",
]
