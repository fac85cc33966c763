"""The poster that leads to the adviser, made when it is asked for."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ikrar.law import queries
from ikrar.law.asking import addresses
from ikrar.law.papers.poster import poster as drawn
from ikrar.web.access import public


@public
@require_safe
def poster(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (a view)
    """A PDF; it leads to the adviser's own address, whichever way it was reached."""
    made = drawn(queries.book(), address=addresses.adviser(), at=timezone.now())
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="bolehkah-saya.pdf"'
    return response
