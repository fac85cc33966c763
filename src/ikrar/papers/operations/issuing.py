"""Letting a paper leave: kept as it is, with its text, so that what comes back can be held against it."""

from datetime import datetime
from typing import Any, TypeAlias

from django.db import IntegrityError, transaction

from ikrar.accounts import operations as accounts
from ikrar.papers import keeping
from ikrar.papers.checking import wording
from ikrar.papers.domain import DOCX, PDF, PaperKind
from ikrar.papers.models import Paper
from ikrar.papers.queries.papers import PaperView, paper

Actor: TypeAlias = Any  # accounts.User; its class stays behind accounts' doors


class TakesNoSuchPaper(Exception):
    """Papers leave as PDF or DOCX, with a text in them."""


def issue(
    *,
    kind: PaperKind,
    subject: str,
    title: str,
    file: bytes,
    media: str,
    at: datetime,
    by: Actor,
    text: str | None = None,
    rehearsal: bool = False,
) -> PaperView:
    """Keep a paper as it leaves. The same file about the same subject is issued once, however often it is asked for.

    Without `text` it is read from the file, in the same way as it will be read from what comes back.
    """
    if media not in {PDF, DOCX}:
        raise TakesNoSuchPaper(media)
    text = _text(file, media) if text is None else text
    if not wording.words_of(text):
        raise TakesNoSuchPaper(media)
    sha256 = keeping.keep(file)
    row = Paper(
        kind=PaperKind(kind).value,
        subject=subject,
        title=title[:300],
        is_rehearsal=rehearsal,
        media=media,
        sha256=sha256,
        size=len(file),
        text=text,
        text_sha256=wording.digest(text),
        made_at=at,
        made_by=by,
    )
    return paper(public_id=_stored(row, by=by, at=at))


def _stored(row: Paper, *, by: Actor, at: datetime) -> str:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            detail: dict[str, Any] = {"kind": row.kind, "subject": row.subject, "sha256": row.sha256}
            accounts.record_act(actor=by, act="paper.issued", subject=row.public_id, detail=detail, at=at)
    except IntegrityError:
        return Paper.objects.get(subject=row.subject, kind=row.kind, sha256=row.sha256).public_id
    return row.public_id


def _text(file: bytes, media: str) -> str:
    if media == DOCX:
        from ikrar.papers import letters  # noqa: PLC0415 (loaded only where a DOCX is met)

        return letters.text_of(file)
    from ikrar.papers.checking import texts  # noqa: PLC0415 (a PDF library is loaded only where a PDF is read)

    return texts.read(file, most_pages=1_000)[0]
