"""How the installation is: address and TLS, mail, the audit trail."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ikrar.accounts import operations, queries
from ikrar.accounts.models import User
from ikrar.web.access import check_everywhere, may
from ikrar.web.page import page

PER_PAGE = 50
DIGITS = 18  # of the greatest number a table can hold


@may("register.operate")
def system(request: HttpRequest) -> HttpResponse:
    """Whether people reach us safely, and whether mail leaves."""
    check_everywhere(request, "register.operate")
    host = request.get_host().partition(":")[0]
    return page(
        request,
        "accounts/system.html",
        host=host,
        domain=settings.IKRAR_DOMAIN,
        is_secure=request.is_secure(),
        is_local=host in ("localhost", "127.0.0.1"),
        fits=host == settings.IKRAR_DOMAIN,
        lasts=settings.SECURE_HSTS_SECONDS > 0,
        sender=settings.DEFAULT_FROM_EMAIL,
        server=f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}",
        outcome=request.GET.get("hasil", ""),
        fault=request.GET.get("sebab", "")[:60],
    )


@require_POST
@may("register.operate")
def test_letter(request: HttpRequest) -> HttpResponse:
    """Send a test letter to oneself, at once, and say how it went."""
    check_everywhere(request, "register.operate")
    assert isinstance(request.user, User)
    at = timezone.now()
    operations.count_trial(kind="test-letter", key=request.user.public_id, limit=5, seconds=600, at=at)
    fault = operations.send_test(by=request.user, at=at)
    outcome = {"hasil": "gagal", "sebab": fault} if fault else {"hasil": "terkirim"}
    return redirect(f"{reverse('accounts:system')}?{urlencode(outcome)}")


@may("register.operate")
def post(request: HttpRequest) -> HttpResponse:
    """Outgoing mail that waits; no letter is shown."""
    check_everywhere(request, "register.operate")
    state = queries.post_state(at=timezone.now())
    return page(request, "accounts/post.html", state=state, messages_waiting=queries.waiting_messages())


@may("audit.see")
def trail(request: HttpRequest) -> HttpResponse:
    """Who did what, the newest first; it is of the whole, so a grant for a part does not open it."""
    check_everywhere(request, "audit.see")
    before = request.GET.get("sebelum", "")
    act = request.GET.get("perbuatan", "")[:40]
    found = queries.acts(
        before=int(before) if before.isdecimal() and len(before) <= DIGITS else None, act=act, limit=PER_PAGE
    )
    older = found[-1].number if len(found) == PER_PAGE and found[-1].number > 1 else None
    report = queries.check_chain() if "periksa" in request.GET else None
    return page(
        request,
        "accounts/trail.html",
        acts=found,
        older=older,
        act=act,
        named=queries.named_acts(),
        report=report,
    )
