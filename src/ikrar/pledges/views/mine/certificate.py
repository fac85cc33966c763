"""The personal certificate of one's own pledge, made when it is asked for."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ikrar.papers.operations import pressing
from ikrar.papers.operations.pressing import Waiting
from ikrar.papers.queries import seal_in_use
from ikrar.pledges.operations.enrolling import Oneself
from ikrar.pledges.papers import certificate as papers
from ikrar.pledges.queries.certificates import certificate_of
from ikrar.pledges.views.mine.oneself import identified
from ikrar.web.page import page


@identified
def certificate(request: HttpRequest, who: Oneself, declaration: str) -> HttpResponse:
    """The file, or a page that comes back by itself and says how many are before."""
    at = timezone.now()
    found = certificate_of(official_id=who.official_id, declaration=declaration)
    made = papers.certificate(found, seal=seal_in_use(at=at), at=at)
    answer = pressing.ask(key=made.key, job=made.job, at=at)
    if isinstance(answer, Waiting):
        waiting = page(
            request, "pledges/mine/certificate.html", status=202, waiting=answer, title=found.title
        )
        waiting["Refresh"] = str(answer.seconds)
        return waiting
    file = HttpResponse(answer, content_type="application/pdf")
    file["Content-Disposition"] = f'attachment; filename="{made.file_name}"'
    return file
