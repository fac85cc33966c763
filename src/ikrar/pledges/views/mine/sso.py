"""Back from a government SSO: one's own page opens, or one sentence for everybody it does not open to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache

from ikrar.accounts.operations import take_identified
from ikrar.pledges.operations.knowing import oneself_by_sso
from ikrar.pledges.views.mine import oneself
from ikrar.web.access import public


@public
@never_cache
def by_sso(request: HttpRequest) -> HttpResponse:
    """Whom the SSO has just named in this browser; once."""
    identified = take_identified(session=request.session)
    if identified is not None:
        oneself.remember(request, oneself_by_sso(identified, at=timezone.now()))
    return redirect("pledges:mine")
