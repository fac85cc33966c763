"""The front page: identify, then everything one was asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ikrar.accounts import queries as accounts
from ikrar.accounts.operations import TooManyTries
from ikrar.pledges.domain import armour, signature
from ikrar.pledges.domain.oneself import KnownBy
from ikrar.pledges.forms.mine import CodeForm, NumberForm, OneTimeForm
from ikrar.pledges.operations import enrolling, passing
from ikrar.pledges.queries import mine
from ikrar.pledges.queries.standing import own_standing
from ikrar.pledges.views.mine import oneself
from ikrar.web.access import public
from ikrar.web.languages import t
from ikrar.web.page import page
from ikrar.web.policy import may_lead_to

WRONG = t(
    "Kode ini tidak cocok. Periksa lagi huruf dan angkanya.",
    "This code does not fit. Check its letters and digits.",
)
NOT_ENOUGH = t(
    "Ponsel ini belum cukup untuk mengenali Anda. Masukkan kode kartu.",
    "This phone alone does not tell who you are. Enter your card code.",
)
KEY_REFUSALS = (
    enrolling.KeyUnknown,
    enrolling.KeyShared,
    passing.ChallengeStale,
    signature.SignatureWrong,
    signature.KeyNotAccepted,
    armour.NotEncoded,
)


@public
@never_cache
def front(request: HttpRequest) -> HttpResponse:
    """Identify by card code; once known, the own declarations."""
    who = oneself.recall(request)
    if who is not None:
        return page(
            request,
            "pledges/mine/own.html",
            duties=mine.own_duties(official_id=who.official_id),
            standing=own_standing(official_id=who.official_id, at=timezone.now()),
        )
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            oneself.remember(request, enrolling.oneself_by_code(code=form.cleaned_data["code"]))
        except passing.CodeWrong:
            form.add_error("code", WRONG)
        else:
            return redirect("pledges:mine")
    return _identify(request, code_form=form)


@public
@never_cache
def ask_code(request: HttpRequest) -> HttpResponse:
    """Ask for a one-time code; the answer is the same for every number."""
    form = NumberForm(request.POST or None, prefix="ask")
    if request.method == "POST" and form.is_valid():
        try:
            enrolling.send_own_code(number=form.cleaned_data["number"], at=timezone.now())
        except TooManyTries:
            form.add_error(
                "number", t("Terlalu sering. Coba lagi satu jam lagi.", "Too often. Try again in an hour.")
            )
            return _identify(request, number_form=form)
        typed = OneTimeForm(initial={"number": form.cleaned_data["number"]})
        return page(request, "pledges/mine/one_time.html", form=typed, was_sent=True)
    return _identify(request, number_form=form)


@public
@never_cache
def one_time(request: HttpRequest) -> HttpResponse:
    """Use the one-time code."""
    form = OneTimeForm(request.POST or None)
    if form.is_valid():
        try:
            who = enrolling.oneself_by_one_time_code(**form.cleaned_data, at=timezone.now())
        except passing.CodeWrong:
            form.add_error("code", WRONG)
        else:
            oneself.remember(request, who)
            return redirect("pledges:mine")
    return page(request, "pledges/mine/one_time.html", status=422 if form.errors else 200, form=form)


@public
@require_POST
def by_key(request: HttpRequest) -> HttpResponse:
    """Identify by the key this browser made; a small script fills the hidden fields."""
    said = request.POST
    try:
        who = enrolling.oneself_by_key(
            token=said.get("challenge", ""),
            key=armour.unb64(said.get("key", "")),
            value=armour.unb64(said.get("value", "")),
            at=timezone.now(),
        )
    except KEY_REFUSALS:
        form = CodeForm({"code": "-"})
        form.add_error("code", NOT_ENOUGH)
        return _identify(request, code_form=form)
    oneself.remember(request, who)
    return redirect("pledges:mine")


@public
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget who was here; who came by the SSO is told that its session may go on."""
    who = oneself.recall(request)
    oneself.forget(request)
    by_sso = who is not None and who.identified_by is KnownBy.SSO
    return redirect("accounts:sso_left" if by_sso else "pledges:mine")


def _identify(
    request: HttpRequest, *, code_form: CodeForm | None = None, number_form: NumberForm | None = None
) -> HttpResponse:
    form = code_form if code_form is not None else CodeForm()
    numbers = number_form if number_form is not None else NumberForm(prefix="ask")
    wrong = bool(form.errors or numbers.errors)
    sso = accounts.sso()
    response = page(
        request,
        "pledges/mine/front.html",
        status=422 if wrong else 200,
        form=form,
        number_form=numbers,
        challenge=passing.challenge(at=timezone.now()),
        sso=sso,
    )
    return may_lead_to(response, sso.origin) if sso else response
