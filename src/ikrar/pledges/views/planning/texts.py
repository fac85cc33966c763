"""Pact texts: drafted, approved by two, public; chosen for a declaration."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ikrar.law import queries as law
from ikrar.pledges import operations, queries
from ikrar.pledges.domain import texts as domain
from ikrar.pledges.forms.texts import ApproveForm, SlotsForm, WordsForm
from ikrar.pledges.views.planning.plans import PLAN
from ikrar.pledges.views.planning.reach import actor, reached
from ikrar.web.access import grave, may, public
from ikrar.web.languages import t
from ikrar.web.page import page


@may(PLAN)
def index(request: HttpRequest) -> HttpResponse:
    """Every text, and the shipped templates to begin with."""
    return page(
        request,
        "pledges/planning/texts.html",
        drafts=queries.drafts(),
        templates=list(law.pact_templates().values()),
    )


@may(PLAN)
def begin(request: HttpRequest, template: str) -> HttpResponse:
    """Fill the slots, look at the whole, then make the draft."""
    shipped = law.pact_template(template)
    form = SlotsForm(request.POST or None, template=shipped)
    if request.method == "POST" and form.is_valid() and "draft" in request.POST:
        text = operations.draft_from_template(
            code=template, slots=form.cleaned_data, by=actor(request), at=timezone.now()
        )
        return redirect("pledges:text-edit", text)
    typed = {slot.name: request.POST.get(slot.name, slot.default) for slot in shipped.slots}
    return page(
        request,
        "pledges/planning/text_begin.html",
        status=422 if form.errors else 200,
        form=form,
        shipped=shipped,
        title=domain.half_filled(shipped.title, typed),
        reading=domain.half_filled(shipped.reading, typed),
        body=domain.half_filled(shipped.body, typed),
    )


@may(PLAN)
def text(request: HttpRequest, text: str) -> HttpResponse:
    """A text as the desk sees it: who stands by it, since when it may be signed."""
    return page(
        request,
        "pledges/planning/text.html",
        draft=(draft := queries.draft(public_id=text)),
        is_mine=draft.was_approved_by(actor(request).pk),
        may_approve=actor(request).may("declarations.approve_text"),
        form=ApproveForm(initial={"text_sha256": draft.text.text_sha256}),
        now=timezone.now(),
    )


@may(PLAN)
def edit(request: HttpRequest, text: str) -> HttpResponse:
    """Change the words of a draft; of a published text a new version is begun."""
    draft = queries.draft(public_id=text)
    form = WordsForm(request.POST or None, initial={"reading": draft.text.reading, "body": draft.text.body})
    if request.method == "POST" and form.is_valid():
        words, by, at = form.cleaned_data, actor(request), timezone.now()
        if draft.is_published:
            text = operations.draft(title=draft.text.title, by=by, at=at, **words)
        else:
            operations.redraft(text=text, by=by, at=at, **words)
        return redirect("pledges:text", text)
    return page(
        request,
        "pledges/planning/text_edit.html",
        status=422 if form.errors else 200,
        form=form,
        draft=draft,
    )


@may("declarations.approve_text")
@grave
def approve(request: HttpRequest, text: str) -> HttpResponse:
    """Stand by exactly these words."""
    form = ApproveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_public = operations.approve(text=text, by=actor(request), at=timezone.now(), **form.cleaned_data)
        said = (
            t("Naskah terbit dan tercatat di register.", "The text is public and in the register.")
            if is_public
            else t(
                "Persetujuan Anda dicatat. Perlu satu orang lagi.",
                "Your approval is on record. One more is needed.",
            )
        )
        messages.success(request, said)
    return redirect("pledges:text", text)


@may(PLAN)
def choose(request: HttpRequest, declaration: str) -> HttpResponse:
    """Which text this declaration carries."""
    one = reached(request, declaration, PLAN)
    if request.method == "POST":
        operations.choose_text(
            declaration=declaration,
            text=request.POST.get("text", ""),
            reason=request.POST.get("reason", ""),
            by=actor(request),
            at=timezone.now(),
        )
        messages.success(request, t("Naskah dipilih.", "The text is chosen."))
        return redirect("pledges:plan", declaration)
    return page(
        request,
        "pledges/planning/choose_text.html",
        one=one,
        here="text",
        drafts=queries.drafts(),
        is_rehearsal=one.is_rehearsal,
    )


@public
def public_text(request: HttpRequest, text: str) -> HttpResponse:
    """The words everybody signs, their hash, and how to check it."""
    found = queries.published_text(public_id=text)
    return page(
        request,
        "pledges/planning/public_text.html",
        text=found,
        is_rehearsal=found.for_rehearsal,
        now=timezone.now(),
    )


@public
def download(request: HttpRequest, text: str) -> HttpResponse:  # noqa: ARG001 (a view's signature)
    """Exactly the bytes that are hashed."""
    found = queries.published_text(public_id=text)
    response = HttpResponse(found.body.encode(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="naskah-{found.public_id}.txt"'
    return response
