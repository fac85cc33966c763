"""The kiosk: opened by a witness, used by one person after the other, without any script."""

from datetime import datetime
from typing import Any

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ikrar.pledges.domain import kiosk as rules
from ikrar.pledges.domain.presence import PresenceCodeWrong
from ikrar.pledges.forms.kiosk import CloseForm, IdentifyForm, OpenKioskForm, SignForm
from ikrar.pledges.models import Kiosk
from ikrar.pledges.operations import kiosk as operations
from ikrar.pledges.operations.kiosk import Waiting
from ikrar.pledges.operations.recording import AlreadyPledged
from ikrar.pledges.queries import kiosk as queries
from ikrar.pledges.queries import stage
from ikrar.roster import queries as roster
from ikrar.web.access import grave, may, public
from ikrar.web.languages import t
from ikrar.web.page import page


@may("kiosk.witness")
@grave
@require_http_methods(["GET", "POST"])
def open_kiosk(request: HttpRequest, site: str) -> HttpResponse:
    """The witness opens a kiosk; afterwards nobody is signed in on this screen any more."""
    at = timezone.now()
    run = stage.site_run(site_id=site)
    user: Any = request.user
    if not stage.is_site_within(site_id=site, scopes=user.scopes("kiosk.witness"), on=run.held_on):
        raise PermissionDenied
    form = OpenKioskForm(request.POST or None, units=_unit_choices(at))
    if request.method == "POST" and form.is_valid():
        opened = operations.open_kiosk(site_id=site, witness_unit=form.unit(), by=user, at=at)
        logout(request)
        return _private(
            page(request, "pledges/kiosk/opened.html", opened=opened, run=run, is_rehearsal=run.is_rehearsal)
        )
    status = 422 if form.is_bound else 200
    return page(
        request, "pledges/kiosk/open.html", form=form, run=run, is_rehearsal=run.is_rehearsal, status=status
    )


@public
@require_http_methods(["GET", "POST"])
def kiosk(request: HttpRequest, token: str) -> HttpResponse:
    """Who is next: code or number, and the witness's code."""
    at = timezone.now()
    found = operations.open_one(token=token, at=at)
    form = IdentifyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            tid = operations.identify(
                token=token, typed=form.cleaned_data["typed"], pin=form.cleaned_data["pin"], at=at
            )
        except rules.WitnessCodeWrong as wrong:
            form.add_error("pin", _pin_words(wrong.left))
        except rules.NotOnTheList:
            form.add_error("typed", NOT_LISTED)
        except AlreadyPledged as prior:
            return _kiosk_page(request, found, token, "already", status=409, prior=prior)
        else:
            return _person_page(request, found, token, tid, at=at)
    return _kiosk_page(
        request,
        found,
        token,
        "start",
        form=form,
        close=CloseForm(prefix="close"),
        status=422 if form.errors else 200,
    )


@public
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """First the person says "this is me", then reads and signs."""
    if request.method == "GET":  # the language switch, or a page opened again
        return redirect("pledges:kiosk", token)
    at = timezone.now()
    found = operations.open_one(token=token, at=at)
    tid = request.POST.get("tid", "")
    if request.POST.get("step") != "sign":
        return _text_page(request, found, token, tid, SignForm(), at=at)
    form = SignForm(request.POST)
    if not form.is_valid():
        return _text_page(request, found, token, tid, form, at=at)
    try:
        answer = operations.sign(token=token, tid=tid, stage_code=form.cleaned_data["stage_code"], at=at)
    except PresenceCodeWrong:
        form.add_error("stage_code", STAGE_CODE)
        return _text_page(request, found, token, tid, form, at=at)
    waits = isinstance(answer, Waiting)
    return _kiosk_page(
        request,
        found,
        token,
        "slip",
        answer=answer,
        waits=waits,
        slip=queries.slip(kiosk=found, tid=tid),
        at=at,
    )


@public
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, token: str) -> HttpResponse:
    """The witness closes the kiosk on the screen itself."""
    if request.method == "GET":
        return redirect("pledges:kiosk", token)
    at = timezone.now()
    found = operations.open_one(token=token, at=at)
    form = CloseForm(request.POST, prefix="close")
    if form.is_valid():
        try:
            operations.close_kiosk(token=token, pin=form.cleaned_data["pin"], at=at)
        except rules.WitnessCodeWrong as wrong:
            form.add_error("pin", _pin_words(wrong.left))
        else:
            return redirect("pledges:kiosk", token)
    return _kiosk_page(request, found, token, "start", form=IdentifyForm(), close=form, status=422)


def _person_page(request: HttpRequest, found: Kiosk, token: str, tid: str, *, at: datetime) -> HttpResponse:
    return _kiosk_page(request, found, token, "person", person=queries.person(kiosk=found, tid=tid, at=at))


def _text_page(  # noqa: PLR0917 (the same four things and a form)
    request: HttpRequest, found: Kiosk, token: str, tid: str, form: SignForm, *, at: datetime
) -> HttpResponse:
    return _kiosk_page(
        request,
        found,
        token,
        "text",
        person=queries.person(kiosk=found, tid=tid, at=at),
        form=form,
        status=422 if form.errors else 200,
    )


def _kiosk_page(
    request: HttpRequest, found: Kiosk, token: str, name: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    view = queries.kiosk_view(kiosk=found)
    shown = {"kiosk": view, "token": token, "is_rehearsal": view.is_rehearsal, **more}
    return _private(page(request, f"pledges/kiosk/{name}.html", status=status, **shown))


def _private(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    return answer


def _unit_choices(at: datetime) -> list[tuple[str, str]]:
    units = roster.units(on=timezone.localdate(at))
    return [(unit.public_id, "\u2003" * unit.depth + unit.name) for unit in units]


def _pin_words(left: int) -> str:
    return str(
        t(
            f"Kode saksi tidak cocok. Masih {left} kali lagi sebelum kios ditutup.",
            f"The witness code does not fit. {left} more tries before the kiosk closes.",
        )
    )


NOT_LISTED = t(
    "NIP atau kode ini belum ada di daftar kami. Ini belum tentu kesalahan Anda; petugas kepegawaian unit dapat membantu, "
    "dan Anda tetap bisa menandatangani nanti.",
    "This NIP or code is not on our list yet. It need not be your mistake; your unit's personnel officer can help, "
    "and you can still sign later.",
)
STAGE_CODE = t(
    "Kode layar tidak cocok. Ketik kode yang terbaru, atau kosongkan; isian lain tetap ada.",
    "The stage code does not fit. Type the newest one, or leave it empty; everything else is kept.",
)
