"""Who has an account, and what he may do."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ikrar.accounts import operations, queries
from ikrar.accounts.domain import Role
from ikrar.accounts.forms import GrantForm, InviteForm, ReasonForm
from ikrar.accounts.models import User
from ikrar.web.access import grave, may
from ikrar.web.page import page


@may("accounts.manage")
def people(request: HttpRequest) -> HttpResponse:
    return page(request, "accounts/people.html", people=queries.people(on=timezone.localdate()))


@may("accounts.manage")
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    found = queries.person(public_id=public_id, on=timezone.localdate())
    if found is None:
        raise Http404
    sessions = queries.open_sign_ins(public_id=public_id, at=timezone.now())
    return page(request, "accounts/person.html", person=found, reason=ReasonForm(), sessions=sessions)


@may("accounts.manage")
@grave
def invite(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if form.is_valid():
        user = operations.invite(**form.cleaned_data, by=_self(request), at=timezone.now())
        return redirect("accounts:person", user.public_id)
    return page(request, "accounts/invite.html", form=form, status=422 if form.errors else 200)


@require_POST
@may("accounts.manage")
@grave
def invite_again(request: HttpRequest, public_id: str) -> HttpResponse:
    operations.invite_again(public_id=public_id, by=_self(request), at=timezone.now())
    return redirect("accounts:person", public_id)


@may("accounts.manage")
@grave
def give_role(request: HttpRequest, public_id: str) -> HttpResponse:
    today = timezone.localdate()
    found = queries.person(public_id=public_id, on=today)
    if found is None:
        raise Http404
    form = GrantForm(
        request.POST or None, units=queries.scope_choices(on=today), initial={"begins_on": today}
    )
    if form.is_valid():
        typed = form.cleaned_data
        operations.grant(
            public_id=public_id,
            role=Role(typed["role"]),
            scope=typed["scope"],
            begins_on=typed["begins_on"],
            ends_before=typed["last_day"] + timedelta(days=1) if typed["last_day"] else None,
            reason=typed["reason"],
            by=_self(request),
            at=timezone.now(),
            within=queries.within_units(today),
        )
        return redirect("accounts:person", public_id)
    return page(
        request, "accounts/give_role.html", form=form, person=found, status=422 if form.errors else 200
    )


@may("accounts.manage")
@grave
def take_role_back(request: HttpRequest, grant_id: str) -> HttpResponse:
    found = queries.grant(public_id=grant_id, on=timezone.localdate())
    if found is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        operations.revoke(
            grant_id=grant_id,
            reason=form.cleaned_data["reason"],
            by=_self(request),
            at=timezone.now(),
            within=queries.within_units(timezone.localdate()),
        )
        return redirect("accounts:person", found.holder_id)
    return page(
        request, "accounts/take_role_back.html", form=form, held=found, status=422 if form.errors else 200
    )


@may("accounts.manage")
@grave
def close_account(request: HttpRequest, public_id: str) -> HttpResponse:
    found = queries.person(public_id=public_id, on=timezone.localdate())
    if found is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        operations.switch_off(
            public_id=public_id,
            **form.cleaned_data,
            by=_self(request),
            at=timezone.now(),
            within=queries.within_units(timezone.localdate()),
        )
        return redirect("accounts:person", public_id)
    return page(
        request, "accounts/close_account.html", form=form, person=found, status=422 if form.errors else 200
    )


def _self(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
