"""Questions about people, what they may do, and what was done."""

from ikrar.accounts.queries.audit import (
    Act,
    ActView,
    ChainReport,
    acts,
    acts_named,
    check_chain,
    name_acts,
    named_acts,
)
from ikrar.accounts.queries.people import (
    GrantView,
    PersonView,
    grant,
    people,
    people_with,
    person,
    scope_choices,
    use_units,
    within_units,
)
from ikrar.accounts.queries.post import MessageView, PostState, post_state
from ikrar.accounts.queries.sign_ins import SignInView, open_sign_ins, own_sign_ins, way_of
from ikrar.accounts.queries.sso import SsoView, account_of, is_linked, sso

__all__ = [
    "Act",
    "ActView",
    "ChainReport",
    "GrantView",
    "MessageView",
    "PersonView",
    "PostState",
    "SignInView",
    "SsoView",
    "account_of",
    "acts",
    "acts_named",
    "check_chain",
    "grant",
    "is_linked",
    "name_acts",
    "named_acts",
    "open_sign_ins",
    "own_sign_ins",
    "people",
    "people_with",
    "person",
    "post_state",
    "scope_choices",
    "sso",
    "use_units",
    "way_of",
    "within_units",
]
