"""Institutions: what each held, how far signing came, when figures appear."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ikrar.commitments import queries as commitments
from ikrar.openness import queries, tables
from ikrar.openness.queries import tiles
from ikrar.openness.views import showing
from ikrar.web.access import public
from ikrar.web.page import page


@public
def institutions(request: HttpRequest) -> HttpResponse:
    """All institutions, the convenor first."""
    return page(request, "openness/institutions.html", found=queries.institutions())


@public
def institution(request: HttpRequest, public_id: str) -> HttpResponse:
    """One institution with its newest published figures and everything it takes part in."""
    found = queries.institution_page(public_id=public_id)
    figures = found.figures
    layout = tiles.layout(institution_id=found.institution.id)
    return page(
        request,
        "openness/institution.html",
        found=found,
        one=found.newest,
        figures=figures,
        level=tables.level(figures) if figures else None,
        map=showing.map_of(figures, layout) if figures else None,
        trend=showing.trend_of(found.trend),
        commitments=[one for one in commitments.public() if _takes_part(one, found.institution.id)],
        now=timezone.now(),
    )


def _takes_part(commitment: commitments.CommitmentView, institution_id: int) -> bool:
    return any(one.institution_id == institution_id for one in commitment.signatories)
