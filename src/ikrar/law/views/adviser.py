"""The adviser "Bolehkah saya …?": one question a page. Every answer given travels in the form; nothing is kept here."""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.law import queries
from ikrar.law.asking import addresses, answering, finding
from ikrar.law.asking.asked import (
    ANSWERED,
    BY_DAY,
    CONDUCT,
    CONTEST,
    DAY,
    OPEN,
    WHO,
    Asked,
    day_of,
    read,
)
from ikrar.law.asking.hats import EMPLOYMENTS, OFFICES
from ikrar.law.asking.showing import behind
from ikrar.law.domain import Book
from ikrar.law.engine.following import NEVER_PICKS
from ikrar.web.access import public
from ikrar.web.forgetful import forgetful_form
from ikrar.web.page import page

SEARCH = "cari"
KEPT_BY_THE_BROWSER = (
    "private, no-cache"  # questions only, so that its back button works; answers are not stored
)
MISSING = {
    CONDUCT: Words("Pilih satu pertanyaan.", "Choose one question."),
    WHO: Words("Pilih paling sedikit satu.", "Choose at least one."),
    DAY: Words("Isi hari, misalnya 2024-10-12.", "Give a day, such as 2024-10-12."),
    CONTEST: Words("Pilih salah satu.", "Choose one."),
}
UNANSWERED = Words(
    "Pilih salah satu jawaban; “belum tahu” juga jawaban.", "Choose one; not knowing is an answer too."
)


@forgetful_form
@public
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The next question, or the answer."""
    book = queries.book()
    if request.method != "POST":
        return _question(request, book, Asked(), CONDUCT)
    asked = read(request.POST, book)
    step = _step(request.POST, asked)
    if step is not None:
        return _question(request, book, asked, step, wrong=_wrong(request.POST, asked, step))
    return _answer(request, book, asked)


def _step(sent: QueryDict, asked: Asked) -> str | None:
    """The question somebody wants to see again, else the first without an answer."""
    wanted = CONDUCT if SEARCH in sent else sent.get(OPEN, "")
    return wanted if wanted in asked.steps else asked.next_step


def _wrong(sent: QueryDict, asked: Asked, step: str) -> Words | None:
    """What is missing in the question that was just answered."""
    if OPEN in sent or sent.get(ANSWERED) != step or asked.is_answered(step):
        return None
    return MISSING.get(step, UNANSWERED)


def _answer(request: HttpRequest, book: Book, asked: Asked) -> HttpResponse:
    try:
        answers = answering.answers(book, asked)
    except answering.CONTRADICTIONS as contradiction:
        step, wrong = answering.step_of(asked, contradiction)
        return _question(request, book, asked, step, wrong=wrong)
    return page(
        request,
        "law/adviser/answer.html",
        asked=asked,
        answers=answers,
        behind=behind(book, answers),
        told=answering.told(asked),
        fields=asked.fields(),
        all_fields=asked.fields(),
        last_step=asked.steps[-1],
        outside=answering.outside(book, asked),
        traces=sum(len(answer.cases) for answer in answers),
        address=addresses.adviser(),
        never_picks=NEVER_PICKS,
        made_on=_today(),
        law_version=book.version,
        here=request.path,
    )


def _question(
    request: HttpRequest, book: Book, asked: Asked, step: str, *, wrong: Words | None = None
) -> HttpResponse:
    template, more = _PAGES.get(step, ("fact", _fact))
    place = asked.steps.index(step)
    response = page(
        request,
        f"law/adviser/{template}.html",
        status=422 if wrong else 200,
        asked=asked,
        step=step,
        number=place + 1,
        of=len(asked.steps) if asked.conduct else 0,
        fields=asked.fields(without=step),
        all_fields=asked.fields(),
        back=asked.before(step),
        wrong=wrong,
        here=request.path,
        **more(request, book, asked, step),
    )
    response["Cache-Control"] = KEPT_BY_THE_BROWSER
    return response


def _conducts(request: HttpRequest, book: Book, _asked: Asked, _step: str) -> dict[str, object]:
    typed = request.POST.get(SEARCH, "").strip()[: finding.LONGEST]
    return {
        "halves": finding.halves(finding.topics(book)),
        "machines": addresses.machines(request),
        "typed": typed,
        "found": finding.search(book, typed) if typed else None,
    }


def _who(_request: HttpRequest, _book: Book, asked: Asked, _step: str) -> dict[str, object]:
    return {
        "employments": [(hat, hat.code in asked.hats) for hat in EMPLOYMENTS],
        "offices": [(hat, hat.code in asked.hats) for hat in OFFICES],
    }


def _day(request: HttpRequest, _book: Book, asked: Asked, _step: str) -> dict[str, object]:
    today = _today()
    typed = request.POST.get(DAY, "")
    return {
        "today": today,
        "typed": typed if typed and not day_of(typed) else "",
        "shown": asked.day or today,
    }


def _contest(_request: HttpRequest, book: Book, asked: Asked, _step: str) -> dict[str, object]:
    assert asked.day is not None
    return {
        "runs": answering.runs(book, asked.day),
        "choices": [
            (code, words, code == (asked.contest or BY_DAY)) for code, words in answering.CONTEST_WORDS
        ],
    }


def _fact(_request: HttpRequest, _book: Book, asked: Asked, step: str) -> dict[str, object]:
    fact = asked.fact(step)
    return {"fact": fact, "given": asked.facts.get(fact.code, "")}


Page = Callable[[HttpRequest, Book, Asked, str], dict[str, object]]
_PAGES: dict[str, tuple[str, Page]] = {
    CONDUCT: ("conducts", _conducts),
    WHO: ("who", _who),
    DAY: ("day", _day),
    CONTEST: ("contest", _contest),
}


def _today() -> date:
    return timezone.now().astimezone(JAKARTA).date()
