"""What a pledge brings with it, done once for each.

The person was asked and no longer declines, the device's key is known, the tallies count it, and a device that many
sign on is put on the board.

The gate leaves it to the clerk, who takes many in one transaction; the ordinary pages settle their own pledge where
they record it. A pledge leaves the queue in the transaction that settles it, so that it is settled exactly once.
Whoever changes a pledge or a duty that the figures count settles it first: `settle_these`.
"""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction

from ikrar.pledges.domain.settling import Settled
from ikrar.pledges.models import Pledge
from ikrar.pledges.operations import tallying
from ikrar.pledges.operations.owing import answering
from ikrar.pledges.operations.settling import rows
from ikrar.pledges.operations.settling.aside import Aside
from ikrar.pledges.operations.settling.devices import note_shared_devices

log = logging.getLogger(__name__)
AWAY = (OperationalError, InterfaceError)  # the database's fault, no row's
AT_ONCE = 250  # pledges in one write transaction, which stays well under 50 ms beside other work too
LIMIT = 20_000  # pledges in one turn of the clerk, who has other duties


def settle(*, at: datetime, limit: int = LIMIT, aside: Aside | None = None) -> int:
    """Settle those that wait, oldest first; how many they were. The clerk calls it.

    What cannot be settled is put aside: the clerk keeps `aside` from turn to turn, and tries such a pledge again later.
    """
    done = after = 0
    aside = aside or Aside()
    but = aside.resting(at=at)
    while done < limit:
        wanted = min(AT_ONCE, limit - done)
        try:
            with transaction.atomic():
                taken = _settled(rows.take(wanted, after=after, but=but), at=at)
        except AWAY:
            raise
        except Exception:  # noqa: BLE001 (some row's own fault: the halves find it, and say of what kind)
            some = rows.waiting(wanted, after=after, but=but)
            done += _halved(some, at=at, aside=aside)
            after = max(some, default=after)
            continue
        done += taken
        if taken < wanted:
            break
    return done


def _halved(ids: Sequence[int], *, at: datetime, aside: Aside) -> int:
    """Settle these in halves until what cannot be settled stands alone: it stays in the queue, the others leave it."""
    if not ids:
        return 0
    try:
        with transaction.atomic():
            done = settle_these(pledges=ids, at=at)
        aside.forget(ids)
        return done  # noqa: TRY300 (what is beside the transaction stands beside it)
    except AWAY:
        raise
    except Exception:  # one that cannot be settled must not hold up the others
        if len(ids) == 1:
            if aside.note(ids[0], at=at):
                log.exception("a pledge cannot be settled and stays in the queue")
            return 0
    middle = len(ids) // 2
    return _halved(ids[:middle], at=at, aside=aside) + _halved(ids[middle:], at=at, aside=aside)


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
    answering.answer_by(ids, at=at)
    tallying.settled(pledges, asked=asked, came_round=came_round)
    on_devices = [pledge for pledge in pledges if pledge.key and pledge.official_id is not None]
    rows.keep_keys(on_devices)
    note_shared_devices(on_devices, at=at)
    return len(ids)


__all__ = ["AT_ONCE", "LIMIT", "Aside", "Settled", "retire", "settle", "settle_these"]
