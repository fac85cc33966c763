"""From somebody to somebody known: card code, enrolled key, passkey or one-time code becomes a pass; a stage code a stamp."""

from ikrar.pledges.operations.passing.identified import (
    CODES_WRONG_A_MINUTE,
    CardReplaced,
    ChallengeStale,
    CodesGuessed,
    CodeWrong,
    Given,
    KeyShared,
    KeyUnknown,
    challenge,
    give_pass,
    pass_by_code,
    pass_by_key,
    pass_by_passkey,
)
from ikrar.pledges.operations.passing.one_time import pass_by_one_time_code, send_one_time_code
from ikrar.pledges.operations.passing.stamping import PresencePaused, Stamped, stamp

__all__ = [
    "CODES_WRONG_A_MINUTE",
    "CardReplaced",
    "ChallengeStale",
    "CodeWrong",
    "CodesGuessed",
    "Given",
    "KeyShared",
    "KeyUnknown",
    "PresencePaused",
    "Stamped",
    "challenge",
    "give_pass",
    "pass_by_code",
    "pass_by_key",
    "pass_by_one_time_code",
    "pass_by_passkey",
    "send_one_time_code",
    "stamp",
]
