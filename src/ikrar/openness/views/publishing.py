"""Publishing figures again after a correction: a grave act, with its reason."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ikrar.openness import queries
from ikrar.openness.forms import CorrectionForm
from ikrar.openness.operations import republish as publish_again
from ikrar.web.access import grave, may
from ikrar.web.page import page


@may("figures.publish")
@grave
def republish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for the reason, then publish; the former figures keep their address."""
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        publish_again(
            declaration=public_id, note=form.cleaned_data["note"], by=request.user, at=timezone.now()
        )
        return redirect("openness:declaration", public_id=public_id)
    found = queries.page_of(public_id=public_id)
    status = 422 if form.errors else 200
    return page(request, "openness/republish.html", status=status, form=form, found=found)
