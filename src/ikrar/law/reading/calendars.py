"""A calendar of its own file, and `regions`."""

from datetime import timedelta

from ikrar.kernel.periods import Period, PeriodIsEmpty
from ikrar.law.domain import (
    AskedPhase,
    Backing,
    Calendar,
    Confidence,
    Contest,
    NotHeld,
    Origin,
    RegionException,
    Regions,
    Stage,
)
from ikrar.law.reading.backings import backing, sources
from ikrar.law.reading.record import Record, own_words


def calendar(record: Record) -> Calendar:
    stages = record.many("stages", _stage)
    return Calendar(
        code=record.text("code"),
        name=record.words("name"),
        scope=record.words("scope"),
        origin=record.one("source", _origin),
        stages=tuple(sorted(stages, key=lambda stage: (stage.period.begins_on, stage.code))),
        regime=record.text("regime"),
        contests=record.many("contests", _contest),
        not_held=record.many("not_held", _not_held),
    )


def _origin(record: Record) -> Origin:
    return Origin(
        instrument=record.text("instrument"),
        dated=record.maybe_day("dated"),
        confidence=record.choice("confidence", Confidence),
        note=record.maybe_text("note"),
        sources=sources(record),
    )


def _stage(record: Record) -> Stage:
    begins_on = record.day("begins_on")
    try:
        period = Period(begins_on, record.day("last_day") + timedelta(days=1))
    except PeriodIsEmpty:
        raise record.wrong("last_day", "a stage ends before it begins") from None
    return Stage(
        code=record.text("code"),
        name=record.words("name"),
        period=period,
        is_key=record.flag("key"),
        contests=record.texts("contests"),
        backing=_own_backing(record),
        allows=record.maybe_words("allows"),
        forbids=record.maybe_words("forbids"),
        phase=record.maybe_choice("phase", AskedPhase),
    )


def _own_backing(record: Record) -> Backing | None:
    """A stage is as sure as its calendar unless it says otherwise."""
    return backing(record) if "confidence" in record or "sources" in record else None


def _contest(record: Record) -> Contest:
    return Contest(
        code=record.text("code"),
        name=record.words("name"),
        regime=record.text("regime"),
        fixed_on=record.day("fixed_on"),
        fixed=record.words("fixed"),
        backing=backing(record),
    )


def _not_held(record: Record) -> NotHeld:
    return NotHeld(
        code=record.text("code"),
        name=record.words("name"),
        planned_for=record.day("planned_for"),
        backing=backing(record),
        contests=record.texts("contests"),
    )


def regions(record: Record) -> Regions:
    return Regions(
        code=record.text("code"),
        calendar=record.text("calendar"),
        elects=record.words("elects"),
        exceptions=record.many("exceptions", _exception),
        backing=backing(record),
        provinces=record.maybe_number("provinces"),
        regencies=record.maybe_number("regencies"),
        cities=record.maybe_number("cities"),
        total=record.maybe_number("total"),
        fixed_on=record.maybe_day("fixed_on"),
    )


def _exception(record: Record) -> RegionException:
    return RegionException(record.text("code"), own_words(record), sources(record))
