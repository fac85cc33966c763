"""The link in the letter: one question, no name, works without signing in."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from ikrar.pledges.operations import disputing, owing
from ikrar.web.access import public
from ikrar.web.page import page


@public
@never_cache
def from_letter(request: HttpRequest, token: str) -> HttpResponse:
    """Was it you? A press of the button marks the pledge; merely opening the page does nothing."""
    if request.method == "POST":
        disputing.dispute_by_link(token=token, at=timezone.now())
        return page(request, "pledges/mine/disputed.html")
    disputing.pledge_behind(token=token)
    return page(request, "pledges/mine/letter.html")


@public
@never_cache
def wrong_address(request: HttpRequest, token: str) -> HttpResponse:
    """A reminder that reached somebody else: a press of the button stops further ones; nobody is named here."""
    owing.reminder_behind(token=token)
    if request.method == "POST":
        owing.address_is_wrong(token=token, at=timezone.now())
    return page(request, "pledges/mine/wrong_address.html", is_told=request.method == "POST")
