"""Where a day lies in an election: its stages, and on which side of the day the candidates were fixed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ikrar.kernel.words import Words
from ikrar.law.domain import AskedPhase, Book, Calendar, Contest, Stage
from ikrar.law.engine.situation import REGIMES, RegimeIsUnknown
from ikrar.law.engine.wording import REGIME_WORDS, spoken

NEAR = timedelta(days=7)
BORDER_QUESTION = 8  # since when a would-be candidate is a candidate
NEW_LAW_QUESTION = 14  # which rules hold for elections after those the book knows


class ContestIsUnknown(ValueError):
    """No calendar of this kind of election holds such a contest."""

    def __init__(self, contest: str, regime: str, known: Iterable[str]) -> None:
        super().__init__(contest, regime)
        self.contest = contest
        self.regime = regime
        self.known = ", ".join(known) or "-"


class ContestIsRunning(ValueError):
    """It was said that no election ran on the day, and the calendars say one did."""

    def __init__(self, day: date, regimes: Iterable[str]) -> None:
        super().__init__(day, regimes)
        self.day = day
        self.regimes = ", ".join(regimes)


class Standing(StrEnum):
    """How the day stands to the calendars the book holds for this kind of election."""

    RUNNING = "running"
    BEFORE_FIRST = "before-first"
    BETWEEN = "between"
    AFTER_LAST = "after-last"
    NO_ELECTION = "no-election"


@dataclass(frozen=True, slots=True)
class Footing:
    """One way the day may lie, with the contests for which it does; no phases where no election is meant."""

    phases: frozenset[AskedPhase]
    contests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """`footings` are alternatives; more than one means that a person must choose. `near` are contests about to be or just fixed."""

    day: date
    regime: str
    contest: str
    standing: Standing
    calendars: tuple[str, ...]
    stages: tuple[Stage, ...]
    footings: tuple[Footing, ...]
    near: tuple[Contest, ...]
    questions: tuple[int, ...]
    says: Words

    @property
    def phases(self) -> frozenset[AskedPhase]:
        """Every phase the day may belong to."""
        return frozenset(phase for footing in self.footings for phase in footing.phases)


def position(book: Book, *, day: date, regime: str, contest: str = "") -> Position:
    """Where the day lies for this kind of election, or for one contest of it; several footings where it is not sure."""
    _check(book, regime=regime, contest=contest)
    if regime == "none":
        return _no_election(day)
    running = [c for c in _calendars(book, regime, contest) if _runs(c, day=day, contest=contest)]
    if not running:
        return _outside(book, day=day, regime=regime, contest=contest)
    return _inside(running, day=day, regime=regime, contest=contest)


def running_regimes(book: Book, *, day: date) -> tuple[str, ...]:
    """The kinds of election that run on a day, by the calendars of the book."""
    return tuple(sorted({c.regime for c in book.calendars.values() if _runs(c, day=day, contest="")}))


def check_no_election(book: Book, *, day: date) -> None:
    """Raise if an election runs on a day of which none is said to run."""
    if regimes := running_regimes(book, day=day):
        raise ContestIsRunning(day, regimes)


def _check(book: Book, *, regime: str, contest: str) -> None:
    if regime not in REGIMES:
        raise RegimeIsUnknown(regime)
    known = sorted({item.code for calendar in _calendars(book, regime) for item in calendar.contests})
    if contest and contest not in known:
        raise ContestIsUnknown(contest, regime, known)


def _calendars(book: Book, regime: str, contest: str = "") -> list[Calendar]:
    """The calendars of this kind of election, or those that hold the contest, in the order of their first day."""
    found = [calendar for calendar in book.calendars.values() if calendar.regime == regime]
    holding = [c for c in found if not contest or contest in {item.code for item in c.contests}]
    return sorted(holding, key=lambda calendar: _first_and_end(calendar, ""))


def _first_and_end(calendar: Calendar, contest: str) -> tuple[date, date]:
    """The first and the last day; a contest without any stage never runs."""
    periods = [(s.period.begins_on, s.last_day) for s in calendar.stages if _concerns(s, contest)]
    return min((first for first, _ in periods), default=date.max), max(
        (last for _, last in periods), default=date.max
    )


def _concerns(stage: Stage, contest: str) -> bool:
    return not contest or not stage.contests or contest in stage.contests


def _runs(calendar: Calendar, *, day: date, contest: str) -> bool:
    first, last = _first_and_end(calendar, contest)
    return first <= day <= last


def _no_election(day: date) -> Position:
    says = Words("Pada hari ini tidak ada tahapan pemilihan.", "No stage of an election ran on this day.")
    return Position(
        day=day,
        regime="none",
        contest="",
        standing=Standing.NO_ELECTION,
        calendars=(),
        stages=(),
        footings=(Footing(frozenset()),),
        near=(),
        questions=(),
        says=says,
    )


def _inside(running: list[Calendar], *, day: date, regime: str, contest: str) -> Position:
    stages = tuple(s for c in running for s in c.stages_on(day) if _concerns(s, contest))
    contests = [item for c in running for item in c.contests if contest in ("", item.code)]
    live = [item for item in contests if any(_runs(c, day=day, contest=item.code) for c in running)]
    near = tuple(item for item in live if abs(item.fixed_on - day) <= NEAR)
    footings = _footings(live, stages, day)
    return Position(
        day=day,
        regime=regime,
        contest=contest,
        standing=Standing.RUNNING,
        calendars=tuple(c.code for c in running),
        stages=stages,
        footings=footings,
        near=near,
        questions=(BORDER_QUESTION,) if len(footings) > 1 else (),
        says=_says_inside(running, stages, near),
    )


def _footings(contests: list[Contest], stages: tuple[Stage, ...], day: date) -> tuple[Footing, ...]:
    """Alternatives by what they say about the candidates; a calendar without contests leaves both sides possible."""
    if not contests:
        return tuple(Footing(phases) for phases in (_BEFORE, _after(stages, "")))
    held: dict[frozenset[AskedPhase], list[str]] = {}
    for contest in contests:
        for phases in _sides(contest, stages, day):
            held.setdefault(phases, []).append(contest.code)
    return tuple(Footing(phases, tuple(codes)) for phases, codes in held.items())


def _sides(contest: Contest, stages: tuple[Stage, ...], day: date) -> list[frozenset[AskedPhase]]:
    after = _after(stages, contest.code)
    if abs(contest.fixed_on - day) <= NEAR:
        return [_BEFORE, after]
    return [_BEFORE if day < contest.fixed_on else after]


_BEFORE = frozenset({AskedPhase.BEFORE_FIXED})


def _after(stages: tuple[Stage, ...], contest: str) -> frozenset[AskedPhase]:
    """After the fixing, with what the stages of the day add: the campaign, the quiet days, the vote."""
    later = {stage.phase for stage in stages if stage.phase and _concerns(stage, contest)}
    return frozenset({AskedPhase.AFTER_FIXED, *later})


def _says_inside(running: list[Calendar], stages: tuple[Stage, ...], near: tuple[Contest, ...]) -> Words:
    names = Words(", ".join(c.name.id for c in running), ", ".join(c.name.en for c in running))
    id_stages = "; ".join(s.name.id for s in stages) or "di antara dua tahapan"
    en_stages = "; ".join(s.name.en for s in stages) or "between two stages"
    words = Words(f"{names.id}: {id_stages}.", f"{names.en}: {en_stages}.")
    if not near:
        return words
    return Words(
        f"{words.id} Hari ini tujuh hari atau kurang dari penetapan calon, jadi kedua masa ditunjukkan.",
        f"{words.en} This day is seven days or less from the fixing of candidates, so both phases are shown.",
    )


def _outside(book: Book, *, day: date, regime: str, contest: str) -> Position:
    spans = [_first_and_end(calendar, contest) for calendar in _calendars(book, regime, contest)]
    standing = _standing(spans, day)
    questions = (BORDER_QUESTION, NEW_LAW_QUESTION) if standing is Standing.AFTER_LAST else (BORDER_QUESTION,)
    return Position(
        day=day,
        regime=regime,
        contest=contest,
        standing=standing,
        calendars=(),
        stages=(),
        footings=_ANYWHERE,
        near=(),
        questions=questions,
        says=_says_outside(spans, regime),
    )


# Without a calendar the day may lie in any phase.
_ANYWHERE = (
    Footing(_BEFORE),
    Footing(frozenset({AskedPhase.AFTER_FIXED})),
    *(
        Footing(frozenset({AskedPhase.AFTER_FIXED, phase}))
        for phase in (AskedPhase.CAMPAIGN, AskedPhase.QUIET, AskedPhase.VOTING)
    ),
)


def _standing(spans: list[tuple[date, date]], day: date) -> Standing:
    if all(last < day for _, last in spans):
        return Standing.AFTER_LAST
    if all(day < first for first, _ in spans):
        return Standing.BEFORE_FIRST
    return Standing.BETWEEN


def _says_outside(spans: list[tuple[date, date]], regime: str) -> Words:
    words = REGIME_WORDS[regime]
    held = _held([span for span in spans if span[0] != date.max])
    return Words(
        f"Buku hukum ini tidak memuat tahapan {words.id} untuk hari ini (yang ada: {held.id})."
        " Belum pasti apakah calon sudah ditetapkan, jadi semua kemungkinan masa ditunjukkan.",
        f"This law book holds no stage of a {words.en.lower()} for this day (it holds: {held.en})."
        " Whether candidates were fixed is not known, so every possible phase is shown.",
    )


def _held(spans: list[tuple[date, date]]) -> Words:
    """The first and last days in words; a contest that never runs has none."""
    days = [(spoken(first), spoken(last)) for first, last in spans]
    return Words(
        ", ".join(f"{first.id} sampai {last.id}" for first, last in days) or "-",
        ", ".join(f"{first.en} to {last.en}" for first, last in days) or "-",
    )
