"""From rule and event to the last day, and back to why. Pure: days, moments, the law book and a table of days off come in.

Nothing starts a clock silently: an event is something somebody asserts, and every reading the law leaves open is shown.
"""

from ikrar.law.engine.terms.answer import (
    DayOutsideHolidays,
    MomentNeeded,
    NoSuchTerm,
    PracticeReading,
    Reading,
    TermAnswer,
    TermNotInForce,
    count,
    term_of,
)
from ikrar.law.engine.terms.clocks import (
    TURN_WORDS,
    Clock,
    ClockAnswer,
    ClockDoesNotTurnSo,
    ExtensionOutOfRange,
    Run,
    Turn,
    Turned,
    side_by_side,
    turn,
)
from ikrar.law.engine.terms.counting import Pause, Span, Step, Why, is_working, walk
from ikrar.law.engine.terms.events import (
    Event,
    EventAfterToday,
    MomentWithoutZone,
    NoSuchZone,
    at_moment,
    on_day,
    zone_of,
)
from ikrar.law.engine.terms.facts import (
    FACT_WORDS,
    Disputed,
    Fact,
    FactKind,
    FactsDisagree,
    FromFacts,
    NothingStartsTheClock,
    from_facts,
    starts_from_facts,
)
from ikrar.law.engine.terms.shifting import Running, Shift, shifts
from ikrar.law.engine.terms.tables import shipped
from ikrar.law.engine.terms.tracing import trace
from ikrar.law.engine.terms.usable import Counter, Usable

__all__ = [
    "FACT_WORDS",
    "TURN_WORDS",
    "Clock",
    "ClockAnswer",
    "ClockDoesNotTurnSo",
    "Counter",
    "DayOutsideHolidays",
    "Disputed",
    "Event",
    "EventAfterToday",
    "ExtensionOutOfRange",
    "Fact",
    "FactKind",
    "FactsDisagree",
    "FromFacts",
    "MomentNeeded",
    "MomentWithoutZone",
    "NoSuchTerm",
    "NoSuchZone",
    "NothingStartsTheClock",
    "Pause",
    "PracticeReading",
    "Reading",
    "Run",
    "Running",
    "Shift",
    "Span",
    "Step",
    "TermAnswer",
    "TermNotInForce",
    "Turn",
    "Turned",
    "Usable",
    "Why",
    "at_moment",
    "count",
    "from_facts",
    "is_working",
    "on_day",
    "shifts",
    "shipped",
    "side_by_side",
    "starts_from_facts",
    "term_of",
    "trace",
    "turn",
    "walk",
    "zone_of",
]
