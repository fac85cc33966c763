"""The publications of a declaration: one after the other, and each at its permanent address."""

from django.http import HttpRequest, HttpResponse

from ikrar.openness import queries
from ikrar.openness.domain import CANNOT_PROVE
from ikrar.web.access import public
from ikrar.web.page import page

ON_ONE_PAGE = 200  # changed units; the files say the rest


@public
def versions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every version, newest first, with what moved, why, and its place in the register."""
    return page(request, "openness/versions.html", found=queries.chain(public_id=public_id))


@public
def version(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """One version for ever, beside the one before it."""
    found = queries.version(public_id=public_id, number=number)
    changed = found.changes.units if found.changes else ()
    return page(
        request,
        "openness/version.html",
        found=found,
        one=found.declaration,
        figures=found.figures,
        changed=changed[:ON_ONE_PAGE],
        more=len(changed[ON_ONE_PAGE:]),
        cannot_prove=CANNOT_PROVE,
    )
