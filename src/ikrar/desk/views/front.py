"""The desk."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from ikrar.desk import queries
from ikrar.web import navigation
from ikrar.web.access import ONE_FACTOR, signed_in
from ikrar.web.page import page


@signed_in
def front(request: HttpRequest) -> HttpResponse:
    """What waits for me, and where I may go."""
    if request.session.get(ONE_FACTOR):
        return redirect("accounts:enrol")
    worker: Any = request.user
    found = queries.tiles(worker=worker, at=timezone.now())
    return page(
        request,
        "desk/front.html",
        tiles=[(tile, reverse(tile.url_name, args=tile.args)) for tile in found],
        links=[link for link in navigation.links_for(worker, "") if link.address != request.path],
    )
