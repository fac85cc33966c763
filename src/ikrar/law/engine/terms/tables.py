"""The table of days off that the law book ships."""

from ikrar.kernel.words import Words
from ikrar.law.domain.book import Book
from ikrar.law.domain.holidays import HolidayTable, table

SHIPPED = Words("Daftar libur buku hukum", "Days off of the law book")


def shipped(book: Book) -> HolidayTable:
    """The years whose decree the book knows, with single days on top."""
    return table(name=SHIPPED, years=book.holiday_years.values(), days=book.days_off.values())
