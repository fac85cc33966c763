"""What everybody sees: the list, a commitment with its proof, the exact words, receipts, photographs, the paper."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ikrar.commitments import queries
from ikrar.commitments.operations.papers import commitment_pdf, issue_commitment
from ikrar.commitments.operations.trail import place_of
from ikrar.commitments.views.reach import PLAN, RUN, actor, reached
from ikrar.web.access import may, public
from ikrar.web.page import page

A_WHILE = "public, max-age=300"  # a photograph that is withdrawn is soon gone everywhere


@public
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every commitment whose text is public."""
    return page(request, "commitments/public/list.html", ones=queries.public())


@public
@require_GET
def commitment(request: HttpRequest, commitment: str) -> HttpResponse:
    """Who signed, how and when; the words; and how anybody can check it."""
    one = queries.public_commitment(public_id=commitment)
    return page(
        request,
        "commitments/public/commitment.html",
        one=one,
        evidence=queries.evidence(one),
        now=timezone.now(),
    )


@public
@require_GET
def words(request: HttpRequest, commitment: str) -> HttpResponse:  # noqa: ARG001 (a view's signature)
    """Exactly the bytes that are hashed."""
    one = queries.public_commitment(public_id=commitment)
    assert one.text is not None
    answer = HttpResponse(one.text.body.encode(), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="komitmen-{one.public_id}.txt"'
    return answer


@public
@require_GET
def receipt(request: HttpRequest, commitment: str, nth: int = 0) -> HttpResponse:  # noqa: ARG001 (a view's signature)
    """The receipt of the whole, or of one signature, for `ikrar-verify`."""
    one = queries.public_commitment(public_id=commitment)
    made = queries.receipt(one, nth=nth or None)
    answer = HttpResponse(made, content_type="application/json")
    name = f"komitmen-{one.public_id}" + (f"-{nth}" if nth else "")
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer


@public
@require_GET
def photograph(request: HttpRequest, commitment: str, photograph: str) -> HttpResponseBase:  # noqa: ARG001 (a view's signature)
    """The copy for showing."""
    file = place_of(queries.photograph_file(photograph=photograph))
    if not file.exists():
        raise queries.PhotographNotFound
    answer = FileResponse(file.open("rb"), content_type="image/jpeg")
    answer["Cache-Control"] = A_WHILE
    return answer


@public
@require_GET
def paper(request: HttpRequest, commitment: str) -> HttpResponse:  # noqa: ARG001 (a view's signature)
    """The sealed paper of a commitment that all have signed."""
    one = queries.public_commitment(public_id=commitment)
    if one.completed_at is None:
        raise queries.CommitmentNotFound
    return _pdf(commitment_pdf(one, at=timezone.now()), name=f"komitmen-{one.public_id}")


@may(PLAN)
@require_GET
def draft_paper(request: HttpRequest, commitment: str) -> HttpResponse:
    """The paper to be signed by hand or with a certificate; unsealed, for a seal is not a signature."""
    one = reached(request, commitment, PLAN)
    if one.text is None:
        raise queries.CommitmentNotFound
    made = commitment_pdf(one, at=timezone.now(), is_sealed=False)
    return _pdf(made, name=f"naskah-komitmen-{one.public_id}")


@may(RUN)
@require_POST
def issue_paper(request: HttpRequest, commitment: str) -> HttpResponse:
    """Let the finished paper leave: what comes back with its number and certificate is held against it."""
    one, at = reached(request, commitment, RUN), timezone.now()
    if one.completed_at is None:
        raise queries.CommitmentNotFound
    issue_commitment(one, by=actor(request), at=at)
    return redirect("papers:about", one.public_id)


def _pdf(made: bytes, *, name: str) -> HttpResponse:
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer
