"""For the overseer: a draw of signers to telephone, which the operator cannot steer."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ikrar.accounts.operations import record_act
from ikrar.pledges.forms.drawing import DrawForm
from ikrar.pledges.operations import drawing
from ikrar.pledges.queries import declarations
from ikrar.pledges.queries import drawing as queries
from ikrar.pledges.views.planning.reach import actor
from ikrar.roster.queries import EVERYWHERE
from ikrar.web.access import grave_to_see, may
from ikrar.web.page import page


@may("audit.draw")
@require_GET
def draw(request: HttpRequest, declaration: str) -> HttpResponse:
    """How the draw stands; no names here."""
    _check_everywhere(request, "audit.draw")
    return _page(request, declaration, DrawForm())


@may("audit.draw")
@require_POST
def commit(request: HttpRequest, declaration: str) -> HttpResponse:
    """Enter the list's hash in the register."""
    _check_everywhere(request, "audit.draw")
    drawing.commit(declaration=declaration, by=actor(request), at=timezone.now())
    return redirect("pledges:draw", declaration)


@may("audit.draw")
@require_POST
def decide(request: HttpRequest, declaration: str) -> HttpResponse:
    """Draw so many."""
    _check_everywhere(request, "audit.draw")
    form = DrawForm(request.POST)
    if not form.is_valid():
        return _page(request, declaration, form, status=422)
    drawing.draw(
        declaration=declaration, count=form.cleaned_data["count"], by=actor(request), at=timezone.now()
    )
    return redirect("pledges:draw", declaration)


@may("audit.draw")
@require_GET
def leaves(request: HttpRequest, declaration: str) -> HttpResponse:
    """The list that was committed to, so that the draw can be repeated elsewhere; hashes only."""
    _check_everywhere(request, "audit.draw")
    found = declarations.declaration(public_id=declaration)
    lines = sorted(leaf.hex() for leaf in queries.population(declaration_id=found.id))
    answer = HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="daun-{declaration}.txt"'
    answer["Cache-Control"] = "no-store"
    return answer


@may("audit.see_drawn")
@grave_to_see
@require_GET
def people(request: HttpRequest, declaration: str) -> HttpResponse:
    """Whom to telephone, by name; looking is noted."""
    _check_everywhere(request, "audit.see_drawn")
    at = timezone.now()
    found = queries.people_drawn(declaration=declaration, on=timezone.localdate(at))
    record_act(
        actor=actor(request), act="draw.names-seen", subject=declaration, detail={"people": len(found)}, at=at
    )
    view = queries.draw_of(declaration=declaration)
    return page(
        request, "pledges/drawing/people.html", draw=view, people=found, is_rehearsal=view.is_rehearsal
    )


def _page(request: HttpRequest, declaration: str, form: DrawForm, *, status: int = 200) -> HttpResponse:
    view = queries.draw_of(declaration=declaration)
    may_see = actor(request).may("audit.see_drawn")
    return page(
        request,
        "pledges/drawing/draw.html",
        status=status,
        draw=view,
        form=form,
        may_see=may_see,
        is_rehearsal=view.is_rehearsal,
    )


def _check_everywhere(request: HttpRequest, capability: str) -> None:
    """A draw is over the whole declaration."""
    if EVERYWHERE not in actor(request).scopes(capability):
        raise PermissionDenied(capability)
