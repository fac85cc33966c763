"""One's own standing as a paper to show; nobody else can ask for it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ikrar.kernel.words import Words
from ikrar.papers.operations import pressing
from ikrar.papers.operations.pressing import Waiting
from ikrar.papers.queries import seal_in_use
from ikrar.pledges.operations.enrolling import Oneself
from ikrar.pledges.papers import statement as papers
from ikrar.pledges.queries.standing import own_standing
from ikrar.pledges.views.mine.oneself import identified
from ikrar.web.languages import say
from ikrar.web.page import page

TITLE = Words("Keterangan ikrar saya", "My own statement")


@identified
def statement(request: HttpRequest, who: Oneself) -> HttpResponse:
    """The file, or the page that comes back by itself."""
    at = timezone.now()
    key, job = papers.statement(
        own_standing(official_id=who.official_id, at=at), seal=seal_in_use(at=at), at=at
    )
    answer = pressing.ask(key=key, job=job, at=at)
    if isinstance(answer, Waiting):
        waiting = page(request, "pledges/mine/certificate.html", status=202, waiting=answer, title=say(TITLE))
        waiting["Refresh"] = str(answer.seconds)
        return waiting
    file = HttpResponse(answer, content_type="application/pdf")
    file["Content-Disposition"] = 'attachment; filename="keterangan-ikrar.pdf"'
    file["Cache-Control"] = "no-store"
    return file
