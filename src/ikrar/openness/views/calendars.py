"""The calendar of declarations: a page of months, and a feed anybody can subscribe to."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.openness.opendata import feed
from ikrar.openness.queries import calendar
from ikrar.openness.queries.calendar import Day
from ikrar.openness.views.serving import served
from ikrar.pledges.domain import State
from ikrar.pledges.queries import DeclarationView
from ikrar.web.access import public
from ikrar.web.api import ParameterNotUnderstood
from ikrar.web.languages import is_english, say
from ikrar.web.months import MONTHS, Mark, months
from ikrar.web.page import page

TITLE = Words("Deklarasi pada {month}", "Declarations in {month}")
YEAR_DIGITS = 4


@public
def calendars(request: HttpRequest) -> HttpResponse:
    """Two calendars go by this word: where to find which, and what comes next in the one of declarations."""
    today = timezone.now().astimezone(JAKARTA).date()
    return page(request, "openness/calendars.html", coming=calendar.coming(today=today), today=today)


@public
def calendar_page(request: HttpRequest) -> HttpResponse:
    """A year of declarations, month by month."""
    today = timezone.now().astimezone(JAKARTA).date()
    found = calendar.year_of(year=_year(request), today=today)
    drawn = [(_name(first), _picture(first, every), every) for first, every in found.months]
    return page(request, "openness/calendar.html", found=found, months=drawn, today=today)


@public
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """The same for calendars of phones and programs."""
    body = feed.feed(calendar.happenings(), english=is_english())
    answer = served(request, body, kind="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="deklarasi.ics"'
    return answer


def _year(request: HttpRequest) -> int | None:
    text = request.GET.get("tahun", "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) == YEAR_DIGITS and text > "0000"):
        raise ParameterNotUnderstood("tahun", text, "2024")
    return int(text)


def _name(first: date) -> str:
    return f"{MONTHS[first.month - 1][is_english()]} {first.year}"


def _picture(first: date, every: tuple[Day, ...]) -> str:
    marks: dict[date, Mark] = {}
    for day in every:
        held_on = day.one.held_on
        assert held_on is not None
        if marks.get(held_on) is not Mark.END:  # what is held outweighs what is not
            marks[held_on] = _mark(day.one)
    return months(marks, title=say(TITLE, month=_name(first)))


def _mark(one: DeclarationView) -> Mark:
    if one.state in (State.CANCELLED, State.SUPERSEDED):
        return Mark.OFF
    return Mark.COUNTED if one.state == State.PLANNED else Mark.END
