"""`conducts`: the questions of staff and the rules that answer."""

from ikrar.law.domain import (
    AnswerRule,
    AskedFact,
    AskedPhase,
    Backing,
    Choice,
    Conduct,
    Confidence,
    Group,
    Verdict,
    When,
)
from ikrar.law.reading.backings import backing, sources
from ikrar.law.reading.record import Record, own_words


def conduct(record: Record) -> Conduct:
    own = backing(record)
    return Conduct(
        code=record.text("code"),
        topic=record.text("group_of_questions"),
        ask=record.words("ask"),
        facts=record.many("facts_asked", _fact),
        rules=record.many("answer_rules", lambda rule: _rule(rule, own)),
        backing=own,
    )


def _fact(record: Record) -> AskedFact:
    return AskedFact(record.text("code"), record.words("ask"), record.many("answers", _choice))


def _choice(record: Record) -> Choice:
    return Choice(record.text("code"), own_words(record))


def _rule(record: Record, own: Backing) -> AnswerRule:
    return AnswerRule(
        when=record.one("when", _when),
        verdict=record.choice("verdict", Verdict),
        sentence=record.words("sentence"),
        norms=record.texts("norms"),
        backing=_backing(record, own),
        carried_by=record.texts("carried_by"),
        instead=record.maybe_words("instead"),
        ask_whom=record.maybe_words("ask_whom"),
    )


def _backing(record: Record, own: Backing) -> Backing:
    """A rule is as sure as its conduct unless it says otherwise."""
    return Backing(
        confidence=record.maybe_choice("confidence", Confidence) or own.confidence,
        sources=sources(record) if "sources" in record else own.sources,
        doubt=record.maybe_words("doubt"),
        questions=record.numbers("questions"),
    )


def _when(record: Record) -> When:
    return When(
        groups=frozenset(record.choices("group", Group)),
        contests=frozenset(record.texts("contest")),
        phases=frozenset(record.choices("phase", AskedPhase)),
        facts=record.free_texts("facts"),
    )
