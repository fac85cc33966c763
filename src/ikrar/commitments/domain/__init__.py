"""Rules and values of joint commitments. Plain Python: no Django, no clock."""

from ikrar.commitments.domain.statement import Statement
from ikrar.commitments.domain.values import (
    PHASE_WORDS,
    SHOWN,
    WAY_PROVES,
    WAY_WORDS,
    Moments,
    Phase,
    Way,
    phase_of,
)
from ikrar.commitments.domain.workflow import (
    FEWEST,
    AlreadySigned,
    NotAllHaveSigned,
    OutOfOrder,
    PhaseNotAllowed,
    Place,
    check_gong,
    check_phase,
    check_turn,
    had_settled,
    is_done,
    next_to_sign,
)

__all__ = [
    "FEWEST",
    "PHASE_WORDS",
    "SHOWN",
    "WAY_PROVES",
    "WAY_WORDS",
    "AlreadySigned",
    "Moments",
    "NotAllHaveSigned",
    "OutOfOrder",
    "Phase",
    "PhaseNotAllowed",
    "Place",
    "Statement",
    "Way",
    "check_gong",
    "check_phase",
    "check_turn",
    "had_settled",
    "is_done",
    "next_to_sign",
    "phase_of",
]
