"""The calendar of the elections: what is when, what each part forbids or permits, and what holds on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.law import queries
from ikrar.law.domain import AskedPhase, Book, Calendar, Contest, Stage
from ikrar.law.engine import stages as engine
from ikrar.law.engine.placing import NEAR, Position, Standing, position
from ikrar.law.engine.wording import PHASE_WORDS
from ikrar.law.forms.stages import DayForm
from ikrar.law.queries.changes import amendments_of
from ikrar.web.access import public
from ikrar.web.languages import is_english, say
from ikrar.web.page import page
from ikrar.web.timeline import Doubt, Picture, Row, timeline

A_WHILE = "public, max-age=300"
AFTER_THE_VOTE = Words("sesudah pemungutan suara", "after the vote")
DOUBT = Words("Tujuh hari di sekitar penetapan calon", "Seven days around the fixing of candidates")


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of a contest under the words people use for it."""

    words: Words
    part: engine.Part
    told: tuple[Stage, ...]  # stages with a sentence of their own
    is_now: bool


@public
def index(request: HttpRequest) -> HttpResponse:
    """Every election with its picture, and what holds on the day asked for."""
    form, today, day = _asked(request)
    book = queries.book()
    shown = [(one, _picture(one, None, day)) for one in _newest_first(book)]
    answer = page(
        request,
        "law/stages/index.html",
        status=422 if form.errors else 200,
        form=form,
        today=today,
        day=day,
        positions=[one for one in _positions(book, day) if one.standing is Standing.RUNNING],
        shown=shown,
        version=book.version,
    )
    return _kept_a_while(request, answer)


@public
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """One election, contest by contest."""
    form, today, day = _asked(request)
    book, found = queries.book(), queries.calendar(code)
    contest = engine.contest_of(found, request.GET.get("kontes") or found.contests[0].code)
    parts = engine.parts(book, found, contest)
    span = parts[0].period.begins_on, parts[-1].last_day
    answer = page(
        request,
        "law/stages/calendar.html",
        status=422 if form.errors else 200,
        form=form,
        today=today,
        day=day,
        calendar=found,
        contest=contest,
        position=position(book, day=day, regime=found.regime, contest=contest.code),
        picture=_picture(found, contest, day),
        headings=list(_headings(parts, day)),
        span=span,
        is_within=span[0] <= day <= span[1],
        always=engine.always(book, found),
        near=(contest.fixed_on - NEAR, contest.fixed_on + NEAR),
        not_held=[one for one in found.not_held if not one.contests or contest.code in one.contests],
        regions=[one for one in book.regions.values() if one.calendar == code],
        amendments=amendments_of(calendar=code),
        version=book.version,
    )
    return _kept_a_while(request, answer)


@public
def former_address(_request: HttpRequest) -> HttpResponse:
    """Where the stages stood until release 0.2: on the adviser's own host this word means them alone."""
    return HttpResponsePermanentRedirect(reverse("law:stages"))


def _asked(request: HttpRequest) -> tuple[DayForm, date, date]:
    """The form, today in Jakarta, and the day to show: today unless another one was asked for."""
    today = timezone.now().astimezone(JAKARTA).date()
    form = DayForm(request.GET) if request.GET.get("hari") else DayForm(initial={"hari": today})
    wanted = form.cleaned_data["hari"] if form.is_bound and form.is_valid() else None
    return form, today, wanted or today


def _positions(book: Book, day: date) -> list[Position]:
    regimes = sorted({one.regime for one in book.calendars.values()})
    return [position(book, day=day, regime=regime) for regime in regimes]


def _newest_first(book: Book) -> list[Calendar]:
    return sorted(book.calendars.values(), key=lambda one: one.stages[0].period.begins_on, reverse=True)


def _picture(found: Calendar, contest: Contest | None, day: date) -> SafeString:
    """Of one contest with all its stages, or of an election with those that matter most."""
    shown = engine.stages_of(found, contest.code) if contest else [s for s in found.stages if s.is_key]
    contests = [contest] if contest else {one.fixed_on: one for one in found.contests}.values()
    doubts = [Doubt(say(DOUBT), one.fixed_on - NEAR, one.fixed_on + NEAR) for one in contests]
    title = f"{say(found.name)}: {say(contest.name)}" if contest else say(found.name)
    rows = [Row(say(stage.name), stage.period.begins_on, stage.last_day, stage.is_key) for stage in shown]
    return timeline(Picture(rows, title, day, doubts, is_english(), key=found.code))


def _headings(parts: tuple[engine.Part, ...], day: date) -> Iterator[Heading]:
    voted = False
    for part in parts:
        after = voted and part.phase is AskedPhase.AFTER_FIXED
        words = AFTER_THE_VOTE if after else PHASE_WORDS[part.phase]
        told = tuple(stage for stage in part.stages if stage.forbids or stage.allows)
        yield Heading(words, part, told, is_now=day in part.period)
        voted = voted or part.phase is AskedPhase.VOTING


def _kept_a_while(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The same for everybody who is not signed in."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES and answer.status_code == 200:  # noqa: PLR2004 (found)
        answer["Cache-Control"] = A_WHILE
    return answer
