"""In by a government SSO: there, back, linking by the owner, and out again."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import IndexView
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ikrar.accounts import operations, queries
from ikrar.accounts.models import User
from ikrar.accounts.sso import discovery, pending
from ikrar.accounts.sso.adapters.provider import StrictAdapter
from ikrar.accounts.sso.claims import Door
from ikrar.accounts.views.entry import AFTER_ENROLLING
from ikrar.web.access import ONE_FACTOR, grave, public, signed_in
from ikrar.web.languages import is_english
from ikrar.web.page import page
from ikrar.web.policy import may_lead_to

LANGUAGE = "ikrar_sso_english"  # session: the SSO knows one address of ours, and it is the Indonesian one


class LeadsToSso:
    """A page with a button to the SSO, where there is one."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # mixed into a TemplateView
        user = self.request.user
        return {
            **context,
            "sso": queries.sso(),
            "sso_pending": queries.sso() and pending.kept(self.request),
            "sso_linked": isinstance(user, User) and queries.is_linked(user=user),
        }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().render_to_response(context, **kwargs)  # type: ignore[misc]  # likewise
        return may_lead_to(response, context["sso"].origin) if context["sso"] else response


class SignInPage(LeadsToSso, LoginView):
    template_name = "accounts/sign_in.html"


class KeysPage(LeadsToSso, IndexView):
    template_name = "accounts/keys.html"


sign_in = public(SignInPage.as_view())
keys = signed_in(KeysPage.as_view())


@public
@never_cache
@require_POST
def sso_begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the SSO, with a question only this session can read the answer to."""
    wanted = request.POST.get("door", "")
    door = Door(wanted) if wanted in Door.__members__ else Door.STAFF
    if door is Door.LINK and (not request.user.is_authenticated or request.session.get(ONE_FACTOR)):
        return redirect("mfa_index")
    request.session[LANGUAGE] = is_english()
    provider = get_adapter(request).get_provider(request, discovery.KIND)
    response: HttpResponse = provider.redirect(
        request,
        process="login",
        next_url=_inside(request, request.POST.get("next", "")),
        data={"door": door},
        auth_params={"prompt": "login"} if door is Door.MINE else {},
    )
    return response


@public
@never_cache
def sso_back(request: HttpRequest) -> HttpResponse:
    """The answer of the SSO: believed only if it is one to our question, signed, fresh and unused."""
    if request.session.pop(LANGUAGE, False):
        translation.activate("en")
        request.LANGUAGE_CODE = "en"
    adapter = StrictAdapter(request, discovery.app().provider_id)
    response: HttpResponse = OAuth2CallbackView.adapter_view(adapter)(request)  # type: ignore[no-untyped-call]  # allauth's own way in
    return response


@signed_in
@grave
def sso_link(request: HttpRequest) -> HttpResponse:
    """The owner of the account, in by his own means, confirms the link or drops it."""
    assert isinstance(request.user, User)
    waiting = pending.kept(request) if discovery.is_on() else None
    if waiting is None:
        return redirect("mfa_index")
    if request.session.get(ONE_FACTOR):
        request.session[AFTER_ENROLLING] = "accounts:sso_link"
        return redirect("accounts:enrol")
    if request.method != "POST":
        return page(request, "accounts/sso_link.html", waiting=waiting, sso=queries.sso())
    pending.drop(request)
    operations.link(
        user=request.user,
        provider=discovery.link_name(),
        subject=waiting.subject,
        email=waiting.email,
        meant_for=waiting.meant_for,
        at=timezone.now(),
    )
    return redirect("mfa_index")


@require_POST
@signed_in
def sso_drop(request: HttpRequest) -> HttpResponse:
    """Not now."""
    pending.drop(request)
    return redirect("desk:front")


@require_POST
@signed_in
@grave
def sso_unlink(request: HttpRequest) -> HttpResponse:
    """The SSO no longer opens this account."""
    assert isinstance(request.user, User)
    if not request.session.get(ONE_FACTOR):
        operations.unlink(user=request.user, at=timezone.now())
    return redirect("mfa_index")


@public
@never_cache
def sso_left(request: HttpRequest) -> HttpResponse:
    """Signed out here; at the SSO the session may still be open."""
    address = discovery.leaving() if discovery.is_on() else ""
    return page(request, "accounts/sso_left.html", sso=queries.sso(), address=address)


def _inside(request: HttpRequest, target: str) -> str:
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else ""
