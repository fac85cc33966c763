"""Taking a paper back: checked first, then kept and entered in the register, both or neither. Never twice."""

from datetime import datetime
from typing import Any, TypeAlias

from django.db import IntegrityError, transaction

from ikrar.accounts import operations as accounts
from ikrar.kernel.text import has_hidden_characters, squeezed
from ikrar.kernel.words import Words
from ikrar.papers import domain, keeping
from ikrar.papers.checking import Checked, Expected, plain
from ikrar.papers.models import Paper, ReturnedPaper
from ikrar.papers.queries.checking import checked as check_here
from ikrar.papers.queries.papers import PaperNotFound, PaperView
from ikrar.papers.queries.papers import paper as paper_view
from ikrar.register import operations as register

Actor: TypeAlias = Any  # accounts.User; its class stays behind accounts' doors
ZIP = b"PK\x03\x04"
NOT_SIGNED = Words(
    "Ini berkas DOCX, jadi belum tersertifikasi. Isinya tidak berubah; simpan sebagai PDF, tanda tangani dengan sertifikat, "
    "lalu unggah PDF itu.",
    "This is a DOCX, so it is not certified. Its text is unchanged; save it as PDF, sign that with a certificate and upload "
    "it.",
)


class AlreadyTakenBack(Exception):
    """This paper came back before; what was taken stays as it is."""


class FileCameBackBefore(Exception):
    """This very file was taken back for another paper."""


class NumberIsMissing(Exception):
    """A paper comes back with the number the office gave it."""


class PaperIsNotAccepted(Exception):
    """The check did not accept the file; nothing was kept. `reason` is what decided, `checked` all that was found.

    `sentences` are the lines of a DOCX that are not as they left, one sentence each.
    """

    def __init__(self, checked: Checked | None, reason: Words, *, sentences: tuple[Words, ...] = ()) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self._checked = checked
        self._sentences = sentences

    @property
    def sentences(self) -> tuple[Words, ...]:
        return self._sentences

    @property
    def checked(self) -> Checked | None:
        return self._checked


def take_back(*, paper: str, file: bytes, number: str, at: datetime, by: Actor) -> PaperView:
    """Take back a paper that the office numbered and certified.

    The file is read before anything is locked. What is not accepted leaves a line in the audit trail, and nothing else.
    """
    found = _open(paper)
    number = _clean(number)
    expected = Expected(text=found.text, whole=True, number=number, beside=_beside(found))
    if file.startswith(ZIP):
        told = _unlike(found, file)
        _refuse(found, None, told[0], sentences=told, by=by, at=at)
    checked = check_here(pdf=file, expected=expected, at=at)
    if not checked.is_accepted:
        _refuse(found, checked, checked.worst.words if checked.worst else checked.words, by=by, at=at)
    return _kept(found, file, number, checked, by=by, at=at)


def _open(public_id: str) -> Paper:
    found = Paper.objects.filter(public_id=public_id).first()
    if found is None:
        raise PaperNotFound
    if ReturnedPaper.objects.filter(paper=found).exists():
        raise AlreadyTakenBack
    return found


def _clean(number: str) -> str:
    written = squeezed(number)
    if not written or len(written) > domain.NUMBER_CHARACTERS or has_hidden_characters(number):
        raise NumberIsMissing
    return written


def _beside(found: Paper) -> tuple[str, ...]:
    """What a DOCX prints again on every page (its foot, headers of tables), and so stands between the lines of its PDF."""
    if found.media != domain.DOCX:
        return ()
    from ikrar.papers import letters  # noqa: PLC0415 (loaded only where a DOCX is met)

    return letters.beside_of(keeping.path_of(found.sha256).read_bytes())


def _unlike(found: Paper, file: bytes) -> tuple[Words, ...]:
    """What a DOCX that came back says: each line that was altered, or merely that it is not certified yet."""
    if found.media != domain.DOCX:
        return (NOT_SIGNED,)
    from ikrar.papers import letters  # noqa: PLC0415 (loaded only where a DOCX is met)

    compared = letters.differences(keeping.path_of(found.sha256).read_bytes(), file)
    return compared.sentences or (NOT_SIGNED,)


def _refuse(
    found: Paper,
    checked: Checked | None,
    reason: Words,
    *,
    sentences: tuple[Words, ...] = (),
    by: Actor,
    at: datetime,
) -> None:
    codes: list[Any] = sorted({one.code for one in checked.findings}) if checked else ["docx"]
    detail: dict[str, Any] = {"findings": codes, "sha256": checked.sha256 if checked else ""}
    accounts.record_act(actor=by, act="paper.refused", subject=found.public_id, detail=detail, at=at)
    raise PaperIsNotAccepted(checked, reason, sentences=sentences)


def _kept(found: Paper, file: bytes, number: str, checked: Checked, *, by: Actor, at: datetime) -> PaperView:
    if ReturnedPaper.objects.filter(sha256=checked.sha256).exists():
        raise FileCameBackBefore
    keeping.keep(file)
    body = domain.entry(
        kind=found.kind, subject=found.subject, number=number, issued_sha256=found.sha256, checked=checked
    )
    try:
        with transaction.atomic():
            entered = register.enter(kind=domain.ENTRY, body=body, at=at, rehearsal=found.is_rehearsal)
            ReturnedPaper.objects.create(
                paper=found,
                number=number,
                sha256=checked.sha256,
                size=len(file),
                checked=plain(checked),
                leaf_hash=entered.leaf_hash,
                taken_at=at,
                taken_by=by,
            )
            detail: dict[str, Any] = {"number": number, "sha256": checked.sha256}
            accounts.record_act(
                actor=by, act="paper.taken-back", subject=found.public_id, detail=detail, at=at
            )
    except IntegrityError as e:
        raise AlreadyTakenBack from e
    return paper_view(public_id=found.public_id)
