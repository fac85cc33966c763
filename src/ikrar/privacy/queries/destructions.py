"""Destructions: proposed, approved, under way, done."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ikrar.kernel.words import Words
from ikrar.pledges.queries import destroyable as pledges
from ikrar.privacy.models import Destruction
from ikrar.privacy.queries.processing import record


class Point(StrEnum):
    """How far a destruction is."""

    PROPOSED = "proposed"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    WITHDRAWN = "withdrawn"


POINT_WORDS: dict[Point, Words] = {
    Point.PROPOSED: Words("menunggu persetujuan petugas lain", "awaits another officer's approval"),
    Point.RUNNING: Words("sedang dimusnahkan", "under way"),
    Point.STOPPED: Words("dihentikan", "stopped"),
    Point.DONE: Words("selesai, tercatat di register", "done, entered in the register"),
    Point.WITHDRAWN: Words("ditarik", "withdrawn"),
}


class DestructionNotFound(Exception):
    """There is no such proposal."""


@dataclass(frozen=True, slots=True)
class DestructionView:
    """One of them."""

    public_id: str
    activity: Words
    how: Words
    title: str
    counted: int
    destroyed: int
    jra: str
    decree: str
    decided_on: date
    cut_off: date
    proposed_by: str
    proposed_by_id: int
    proposed_at: datetime
    approved_by: str
    approved_at: datetime | None
    done_at: datetime | None
    leaf_hash: str
    point: Point

    @property
    def point_words(self) -> Words:
        return POINT_WORDS[self.point]

    @property
    def of(self) -> int:
        return max(self.counted, self.destroyed)


def destructions() -> list[DestructionView]:
    """The newest first."""
    rows = Destruction.objects.select_related("proposed_by", "approved_by").order_by("-proposed_at", "-id")
    titles = {one.public_id: one.title for one in pledges.closed_declarations()}
    return [_view(row, titles) for row in rows[:200]]


def waiting_for_approval() -> int:
    return Destruction.objects.filter(approved_at=None, withdrawn_at=None).count()


def point_of(row: Destruction) -> Point:
    if row.withdrawn_at:
        return Point.WITHDRAWN
    if row.done_at:
        return Point.DONE
    if not row.approved_at:
        return Point.PROPOSED
    return Point.STOPPED if row.stopped_at else Point.RUNNING


def _view(row: Destruction, titles: dict[str, str]) -> DestructionView:
    activity = record().activity(row.activity)
    return DestructionView(
        public_id=row.public_id,
        activity=activity.name,
        how=activity.how,
        title=titles.get(row.declaration, ""),
        counted=row.counted,
        destroyed=row.destroyed,
        jra=row.jra,
        decree=row.decree,
        decided_on=row.decided_on,
        cut_off=row.cut_off,
        proposed_by=str(row.proposed_by),
        proposed_by_id=row.proposed_by_id,
        proposed_at=row.proposed_at,
        approved_by=str(row.approved_by or ""),
        approved_at=row.approved_at,
        done_at=row.done_at,
        leaf_hash=bytes(row.leaf_hash).hex() if row.leaf_hash else "",
        point=point_of(row),
    )
