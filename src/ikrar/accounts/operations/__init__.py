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
from ikrar.accounts.operations.linking import (
    AlreadyLinked,
    Identified,
    MatchesNobody,
    MatchesTwo,
    keep_identified,
    link,
    take_identified,
    unlink,
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
from ikrar.accounts.operations.sign_ins import end_all_of, end_one, end_others
from ikrar.accounts.operations.sign_ins import forget_old as forget_old_sign_ins
from ikrar.accounts.operations.trials import TooManyTries, count_trial, forgive_trials, give_back

__all__ = [
    "AlreadyGranted",
    "AlreadyLinked",
    "AlreadySetUp",
    "Identified",
    "LastAdministrator",
    "LinkHasExpired",
    "MatchesNobody",
    "MatchesTwo",
    "NotToYourself",
    "PersonExists",
    "Sent",
    "TooManyTries",
    "activate",
    "check_open",
    "count_trial",
    "end_all_of",
    "end_one",
    "end_others",
    "first_run_link",
    "forget_old_sign_ins",
    "forgive_trials",
    "give_back",
    "grant",
    "invite",
    "invite_again",
    "keep_identified",
    "link",
    "record_act",
    "revoke",
    "seal_day",
    "send_outbox",
    "send_test",
    "set_up",
    "switch_off",
    "take_identified",
    "tell",
    "unlink",
]
