"""The papers of the office: what left, what came back, and taking one back."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ikrar.accounts.operations import record_act
from ikrar.kernel.words import Words
from ikrar.papers import operations, queries
from ikrar.papers.domain import PDF, WITH_NAMES
from ikrar.papers.forms import TakeBackForm
from ikrar.papers.views.showing import shown
from ikrar.web.access import check_everywhere, grave_to_see, may, reaches_everywhere
from ikrar.web.languages import t
from ikrar.web.page import page

SEE, TAKE, NAMES = "papers.see", "papers.take_back", "roster.see_names"


@may(SEE)
@require_GET
def papers(request: HttpRequest) -> HttpResponse:
    """Subjects with papers, newest first."""
    check_everywhere(request, SEE)
    return page(request, "papers/papers.html", papers=queries.newest())


@may(SEE)
@require_GET
def about(request: HttpRequest, subject: str) -> HttpResponse:
    """The papers of one subject."""
    check_everywhere(request, SEE)
    found = queries.papers_of(subject=subject)
    if not found:
        raise queries.PaperNotFound
    return page(request, "papers/papers.html", papers=found, subject=subject)


@may(SEE)
@require_GET
def paper(request: HttpRequest, paper: str) -> HttpResponse:
    check_everywhere(request, SEE)
    return _paper(request, queries.paper(public_id=paper))


@may(TAKE)
@grave_to_see
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, paper: str) -> HttpResponse:
    """The form, and the answer to a file: taken, or each thing that speaks against it."""
    check_everywhere(request, TAKE)
    found = queries.paper(public_id=paper)
    if found.returned:
        return redirect("papers:paper", paper)
    form = TakeBackForm(request.POST or None, request.FILES or None)
    result = None
    sentences: tuple[Words, ...] = ()
    if form.is_valid():
        try:
            operations.take_back(
                paper=paper,
                file=_content(form.cleaned_data["file"]),
                number=form.cleaned_data["number"],
                by=request.user,
                at=timezone.now(),
            )
        except operations.NumberIsMissing:
            form.add_error(
                "number", t("Nomor ini tidak terbaca. Ketik ulang.", "This number cannot be read.")
            )
        except operations.PaperIsNotAccepted as refused:
            form.add_error("file", t(*refused.reason))
            result = shown(refused.checked) if refused.checked else None
            sentences = refused.sentences[1:]
        else:
            return redirect("papers:paper", paper)
    return page(
        request,
        "papers/take_back.html",
        paper=found,
        form=form,
        result=result,
        sentences=sentences,
        is_rehearsal=found.is_rehearsal,
        most=settings.IKRAR_PAPER_BYTES // 1_000_000,
        status=422 if form.errors else 200,
    )


@may(SEE)
@require_GET
def issued_file(request: HttpRequest, paper: str) -> HttpResponse:
    """The paper as it left."""
    check_everywhere(request, SEE)
    found = _openable(request, paper)
    return _download(queries.issued_file(public_id=paper), found.media, found.file_name)


@may(SEE)
@require_GET
def returned_file(request: HttpRequest, paper: str) -> HttpResponse:
    """The paper as it came back."""
    check_everywhere(request, SEE)
    found = _openable(request, paper)
    return _download(queries.returned_file(public_id=paper), PDF, f"{found.kind.lower()}-{paper}-kembali.pdf")


def _openable(request: HttpRequest, paper: str) -> queries.PaperView:
    """The paper, if this person may open it; who opens one with names is noted."""
    found = queries.paper(public_id=paper)
    if found.kind in WITH_NAMES:
        check_everywhere(request, NAMES)
        user: Any = request.user
        record_act(actor=user, act="paper.opened", subject=paper, at=timezone.now())
    return found


def _paper(request: HttpRequest, found: queries.PaperView) -> HttpResponse:
    user: Any = request.user
    return page(
        request,
        "papers/paper.html",
        paper=found,
        result=shown(found.returned.checked) if found.returned else None,
        may_take_back=user.may(TAKE),
        may_open=found.kind not in WITH_NAMES or reaches_everywhere(request, NAMES),
        is_rehearsal=found.is_rehearsal,
    )


def _content(upload: Any) -> bytes:
    """One byte more than may be read, so that the check itself says that it is too much."""
    return bytes(upload.read(settings.IKRAR_PAPER_BYTES + 1))


def _download(content: bytes, media: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
