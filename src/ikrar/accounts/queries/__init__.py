"""Questions about people, what they may do, and what was done."""

from ikrar.accounts.queries.audit import ActView, ChainReport, acts, check_chain, name_acts, named_acts
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
from ikrar.accounts.queries.post import MessageView, PostState, post_state, waiting_messages

__all__ = [
    "ActView",
    "ChainReport",
    "GrantView",
    "MessageView",
    "PersonView",
    "PostState",
    "acts",
    "check_chain",
    "grant",
    "name_acts",
    "named_acts",
    "people",
    "people_with",
    "person",
    "post_state",
    "scope_choices",
    "use_units",
    "waiting_messages",
    "within_units",
]
