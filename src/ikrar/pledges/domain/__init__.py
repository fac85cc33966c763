"""Rules and values of declarations and pledges. Plain Python: no Django, no clock."""

from ikrar.pledges.domain.values import (
    Aspect,
    Decline,
    Format,
    Ground,
    IdentifiedBy,
    KeyKind,
    Outcome,
    PresenceLevel,
    State,
    StepKind,
    TroubleKind,
)

__all__ = [
    "Aspect",
    "Decline",
    "Format",
    "Ground",
    "IdentifiedBy",
    "KeyKind",
    "Outcome",
    "PresenceLevel",
    "State",
    "StepKind",
    "TroubleKind",
]
