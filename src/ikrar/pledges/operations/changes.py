"""Changing what people contribute to the figures: before and after are counted, and the difference is kept."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

from ikrar.pledges.models import Pledge
from ikrar.pledges.operations import settling, tallying
from ikrar.pledges.queries.counting import contributed, difference


@contextmanager
def changing(*, duty_ids: Collection[int], at: datetime, pledge_ids: Collection[int] = ()) -> Iterator[None]:
    """Whatever happens inside to these people's duties, pledges and refusals is taken into the counts.

    Inside a transaction. `pledge_ids` are pledges that have lost their duty or lose it now (erasure). Pledges that
    still wait to be settled are settled first, so that nothing is counted twice.
    """
    theirs = Pledge.objects.filter(duty__in=duty_ids).values_list("pk", flat=True)
    settling.settle_these(pledges=sorted({*theirs, *pledge_ids}), at=at)
    tallying.lock(duty_ids)
    before = contributed(duty_ids=duty_ids, pledge_ids=pledge_ids)
    yield
    tallying.write(difference(before, contributed(duty_ids=duty_ids, pledge_ids=pledge_ids)))
