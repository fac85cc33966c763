"""How the installation is: address and TLS, mail, the audit trail."""

from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ikrar.accounts import operations, queries
from ikrar.accounts.models import User
from ikrar.accounts.operations import outbox
from ikrar.accounts.queries import post as mail
from ikrar.web.access import check_everywhere, may
from ikrar.web.languages import t
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
    """Outgoing mail: what waits, what failed and why; no letter and no address is shown."""
    check_everywhere(request, "register.operate")
    wanted, only = request.GET.get("halaman", ""), request.GET.get("saring", "")
    number = int(wanted) if wanted.isdecimal() and len(wanted) <= DIGITS else 1
    found = mail.outbox(at=timezone.now(), number=number, only=only)
    return page(request, "accounts/post.html", outbox=found, only=only)


@require_POST
@may("register.operate")
def try_again(request: HttpRequest) -> HttpResponse:
    """Send one letter, or all that wait, with the clerk's next round."""
    check_everywhere(request, "register.operate")
    number = _number(request)
    count = outbox.try_again(number=number, by=cast(User, request.user), at=timezone.now())
    messages.success(
        request,
        t("{n} surat dicoba lagi sekarang.", "{n} letters are tried again now.").format(n=count),
    )
    return redirect("accounts:post")


@require_POST
@may("register.operate")
def give_up(request: HttpRequest) -> HttpResponse:
    """Drop one letter that cannot arrive."""
    check_everywhere(request, "register.operate")
    outbox.give_up(number=_number(request) or 0, by=cast(User, request.user), at=timezone.now())
    messages.success(
        request, t("Surat dihentikan; isinya dihapus.", "The letter was dropped, its content deleted.")
    )
    return redirect("accounts:post")


def _number(request: HttpRequest) -> int | None:
    said = request.POST.get("nomor", "")
    return int(said) if said.isdecimal() and len(said) <= DIGITS else None


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
