"""The engine over the law book: pure, without clock, framework or files. It proposes and explains; people decide."""

from ikrar.law.engine.advising import Advice, Answer, ConductIsUnknown, advise
from ikrar.law.engine.following import (
    Conflict,
    Consequences,
    NormDoesNotBind,
    NormDoesNotHold,
    consequences,
)
from ikrar.law.engine.holding import NormIsUnknown, norms_on
from ikrar.law.engine.kinds import Kind, OfficeIsUnknown, SwitchIsUnknown, Where, offices, switches_of
from ikrar.law.engine.placing import (
    ContestIsRunning,
    ContestIsUnknown,
    Footing,
    Position,
    Standing,
    position,
    running_regimes,
)
from ikrar.law.engine.situation import (
    REGIMES,
    AnswerIsUnknown,
    FactIsUnknown,
    FactsContradict,
    GroupIsUnknown,
    GroupsContradict,
    NoGroupGiven,
    RegimeIsUnknown,
    Situation,
    groups_of,
)
from ikrar.law.engine.touching import Act, Finding, Fit, Touched, finding, touched
from ikrar.law.engine.tracing import Step, Trace

__all__ = [
    "REGIMES",
    "Act",
    "Advice",
    "Answer",
    "AnswerIsUnknown",
    "ConductIsUnknown",
    "Conflict",
    "Consequences",
    "ContestIsRunning",
    "ContestIsUnknown",
    "FactIsUnknown",
    "FactsContradict",
    "Finding",
    "Fit",
    "Footing",
    "GroupIsUnknown",
    "GroupsContradict",
    "Kind",
    "NoGroupGiven",
    "NormDoesNotBind",
    "NormDoesNotHold",
    "NormIsUnknown",
    "OfficeIsUnknown",
    "Position",
    "RegimeIsUnknown",
    "Situation",
    "Standing",
    "Step",
    "SwitchIsUnknown",
    "Touched",
    "Trace",
    "Where",
    "advise",
    "consequences",
    "finding",
    "groups_of",
    "norms_on",
    "offices",
    "position",
    "running_regimes",
    "switches_of",
    "touched",
]
