"""References that must be told on both sides, and those between records of one kind."""

from collections.abc import Iterator

from ikrar.law.domain import Book, Procedure
from ikrar.law.reading.checking.references import Found

TOUCHED = ("norms", "sanctions", "terms", "instruments")  # what a question may touch


def complaints(book: Book) -> Iterator[Found]:
    yield from _questions_to_records(book)
    yield from _records_to_questions(book)
    yield from _mirrors(book)
    yield from _survivals(book)
    yield from _successors(book)
    for procedure in book.procedures.values():
        yield from _steps(book, procedure)
    yield from _round_the_clock(book)


def _questions_to_records(book: Book) -> Iterator[Found]:
    for number, question in book.questions.items():
        for code in question.touches:
            homes = [name for name in TOUCHED if code in getattr(book, name)]
            if not homes:
                yield "questions", number, f"it touches {code!r}, which is not in the book"
            for name in homes:
                if number not in getattr(book, name)[code].backing.questions:
                    yield name, code, f"question {number} touches it, but it does not name question {number}"


def _records_to_questions(book: Book) -> Iterator[Found]:
    for name in TOUCHED:
        for code, item in getattr(book, name).items():
            for number in item.backing.questions:
                if number in book.questions and code not in book.questions[number].touches:
                    yield "questions", number, f"{code} names it, but it does not touch {code}"


def _mirrors(book: Book) -> Iterator[Found]:
    for code, norm in book.norms.items():
        mirror = book.norms.get(norm.mirror)
        if mirror and mirror.mirror != code:
            yield "norms", code, f"its mirror {mirror.code} does not mirror it"
        if mirror and mirror.phase == norm.phase:
            yield "norms", code, f"its mirror {mirror.code} stands on the same side of the day of fixing"


def _survivals(book: Book) -> Iterator[Found]:
    for code, instrument in book.instruments.items():
        for survival in instrument.survives:
            if survival.of not in book.instruments:
                yield "instruments", code, f"instrument {survival.of!r} is not in the book"


def _successors(book: Book) -> Iterator[Found]:
    known = {(article.instrument, article.article) for article in book.articles}
    for article in book.articles:
        after = article.replaced_by
        if after and after.article and (after.instrument, after.article) not in known:
            code = (article.instrument, article.article, article.validity.begins_on)
            yield "articles", code, f"article {after.article!r} of {after.instrument} is not in the book"


def _steps(book: Book, procedure: Procedure) -> Iterator[Found]:
    known = {step.code for step in procedure.steps}
    reached = {procedure.steps[0].code} if procedure.steps else set()
    for step in procedure.steps:
        reached |= set(step.next)
        for code in step.next:
            if code not in known:
                yield (
                    "procedures",
                    procedure.code,
                    f"step {step.code} leads to {code!r}, which it does not have",
                )
        if step.term and step.term not in book.terms:
            yield "procedures", procedure.code, f"step {step.code}: term {step.term!r} is not in the book"
    for code in sorted(known - reached):
        yield "procedures", procedure.code, f"no step leads to {code}"


def _round_the_clock(book: Book) -> Iterator[Found]:
    known = {stage.code for calendar in book.calendars.values() for stage in calendar.stages}
    for code, reception in book.receptions.items():
        for stage in reception.around_the_clock_stages:
            if stage not in known:
                yield "receptions", code, f"stage {stage!r} is in no calendar"
