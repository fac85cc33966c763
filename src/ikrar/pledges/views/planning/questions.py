"""A question that is still open: options, who decides by when, settling."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ikrar.pledges import operations, queries
from ikrar.pledges.domain import Aspect
from ikrar.pledges.forms.planning import OPTION_FORMS, DeciderForm
from ikrar.pledges.views.planning.plans import PLAN
from ikrar.pledges.views.planning.reach import actor, reached
from ikrar.web.access import may
from ikrar.web.languages import t
from ikrar.web.page import page


def _aspect(word: str) -> Aspect:
    try:
        return Aspect(word.upper())
    except ValueError as e:
        raise Http404 from e


@may(PLAN)
def question(request: HttpRequest, declaration: str, aspect: str) -> HttpResponse:
    """The options of one question; a new one may be put on the table."""
    one = reached(request, declaration, PLAN)
    kind = _aspect(aspect)
    form = OPTION_FORMS[kind](request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.add_option(declaration=declaration, aspect=kind, **form.cleaned_data)
        return redirect("pledges:plan-question", declaration, aspect)
    asked = queries.question(public_id=declaration, aspect=kind)
    initial = {"decider": asked.decider, "decide_by": asked.decide_by}
    return page(
        request,
        "pledges/planning/question.html",
        status=422 if form.errors else 200,
        one=one,
        aspect=aspect,
        question=asked,
        form=form,
        decider_form=DeciderForm(initial=initial),
        is_rehearsal=one.is_rehearsal,
    )


@may(PLAN)
@require_POST
def decider(request: HttpRequest, declaration: str, aspect: str) -> HttpResponse:
    """Who decides by when."""
    reached(request, declaration, PLAN)
    form = DeciderForm(request.POST)
    if form.is_valid():
        operations.ask(declaration=declaration, aspect=_aspect(aspect), **form.cleaned_data)
    else:
        messages.error(request, t("Tanggalnya tidak terbaca.", "The date cannot be read."))
    return redirect("pledges:plan-question", declaration, aspect)


@may(PLAN)
@require_POST
def settle(request: HttpRequest, declaration: str, option: int) -> HttpResponse:
    """This one it is."""
    reached(request, declaration, PLAN)
    operations.settle(declaration=declaration, option=option, by=actor(request), at=timezone.now())
    messages.success(request, t("Keputusan dicatat.", "The decision is on record."))
    return redirect("pledges:plan", declaration)


@may(PLAN)
@require_POST
def drop(request: HttpRequest, declaration: str, aspect: str, option: int) -> HttpResponse:
    """Take an option off the table."""
    reached(request, declaration, PLAN)
    operations.drop_option(declaration=declaration, option=option)
    return redirect("pledges:plan-question", declaration, aspect)


@may(PLAN)
@require_POST
def reopen(request: HttpRequest, declaration: str, aspect: str) -> HttpResponse:
    """The question is open again."""
    reached(request, declaration, PLAN)
    operations.reopen(declaration=declaration, aspect=_aspect(aspect), by=actor(request), at=timezone.now())
    return redirect("pledges:plan-question", declaration, aspect)
