"""A small invented law, for what the shipped one does not show: gaps, conflicts, calendars in a row."""

from dataclasses import replace
from datetime import date, timedelta

from ikrar.kernel.periods import Period
from ikrar.kernel.words import Words
from ikrar.law.domain import (
    AnswerRule,
    AskedFact,
    AskedPhase,
    Backing,
    Basis,
    Book,
    Calendar,
    Choice,
    Conduct,
    Confidence,
    Contest,
    Group,
    Level,
    Norm,
    NormClass,
    NormPhase,
    Origin,
    Stage,
    Validity,
    Verdict,
    When,
)

BACKING = Backing(Confidence.STATUTE, ("T:INVENTED",))
EMPTY = Book(
    version="0" * 64,
    sources={},
    instruments={},
    articles=(),
    norms={},
    sanctions={},
    competences={},
    penalties={},
    handlers={},
    procedures={},
    terms={},
    receptions={},
    questions={},
    calendars={},
    regions={},
    conducts={},
    pacts={},
)


def words(text):
    return Words(text, f"{text} (en)")


def book(**parts):
    """A book with these records, each list by the code of its items."""
    keyed = {
        name: items if isinstance(items, dict | tuple) else {item.code: item for item in items}
        for name, items in parts.items()
    }
    return replace(EMPTY, **keyed)


def norm(code, **different):
    """A norm that binds PNS at all times, changed where told."""
    plain = Norm(
        code=code,
        book="Invented",
        kind=NormClass.DISCIPLINE,
        conduct=words(f"Perbuatan {code}"),
        bound=frozenset({Group.PNS}),
        media=frozenset({"any"}),
        targets=frozenset({"any"}),
        contests=frozenset({"any"}),
        phase=NormPhase.ANY,
        level=Level.LIGHT,
        level_confidence=Confidence.STATUTE,
        basis=(Basis("UU1/2000", "Pasal 1"),),
        validity=Validity(date(2000, 1, 1)),
        backing=BACKING,
    )
    return replace(plain, **different)


def rule(verdict, *norms, when=None, **different):
    """A rule of conduct, its `when` given as keywords of When."""
    made = AnswerRule(When(**(when or {})), Verdict(verdict), words(f"Kalimat {verdict}"), norms, BACKING)
    return replace(made, **different)


def conduct(*rules, facts=(), code="ACT"):
    """A conduct; facts are asked as code=(answers…)."""
    asked = tuple(
        AskedFact(name, words(name), tuple(Choice(answer, words(answer)) for answer in answers))
        for name, answers in facts
    )
    return Conduct(code, "social", words("Bolehkah"), asked, tuple(rules), BACKING)


def calendar(code, regime, first, *, days=100, contests=(), stages=()):
    """A calendar of so many days; contests as (code, day of fixing), stages as (code, first, last, phase, contests)."""
    frame = Stage(f"{code}-ALL", words("Tahapan"), Period(first, first + timedelta(days=days)))
    more = tuple(
        Stage(
            name,
            words(name),
            Period(begins, last + timedelta(days=1)),
            phase=AskedPhase(phase) if phase else None,
            contests=tuple(whose),
        )
        for name, begins, last, phase, *whose in stages
    )
    races = tuple(
        Contest(name, words(name), regime, on, words("ditetapkan"), BACKING) for name, on in contests
    )
    origin = Origin("PKPU 1/2000", None, Confidence.TWO_SOURCES)
    return Calendar(code, words(code), words("semua"), origin, (frame, *more), regime, races)
