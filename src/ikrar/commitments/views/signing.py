"""Pages for representatives, who have no account: enrolling a passkey before, signing on the day."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ikrar.commitments import queries
from ikrar.commitments.operations import enrolling, passkeys
from ikrar.commitments.views.signatories import at_place
from ikrar.pledges.domain import armour
from ikrar.pledges.domain.signature import SignatureWrong
from ikrar.pledges.operations.passing import challenge
from ikrar.web.access import public
from ikrar.web.page import page


@public
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who is invited, and the button that makes the passkey."""
    at = timezone.now()
    found = enrolling.invited(token=token, at=at)
    if request.method == "POST":
        enrolling.enrol(
            token=token,
            challenge=request.POST.get("challenge", ""),
            client_data=_bytes(request, "client_data"),
            attestation=_bytes(request, "attestation"),
            at=at,
        )
        return page(request, "commitments/signing/enrolled.html", found=found, at=at)
    answer = page(
        request,
        "commitments/signing/invitation.html",
        found=found,
        challenge=challenge(at=at),
        rp_id=settings.IKRAR_DOMAIN,
        known=" ".join(armour.url64(one) for one in found.known),
    )
    answer["Cache-Control"] = "no-store"
    return answer


@public
@require_GET
def who_signs(request: HttpRequest, commitment: str) -> HttpResponse:
    """Which institution signs now."""
    one = queries.public_commitment(public_id=commitment)
    return page(request, "commitments/signing/who.html", one=one)


@public
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, commitment: str, place: int) -> HttpResponse:
    """The words, the person named, and the button that signs."""
    at = timezone.now()
    one = queries.public_commitment(public_id=commitment)
    signatory = at_place(one, place)
    if request.method == "POST":
        passkeys.sign(
            commitment=commitment,
            place=place,
            nonce=request.POST.get("nonce", ""),
            credential_id=_bytes(request, "credential_id"),
            value=_bytes(request, "value"),
            authenticator_data=_bytes(request, "authenticator_data"),
            client_data=_bytes(request, "client_data"),
            at=at,
        )
        return redirect("commitments:signed", commitment, place)
    offer = passkeys.offer(commitment=commitment, place=place, at=at)
    answer = page(
        request,
        "commitments/signing/sign.html",
        one=one,
        signatory=signatory,
        statement=offer.statement.as_bytes().decode(),
        nonce=offer.statement.nonce,
        known=" ".join(armour.url64(key) for key in offer.credential_ids),
        rp_id=settings.IKRAR_DOMAIN,
    )
    answer["Cache-Control"] = "no-store"
    return answer


@public
@require_GET
def signed(request: HttpRequest, commitment: str, place: int) -> HttpResponse:
    """Thanks, and what was kept."""
    one = queries.public_commitment(public_id=commitment)
    signatory = at_place(one, place)
    if signatory.signature is None:
        return redirect("commitments:who-signs", commitment)
    return page(request, "commitments/signing/signed.html", one=one, signatory=signatory)


def _bytes(request: HttpRequest, name: str) -> bytes:
    try:
        return armour.unurl64(request.POST.get(name, ""))
    except armour.NotEncoded as e:
        raise SignatureWrong from e
