"""Answers of the engine as plain data: the same for `./ikrar law … --json` and for the HTTP API."""

from collections.abc import Iterable
from typing import Any

from ikrar.law.domain import Backing, Basis, Norm, OpenQuestion
from ikrar.law.engine import (
    Advice,
    Answer,
    Change,
    Consequences,
    Difference,
    Finding,
    Instead,
    Kind,
    Position,
    Quoted,
    Reading,
    Step,
    Touched,
    Trace,
    plain,
)

Told = dict[str, Any]


def advice_told(advice: Advice, *, consequences: Iterable[Consequences] = ()) -> Told:
    """A question and every answer that is possible on its day, with what the touched norms can lead to if asked for."""
    return {
        "conduct": advice.conduct.code,
        "ask": plain(advice.conduct.ask),
        "position": position_told(advice.position),
        "answers": [_answer(answer) for answer in advice.answers],
        "consequences": [consequences_told(found) for found in consequences],
    }


def finding_told(finding: Finding) -> Told:
    """What an act may touch."""
    return {
        "position": position_told(finding.position),
        "touched": [_touched(item) for item in finding.touched],
        "unfitting": plain(finding.unfitting),
        "trace": trace_told(finding.trace),
    }


def consequences_told(found: Consequences) -> Told:
    """The range a norm can lead to; nothing in it is chosen."""
    return {
        "norm": norm_told(found.norm),
        "held": found.held.value,
        "open": found.is_open,
        "kinds": [_kind(kind) for kind in found.kinds],
        "penalty": plain(found.penalty),
        "penalty_notes": [
            {
                "code": note.code,
                "says": plain(note.says),
                "from": plain(note.begins_on),
                **_backing(note.backing),
            }
            for note in found.notes
        ],
        "conflicts": [
            {"levels": plain(conflict.levels), "says": plain(conflict.says)} for conflict in found.conflicts
        ],
        "questions": [question_told(question) for question in found.questions],
        "handlers": [{"code": item.code, "name": plain(item.name)} for item in found.handlers],
        "says": plain(found.says),
        "trace": trace_told(found.trace),
    }


def quoted_told(quoted: Quoted) -> Told:
    """All that a quotation may mean, and how each meaning stands on the day."""
    return {
        "text": quoted.text,
        "day": plain(quoted.day),
        "regime": quoted.regime,
        "says": plain(quoted.says),
        "readings": [_reading(item) for item in quoted.readings],
        "near": [{"code": item.code, "name": plain(item.name)} for item in quoted.near],
        "trace": trace_told(quoted.trace),
    }


def difference_told(difference: Difference) -> Told:
    """Two versions, what differs field by field, and what that reaches."""
    return {
        "old": difference.old,
        "new": difference.new,
        "changes": [_change(change) for change in difference.changes],
        "affected": [
            {
                "record": item.change.record.value,
                "changed": item.change.code,
                "what": item.what,
                "code": item.code,
                "says": plain(item.says),
            }
            for item in difference.affected
        ],
    }


def position_told(position: Position) -> Told:
    """Where a day lies."""
    return {
        "day": plain(position.day),
        "regime": position.regime,
        "contest": position.contest,
        "standing": position.standing.value,
        "says": plain(position.says),
        "calendars": plain(position.calendars),
        "stages": [{"code": stage.code, "name": plain(stage.name)} for stage in position.stages],
        "footings": [
            {"phases": plain(footing.phases), "contests": plain(footing.contests)}
            for footing in position.footings
        ],
        "near": [
            {"contest": item.code, "name": plain(item.name), "fixed_on": plain(item.fixed_on)}
            for item in position.near
        ],
        "questions": plain(position.questions),
    }


def norm_told(norm: Norm) -> Told:
    """A norm as far as an answer needs it."""
    return {
        "code": norm.code,
        "conduct": plain(norm.conduct),
        "class": norm.kind.value,
        "level": norm.level.value,
        "levels": plain(norm.levels),
        "basis": [_basis(basis) for basis in norm.basis],
        "begins_on": plain(norm.validity.begins_on),
        "ends_before": plain(norm.validity.ends_before),
        "warning": plain(norm.warning),
        **_backing(norm.backing),
    }


