"""Anybody checks a certified PDF against the register and the roots trusted here. Nothing is kept of it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ikrar.accounts.operations import count_trial
from ikrar.kernel.words import Words
from ikrar.papers import queries
from ikrar.papers.views.showing import shown
from ikrar.web.access import public
from ikrar.web.forgetful import forgetful_form_of
from ikrar.web.page import page

FIELD = "berkas"
A_FORM_BESIDE_IT = 5_000
A_MINUTE = 60
NOTHING_GIVEN = Words("Pilih berkas PDF yang akan diperiksa.", "Choose the PDF to be checked.")


@public
@forgetful_form_of(lambda: settings.IKRAR_PAPER_BYTES + A_FORM_BESIDE_IT)
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The empty page, or the answer for the file that was sent.

    All askers share one count: nobody's address is looked at, and the work stays bounded.
    """
    if request.method != "POST":
        return _page(request)
    upload = request.FILES.get(FIELD)
    if upload is None or not upload.size:
        return _page(request, wrong=NOTHING_GIVEN, status=422)
    at = timezone.now()
    count_trial(kind="pdf-check", key="public", limit=settings.IKRAR_PDF_CHECKS, seconds=A_MINUTE, at=at)
    checked = queries.checked(pdf=bytes(upload.read()), at=at)
    return _page(
        request,
        result=shown(checked),
        anchored=queries.anchored(sha256=checked.sha256),
        issued=queries.issued_as(sha256=checked.sha256),
    )


def _page(request: HttpRequest, *, status: int = 200, **context: object) -> HttpResponse:
    trusted = len(queries.trust().roots)
    megabytes = settings.IKRAR_PAPER_BYTES // 1_000_000
    return page(request, "papers/check.html", status=status, trusted=trusted, most=megabytes, **context)
