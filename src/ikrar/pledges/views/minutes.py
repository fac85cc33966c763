"""The minutes: asked for, drawn here or in the background, and issued so that they can come back numbered."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ikrar.accounts.operations import record_act
from ikrar.kernel.words import Words
from ikrar.papers import operations as papers
from ikrar.papers.domain import DOCX, PDF, PaperKind
from ikrar.papers.letters import Minutes, Photograph
from ikrar.papers.queries import papers_of
from ikrar.pledges import queries
from ikrar.pledges.forms.minutes import MinutesForm
from ikrar.pledges.papers import waiting
from ikrar.pledges.papers.minutes import minutes_docx, minutes_of, minutes_pdf
from ikrar.pledges.papers.pictures import (
    NotAPhotograph,
    TooManyPhotographs,
    digest,
    photographs,
)
from ikrar.pledges.papers.volumes import BODY, VOLUME, minutes_in_volumes
from ikrar.pledges.queries import minutes as minutes_queries
from ikrar.pledges.queries.albums import offered
from ikrar.pledges.views.planning.reach import actor
from ikrar.roster import queries as roster
from ikrar.roster.queries import EVERYWHERE
from ikrar.web.access import may
from ikrar.web.languages import say
from ikrar.web.page import page

LONG_ROLL = 400  # names; more take longer to set than a page should
NO_PHOTOGRAPH = Words(
    "Berkas “{name}” bukan foto JPEG atau PNG yang dapat ditampilkan. Berita acara belum dibuat.",
    "The file “{name}” is no JPEG or PNG photograph that can be shown. The minutes were not made.",
)
TOO_MANY = Words(
    "Paling banyak {most} foto dalam satu lampiran. Pilih beberapa saja.",
    "At most {most} photographs in one annex. Choose a few.",
)
WORD = re.compile(r"[0-9a-f]{16}")
ZIP = b"PK\x03\x04"
ENDINGS = {PDF: "pdf", DOCX: "docx", "application/zip": "zip"}


@may("roster.see_names")
@require_http_methods(["GET", "POST"])
def about(request: HttpRequest, declaration: str) -> HttpResponse:
    """What the minutes are to hold, and the minutes issued so far."""
    _check_sees_all(request)
    one = queries.declaration(public_id=declaration)
    photos = offered(declaration=declaration)
    form = MinutesForm(request.POST or None, request.FILES or None, plan=one, offered=photos)
    if request.method == "POST" and form.is_valid():
        try:
            return _asked(request, declaration, form)
        except NotAPhotograph as refused:
            form.add_error("photographs", say(NO_PHOTOGRAPH, name=refused.name))
        except TooManyPhotographs as refused:
            form.add_error("photographs", say(TOO_MANY, most=refused.most))
    return page(
        request,
        "pledges/closing/minutes.html",
        status=422 if form.errors else 200,
        one=one,
        is_rehearsal=one.is_rehearsal,
        form=form,
        tops=_tops(one) if one.fixed_at else (),
        issued=[paper for paper in papers_of(subject=declaration) if paper.kind == PaperKind.MINUTES],
    )


def _tops(one: queries.DeclarationView) -> list[roster.UnitView]:
    """The units at the top of the tree."""
    return roster.below(unit_id=None, on=one.held_on or timezone.localdate())


def _asked(request: HttpRequest, declaration: str, form: MinutesForm) -> HttpResponse:
    site, what = form.cleaned_data["site"], request.POST.get("do", "pdf")
    pictures = photographs(form.pictures(), chosen=form.album())
    asked = _Asked(declaration, site, digest(pictures))
    if what in {"issue-docx", "docx"}:
        return _answered(request, asked, pictures=pictures, media=DOCX, issue=what != "docx")
    return _answered(request, asked, pictures=pictures, media=PDF, issue=what == "issue-pdf")


@may("roster.see_names")
@require_GET
def minutes(request: HttpRequest, declaration: str, site: str = "") -> HttpResponse:
    """The minutes with the roll, as PDF. Only for who may see every name; looking is noted.

    Long ones with photographs are fetched here under the word of these photographs, which were handed in before.
    """
    _check_sees_all(request)
    asked = _Asked(declaration, site, request.GET.get("foto", ""))
    if asked.photographs and not waiting.is_there(asked.name, at=timezone.now()):
        return redirect("pledges:minutes-about", declaration)
    return _answered(request, asked, pictures=(), media=PDF, issue=False)


@may("roster.see_names")
@require_POST
def stop(request: HttpRequest, declaration: str) -> HttpResponse:
    """End the drawing of long minutes after the volume in hand."""
    _check_sees_all(request)
    waiting.stop(_Asked(declaration, request.POST.get("site", ""), request.POST.get("foto", "")).name)
    return redirect("pledges:minutes-about", declaration)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which minutes: of which site, with which photographs; one drawing for each of these."""

    declaration: str
    site: str
    photographs: str

    @property
    def subject(self) -> str:
        return self.site or self.declaration

    @property
    def name(self) -> str:
        """What the drawing is called among those that wait."""
        word = self.photographs if WORD.fullmatch(self.photographs) else ""
        return f"{self.subject}-{word}" if word else self.subject


