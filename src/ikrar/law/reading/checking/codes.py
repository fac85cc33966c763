"""One code, one record: a code that could mean two things is refused."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ikrar.law.domain import Book
from ikrar.law.reading.checking.references import Found

# Kinds whose codes people type and other records name; a calendar and its regions share one code on purpose.
ONE_SPACE = (
    "instruments",
    "norms",
    "sanctions",
    "competences",
    "penalties",
    "handlers",
    "procedures",
    "terms",
    "receptions",
    "calendars",
    "conducts",
    "pacts",
    "doors",
    "holiday_years",
    "days_off",
)


def complaints(book: Book) -> Iterator[Found]:
    yield from _between_kinds(book)
    yield from _stages(book)
    for name, code, kind, codes in _inner_codes(book):
        for twice in _twice(codes):
            yield name, code, f"{kind} {twice!r} stands twice"


def _between_kinds(book: Book) -> Iterator[Found]:
    first: dict[str, str] = {}
    for name in ONE_SPACE:
        for code in getattr(book, name):
            if code in first:
                yield name, code, f"the code is also one of {first[code]}"
            first.setdefault(code, name)


def _stages(book: Book) -> Iterator[Found]:
    first: dict[str, str] = {}
    for calendar in book.calendars.values():
        for code in [stage.code for stage in calendar.stages] + [stage.code for stage in calendar.not_held]:
            if code in first:
                yield "calendars", calendar.code, f"stage {code!r} stands twice (also in {first[code]})"
            first[code] = calendar.code


def _inner_codes(book: Book) -> Iterator[tuple[str, str, str, Iterable[str]]]:
    for calendar in book.calendars.values():
        yield "calendars", calendar.code, "contest", (one.code for one in calendar.contests)
    for procedure in book.procedures.values():
        yield "procedures", procedure.code, "step", (step.code for step in procedure.steps)
    for conduct in book.conducts.values():
        yield "conducts", conduct.code, "fact", (fact.code for fact in conduct.facts)
        for fact in conduct.facts:
            yield "conducts", conduct.code, f"{fact.code}: answer", (choice.code for choice in fact.choices)
    for pact in book.pacts.values():
        yield "pacts", pact.code, "slot", (slot.name for slot in pact.slots)


def _twice(codes: Iterable[str]) -> list[str]:
    return [code for code, count in Counter(codes).items() if count > 1]
