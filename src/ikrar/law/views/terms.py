"""When a term ends and why: all rules, one rule with its working, and the days off it was counted with."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone

from ikrar.kernel.zones import JAKARTA
from ikrar.law.domain import Term, Unit
from ikrar.law.domain.holidays import DAY_OFF_WORDS
from ikrar.law.engine import terms as engine
from ikrar.law.forms.terms import ChoosingForm, EventForm, FactsForm
from ikrar.law.queries import terms as queries
from ikrar.law.views.workings import Working, workings
from ikrar.web import problems
from ikrar.web.access import public
from ikrar.web.languages import say
from ikrar.web.page import page

REFUSED = (
    engine.EventAfterToday,
    engine.DayOutsideHolidays,
    engine.TermNotInForce,
    engine.MomentNeeded,
    engine.NothingStartsTheClock,
    engine.FactsDisagree,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One count as the page shows it: the answer, its working, and whose day it runs from."""

    answered: queries.Answered
    workings: tuple[Working, ...]
    fact: engine.Fact | None = None


@public
def index(request: HttpRequest) -> HttpResponse:
    """All rules; with a rule and a day it leads on to that page."""
    groups = queries.by_regime()
    choices = [
        (say(words), [(term.code, f"{say(term.name)} ({term.code})") for term in terms])
        for words, terms in groups
    ]
    form = ChoosingForm(request.GET or None, groups=choices)
    if form.is_bound and form.is_valid():
        return HttpResponseRedirect(_address(form.cleaned_data["aturan"], form.cleaned_data["hari"]))
    return page(
        request,
        "law/terms/index.html",
        status=422 if form.errors else 200,
        form=form,
        groups=groups,
        holidays=queries.holidays(),
    )


@public
def term(request: HttpRequest, code: str) -> HttpResponse:
    """One rule; with a day, when it ends and why."""
    about = queries.about(code)
    if about.term.code != code:
        return HttpResponseRedirect(reverse("law:term", args=[about.term.code]))
    form = _form(request.GET, about)
    shown, facts, refusal = _counted(form, about, _today())
    return page(
        request,
        "law/terms/term.html",
        status=422 if form.errors or refusal else 200,
        about=about,
        term=about.term,
        form=form,
        shown=shown,
        facts=facts,
        refusal=refusal,
        holidays=queries.holidays(),
        rule=engine.rule_in_words(about.term),
        is_found=about.term.unit is not Unit.NOT_FOUND,
        today=_today(),
    )


@public
def days_off(request: HttpRequest) -> HttpResponse:
    """The table in use, year by year, with the decree of each."""
    table = queries.holidays()
    years = [
        (year, [holiday for day, holiday in table.days.items() if day.year == number])
        for number, year in sorted(table.years.items(), reverse=True)
    ]
    return page(
        request,
        "law/terms/days_off.html",
        table=table,
        years=years,
        kinds=DAY_OFF_WORDS,
        is_own=table.version != queries.shipped_holidays().version,
        next_year=table.last_year + 1,
    )


def _today() -> date:
    return timezone.now().astimezone(JAKARTA).date()


def _address(code: str, day: date | None) -> str:
    address = reverse("law:term", args=[code])
    if day is None:
        return address
    starting = engine.starts_from_facts(queries.about(code).term)
    if not starting:
        return f"{address}?hari={day:%Y-%m-%d}"
    name = "diketahui" if engine.FactKind.KNOWN in starting else "ditemukan"
    return f"{address}?{name}={day:%Y-%m-%d}"


def _form(given: QueryDict, about: queries.About) -> EventForm | FactsForm:
    if about.starts_from_facts:
        return FactsForm(given or None, term=about.term, has_zone=about.has_zone)
    label = say(about.term.counts_from)
    label = label[0].upper() + label[1:]
    return EventForm(given or None, term=about.term, label=label, has_zone=about.has_zone)


def _counted(
    form: EventForm | FactsForm, about: queries.About, today: date
) -> tuple[tuple[Shown, ...], engine.FromFacts | None, dict[str, object] | None]:
    """What is shown: a count for each event asserted, or the refusal in words."""
    if not form.is_bound or not form.is_valid():
        return (), None, None
    try:
        if isinstance(form, FactsForm):
            found = queries.from_facts(code=about.term.code, facts=form.facts(), today=today)
            return tuple(_of_fact(fact, about.term, today) for fact, _ in found.answers), found, None
        return (_shown(queries.answered(code=about.term.code, event=form.event(), today=today)),), None, None
    except REFUSED as refused:
        return (), None, problems.told(refused)


def _of_fact(fact: engine.Fact, rule: Term, today: date) -> Shown:
    return _shown(queries.answered(code=rule.code, event=fact.event, today=today), fact)


def _shown(answered: queries.Answered, fact: engine.Fact | None = None) -> Shown:
    return Shown(answered, workings(answered.answer), fact)
