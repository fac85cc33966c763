"""Pledges that cannot be settled, and for how long each is left alone before it is tried again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

SHORTEST, LONGEST = timedelta(seconds=10), timedelta(hours=1)


class Aside:
    """What one clerk remembers while it works: a row that breaks its batch each time must not cost every turn.

    Such a pledge is accepted, stands in the register and stays in the queue; the doctor names it. After a mend it is
    settled within the hour, or at once when the clerk is started again.
    """

    def __init__(self) -> None:
        self._rests: dict[int, tuple[datetime, timedelta]] = {}

    def resting(self, *, at: datetime) -> list[int]:
        """Those that are not to be tried now; a clock that was set back ends every rest."""
        return [one for one, (since, rest) in self._rests.items() if since <= at < since + rest]

    def note(self, pledge: int, *, at: datetime) -> bool:
        """It broke; whether this is the first time."""
        _, before = self._rests.get(pledge, (at, timedelta()))
        self._rests[pledge] = at, min(max(before * 2, SHORTEST), LONGEST)
        return not before

    def forget(self, pledges: Sequence[int]) -> None:
        """They are settled after all."""
        for pledge in pledges:
            self._rests.pop(pledge, None)
