"""Changes to accounts, the audit trail, outgoing mail and counters."""

from ikrar.accounts.operations.audit import record_act, seal_day
from ikrar.accounts.operations.invitations import (
    AlreadySetUp,
    LinkHasExpired,
    PersonExists,
    activate,
    check_open,
    first_run_link,
    set_up,
)
from ikrar.accounts.operations.outbox import Sent, send_outbox, send_test, tell
from ikrar.accounts.operations.people import (
    AlreadyGranted,
    LastAdministrator,
    NotToYourself,
    grant,
    invite,
    invite_again,
    revoke,
    switch_off,
)
from ikrar.accounts.operations.trials import TooManyTries, count_trial, forgive_trials, give_back

__all__ = [
    "AlreadyGranted",
    "AlreadySetUp",
    "LastAdministrator",
    "LinkHasExpired",
    "NotToYourself",
    "PersonExists",
    "Sent",
    "TooManyTries",
    "activate",
    "check_open",
    "count_trial",
    "first_run_link",
    "forgive_trials",
    "give_back",
    "grant",
    "invite",
    "invite_again",
    "record_act",
    "revoke",
    "seal_day",
    "send_outbox",
    "send_test",
    "set_up",
    "switch_off",
    "tell",
]
