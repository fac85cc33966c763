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
from ikrar.law.engine.terms.counting import Pause, Step, Why, is_working, walk
from ikrar.law.engine.terms.events import (
    Event,
    EventAfterToday,
    MomentWithoutZone,
    NoSuchZone,
    at_moment,
    on_day,
    zone_of,
)
from ikrar.law.engine.terms.shifting import Running, Shift, shifts
from ikrar.law.engine.terms.tables import shipped
from ikrar.law.engine.terms.tracing import trace
from ikrar.law.engine.terms.usable import Counter, Usable

__all__ = [
    "Counter",
    "DayOutsideHolidays",
    "Event",
    "EventAfterToday",
    "MomentNeeded",
    "MomentWithoutZone",
    "NoSuchTerm",
    "NoSuchZone",
    "Pause",
    "PracticeReading",
    "Reading",
    "Running",
    "Shift",
    "Step",
    "TermAnswer",
    "TermNotInForce",
    "Usable",
    "Why",
    "at_moment",
    "count",
    "is_working",
    "on_day",
    "shifts",
    "shipped",
    "term_of",
    "trace",
    "walk",
    "zone_of",
]
