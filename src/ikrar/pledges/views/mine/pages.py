"""The pages of "Ikrar saya"."""

from django.http import HttpRequest, HttpResponse

from ikrar.web.access import public
from ikrar.web.page import page


@public
def front(request: HttpRequest) -> HttpResponse:
    """Identify, then the own pledges."""
    return page(request, "pledges/mine/front.html")
