"""Signatures that arrive as files: certified PDFs, and sheets of paper that a second officer confirms."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ikrar.commitments import queries
from ikrar.commitments.forms import FileForm
from ikrar.commitments.operations import certified, sheets
from ikrar.commitments.operations.trail import MOST_BYTES, FileTooLarge, place_of
from ikrar.commitments.queries.evidence import sheet_file
from ikrar.commitments.views.reach import CONFIRM, RUN, actor, reached
from ikrar.commitments.views.signatories import at_place
from ikrar.kernel.words import Words
from ikrar.web.access import check_everywhere, grave, may
from ikrar.web.languages import say, t
from ikrar.web.page import page


@may(RUN)
@require_http_methods(["GET", "POST"])
def certified_file(request: HttpRequest, commitment: str, place: int | None = None) -> HttpResponse:
    """Take in a certified PDF; it counts for everybody who signed in it, and what stands against it is told in words.

    At an institution's own address its representative must be among them.
    """
    one = reached(request, commitment, RUN)
    form = FileForm(
        request.POST or None,
        request.FILES or None,
        label=Words("PDF bersertifikat", "Certified PDF"),
        hint=Words(
            "Memuat naskah ini utuh dan ditandatangani wakil yang ditunjuk, dengan sertifikat elektroniknya. Bila beberapa "
            "wakil menandatangani berkas yang sama berurutan, unggah sekali: semuanya dihitung.",
            "Holding this text whole, signed by the representatives named, with their electronic certificates. Where several "
            "sign the same file one after another, upload it once: all of them count.",
        ),
        accept="application/pdf",
    )
    if request.method == "POST" and form.is_valid():
        counted = certified.sign(
            commitment=commitment,
            place=place,
            content=_content(form.cleaned_data["file"]),
            by=actor(request),
            at=timezone.now(),
        )
        _tell(request, counted)
        return redirect("commitments:run", commitment)
    return _file_page(
        request,
        one,
        place,
        form=form,
        title=Words("PDF bersertifikat", "Certified PDF"),
        label=Words("Periksa dan catat", "Check and record"),
    )


def _tell(request: HttpRequest, counted: certified.Counted) -> None:
    """For whom the file counted, who had signed before, and who in it is nobody's representative."""
    told = Words("Dihitung untuk: {names}.", "It counts for: {names}.")
    messages.success(request, say(told, names=", ".join(counted.institutions)))
    if counted.before:
        told = Words(
            "Sudah menandatangani sebelumnya, tidak dihitung lagi: {names}.",
            "Had signed before and is not counted again: {names}.",
        )
        messages.info(request, say(told, names=", ".join(counted.before)))
    if counted.strangers:
        told = Words(
            "Juga menandatangani berkas ini, tetapi bukan wakil yang ditunjuk: {names}. Tidak dihitung.",
            "Signed this file too but is nobody's named representative: {names}. Not counted.",
        )
        messages.warning(request, say(told, names="; ".join(counted.strangers)))


@may(RUN)
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, commitment: str, place: int) -> HttpResponse:
    """Take in the scan of a signed sheet; another officer confirms it."""
    one = reached(request, commitment, RUN)
    form = FileForm(
        request.POST or None,
        request.FILES or None,
        label=Words("Hasil pindai lembar yang ditandatangani", "Scan of the signed sheet"),
        hint=Words("JPEG, PNG, atau PDF, paling besar 12 MB.", "JPEG, PNG or PDF, at most 12 MB."),
        accept="image/jpeg,image/png,application/pdf",
    )
    if request.method == "POST" and form.is_valid():
        sheets.mark(
            commitment=commitment,
            place=place,
            content=_content(form.cleaned_data["file"]),
            by=actor(request),
            at=timezone.now(),
        )
        messages.success(
            request, t("Lembar dicatat. Petugas lain mengesahkannya.", "Marked. Another officer confirms it.")
        )
        return redirect("commitments:run", commitment)
    return _file_page(
        request,
        one,
        place,
        form=form,
        title=Words("Tanda tangan di kertas", "Signature on paper"),
        label=Words("Catat lembar ini", "Mark this sheet"),
    )


@may(RUN)
@require_POST
def discard_sheet(request: HttpRequest, commitment: str, place: int) -> HttpResponse:
    reached(request, commitment, RUN)
    sheets.discard(commitment=commitment, place=place, by=actor(request), at=timezone.now())
    return redirect("commitments:run", commitment)


@may(CONFIRM)
@require_GET
def confirming(request: HttpRequest) -> HttpResponse:
    """Sheets and notices of certificates that somebody else entered and that wait for a second officer."""
    check_everywhere(request, CONFIRM)
    me = actor(request).pk
    return page(
        request,
        "commitments/running/confirming.html",
        waiting=queries.waiting_sheets(not_by=me),
        notices=queries.waiting_notices(not_by=me),
    )


@may(CONFIRM)
@grave
@require_http_methods(["GET", "POST"])
def confirm_sheet(request: HttpRequest, commitment: str, place: int) -> HttpResponse:
    """Compare the scan with the name, then stand by it."""
    one = reached(request, commitment, CONFIRM)
    signatory = at_place(one, place)
    if request.method == "POST":
        sheets.confirm(commitment=commitment, place=place, by=actor(request), at=timezone.now())
        messages.success(request, t("Lembar disahkan.", "The sheet is confirmed."))
        return redirect("commitments:confirming")
    if signatory.sheet is None:
        raise sheets.SheetNotFound
    return page(
        request,
        "commitments/running/confirm.html",
        one=one,
        signatory=signatory,
        is_mine=signatory.sheet.entered_by_id == actor(request).pk,
    )


@may(CONFIRM)
@require_GET
def scan(request: HttpRequest, commitment: str, place: int) -> HttpResponseBase:
    reached(request, commitment, CONFIRM)
    file, kind = sheet_file(commitment=commitment, place=place)
    answer = FileResponse(
        place_of(file).open("rb"),
        content_type=kind,
        as_attachment=not kind.startswith("image/"),
        filename=f"lembar-{place}",
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _file_page(
    request: HttpRequest, one: Any, place: int | None, *, form: FileForm, title: Words, label: Words
) -> HttpResponse:
    return page(
        request,
        "commitments/running/file.html",
        status=422 if form.errors else 200,
        one=one,
        signatory=None if place is None else at_place(one, place),
        form=form,
        title=title,
        label=label,
        back=reverse("commitments:run", args=[one.public_id]),
    )


def _content(upload: Any) -> bytes:
    if upload.size > MOST_BYTES:
        raise FileTooLarge
    return bytes(upload.read())
