"""Who is at the other end of "Ikrar saya": kept in the session for half an hour, never in an address."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from ikrar.pledges.domain.oneself import KnownBy
from ikrar.pledges.operations.enrolling import Oneself
from ikrar.pledges.queries.oneself import HOLDS_SECONDS, KEY
from ikrar.web.access import public

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Oneself, P], HttpResponse]


def remember(request: HttpRequest, who: Oneself) -> None:
    """A fresh session id, so that one planted before is worth nothing."""
    request.session.cycle_key()
    request.session[KEY] = [who.official_id, str(who.identified_by), int(time.time())]
    if not request.user.is_authenticated:  # a phone that is put away; staff keep their working day
        request.session.set_expiry(HOLDS_SECONDS)


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def recall(request: HttpRequest) -> Oneself | None:
    """Who was identified in this browser within the last half hour."""
    said = request.session.get(KEY)
    if not said or not 0 <= time.time() - said[2] < HOLDS_SECONDS:
        return None
    return Oneself(said[0], KnownBy(said[1]))


def identified(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Public, because officials have no accounts: the view gets who was identified, others go to the front page."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        who = recall(request)
        if who is None:
            return redirect("pledges:mine")
        return view(request, who, *args, **kwargs)

    return public(cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", guarded))
