"""The law as values: dated, sourced, with its doubts. Plain Python: no Django, no clock, no files."""

from ikrar.law.domain.backing import CONFIDENCE_WORDS, Backing, Basis, Confidence, Origin, Source
from ikrar.law.domain.book import Book
from ikrar.law.domain.calendars import Calendar, Contest, NotHeld, RegionException, Regions, Stage
from ikrar.law.domain.conducts import AnswerRule, AskedFact, AskedPhase, Choice, Conduct, Verdict, When
from ikrar.law.domain.instruments import (
    Article,
    Instrument,
    InstrumentKind,
    InstrumentStatus,
    Successor,
    Survival,
)
from ikrar.law.domain.norms import ASN_GROUPS, Fact, Group, Level, Norm, NormClass, NormPhase
from ikrar.law.domain.pacts import PactTemplate, Slot
from ikrar.law.domain.procedures import Handler, Procedure, Step
from ikrar.law.domain.questions import OpenQuestion, Side
from ikrar.law.domain.sanctions import Appeal, Competence, PenaltyNote, Sanction, WhenSwitch
from ikrar.law.domain.terms import FirstDay, Hours, Practice, Reception, Term, Unit
from ikrar.law.domain.validity import Held, Validity

__all__ = [
    "ASN_GROUPS",
    "CONFIDENCE_WORDS",
    "AnswerRule",
    "Appeal",
    "Article",
    "AskedFact",
    "AskedPhase",
    "Backing",
    "Basis",
    "Book",
    "Calendar",
    "Choice",
    "Competence",
    "Conduct",
    "Confidence",
    "Contest",
    "Fact",
    "FirstDay",
    "Group",
    "Handler",
    "Held",
    "Hours",
    "Instrument",
    "InstrumentKind",
    "InstrumentStatus",
    "Level",
    "Norm",
    "NormClass",
    "NormPhase",
    "NotHeld",
    "OpenQuestion",
    "Origin",
    "PactTemplate",
    "PenaltyNote",
    "Practice",
    "Procedure",
    "Reception",
    "RegionException",
    "Regions",
    "Sanction",
    "Side",
    "Slot",
    "Source",
    "Stage",
    "Step",
    "Successor",
    "Survival",
    "Term",
    "Unit",
    "Validity",
    "Verdict",
    "When",
    "WhenSwitch",
]
