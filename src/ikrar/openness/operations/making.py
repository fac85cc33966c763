"""Making a publication: worked out beside the database, then stored and entered in the register in one short step."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ikrar.kernel.canonical import Value, canonical
from ikrar.kernel.zones import JAKARTA
from ikrar.openness import books as bookkeeping
from ikrar.openness.domain import KIND, Reason
from ikrar.openness.figures import Books, Truth, Unit, carried_on
from ikrar.openness.models import Snapshot
from ikrar.pledges.domain import State
from ikrar.pledges.queries import DeclarationView
from ikrar.pledges.queries.coverage import outline
from ikrar.register import operations as register
from ikrar.register import queries as register_queries


@dataclass(frozen=True, slots=True)
class Due:
    """The occasion for which figures appear, and the moment that was announced for it."""

    occasion: str
    reason: Reason
    announced: datetime | None


def has_figures(declaration: DeclarationView) -> bool:
    """Rehearsals and declarations known from the press have none; nor has one where nobody could sign yet."""
    is_open = any(site.signing_opened_at is not None for site in declaration.sites)
    held = declaration.state in (State.FIXED, State.CLOSED, State.SUPERSEDED)
    return held and is_open and not declaration.is_rehearsal and not declaration.is_record


@dataclass(frozen=True, slots=True)
class Made:
    """A publication, worked out beside the database and not stored yet."""

    row: Snapshot
    entry: dict[str, Value]
    former_id: int | None


def make(declaration: DeclarationView, *, due: Due, note: str, at: datetime) -> Made:
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
    return Made(row, _entry(declaration, row, former=last, at=at), last.pk if last else None)


def store(made: Made, *, at: datetime) -> bool:
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
