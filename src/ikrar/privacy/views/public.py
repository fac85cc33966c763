"""What is done with personal data, for everybody to read."""

from django.http import HttpRequest, HttpResponse

from ikrar.privacy import queries
from ikrar.privacy.domain.activities import KEEPING_WORDS, SUBJECT_WORDS
from ikrar.web.access import public
from ikrar.web.page import page


@public
def processing(request: HttpRequest) -> HttpResponse:
    """One card per activity, from the same data as the papers an office files."""
    schedule = queries.schedule()
    shown = [
        (one, SUBJECT_WORDS[one.of], KEEPING_WORDS[one.keeping.kind], schedule.line(one.code))
        for one in queries.record().activities
    ]
    return page(request, "privacy/processing.html", activities=shown)
