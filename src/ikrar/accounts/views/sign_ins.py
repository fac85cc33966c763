"""One's own sessions: where, when and how, and the end of those that should not be."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ikrar.accounts import middleware, operations, queries
from ikrar.accounts.forms import ReasonForm
from ikrar.accounts.models import User
from ikrar.accounts.operations.sign_ins import mark_of
from ikrar.web.access import ONE_FACTOR, grave, may, signed_in
from ikrar.web.page import page


@signed_in
def sign_in_list(request: HttpRequest) -> HttpResponse:
    """The session that asks first, then the other open ones, then those of the last month."""
    assert isinstance(request.user, User)
    if request.session.get(ONE_FACTOR):
        return redirect("accounts:enrol")
    found = queries.own_sign_ins(
        user=request.user,
        this=middleware.this_sign_in(request),
        network=mark_of(middleware.address_of(request)),
        at=timezone.now(),
    )
    return page(
        request,
        "accounts/sign_ins.html",
        open_ones=[view for view in found if view.is_open],
        past=[view for view in found if not view.is_open],
    )


@require_POST
@signed_in
def end_sign_in(request: HttpRequest, public_id: str) -> HttpResponse:
    """End one of the own sessions; somebody else's is not found."""
    assert isinstance(request.user, User)
    if not request.session.get(ONE_FACTOR):
        operations.end_one(public_id=public_id, by=request.user, at=timezone.now())
    return redirect("accounts:sign_ins")


@require_POST
@signed_in
def end_other_sign_ins(request: HttpRequest) -> HttpResponse:
    """End all but this one."""
    assert isinstance(request.user, User)
    if not request.session.get(ONE_FACTOR):
        operations.end_others(but=middleware.this_sign_in(request), by=request.user, at=timezone.now())
    return redirect("accounts:sign_ins")


@may("accounts.manage")
@grave
def end_sign_ins_of(request: HttpRequest, public_id: str) -> HttpResponse:
    """An administrator ends every session of an account, with a reason."""
    found = queries.person(public_id=public_id, on=timezone.localdate())
    if found is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        assert isinstance(request.user, User)
        operations.end_all_of(
            public_id=public_id,
            **form.cleaned_data,
            by=request.user,
            at=timezone.now(),
            within=queries.within_units(timezone.localdate()),
        )
        return redirect("accounts:person", public_id)
    status = 422 if form.errors else 200
    return page(request, "accounts/end_sign_ins.html", form=form, person=found, status=status)