def question_told(question: OpenQuestion) -> Told:
    """An open question: both sides and who decides."""
    return {
        "number": question.number,
        "question": plain(question.question),
        "sides": [{"who": plain(side.who), "says": plain(side.says)} for side in question.sides],
        "decides": plain(question.decides),
    }


def trace_told(trace: Trace) -> Told:
    """Why an answer says what it says: the hashed values, and beside them the same steps in words."""
    return {
        "hash": trace.hash,
        "law": trace.law,
        "steps": [_step(step) for step in trace.steps],
        "not_considered": [_step(step) for step in trace.not_considered],
        "canonical": trace.canonical.decode(),
    }


def _answer(answer: Answer) -> Told:
    return {
        "verdict": answer.verdict.value,
        "sentence": plain(answer.sentence),
        "rule": answer.number,
        "phases": [plain(footing.phases) for footing in answer.footings],
        "touched": [_touched(item) for item in answer.touched],
        "missing": plain(answer.missing),
        "instead": plain(answer.instead),
        "ask_whom": plain(answer.ask_whom),
        "questions": plain(answer.questions),
        **_backing(answer.backing),
        "trace": trace_told(answer.trace),
    }


def _touched(item: Touched) -> Told:
    return {
        "norm": norm_told(item.norm),
        "fit": item.fit.value,
        "held": item.held.value,
        "why": plain(item.why),
        "missing": plain(item.missing),
        "mirror": item.mirror.code if item.mirror else None,
    }


def _kind(kind: Kind) -> Told:
    sanction = kind.sanction
    return {
        "code": sanction.code,
        "name": plain(sanction.name),
        "level": sanction.level.value,
        "from": kind.where.value,
        "held": kind.held.value,
        "conditions": plain(kind.conditions),
        "appeal": sanction.appeal.value,
        "basis": [_basis(basis) for basis in sanction.basis],
        "competent": [
            {"code": who.code, "person": plain(who.person), "by": plain(who.by), **_backing(who.backing)}
            for who in kind.competent
        ],
        **_backing(sanction.backing),
    }


def _reading(item: Reading) -> Told:
    return {
        "instrument": item.instrument.code,
        "name": plain(item.instrument.name),
        "article": item.article,
        "recorded": item.record.article if item.record else None,
        "record_says": plain(item.record.says) if item.record else None,
        "closeness": item.closeness.value,
        "status": item.status.value,
        "held": item.held.value,
        "says": plain(item.says),
        "warning": plain(item.warning),
        "instead": [_instead(other) for other in item.instead],
        "amended_by": [other.code for other in item.amended_by],
        "survives": [{"article": part.article, "says": plain(part.says)} for part in item.survives],
        **_backing(item.record.backing if item.record else item.instrument.backing),
    }


def _instead(other: Instead) -> Told:
    return {
        "instrument": other.instrument.code,
        "name": plain(other.instrument.name),
        "article": other.article,
        "held": other.held.value,
    }


def _change(change: Change) -> Told:
    told: Told = {"record": change.record.value, "code": change.code, "kind": change.kind.value}
    told["fields"] = [
        {"field": field.name, "before": plain(field.before), "after": plain(field.after)}
        for field in change.fields
    ]
    return told


def _step(step: Step) -> Told:
    return {"kind": step.kind, "says": plain(step.says), "cites": [_basis(basis) for basis in step.cites]}


def _basis(basis: Basis) -> Told:
    return {"instrument": basis.instrument, "article": basis.article, "inferred": basis.inferred}


def _backing(backing: Backing) -> Told:
    return {
        "confidence": backing.confidence.value,
        "to_be_confirmed": backing.confidence.needs_confirmation,
        "sources": plain(backing.sources),
        "doubt": plain(backing.doubt),
    }
