"""Papers as others see them: what was issued about a subject, and what came back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ikrar.kernel.words import Words
from ikrar.papers import keeping
from ikrar.papers.checking import Checked, remembered
from ikrar.papers.domain import ENDINGS, KIND_WORDS, STATE_WORDS, PaperKind, PaperState
from ikrar.papers.models import Paper, ReturnedPaper
from ikrar.register import queries as register


class PaperNotFound(Exception):
    """There is no such paper, or its file is not there."""


@dataclass(frozen=True, slots=True)
class ReturnedView:
    """A paper that came back: its number, its hash for good, what the check found, and its leaf in the register."""

    public_id: str
    number: str
    sha256: str
    size: int
    checked: Checked
    leaf_hash: bytes
    index: int | None  # its place in the register; nothing while the clerk has not come by
    taken_at: datetime
    taken_by: str


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper that was issued."""

    public_id: str
    kind: PaperKind
    subject: str
    title: str
    is_rehearsal: bool
    media: str
    sha256: str
    size: int
    text_sha256: str
    made_at: datetime
    made_by: str
    returned: ReturnedView | None

    @property
    def state(self) -> PaperState:
        return PaperState.RETURNED if self.returned else PaperState.ISSUED

    @property
    def kind_words(self) -> Words:
        return KIND_WORDS[self.kind]

    @property
    def state_words(self) -> Words:
        return STATE_WORDS[self.state]

    @property
    def file_name(self) -> str:
        """A name for the download; it holds no person's name."""
        return f"{self.kind.lower()}-{self.public_id}{ENDINGS.get(self.media, '')}"


def papers_of(*, subject: str) -> tuple[PaperView, ...]:
    """The papers about one subject, newest first."""
    found = Paper.objects.filter(subject=subject).select_related("returned", "made_by", "returned__taken_by")
    return _views(found.order_by("-made_at", "-id"))


def newest(*, limit: int = 100) -> tuple[PaperView, ...]:
    """The newest papers of all subjects."""
    found = Paper.objects.select_related("returned", "made_by", "returned__taken_by")
    return _views(found.order_by("-made_at", "-id")[:limit])


def paper(*, public_id: str) -> PaperView:
    found = _one(public_id)
    return _views([found])[0]


def issued_file(*, public_id: str) -> bytes:
    """The paper as it left."""
    return _file(_one(public_id).sha256)


def issued_text(*, public_id: str) -> str:
    return _one(public_id).text


def returned_file(*, public_id: str) -> bytes:
    """The paper as it came back."""
    found = _one(public_id)
    if not hasattr(found, "returned"):
        raise PaperNotFound
    return _file(found.returned.sha256)


def anchored(*, sha256: str) -> PaperView | None:
    """The paper that came back as exactly this file, if one did."""
    found = ReturnedPaper.objects.filter(sha256=sha256).select_related("paper").first()
    return paper(public_id=found.paper.public_id) if found else None


def issued_as(*, sha256: str) -> PaperView | None:
    """The paper that left as exactly this file, if one did."""
    found = Paper.objects.filter(sha256=sha256).order_by("-made_at").first()
    return paper(public_id=found.public_id) if found else None


def is_anything_issued() -> bool:
    return Paper.objects.exists()


def damaged_files() -> tuple[str, ...]:
    """Hashes of kept files that are gone or are not what they were. Reads every file."""
    kept = Paper.objects.exclude(text="")  # without its text it was let go by the archive schedule
    hashes = {*kept.values_list("sha256", flat=True)}
    hashes |= {*ReturnedPaper.objects.filter(paper__in=kept).values_list("sha256", flat=True)}
    return tuple(sorted(one for one in hashes if not keeping.is_whole(one)))


def _one(public_id: str) -> Paper:
    found = (
        Paper.objects.select_related("returned", "made_by", "returned__taken_by")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise PaperNotFound
    return found


def _file(sha256: str) -> bytes:
    try:
        return keeping.path_of(sha256).read_bytes()
    except FileNotFoundError as e:
        raise PaperNotFound from e


def _views(papers: Iterable[Paper]) -> tuple[PaperView, ...]:
    return tuple(
        PaperView(
            public_id=one.public_id,
            kind=PaperKind(one.kind),
            subject=one.subject,
            title=one.title,
            is_rehearsal=one.is_rehearsal,
            media=one.media,
            sha256=one.sha256,
            size=one.size,
            text_sha256=one.text_sha256,
            made_at=one.made_at,
            made_by=str(one.made_by or ""),
            returned=_returned(one),
        )
        for one in papers
    )


def _returned(paper: Paper) -> ReturnedView | None:
    if not hasattr(paper, "returned"):
        return None
    found = paper.returned
    place = register.inclusion(leaf_hash=bytes(found.leaf_hash), rehearsal=paper.is_rehearsal)
    return ReturnedView(
        public_id=found.public_id,
        number=found.number,
        sha256=found.sha256,
        size=found.size,
        checked=remembered(found.checked),
        leaf_hash=bytes(found.leaf_hash),
        index=place.index if place else None,
        taken_at=found.taken_at,
        taken_by=str(found.taken_by),
    )
