"""The law book in public: an index, a search, and each record with what carries it."""

from datetime import date

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ikrar.law import queries, records
from ikrar.law.domain import CONFIDENCE_WORDS
from ikrar.law.engine.wording import HELD_WORDS
from ikrar.law.forms.book import OnDayForm, SearchForm
from ikrar.law.papers.book import printed
from ikrar.law.records.finding import SLUGS
from ikrar.web.access import public
from ikrar.web.languages import is_english
from ikrar.web.page import page

GROUPED = {"norms": "book"}  # kinds whose list is told in parts, and by which of their values
ELSEWHERE = {"terms": "law:term", "calendars": "law:calendar"}  # pages that show more than a record


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What the product says about rules, by kind; or what a search found."""
    book = queries.book()
    form = SearchForm(request.GET if request.GET.get("cari", "").strip() else None)
    wanted = form.cleaned_data["cari"].strip() if form.is_bound and form.is_valid() else ""
    return page(
        request,
        "law/book/index.html",
        status=422 if form.errors else 200,
        form=form,
        wanted=wanted,
        found=records.search(book, wanted),
        counted=records.counts(book),
        unconfirmed=len(records.unverified(book)),
        marks=CONFIDENCE_WORDS,
        version=book.version,
    )


@public
@require_safe
def record(request: HttpRequest, code: str) -> HttpResponse:
    """One record, or all records of a kind."""
    book = queries.book()
    if code.strip("/") in SLUGS:
        return _list(request, code.strip("/"))
    found = records.find(book, code)
    if found.code != code:
        return HttpResponseRedirect(reverse("law:record", args=[found.code]))
    form = OnDayForm(request.GET if request.GET.get("pada") else None)
    day: date | None = form.cleaned_data["pada"] if form.is_bound and form.is_valid() else None
    told = records.tell(book, found, on=day)
    return page(
        request,
        "law/book/record.html",
        status=422 if form.errors else 200,
        told=told,
        form=form if hasattr(found.item, "validity") else None,
        day=day,
        held=HELD_WORDS[told.held] if told.held else None,
        sure=CONFIDENCE_WORDS[told.backing.confidence],
        page_of_its_own=_elsewhere(told),
        version=book.version,
    )


def _list(request: HttpRequest, slug: str) -> HttpResponse:
    book, kind = queries.book(), SLUGS[slug]
    groups: dict[str, list[records.Told]] = {}
    for one in records.all_of(book, kind):
        part = getattr(one.item, GROUPED.get(kind.name, ""), "")
        groups.setdefault(part, []).append(records.tell(book, one))
    return page(request, "law/book/kind.html", kind=kind, groups=list(groups.items()), version=book.version)


def _elsewhere(told: records.Told) -> str:
    name = ELSEWHERE.get(told.found.kind.name)
    return reverse(name, args=[told.found.code]) if name else ""


@public
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every text and page a statement was read in."""
    book = queries.book()
    return page(request, "law/book/sources.html", sources=book.sources.values(), version=book.version)


@public
@require_safe
def unconfirmed(request: HttpRequest) -> HttpResponse:
    """Everything badged "perlu konfirmasi", so that somebody may confirm it."""
    book = queries.book()
    return page(
        request, "law/book/unconfirmed.html", unconfirmed=records.unverified(book), version=book.version
    )


@public
@require_safe
def versions(request: HttpRequest) -> HttpResponse:
    """Which version of the law was in force here since when."""
    spans = queries.versions_in_force()
    return page(request, "law/book/versions.html", spans=spans, version=queries.book().version)


@public
@require_safe
def paper(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (a view)
    """The whole book as PDF; set once for each version and language, then kept."""
    book, english = queries.book(), is_english()
    made = cache.get_or_set(
        f"law-book:{book.version}:{english}",
        lambda: printed(book, english=english, at=timezone.now()),
        timeout=None,
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="buku-hukum.pdf"'
    return response
