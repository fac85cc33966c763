"""Ways in: the first administrator, an invitation, and enrolling a second factor."""

from datetime import datetime

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import ReauthenticateView
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from ikrar.accounts import operations
from ikrar.accounts.adapters import AccountAdapter, note_factors
from ikrar.accounts.forms import FirstRunForm, PassphraseForm
from ikrar.accounts.models import User
from ikrar.web import access
from ikrar.web.page import page

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
AFTER_ENROLLING = "ikrar_after_enrolling"  # session: the page that comes next at first run
LINK_TRIES, LINK_WINDOW_SECONDS = 30, 900

password_reauthenticate = access.signed_in(
    ReauthenticateView.as_view(template_name="accounts/passphrase_again.html")
)


@sensitive_post_parameters("passphrase")
@never_cache
@access.public
def first_run(request: HttpRequest, code: str) -> HttpResponse:
    """Set up the first administrator with the one-time link printed by `./ikrar setup`."""
    at = timezone.now()
    _open(request, code, at=at, first_run=True)
    form = FirstRunForm(request.POST or None)
    if form.is_valid():
        user = operations.set_up(code=code, at=at, **form.cleaned_data)
        _sign_in(request, user)
        request.session[AFTER_ENROLLING] = "accounts:system"  # then test mail and TLS
        return redirect("accounts:enrol")
    return page(request, "accounts/first_run.html", form=form, status=422 if form.errors else 200)


@sensitive_post_parameters("passphrase")
@never_cache
@access.public
def accept_invitation(request: HttpRequest, code: str) -> HttpResponse:
    """Open the invited account: choose a passphrase, then enrol a passkey."""
    at = timezone.now()
    name = _open(request, code, at=at)
    form = PassphraseForm(request.POST or None)
    if form.is_valid():
        _sign_in(request, operations.activate(code=code, at=at, **form.cleaned_data))
        return redirect("accounts:enrol")
    return page(request, "accounts/invitation.html", form=form, name=name, status=422 if form.errors else 200)


@access.signed_in
def enrol(request: HttpRequest) -> HttpResponse:
    """Choose a second factor; whoever has one goes on to the desk."""
    assert isinstance(request.user, User)
    if note_factors(request, request.user):
        return redirect(request.session.pop(AFTER_ENROLLING, "/meja/"))
    return page(request, "accounts/enrol.html", passkey_only=request.user.needs_passkey())


@access.public
def closed_account(request: HttpRequest) -> HttpResponse:
    """The account is closed or not opened yet."""
    return page(request, "accounts/closed.html")


def _open(request: HttpRequest, code: str, *, at: datetime, first_run: bool = False) -> str:
    """Whose link it is. Wrong ones are counted, right ones never: a training session shares one address."""
    try:
        return operations.check_open(code=code, at=at, first_run=first_run)
    except operations.LinkHasExpired:
        key = AccountAdapter(request).get_client_ip(request)
        operations.count_trial(
            kind="one-time-link", key=key, limit=LINK_TRIES, seconds=LINK_WINDOW_SECONDS, at=at
        )
        raise


def _sign_in(request: HttpRequest, user: User) -> None:
    login(request, user, backend=BACKEND)
    record_authentication(request, user, method="password", reauthenticated=True)
    note_factors(request, user)
