"""Read the audit trail and check that nothing in it was changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from ikrar.accounts import domain
from ikrar.accounts.models import AuditDay, AuditHead, AuditRow, User
from ikrar.kernel.canonical import Value
from ikrar.kernel.words import Words
from ikrar.register import queries as register
from ikrar.register.queries import Held, Holder

DAY = "audit-day"
_words: dict[str, Words] = {}


def name_acts(table: Mapping[str, Words]) -> None:
    """Each context says what its acts are called; project/wiring.py brings the tables."""
    _words.update(table)


def named_acts() -> dict[str, Words]:
    """Every act that has a name, in the order of the codes."""
    return dict(sorted(_words.items()))


@dataclass(frozen=True, slots=True)
class ActView:
    """One row as the page shows it."""

    number: int
    at: datetime
    actor: str
    actor_name: str
    act: str
    subject: str
    detail: dict[str, Value]
    row_hash: str

    @property
    def words(self) -> Words | None:
        """What the act is called; nothing where nobody gave it a name."""
        return _words.get(self.act)


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What `check_chain` found; no faults means the trail is whole."""

    rows: int
    days: int
    faults: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.faults


def acts(*, before: int | None = None, act: str = "", limit: int = 50) -> list[ActView]:
    """The newest acts first; `before` pages on by number."""
    rows = AuditRow.objects.order_by("-number")
    if before is not None:
        rows = rows.filter(number__lt=before)
    if act:
        rows = rows.filter(act__startswith=act)
    found = list(rows[:limit])
    names = dict(
        User.objects.filter(public_id__in={row.actor for row in found}).values_list(
            "public_id", "display_name"
        )
    )
    return [
        ActView(
            number=row.number,
            at=row.at,
            actor=row.actor,
            actor_name=names.get(row.actor, ""),
            act=row.act,
            subject=row.subject,
            detail=row.detail,
            row_hash=bytes(row.row_hash).hex(),
        )
        for row in found
    ]


@dataclass(frozen=True, slots=True)
class Act:
    """One act about something, as the trail keeps it."""

    number: int
    at: datetime
    subject: str
    detail: dict[str, Value]


def acts_named(*, act: str, subject: str = "") -> Iterator[Act]:
    """Every act of exactly this name, of one subject or of all, the oldest first."""
    rows = AuditRow.objects.filter(act=act, **({"subject": subject} if subject else {})).order_by("number")
    return (Act(row.number, row.at, row.subject, row.detail) for row in rows.iterator())


def held_days() -> Iterator[Held]:
    """The heads of the chain that were entered, derived again from their rows; no row keeps the moment."""
    yield from register.derived(AuditDay.objects.all(), kind=DAY, derive=_held_day)


def _held_day(row: AuditDay) -> Held:
    body: dict[str, Value] = {
        "v": "ikrar.audit-day/v1",
        "on": row.on.isoformat(),
        "through": row.through,
        "head": bytes(row.head_hash).hex(),
    }
    return Held(where=str(row), kind=DAY, body=body, leaf_hash=bytes(row.leaf_hash))


HOLDERS = (Holder((DAY,), held_days),)


def check_chain() -> ChainReport:
    """Walk the whole chain: each hash, each link, the numbers, the head, and each day's seal."""
    faults: list[str] = []
    hashes: dict[int, bytes] = {}
    wanted = {day.through for day in AuditDay.objects.all()}
    previous, number = domain.FIRST_LINK, 0
    for row in AuditRow.objects.order_by("number").iterator():
        number += 1
        faults += _faults_of(row, number=number, previous=previous)
        previous, number = bytes(row.row_hash), row.number
        if row.number in wanted:
            hashes[row.number] = previous
    faults += _faults_of_head(number=number, row_hash=previous)
    days = list(AuditDay.objects.order_by("on"))
    faults += [
        f"day {day.on}: the register knows another head than row {day.through}"
        for day in days
        if hashes.get(day.through) != bytes(day.head_hash)
    ]
    return ChainReport(rows=AuditRow.objects.count(), days=len(days), faults=tuple(faults))


def _faults_of(row: AuditRow, *, number: int, previous: bytes) -> list[str]:
    faults = []
    if row.number != number:
        faults.append(f"row {number}: missing, {row.number} follows")
    if bytes(row.previous_hash) != previous:
        faults.append(f"row {row.number}: does not continue the row before it")
    act = domain.Act(
        number=row.number,
        at=row.at.astimezone(UTC).isoformat(),
        actor=row.actor,
        act=row.act,
        subject=row.subject,
        detail=row.detail,
    )
    if domain.link(act, bytes(row.previous_hash)) != bytes(row.row_hash):
        faults.append(f"row {row.number}: its hash does not fit its content")
    return faults


def _faults_of_head(*, number: int, row_hash: bytes) -> list[str]:
    head = AuditHead.objects.filter(id=1).first()
    if head is None:
        return ["head: missing"] if number else []
    if (head.number, bytes(head.row_hash)) != (number, row_hash):
        return [f"head: says {head.number}, the last row is {number}"]
    return []
