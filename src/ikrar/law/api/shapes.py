"""What the answers look like: types that describe, and do nothing else. A test holds every answer against them."""

from typing import Any, NotRequired, TypedDict

from ikrar.kernel.words import Words
from ikrar.law.domain import AskedFact, AskedPhase, Confidence, Contest, Held, Level, Verdict
from ikrar.law.domain.backing import Backing, Origin, Source
from ikrar.law.domain.calendars import NotHeld, Regions
from ikrar.law.engine import ChangeKind, Fit, RecordKind, Standing


class Backed(TypedDict):
    """How sure it is; what is C or D is to be confirmed."""

    confidence: Confidence
    to_be_confirmed: bool
    sources: list[str]
    doubt: Words | None


class Provision(TypedDict):
    """The provision something rests on; `inferred` marks our own reading."""

    instrument: str
    article: str
    inferred: bool


class TraceStep(TypedDict):
    """One step of a reason, in legal words."""

    kind: str
    says: Words
    cites: list[Provision]


class ToldTrace(TypedDict):
    """Why an answer says what it says; `hash` is the SHA-256 of `canonical`, `law` the version it came from."""

    hash: str
    law: str
    steps: list[TraceStep]
    not_considered: list[TraceStep]
    canonical: str


ToldNorm = TypedDict(
    "ToldNorm",
    {
        "code": str,
        "conduct": Words,
        "class": str,
        "level": Level,
        "levels": list[Level],
        "basis": list[Provision],
        "begins_on": str | None,
        "ends_before": str | None,
        "warning": Words | None,
        "confidence": Confidence,
        "to_be_confirmed": bool,
        "sources": list[str],
        "doubt": Words | None,
    },
)


class ToldTouched(TypedDict):
    """A norm that may be touched, why, and which facts are still missing."""

    norm: ToldNorm
    fit: Fit
    held: Held
    why: Any
    missing: list[AskedFact]
    mirror: str | None


class CodeAndName(TypedDict):
    """A record by its code and name."""

    code: str
    name: Words


class ToldFooting(TypedDict):
    """One way the day may lie."""

    phases: list[AskedPhase]
    contests: list[str]


class NearFixing(TypedDict):
    """A contest whose candidates are fixed within seven days of the day."""

    contest: str
    name: Words
    fixed_on: str


class ToldPosition(TypedDict):
    """Where a day lies in the elections; several footings where that is not sure."""

    day: str
    regime: str
    contest: str
    standing: Standing
    says: Words
    calendars: list[str]
    stages: list[CodeAndName]
    footings: list[ToldFooting]
    near: list[NearFixing]
    questions: list[int]


class ToldAnswer(Backed):
    """One possible answer: about the rule, never about a person."""

    verdict: Verdict
    sentence: Words
    rule: int
    phases: list[list[AskedPhase]]
    touched: list[ToldTouched]
    missing: list[AskedFact]
    instead: Words | None
    ask_whom: Words | None
    questions: list[int]
    trace: ToldTrace


class ToldSide(TypedDict):
    """Who says what."""

    who: Words
    says: Words


class ToldQuestion(TypedDict):
    """Where the law is open: both sides, and who decides."""

    number: int
    question: Words
    sides: list[ToldSide]
    decides: Words


class ToldConsequences(TypedDict):
    """The range a norm can lead to as enacted; nothing in it is chosen."""

    norm: ToldNorm
    held: Held
    open: bool
    kinds: list[dict[str, Any]]
    penalty: Words | None
    penalty_notes: list[dict[str, Any]]
    conflicts: list[dict[str, Any]]
    questions: list[ToldQuestion]
    handlers: list[CodeAndName]
    says: list[Words]
    trace: ToldTrace


class ToldAdvice(TypedDict):
    """Every answer that is possible on the day."""

    conduct: str
    ask: Words
    position: ToldPosition
    answers: list[ToldAnswer]
    consequences: NotRequired[list[ToldConsequences]]


class ToldAsked(TypedDict):
    """The answers for each kind of election that is meant, under the version of the law that gives them."""

    law: str
    advice: list[ToldAdvice]


class ToldReading(Backed):
    """One meaning of a quotation and how it stands on the day."""

    instrument: str
    name: Words
    article: str
    recorded: str | None
    record_says: Words | None
    closeness: str
    status: str
    held: Held
    says: Words
    warning: Words | None
    instead: list[dict[str, Any]]
    amended_by: list[str]
    survives: list[dict[str, Any]]


class ToldQuoted(TypedDict):
    """All that a quotation may mean."""

    text: str
    day: str
    regime: str
    says: Words
    readings: list[ToldReading]
    near: list[CodeAndName]
    trace: ToldTrace


class ToldChange(TypedDict):
    """One record that is new, gone or different, field by field."""

    record: RecordKind
    code: str
    kind: ChangeKind
    fields: list[dict[str, Any]]


class ToldDifference(TypedDict):
    """Two versions of the law, what differs, and what that reaches."""

    old: str
    new: str
    changes: list[ToldChange]
    affected: list[dict[str, Any]]


class ToldStage(TypedDict):
    """A stage; `norms` ask something in it and not always."""

    code: str
    name: Words
    begins_on: str
    last_day: str
    is_on: bool
    is_key: bool
    contests: list[str]
    phase: AskedPhase | None
    forbids: Words | None
    allows: Words | None
    norms: list[str]
    backing: Backing | None


class ToldCalendar(TypedDict):
    """The stages of one election."""

    code: str
    name: Words
    scope: Words
    regime: str
    origin: Origin
    contests: list[Contest]
    stages: list[ToldStage]
    always: list[str]
    not_held: list[NotHeld]
    regions: list[Regions]


class ToldStages(TypedDict):
    """Calendars and what holds on a day."""

    law: str
    day: str
    calendars: list[ToldCalendar]


class ToldSpan(TypedDict):
    """Since when a version was in force in this installation."""

    number: int
    version: str
    since: str
    leaf_hash: str


class ToldVersion(TypedDict):
    """The version of the law in force, and those before it, the newest first."""

    version: str
    records: dict[str, int]
    in_force: list[ToldSpan]


class RecordLine(TypedDict):
    """A record of the book by its code."""

    kind: str
    code: str
    title: Words
    confidence: Confidence
    to_be_confirmed: bool


class ToldRecords(TypedDict):
    """Records in the order of the book."""

    law: str
    records: list[RecordLine]


class ToldRecord(RecordLine):
    """One record: `record` holds all its fields, `cited` the sources it names, `held` whether it held on the day asked for."""

    law: str
    on: str | None
    held: Held | None
    record: dict[str, Any]
    cited: list[Source]


TermStretch = TypedDict("TermStretch", {"from": str, "to": str, "why": str})


class TermReading(TypedDict):
    """One way of counting, with its working; `last_usable` is the last moment at the counter."""

    unit: str
    first_day: str
    last_day: str
    ends_at: str | None
    counter: str | None
    last_usable: str | None
    working: list[TermStretch]


class ToldTerm(TypedDict):
    """When a term ends: every reading, the earliest as the alarm; no readings where none was found."""

    term: str
    rule: Words
    event: str
    alarm: str | None
    readings: list[TermReading]
    practices: list[dict[str, Any]]
    has_passed: bool
    may_have_passed: bool
    doors: list[str]
    unknown_years: list[int]
    beside: dict[str, list[str]]
    shift: dict[str, Any] | None
    confidence: Confidence
    needs_confirmation: bool
    questions: list[int]
    sources: list[str]
    holidays: dict[str, Any]
    law: str
    trace: str
