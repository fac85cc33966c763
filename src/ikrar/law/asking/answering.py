"""From answers to what the engine says, in the order in which a reader needs it."""

from dataclasses import dataclass
from datetime import date

from ikrar.kernel.words import Words
from ikrar.law import engine
from ikrar.law.asking.asked import BY_DAY, CONTEST, DAY, FACT, WHO, Asked
from ikrar.law.asking.hats import HATS, groups_of
from ikrar.law.asking.showing import Shown, shown
from ikrar.law.domain import Book
from ikrar.web import formats, problems

CONTEST_WORDS: tuple[tuple[str, tuple[Words, Words]], ...] = (
    (
        BY_DAY,
        (
            Words("Sesuai harinya", "Whatever runs on that day"),
            Words("Pilih ini bila ragu.", "Choose this when in doubt."),
        ),
    ),
    (
        "pilkada",
        (
            Words("Pilkada", "Regional election (Pilkada)"),
            Words("Gubernur, bupati, atau wali kota.", "Governor, regent or mayor."),
        ),
    ),
    (
        "pemilu",
        (
            Words("Pemilu", "General election (Pemilu)"),
            Words("Presiden, DPR, DPD, atau DPRD.", "President, DPR, DPD or DPRD."),
        ),
    ),
    (
        "none",
        (
            Words("Tidak ada pemilihan", "No election"),
            Words("Hari di luar tahapan pemilihan.", "A day outside the stages of any election."),
        ),
    ),
)
NOTHING_RUNS = Words(
    "Tidak ada tahapan pemilihan yang kami catat pada hari itu.",
    "We know of no stage of an election that day.",
)
NO_CALENDAR = Words(
    "Hari itu di luar kalender pemilihan yang kami miliki, jadi jawaban ini untuk hari tanpa tahapan pemilihan. "
    "Bila saat itu ada Pilkada atau Pemilu, ubah jawaban “pemilihan” di bawah.",
    "That day lies outside the election calendars we hold, so this answer is for a day without any election stage. "
    "If an election was under way, change the answer about the election below.",
)
WHO_ERRORS = (engine.GroupsContradict, engine.NoGroupGiven)
CONTRADICTIONS = (*WHO_ERRORS, engine.ContestIsRunning, engine.FactsContradict)


@dataclass(frozen=True, slots=True)
class Told:
    """One line of what somebody answered, and the question to change it at."""

    question: Words
    answer: Words
    step: str


def regimes(book: Book, asked: Asked) -> tuple[str, ...]:
    """The kinds of election the question is answered for: the one chosen, else all that run that day, else none."""
    assert asked.day is not None
    if asked.contest != BY_DAY:
        return (asked.contest,)
    return engine.running_regimes(book, day=asked.day) or ("none",)


def answers(book: Book, asked: Asked) -> tuple[Shown, ...]:
    """What the engine says, for each kind of election; alike answers once."""
    assert asked.day is not None
    assert asked.conduct is not None
    day, groups, facts = asked.day, groups_of(asked.hats), dict(asked.facts)
    situations = [engine.Situation(day, groups, regime, facts=facts) for regime in regimes(book, asked)]
    advices = [engine.advise(book, conduct=asked.conduct.code, situation=each) for each in situations]
    return shown(book, advices, situations=situations)


def step_of(asked: Asked, contradiction: Exception) -> tuple[str, Words]:
    """The question to ask again after answers that cannot all be true, and why."""
    told = problems.refusal_of(contradiction)
    assert told is not None
    values = vars(contradiction)
    words = Words(*(text.format(**values) for text in told.words))
    if isinstance(contradiction, WHO_ERRORS):
        return WHO, words
    if isinstance(contradiction, engine.ContestIsRunning):
        return CONTEST, words
    return asked.steps[-1], words


def runs(book: Book, day: date) -> tuple[Words, ...]:
    """What the calendars say of a day."""
    running = engine.running_regimes(book, day=day)
    found = tuple(engine.position(book, day=day, regime=regime).says for regime in running)
    return found or (NOTHING_RUNS,)


def outside(book: Book, asked: Asked) -> Words | None:
    """Said where the day lies before the first or after the last calendar, so that nobody knows what ran."""
    assert asked.day is not None
    standings = {
        engine.position(book, day=asked.day, regime=regime).standing for regime in ("pemilu", "pilkada")
    }
    if not standings <= {engine.Standing.BEFORE_FIRST, engine.Standing.AFTER_LAST}:
        return None
    return NO_CALENDAR if asked.contest == BY_DAY else None


def told(asked: Asked) -> tuple[Told, ...]:
    """What was answered about person and facts, in words."""
    hats = [HATS[code].words for code in asked.hats]
    who = Words(", ".join(w.id for w in hats), ", ".join(w.en for w in hats))
    lines = [
        Told(Words("Siapa", "Who"), who, WHO),
        Told(Words("Hari", "Day"), _day(asked), DAY),
        Told(Words("Pemilihan", "Election"), dict(CONTEST_WORDS)[asked.contest][0], CONTEST),
    ]
    for code, answer in asked.facts.items():
        fact = asked.fact(FACT + code)
        chosen = next(choice.label for choice in fact.choices if choice.code == answer)
        lines.append(Told(fact.ask, chosen, FACT + code))
    return tuple(lines)


def _day(asked: Asked) -> Words:
    assert asked.day is not None
    return Words(*(formats.day(asked.day, english=english) for english in (False, True)))
