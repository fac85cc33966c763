"""Short ways to ask what a quotation is worth on a day, in the law and in a chain of invented instruments."""

from datetime import date

from ikrar.law import queries
from ikrar.law.domain import Article, Instrument, InstrumentKind, InstrumentStatus, Validity
from ikrar.law.engine import quote
from tests.law.engine import invented
from tests.law.engine.invented import words

BOOK = queries.book()


def quoted(text, day="2024-10-01", regime="", book=BOOK):
    return quote(book, text=text, day=date.fromisoformat(day), regime=regime)


def told(*asked, **more):
    return [
        (item.instrument.code, item.article, item.closeness.value, item.status.value)
        for item in quoted(*asked, **more).readings
    ]


def instead(*asked, **more):
    return [
        f"{other.instrument.code} {other.article}".strip()
        for item in quoted(*asked, **more).readings
        for other in item.instead
    ]


def instrument(code, short="", *, begins=date(2000, 1, 1), ends=None, **different):
    plain = {
        "kind": InstrumentKind.REGULATION,
        "name": words(f"Peraturan {code}"),
        "status": InstrumentStatus.IN_FORCE,
    }
    return Instrument(
        code=code, short=short or code, validity=Validity(begins, ends), backing=invented.BACKING, contests=("any",),
        **{**plain, **different},
    )  # fmt: skip


def article(of, name, *, validity=Validity(), contests=("any",), **different):  # noqa: B008 (frozen)
    return Article(of, name, words(name), contests, validity, invented.BACKING, **different)


CHAIN = invented.book(
    instruments=[
        instrument("PP1/2000", ends=date(2005, 1, 1), replaced_by="PP2/2005"),
        instrument("PP2/2005", begins=date(2005, 1, 1), ends=date(2010, 1, 1), replaced_by="PP3/2010"),
        instrument("PP3/2010", begins=date(2010, 1, 1)),
    ]
)
