"""The pages a visitor reads."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ikrar.commitments import queries as commitments
from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.openness import queries, tables
from ikrar.openness.domain import CANNOT_PROVE, COMPARISON_TONES, COMPARISON_WORDS
from ikrar.openness.forms import PaperForm
from ikrar.openness.queries import tiles
from ikrar.openness.views import showing
from ikrar.web import charts
from ikrar.web.access import public
from ikrar.web.languages import say
from ikrar.web.page import page

# Pilkada 2024, as of 5 December 2024, Ministry of Home Affairs as reported by nusabali.com; confidence C.
FUNNEL: tuple[tuple[Words, int], ...] = (
    (Words("Dilaporkan", "Reported"), 1158),
    (Words("Menunggu pemeriksaan BKN", "Waiting at BKN"), 667),
    (Words("Menunggu pimpinan instansinya", "Waiting at the head of their agency"), 436),
    (Words("Dijatuhi sanksi", "Sanctioned"), 19),
)


@public
def front(request: HttpRequest) -> HttpResponse:
    """What this is, what is on today, how far signing came, and how to check it."""
    today = timezone.now().astimezone(JAKARTA).date()
    funnel = charts.bars(
        rows=[(say(words), count, FUNNEL[0][1]) for words, count in FUNNEL],
        title=say(FUNNEL[0][0]),
    )
    return page(request, "openness/front.html", front=queries.front(on=today), today=today, funnel=funnel)


@public
def declarations(request: HttpRequest) -> HttpResponse:
    """All declarations that are known, by day."""
    today = timezone.now().astimezone(JAKARTA).date()
    return page(request, "openness/declarations.html", found=queries.declarations(), today=today)


@public
def declaration(request: HttpRequest, public_id: str) -> HttpResponse:
    """A declaration with its figures as last published."""
    at = timezone.now()
    found = queries.page_of(public_id=public_id, at=at)
    figures, user = found.figures, request.user
    unit = request.GET.get("unit", "")
    layout = tiles.layout(institution_id=found.declaration.institution_id)
    return page(
        request,
        "openness/declaration.html",
        level=tables.level(figures, unit=unit) if figures else None,
        map=showing.map_of(figures, layout, unit=unit) if figures else None,
        trend=showing.trend_of(found.trend),
        now=at,
        may_republish=user.is_authenticated and user.may("figures.publish"),
        found=found,
        one=found.declaration,
        commitments=commitments.of_declaration(public_id),
        figures=figures,
        cannot_prove=CANNOT_PROVE,
    )


@public
def text(request: HttpRequest, public_id: str) -> HttpResponse:
    """The pact and the ikrar of a declaration, word for word, with the hash that is signed."""
    found = queries.page_of(public_id=public_id, at=timezone.now())
    return page(request, "openness/text.html", one=found.declaration)


@public
def evidence(request: HttpRequest) -> HttpResponse:
    """What the register proves and what it does not, and how anybody checks it."""
    form = PaperForm(request.GET or None)
    compared = None
    if form.is_bound and form.is_valid():
        compared = queries.compare(size=form.cleaned_data["ukuran"], root=form.cleaned_data["akar"])
    return page(
        request,
        "openness/evidence.html",
        status=422 if form.errors else 200,
        found=queries.evidence(),
        form=form,
        compared=COMPARISON_WORDS[compared] if compared else None,
        tone=COMPARISON_TONES[compared] if compared else "",
    )


@public
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of whom, and for how long."""
    return page(request, "openness/privacy.html")


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """How these pages may be used, and what to do where they fail."""
    return page(request, "openness/accessibility.html")
