"""Rows of bodies, procedures, terms, counters, doors and the questions of the staff."""

from collections.abc import Iterator

from ikrar.kernel.words import Words
from ikrar.law.domain import (
    AnswerRule,
    Book,
    Conduct,
    Handler,
    Hours,
    Practice,
    Procedure,
    Reception,
    Step,
    Term,
    When,
)
from ikrar.law.domain.doors import Door
from ikrar.law.engine.wording import GROUP_WORDS, PHASE_WORDS, REGIME_WORDS
from ikrar.law.records import labels
from ikrar.law.records.rows import Piece, Row, bases, codes, joined, row, same

WEEK = ("", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
WEEK_EN = ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def handler(_book: Book, item: Handler) -> tuple[Row, ...]:
    return (*row("Tugas", "Task", item.does), *bases(item.basis))


def procedure(_book: Book, item: Procedure) -> tuple[Row, ...]:
    return (
        *row("Ranah", "Field", _regime(item.regime)),
        *row("Tahap", "Steps", *map(_step, item.steps)),
        *bases(item.basis),
    )


def _step(step: Step) -> Piece:
    parts = [joined([same(step.code), step.name], ": "), Words(f"oleh {step.by.id}", f"by {step.by.en}")]
    if step.term:
        parts.append(Words(f"tenggat {step.term}", f"term {step.term}"))
    follows = ", ".join(step.next)
    parts.append(
        Words(f"lalu {follows}", f"then {follows}") if follows else Words("selesai di sini", "ends here")
    )
    return Piece(joined(parts, "; "), step.term)


def _regime(regime: str) -> Words:
    return REGIME_WORDS.get(regime) or labels.REGIMES.get(regime) or same(regime)


def term(book: Book, item: Term) -> tuple[Row, ...]:
    return (
        *row("Ranah", "Field", _regime(item.regime)),
        *row("Lama", "Length", length(item)),
        *row("Dihitung sejak", "Counted from", item.counts_from),
        *row("Hari pertama", "First day", labels.FIRST_DAYS[item.first_day]),
        *row("Yang harus terjadi", "What must happen", item.act),
        *row("Oleh", "By", item.by),
        *row("Praktik yang berbeda", "Practice that differs", *map(_practice, item.practice)),
        *bases(item.basis),
        *codes("Loket", "Counter", (r.code for r in book.receptions.values() if item.code in r.terms)),
        *codes(
            "Jalan lain bila lewat",
            "Other doors once it passed",
            (d.code for d in book.doors.values() if item.code in d.terms),
        ),
    )


def length(item: Term) -> Words:
    """The length with its unit, as in "7 hari kalender"."""
    unit = labels.UNITS[item.unit]
    if item.length is None:
        return unit
    said = joined([same(item.length), unit], " ")
    return Words(f"pada hari ke-{said.id}", f"on day {said.en}") if item.is_day_of else said


def _practice(item: Practice) -> Words:
    parts = [item.where]
    if item.length is not None or item.unit is not None:
        unit = labels.UNITS[item.unit] if item.unit else Words("hari", "days")
        parts.append(joined([same(item.length), unit], " ") if item.length is not None else unit)
    borne = ", ".join(item.backing.sources)
    sure = Words(
        f"keyakinan {item.backing.confidence} [{borne}]", f"confidence {item.backing.confidence} [{borne}]"
    )
    return joined([*parts, sure], "; ")


def reception(_book: Book, item: Reception) -> tuple[Row, ...]:
    always = [item.around_the_clock] if item.around_the_clock else []
    return (
        *row("Ranah", "Field", _regime(item.regime)),
        *row("Jam", "Hours", *map(_hours, item.hours), *always),
        *row("Hari pemungutan suara", "Voting day", _hours(item.voting_day) if item.voting_day else None),
        *codes("Untuk tenggat", "For terms", item.terms),
        *bases(item.basis),
    )


def _hours(hours: Hours) -> Words:
    clock = f"{hours.opens:%H.%M}–{hours.closes:%H.%M}"
    clock_en = f"{hours.opens:%H:%M}–{hours.closes:%H:%M}"
    days = sorted(hours.days)
    if not days:
        return Words(clock, clock_en)
    return Words(
        f"{', '.join(WEEK[day] for day in days)} {clock}",
        f"{', '.join(WEEK_EN[day] for day in days)} {clock_en}",
    )


def door(_book: Book, item: Door) -> tuple[Row, ...]:
    return (
        *row("Yang terbuka", "What is open", item.says),
        *row("Caranya", "How", item.how),
        *codes("Bila lewat", "Once passed", item.terms),
        *codes("Tenggatnya sendiri", "Its own term", filter(None, [item.own_term])),
        *bases(item.basis),
    )


def conduct(_book: Book, item: Conduct) -> tuple[Row, ...]:
    return (
        *row("Yang ditanyakan lebih dulu", "Asked first", *(fact.ask for fact in item.facts)),
        *row("Jawaban, yang pertama cocok", "Answers, the first that fits", *(_rule(item, rule) for rule in item.rules)),
        *codes("Norma", "Norms", dict.fromkeys(code for rule in item.rules for code in rule.norms)),
    )  # fmt: skip


def _rule(conduct: Conduct, rule: AnswerRule) -> Words:
    when = list(_when(conduct, rule.when))
    always = Words("Selain itu", "Otherwise")
    says = rule.sentence
    if rule.norms:
        says = joined([says, same(f"[{', '.join(rule.norms)}]")], " ")
    return joined([joined(when, "; ") if when else always, says], " → ")


def _when(conduct: Conduct, when: When) -> Iterator[Words]:
    if when.groups:
        yield joined(GROUP_WORDS[group] for group in GROUP_WORDS if group in when.groups)
    if when.contests:
        yield joined(REGIME_WORDS[contest] for contest in sorted(when.contests))
    if when.phases:
        yield joined(PHASE_WORDS[phase] for phase in PHASE_WORDS if phase in when.phases)
    asked = {fact.code: fact for fact in conduct.facts}
    for code, wanted in when.facts.items():
        labelled = {choice.code: choice.label for choice in asked[code].choices}
        yield joined([asked[code].ask, labelled.get(wanted, Words("belum tahu", "not known yet"))], " ")
