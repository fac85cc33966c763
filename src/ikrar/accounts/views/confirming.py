"""The page in front of a grave act: who is there? By passkey; an app's code only where no act needs more."""

from typing import Any

from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ikrar.accounts.adapters import MFAAdapter
from ikrar.accounts.forms import ConfirmCodeForm, PasskeyAgainForm
from ikrar.web import access
from ikrar.web.page import page

CREDENTIAL, CODE, DEMO = "ikrar_credential", "ikrar_code", "ikrar_peragaan"
OWN = frozenset({CREDENTIAL, CODE, DEMO, "csrfmiddlewaretoken"})


def ask(request: HttpRequest) -> HttpResponse | None:
    """None when the request carries a good answer; else the page that asks, holding what was posted."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    answer = _answer(request)
    is_played = settings.IKRAR_DEMO and DEMO in request.POST
    if is_played or (answer is not None and answer.is_valid()):
        access.confirm(request)
        return None
    return _asking_page(request, answer)


@require_POST
@access.signed_in
def confirmed(request: HttpRequest) -> HttpResponse:
    """Confirm, then go and see what was asked for."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/meja/"
    asked = ask(request)
    return redirect(target) if asked is None else asked


def _answer(request: HttpRequest) -> Any:
    """The form of the answer that came along, if one did."""
    user: Any = request.user
    if request.POST.get(CREDENTIAL):
        return PasskeyAgainForm(data={"credential": request.POST[CREDENTIAL]}, user=user)
    if CODE in request.POST and not user.needs_passkey():
        return ConfirmCodeForm(data={"code": request.POST[CODE]}, user=user)
    return None


def _asking_page(request: HttpRequest, answer: Any) -> HttpResponse:
    user: Any = request.user
    mfa = MFAAdapter()
    has_passkey = mfa.is_mfa_enabled(user, types=["webauthn"])
    by_code = not user.needs_passkey() and mfa.is_mfa_enabled(user, types=["totp"])
    looks = request.method in access.SAFE_METHODS
    here = request.get_full_path()
    return page(
        request,
        "accounts/confirm.html",
        status=403,
        errors=_errors(answer),
        has_passkey=has_passkey,
        by_code=by_code,
        passkey_only=user.needs_passkey(),
        options=auth.begin_authentication(user) if has_passkey else None,
        carried=_carried(request) if not looks else [("next", here)],
        lost_files=bool(request.FILES),
        target="" if looks else here,
    )


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.POST.lists() if name not in OWN for value in values]


def _errors(answer: Any) -> list[str]:
    if answer is None:
        return []
    return [str(words) for words in [*answer.errors.get("credential", []), *answer.errors.get("code", [])]]