def _answered(
    request: HttpRequest, asked: _Asked, *, pictures: Sequence[Photograph], media: str, issue: bool
) -> HttpResponse:
    at = timezone.now()
    people = minutes_queries.people_in(declaration=asked.declaration, site=asked.site)
    content = _drawn(asked, pictures=pictures, media=media, people=people, at=at)
    if content is None:
        return _preparing(request, asked, people=people)
    subject = asked.subject
    record_act(actor=actor(request), act="minutes.made", subject=subject, detail={"people": people}, at=at)
    if issue:
        _issue(request, asked.declaration, asked.site, content=content, media=media, at=at)
        return redirect("pledges:minutes-about", asked.declaration)
    kind = "application/zip" if media == PDF and content.startswith(ZIP) else media
    answer = HttpResponse(content, content_type=kind)
    place = "inline" if kind == PDF else "attachment"
    answer["Content-Disposition"] = f'{place}; filename="berita-acara-{subject}.{ENDINGS[kind]}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _drawn(
    asked: _Asked, *, pictures: Sequence[Photograph], media: str, people: int, at: datetime
) -> bytes | None:
    """The file; nothing yet while a long one is drawn in the background."""

    def found() -> Minutes:
        told = minutes_queries.minutes(declaration=asked.declaration, site=asked.site, at=at)
        return minutes_of(told, photographs=pictures, at=at)

    def prepared() -> Callable[[], bytes]:
        made = found()
        if people <= VOLUME:
            return lambda: minutes_pdf(made, at=at)
        return lambda: minutes_in_volumes(made, tell=waiting.teller(asked.name, at=at), at=at)

    if media == DOCX:
        return minutes_docx(found(), at=at)
    if people <= LONG_ROLL:
        return prepared()()
    content = waiting.ready(asked.name, at=at)
    if content is None and bool(asked.photographs) == bool(pictures):
        waiting.begin(asked.name, prepared, at=at)
    return content


def _issue(
    request: HttpRequest, declaration: str, site: str, *, content: bytes, media: str, at: datetime
) -> None:
    """Let them leave. Of minutes in volumes the first file does: it names the hash of every volume."""
    one = queries.declaration(public_id=declaration)
    named = next((found.name for found in one.sites if found.public_id == site), "")
    if content.startswith(ZIP) and media == PDF:
        with ZipFile(BytesIO(content)) as archive:
            content = archive.read(BODY)
    papers.issue(
        kind=PaperKind.MINUTES,
        subject=declaration,
        title=" · ".join(filter(None, (f"Berita acara {one.title}", named))),
        file=content,
        media=media,
        rehearsal=one.is_rehearsal,
        at=at,
        by=actor(request),
    )


def _preparing(request: HttpRequest, asked: _Asked, *, people: int) -> HttpResponse:
    done, of = waiting.progress(asked.name) or (0, 0)
    answer = page(
        request,
        "pledges/closing/preparing.html",
        status=202,
        declaration=asked.declaration,
        site=asked.site,
        photographs=asked.photographs,
        people=people,
        done=done,
        of=of,
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _check_sees_all(request: HttpRequest) -> None:
    if EVERYWHERE not in actor(request).scopes("roster.see_names"):
        raise PermissionDenied
