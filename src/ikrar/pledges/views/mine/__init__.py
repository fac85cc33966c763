"""Ikrar saya: what an official may see, say and end about the own pledge; and the officer who decides a dispute."""

from ikrar.pledges.views.mine.certificate import certificate
from ikrar.pledges.views.mine.disputes import dispute_list, dispute_page
from ikrar.pledges.views.mine.front import ask_code, by_key, front, leave, one_time
from ikrar.pledges.views.mine.keys import enrol, key_list, revoke
from ikrar.pledges.views.mine.letter import from_letter, wrong_address
from ikrar.pledges.views.mine.own import data, decline, not_me, receipt
from ikrar.pledges.views.mine.sso import by_sso
from ikrar.pledges.views.mine.standing import statement

__all__ = [
    "ask_code",
    "by_key",
    "by_sso",
    "certificate",
    "data",
    "decline",
    "dispute_list",
    "dispute_page",
    "enrol",
    "from_letter",
    "front",
    "key_list",
    "leave",
    "not_me",
    "one_time",
    "receipt",
    "revoke",
    "statement",
    "wrong_address",
]
