"""What the register was told of published figures and of their times, derived again from the rows: for fsck."""

import json
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

from ikrar.kernel.canonical import Value
from ikrar.kernel.zones import JAKARTA
from ikrar.openness.domain import ANNOUNCEMENT, KIND
from ikrar.openness.models import Announcement, Snapshot
from ikrar.pledges.queries.holding import held_on_at
from ikrar.register import queries as register
from ikrar.register.queries import Held, Holder

SINCE_ANNOUNCED = frozenset({"office", "follows"})  # members of the body since times are announced


def _figures() -> Iterator[Held]:
    rows = Snapshot.objects.select_related("declaration")
    yield from register.derived(rows, kind=KIND, derive=_figure)


def _figure(row: Snapshot) -> Held:
    """The file is hashed again, and says the same as the columns beside it."""
    content = bytes(row.file)
    file = json.loads(content)
    former = Snapshot.objects.filter(declaration=row.declaration_id, number=row.number - 1)
    as_of = row.as_of.isoformat(timespec="seconds")
    body: dict[str, Value] = {
        "declaration": row.declaration.public_id,
        "number": row.number,
        "reason": row.reason,
        "note": row.note,
        "office": file["declaration"]["institution"],
        "as_of": as_of,
        "sha256": row.sha256,
        "follows": former.values_list("sha256", flat=True).first(),
    }
    told = (file["declaration"]["id"], file["number"], file["reason"], file["note"], file["as_of"])
    fits = told == (row.declaration.public_id, row.number, row.reason, row.note, as_of)
    return Held(
        where=str(row),
        kind=KIND,
        body=body if fits and sha256(content).hexdigest() == row.sha256 else None,
        at=row.as_of,
        leaf_hash=bytes(row.leaf_hash),
        apart=frozenset() if "announced_for" in file else SINCE_ANNOUNCED,
    )


def _announcements() -> Iterator[Held]:
    rows = Announcement.objects.select_related("declaration")
    yield from register.derived(rows, kind=ANNOUNCEMENT, derive=_announcement)


def _announcement(row: Announcement) -> Held:
    held_on = held_on_at(declaration_id=row.declaration_id, at=row.announced_at)
    body: dict[str, Value] = {
        "declaration": row.declaration.public_id,
        "held_on": held_on,
        "daily_at": f"{row.daily_at:%H:%M}",
        "zone": JAKARTA.key,
        "closing_at": row.closing_at.isoformat(timespec="seconds"),
    }
    is_told = row.daily_at.replace(second=0, microsecond=0) == row.daily_at and not _fraction(row)
    return Held(
        where=str(row),
        kind=ANNOUNCEMENT,
        body=body if is_told else None,
        at=row.announced_at,
        leaf_hash=bytes(row.leaf_hash),
        apart=frozenset({"held_on"}) if held_on == "" else frozenset(),
    )


def _fraction(row: Announcement) -> timedelta:
    """What is finer than the record tells, and must be nothing."""
    return timedelta(seconds=row.closing_at.second, microseconds=row.closing_at.microsecond)


HOLDERS = (Holder((KIND,), _figures), Holder((ANNOUNCEMENT,), _announcements))
