"""The institution's seal, for whoever wants to compare: what it is, its fingerprint, its certificate as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from ikrar.papers.queries import seal_in_use
from ikrar.web.access import public
from ikrar.web.page import page


@public
def seal(request: HttpRequest) -> HttpResponse:
    return page(request, "papers/seal.html", seal=seal_in_use(at=timezone.now()))


@public
def seal_file(_request: HttpRequest, fingerprint: str = "") -> HttpResponse:
    """The certificate in use, or a former one by its fingerprint."""
    found = seal_in_use(at=timezone.now())
    for one in (found, *found.before):
        if fingerprint in ("", one.facts.fingerprint):
            answer = HttpResponse(one.pem, content_type="application/x-pem-file")
            answer["Content-Disposition"] = 'attachment; filename="segel-ikrar.crt"'
            return answer
    raise Http404
