"""Pact texts: drafts, who stands by them, what is published, and the points that are read aloud."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from ikrar.law import queries as law
from ikrar.pledges.domain.texts import APPROVALS
from ikrar.pledges.models import PactText
from ikrar.pledges.queries.declarations import text_view
from ikrar.pledges.queries.shapes import TextView


class TextNotFound(Exception):
    """No text has this id."""


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """Who stood by the present words, when."""

    name: str
    user_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftView:
    """A text as the desk sees it."""

    text: TextView
    drafted_by: str
    drafted_at: datetime
    approvals: tuple[ApprovalView, ...]
    used_by: tuple[tuple[str, str], ...]  # public id and title of declarations
    leaf_hash: bytes | None

    @property
    def is_published(self) -> bool:
        return self.text.published_at is not None

    @property
    def missing(self) -> int:
        """How many more people must approve."""
        return max(0, APPROVALS - len(self.approvals))

    def was_approved_by(self, user_id: int) -> bool:
        return any(one.user_id == user_id for one in self.approvals)


def text(*, public_id: str) -> TextView:
    """One text; raises `TextNotFound`."""
    return text_view(_found(public_id))


def published_text(*, public_id: str) -> TextView:
    """One text that is public; drafts are not found."""
    row = _found(public_id)
    if row.published_at is None:
        raise TextNotFound
    return text_view(row)


def draft(*, public_id: str) -> DraftView:
    """One text with its approvals and where it is used."""
    return _draft_view(_found(public_id))


def drafts() -> list[DraftView]:
    """Every text but the rehearsals' copies, newest first."""
    rows = _with_people(PactText.objects.filter(for_rehearsal=False))
    return [_draft_view(row) for row in rows.order_by("-drafted_at", "-id")]


def _found(public_id: str) -> PactText:
    row = _with_people(PactText.objects.filter(public_id=public_id)).first()
    if row is None:
        raise TextNotFound
    return row


def _with_people(rows: QuerySet[PactText]) -> QuerySet[PactText]:
    return rows.select_related("drafted_by").prefetch_related("approvals__user", "declarations")


def _draft_view(row: PactText) -> DraftView:
    standing = [one for one in row.approvals.all() if one.text_sha256 == row.text_sha256]
    return DraftView(
        text=text_view(row),
        drafted_by="" if row.drafted_by is None else str(row.drafted_by),
        drafted_at=row.drafted_at,
        approvals=tuple(
            ApprovalView(str(one.user), one.user_id, one.at) for one in sorted(standing, key=lambda a: a.at)
        ),
        used_by=tuple((one.public_id, one.title) for one in row.declarations.all()),
        leaf_hash=None if row.leaf_hash is None else bytes(row.leaf_hash),
    )


_POINT = re.compile(r"^\d+\.\s+(.+)$", re.MULTILINE)


def four_points() -> tuple[str, ...]:
    """The points that are read aloud: of the newest text that was published, else of the shipped one."""
    newest = PactText.objects.filter(for_rehearsal=False, published_at__isnull=False).order_by(
        "-published_at"
    )
    reading = newest.values_list("reading", flat=True).first()
    found = tuple(_POINT.findall(reading or ""))
    return found or _shipped_points()


def _shipped_points() -> tuple[str, ...]:
    shipped = next(iter(law.pact_templates().values()))
    filled = {slot.name: slot.default for slot in shipped.slots}
    return tuple(_POINT.findall(shipped.reading.format(**filled)))
