"""The draw in two steps: commit to the list, then let a checkpoint that did not exist yet decide."""

from datetime import datetime

from django.db import transaction

from ikrar.accounts import operations as accounts
from ikrar.kernel.canonical import Value
from ikrar.pledges.domain import drawing
from ikrar.pledges.domain.values import State
from ikrar.pledges.models import AuditDraw, Declaration
from ikrar.pledges.operations.trail import Actor, enter, locked
from ikrar.pledges.queries.drawing import population
from ikrar.register import queries as register


class NotClosedYet(Exception):
    """While pledges may still come in, there is no list to draw from."""


class NothingToDrawFrom(Exception):
    """Nobody signed, or so many cannot be drawn."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class CheckpointNotYet(Exception):
    """No checkpoint was published since the list was committed to."""


class PopulationChanged(Exception):
    """The pledges are not those that were committed to; the draw would prove nothing."""


def commit(*, declaration: str, by: Actor, at: datetime) -> None:
    """Enter how many leaves there are and the hash over them; again does nothing."""
    with transaction.atomic():
        row = locked(declaration)
        if row.state != State.CLOSED:
            raise NotClosedYet
        if AuditDraw.objects.filter(declaration=row).exists():
            return
        leaves = population(declaration_id=row.pk)
        if not leaves:
            raise NothingToDrawFrom(0)
        digest = drawing.population_digest(leaves)
        leaf = enter(row, "audit-population", {"sha256": digest}, at=at)
        AuditDraw.objects.create(
            declaration=row,
            pledges=len(leaves),
            population_sha256=digest,
            committed_at=at,
            committed_leaf=leaf,
        )
        accounts.record_act(actor=by, act="draw.committed", subject=declaration, at=at)


def draw(*, declaration: str, count: int, by: Actor, at: datetime) -> list[bytes]:
    """Draw so many and enter them; the first checkpoint after the commitment decides, and no other.

    A larger count later adds to those drawn before; a smaller one changes nothing.
    """
    with transaction.atomic():
        row = locked(declaration)
        held = AuditDraw.objects.select_for_update().filter(declaration=row).first()
        decides = _deciding(held, row)
        assert held is not None
        leaves = population(declaration_id=row.pk)
        if drawing.population_digest(leaves) != held.population_sha256:
            raise PopulationChanged
        if not 1 <= count <= min(len(leaves), drawing.MOST):
            raise NothingToDrawFrom(min(len(leaves), drawing.MOST))
        count = max(count, held.count)
        found = drawing.drawn(leaves, root=decides.root, declaration=declaration, count=count)
        if count > held.count:
            _enter(row, held, decides, found, at=at)
            accounts.record_act(
                actor=by,
                act="draw.drawn",
                subject=declaration,
                detail={"count": count, "size": decides.size},
                at=at,
            )
        return found


def _deciding(held: AuditDraw | None, row: Declaration) -> register.CheckpointView:
    found = held and register.first_checkpoint_with(
        leaf_hash=bytes(held.committed_leaf), rehearsal=row.is_rehearsal
    )
    if not found:
        raise CheckpointNotYet
    return found


def _enter(
    row: Declaration,
    held: AuditDraw,
    decides: register.CheckpointView,
    found: list[bytes],
    *,
    at: datetime,
) -> None:
    body: dict[str, Value] = {
        "origin": decides.origin,
        "size": decides.size,
        "root": decides.root.hex(),
        "count": len(found),
        "leaf_hashes": [leaf.hex() for leaf in found],
    }
    enter(row, "audit-draw", body, at=at)
    held.count, held.size, held.root, held.drawn_at = len(found), decides.size, decides.root, at
    held.save(update_fields=["count", "size", "root", "drawn_at"])
