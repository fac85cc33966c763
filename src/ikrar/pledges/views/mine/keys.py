"""One's own devices and passkeys."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ikrar.pledges.domain import armour
from ikrar.pledges.operations import enrolling, passing
from ikrar.pledges.operations.enrolling import Oneself
from ikrar.pledges.operations.passing.identified import CHALLENGE_HOLDS
from ikrar.pledges.queries import mine
from ikrar.pledges.queries.enrolling import days_to_enrol_for
from ikrar.pledges.views.mine.oneself import identified
from ikrar.web.page import page


@identified
def key_list(request: HttpRequest, who: Oneself) -> HttpResponse:
    """Devices that signed, passkeys, and the way to a new one."""
    return page(
        request,
        "pledges/mine/keys.html",
        devices=mine.own_devices(official_id=who.official_id),
        passkeys=mine.own_passkeys(official_id=who.official_id),
        may_enrol=enrolling.may_enrol(who=who),
        days=days_to_enrol_for(official_id=who.official_id, at=timezone.now()),
        challenge=passing.challenge(at=timezone.now()),
        rp_id=settings.IKRAR_DOMAIN,
        minutes=CHALLENGE_HOLDS // 60,
    )


@identified
def revoke(request: HttpRequest, who: Oneself, kind: str, key_id: int) -> HttpResponse:
    """End a device or a passkey."""
    if request.method == "POST":
        end = enrolling.revoke_passkey if kind == "passkey" else enrolling.revoke_device
        end(official_id=who.official_id, key_id=key_id, at=timezone.now())
    return redirect("pledges:my-keys")


@identified
def enrol(request: HttpRequest, who: Oneself) -> HttpResponse:
    """Keep the passkey that the browser has just made."""
    if request.method != "POST":
        return redirect("pledges:my-keys")
    try:
        client_data = armour.unurl64(request.POST.get("client_data", ""))
        attestation = armour.unurl64(request.POST.get("attestation", ""))
    except armour.NotEncoded as e:
        raise enrolling.SignatureWrong from e
    enrolling.enrol_passkey(
        who=who,
        token=request.POST.get("challenge", ""),
        client_data=client_data,
        attestation=attestation,
        at=timezone.now(),
    )
    return redirect("pledges:my-keys")
