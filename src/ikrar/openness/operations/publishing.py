"""Publishing figures: daily while a declaration is open, at its close, and again after a correction. Never live."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from ikrar.accounts import operations as accounts
from ikrar.kernel.canonical import Value, canonical
from ikrar.kernel.zones import JAKARTA
from ikrar.openness import books as bookkeeping
from ikrar.openness.domain import KIND, Reason, daily_moment, daily_occasion
from ikrar.openness.figures import Books, Truth, Unit, carried_on
from ikrar.openness.models import Snapshot
from ikrar.openness.operations.actors import Actor
from ikrar.openness.operations.announcing import announce_due
from ikrar.openness.queries.announcing import AnnouncementView, announcements
from ikrar.pledges import queries as pledges
from ikrar.pledges.domain import State
from ikrar.pledges.queries import DeclarationView
from ikrar.pledges.queries.coverage import is_settled, outline
from ikrar.register import operations as register
from ikrar.register import queries as register_queries

UNDER_WAY = timedelta(seconds=5)  # a pledge so young may still wait for the clerk
STUCK = timedelta(hours=1)  # one that waits longer cannot be settled, and is in the log


class NothingToRepublish(Exception):
    """Figures of this declaration were never published, or it has none of its own."""


class ReasonIsMissing(Exception):
    """A correction says why."""


class StillCounting(Exception):
    """Some accepted pledges have not entered the figures yet; they do within seconds."""


def publish_due(*, at: datetime) -> list[str]:
    """Publish whatever is due; the public ids of the declarations. Called by the clerk, as often as it likes."""
    announce_due(at=at)
    published = []
    announced = announcements()
    for declaration in pledges.declarations_public():
        due = _due(declaration, announced.get(declaration.id), at)
        if due is None or not _is_counted(declaration, due.reason, at=at):
            continue
        if _store(_make(declaration, due=due, note="", at=at), at=at):
            published.append(declaration.public_id)
    return published


def _is_counted(declaration: DeclarationView, reason: Reason, *, at: datetime) -> bool:
    """Whether the figures hold what they must: at the close everything, daily what came in the last hour but seconds.

    While a crowd signs, the queue is hardly ever empty; what is stuck for an hour must not cost the day its figures.
    """
    received = (at - STUCK, at - UNDER_WAY) if reason == Reason.DAILY else None
    return is_settled(declaration_id=declaration.id, received=received)


def republish(*, declaration: str, note: str, by: Actor, at: datetime) -> int:
    """Publish again because something was corrected; the former figures stay where they are."""
    found = pledges.declaration(public_id=declaration)
    last = Snapshot.objects.filter(declaration_id=found.id).order_by("-number").first()
    if last is None or not _has_figures(found):
        raise NothingToRepublish
    if not note.strip():
        raise ReasonIsMissing
    if not is_settled(declaration_id=found.id):
        raise StillCounting
    number = last.number + 1
    due = _Due(f"correction:{number}", Reason.CORRECTION, None)
    made = _make(found, due=due, note=note.strip(), at=at)
    with transaction.atomic():
        _store(made, at=at)
        accounts.record_act(
            actor=by, act="figures.republished", subject=declaration, detail={"number": number}, at=at
        )
    return number


@dataclass(frozen=True, slots=True)
class _Due:
    """The occasion for which figures appear, and the moment that was announced for it."""

    occasion: str
    reason: Reason
    announced: datetime | None


def _due(declaration: DeclarationView, told: AnnouncementView | None, at: datetime) -> _Due | None:
    """What is due now by the announced times, unless it was published. Earlier than announced, nothing is."""
    if told is None or not _has_figures(declaration):
        return None
    if declaration.closed_at is not None:
        due = _Due("closing", Reason.CLOSING, told.closing_at)
    else:
        moment = daily_moment(told.daily_at, at=at)
        due = _Due(daily_occasion(moment), Reason.DAILY, moment)
    assert due.announced is not None
    if at < due.announced or due.announced < told.announced_at:
        return None
    is_done = Snapshot.objects.filter(declaration_id=declaration.id, occasion=due.occasion).exists()
    return None if is_done else due


def _has_figures(declaration: DeclarationView) -> bool:
    """Rehearsals and declarations known from the press have none; nor has one where nobody could sign yet."""
    is_open = any(site.signing_opened_at is not None for site in declaration.sites)
    held = declaration.state in (State.FIXED, State.CLOSED, State.SUPERSEDED)
    return held and is_open and not declaration.is_rehearsal and not declaration.is_record


@dataclass(frozen=True, slots=True)
class _Made:
    """A publication, worked out beside the database and not stored yet."""

    row: Snapshot
    entry: dict[str, Value]
    former_id: int | None


def _make(declaration: DeclarationView, *, due: _Due, note: str, at: datetime) -> _Made:
    """Work out the figures of a nation: seconds of thinking, in which nobody who writes has to wait."""
    last = Snapshot.objects.filter(declaration_id=declaration.id).order_by("-number").first()
    truth = _truth(declaration, at)
    books = carried_on(bookkeeping.read(last.books) if last else Books(), truth, at=at)
    number = last.number + 1 if last else 1
    file = canonical(
        bookkeeping.file_of(
            books=books,
            truth=truth,
            declaration=_told(declaration),
            number=number,
            reason=due.reason,
            note=note,
            as_of=at.isoformat(timespec="seconds"),
            announced_for=due.announced.isoformat(timespec="seconds") if due.announced else None,
            register=_register(),
        )
    )
    digest = hashlib.sha256(file).hexdigest()
    row = Snapshot(
        declaration_id=declaration.id,
        number=number,
        occasion=due.occasion,
        reason=due.reason,
        note=note,
        as_of=at,
        file=file,
        sha256=digest,
        books=bookkeeping.stored(books),
    )
    return _Made(row, _entry(declaration, row, former=last, at=at), last.pk if last else None)


def _store(made: _Made, *, at: datetime) -> bool:
    """Keep it and enter it in the register; False if another clerk was faster."""
    earlier = Snapshot.objects.filter(declaration_id=made.row.declaration_id)
    with transaction.atomic():
        last = earlier.select_for_update().order_by("-number").values_list("pk", flat=True).first()
        if last != made.former_id or earlier.filter(occasion=made.row.occasion).exists():
            return False
        made.row.leaf_hash = register.enter(kind=KIND, body=made.entry, at=at).leaf_hash
        made.row.save(force_insert=True)
    return True


def _truth(declaration: DeclarationView, at: datetime) -> Truth:
    day = declaration.held_on or at.astimezone(JAKARTA).date()
    found = outline(declaration_id=declaration.id, on=day)
    ids = {number: public_id for number, _, public_id, *_ in found.units}
    total = found.total
    return Truth(
        units=tuple(
            Unit(public_id, name, ids.get(above or 0), bound, pledged)
            for _, above, public_id, name, bound, pledged in found.units
        ),
        splits={
            "key": dict(total.by_key),
            "identification": dict(total.by_identification),
            "presence": dict(total.by_presence),
            "unsigned": {
                "missing": total.missing,
                "declined": total.declined,
                "disputed": total.disputed,
            },
            "outside": {"excused": total.excused, "left": total.left},
        },
        arrivals=tuple((one.at.astimezone(at.tzinfo), one.count) for one in found.by_minute),
    )


def _told(declaration: DeclarationView) -> dict[str, Value]:
    return {
        "id": declaration.public_id,
        "title": declaration.title,
        "institution": declaration.institution_name,
        "held_on": declaration.held_on.isoformat() if declaration.held_on else None,
        "text_sha256": declaration.text.text_sha256 if declaration.text else None,
    }


def _register() -> dict[str, Value]:
    checkpoint = register_queries.latest_checkpoint()
    return {
        "origin": register_queries.origin(),
        "size": checkpoint.size if checkpoint else None,
        "root": checkpoint.root.hex() if checkpoint else None,
    }


def _entry(
    declaration: DeclarationView, row: Snapshot, *, former: Snapshot | None, at: datetime
) -> dict[str, Value]:
    """What the register is told: the file's hash, why it was made, by which office, and which one it follows."""
    return {
        "declaration": declaration.public_id,
        "number": row.number,
        "reason": Reason(row.reason).value,
        "note": row.note,
        "office": declaration.institution_name,
        "as_of": at.isoformat(timespec="seconds"),
        "sha256": row.sha256,
        "follows": former.sha256 if former else None,
    }
