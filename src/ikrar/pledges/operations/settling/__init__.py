"""What a pledge brings with it, done once for each.

The person was asked and no longer declines, the device's key is known, the tallies count it, and a device that many
sign on is put on the board.

The gate leaves it to the clerk, who takes many in one transaction; the ordinary pages settle their own pledge where
they record it. A pledge leaves the queue in the transaction that settles it, so that it is settled exactly once.
Whoever changes a pledge or a duty that the figures count settles it first: `settle_these`.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ikrar.pledges.domain.settling import Settled
from ikrar.pledges.models import Pledge
from ikrar.pledges.operations import tallying
from ikrar.pledges.operations.settling import rows
from ikrar.pledges.operations.settling.devices import note_shared_devices

AT_ONCE = 500  # pledges in one write transaction, which stays well under 50 ms
LIMIT = 20_000  # pledges in one turn of the clerk, who has other duties


def settle(*, at: datetime, limit: int = LIMIT) -> int:
    """Settle those that wait, oldest first; how many they were. The clerk calls it."""
    done = 0
    while done < limit:
        wanted = min(AT_ONCE, limit - done)
        with transaction.atomic():
            taken = _settled(rows.take(wanted), at=at)
        done += taken
        if taken < wanted:
            break
    return done


def settle_these(*, pledges: Sequence[int], at: datetime) -> int:
    """Settle these now if they still wait; inside a transaction. How many did."""
    return _settled(rows.take_these(pledges), at=at)


def retire(pledge: Pledge) -> None:
    """A settled pledge no longer counts: a stronger key took its place. Inside a transaction."""
    Pledge.objects.filter(id=pledge.id).update(effective=False)
    tallying.retired(pledge)


def _settled(ids: Sequence[int], *, at: datetime) -> int:
    if not ids:
        return 0
    rows.lock_duties(ids)
    pledges = rows.pledges(ids)
    duties = [pledge.duty_id for pledge in pledges if pledge.duty_id is not None]
    asked = rows.mark_asked(ids)
    came_round = rows.drop_refusals(duties)
    tallying.settled(pledges, asked=asked, came_round=came_round)
    on_devices = [pledge for pledge in pledges if pledge.key and pledge.official_id is not None]
    rows.keep_keys(on_devices)
    note_shared_devices(on_devices, at=at)
    return len(ids)


__all__ = ["AT_ONCE", "LIMIT", "Settled", "retire", "settle", "settle_these"]
