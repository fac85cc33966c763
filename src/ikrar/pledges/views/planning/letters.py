"""The letters of a plan: seen, issued as PDF or DOCX with a blank number, and what became of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_GET, require_http_methods

from ikrar.accounts.operations import record_act
from ikrar.papers import operations as papers
from ikrar.papers.domain import DOCX, PDF, PaperKind
from ikrar.papers.letters import Letter
from ikrar.papers.queries import papers_of
from ikrar.pledges import queries
from ikrar.pledges.forms.letters import UNITS, LetterForm
from ikrar.pledges.papers import attending
from ikrar.pledges.papers.letter import invitation, letter_docx, letter_pdf
from ikrar.pledges.queries import DeclarationView
from ikrar.pledges.queries.attending import expected_at
from ikrar.pledges.queries.plan import addressed
from ikrar.pledges.views.planning.papers import file
from ikrar.pledges.views.planning.plans import PLAN
from ikrar.pledges.views.planning.reach import actor, named_units, reached
from ikrar.web.access import may, public
from ikrar.web.languages import t
from ikrar.web.page import page

ISSUES = {"issue-pdf": PDF, "issue-docx": DOCX}


@may(PLAN)
@require_http_methods(["GET", "POST"])
def letters(request: HttpRequest, declaration: str) -> HttpResponse:
    """The letter of invitation: written here, looked at, issued; and every paper issued so far."""
    one = reached(request, declaration, PLAN)
    form = LetterForm(request.POST or None, plan=one, steps=_agenda(one))
    if request.method == "POST" and form.is_valid():
        return _made(request, one, _letter(one, form))
    return page(
        request,
        "pledges/planning/letters.html",
        status=422 if form.errors else 200,
        one=one,
        here="letters",
        is_rehearsal=one.is_rehearsal,
        form=form,
        issued=papers_of(subject=declaration),
        may_see_names=actor(request).may("roster.see_names"),
    )


def _letter(one: DeclarationView, form: LetterForm) -> Letter:
    data = form.cleaned_data
    site = next((site for site in one.sites if site.public_id == data["site"]), None)
    today = timezone.localdate()
    invited = (
        addressed(public_id=one.public_id, site=data["site"], on=one.held_on or today)
        if data["to"] == UNITS
        else []
    )
    return invitation(one, site, form.wanted(), invited=invited)


def _made(request: HttpRequest, one: DeclarationView, found: Letter) -> HttpResponse:
    at, media = timezone.now(), ISSUES.get(request.POST.get("do", ""))
    content = letter_docx(found, at=at) if media == DOCX else letter_pdf(found, at=at)
    if media is None:
        shown = file(content, f"undangan-{one.public_id}.pdf", PDF)
        shown["Content-Disposition"] = f'inline; filename="undangan-{one.public_id}.pdf"'
        return shown
    papers.issue(
        kind=PaperKind.INVITATION,
        subject=one.public_id,
        title=found.subject,
        file=content,
        media=media,
        rehearsal=one.is_rehearsal,
        at=at,
        by=actor(request),
    )
    messages.success(
        request,
        t(
            "Surat diterbitkan. Unduh, beri nomor, dan unggah kembali setelah ditandatangani.",
            "The letter is issued. Download it, have it numbered, and upload it again once signed.",
        ),
    )
    return redirect("pledges:plan-letters", one.public_id)


def _agenda(one: DeclarationView) -> tuple[str, ...]:
    first = next((site for site in one.sites if site.cancelled_at is None), None)
    if first is None:
        return ()
    return tuple(step.words.id for step in queries.run_sheet(site_public_id=first.public_id))


@may("roster.see_names")
@require_GET
def attendance(request: HttpRequest, site: str) -> HttpResponse:
    """The list of those present at a site, with the names this person may see; looking is noted."""
    view, declaration = queries.site_of(public_id=site)
    one = queries.declaration(public_id=declaration)
    at = timezone.now()
    units = expected_at(site=site, units=named_units(request))
    content = attending.attendance(one, view, units, at=at)
    people = sum(len(unit.people) for unit in units)
    record_act(actor=actor(request), act="attendance.made", subject=site, detail={"people": people}, at=at)
    answer = file(content, f"daftar-hadir-{view.short}.pdf", PDF)
    add_never_cache_headers(answer)
    return answer


@public
@require_GET
def pact(request: HttpRequest, text: str) -> HttpResponse:  # noqa: ARG001 (a view's signature)
    """The text of the pact as a paper; public once it is published, like the text itself, and always the same file."""
    found = queries.published_text(public_id=text)
    assert found.published_at is not None
    answer = file(attending.pact(found, at=found.published_at), f"naskah-{text}.pdf", PDF)
    answer["Cache-Control"] = "public, max-age=3600"
    return answer
