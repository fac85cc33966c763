"""Who may sign when: an agreed order or freely, each institution once, done when the last has signed.

Plain Python: no Django, no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ikrar.commitments.domain.values import Phase

FEWEST = 2  # institutions that can commit jointly
SETTLES = timedelta(hours=24)  # so long must a passkey have been enrolled to say more than a device's key


class AlreadySigned(Exception):
    """An institution signs a commitment once."""

    def __init__(self, institution: str) -> None:
        super().__init__(institution)
        self.institution = institution


class OutOfOrder(Exception):
    """Another institution signs first, by the order that was agreed."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


class PhaseNotAllowed(Exception):
    """The commitment is not as far, or is too far, for this."""


class NotAllHaveSigned(Exception):
    """The gong closes what all have signed."""

    def __init__(self, missing: int) -> None:
        super().__init__(missing)
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Place:
    """One institution in the order, and whether it has signed."""

    institution: str
    has_signed: bool = False


def next_to_sign(places: Sequence[Place], *, is_ordered: bool) -> tuple[Place, ...]:
    """Who may sign now: the first that has not, or all that have not.

    >>> places = [Place("KPU", True), Place("TNI"), Place("Polri")]
    >>> [p.institution for p in next_to_sign(places, is_ordered=True)]
    ['TNI']
    >>> [p.institution for p in next_to_sign(places, is_ordered=False)]
    ['TNI', 'Polri']
    """
    open_ones = tuple(place for place in places if not place.has_signed)
    return open_ones[:1] if is_ordered else open_ones


def check_turn(places: Sequence[Place], institution: str, *, is_ordered: bool) -> None:
    """Raise unless it is this institution's turn."""
    if any(place.institution == institution and place.has_signed for place in places):
        raise AlreadySigned(institution)
    may = next_to_sign(places, is_ordered=is_ordered)
    if institution not in {place.institution for place in may}:
        raise OutOfOrder(may[0].institution)


def signed(places: Sequence[Place], institution: str) -> tuple[Place, ...]:
    """The places after this institution has signed."""
    return tuple(Place(p.institution, p.has_signed or p.institution == institution) for p in places)


def is_done(places: Sequence[Place]) -> bool:
    """Done when the last has signed, never of nobody.

    >>> is_done([]), is_done([Place("KPU", True), Place("TNI")]), is_done([Place("KPU", True)])
    (False, False, True)
    """
    return bool(places) and all(place.has_signed for place in places)


def check_phase(phase: Phase, *allowed: Phase) -> None:
    """Raise unless the commitment is at one of these."""
    if phase not in allowed:
        raise PhaseNotAllowed


def check_gong(places: Sequence[Place]) -> None:
    """Raise unless all have signed."""
    missing = sum(not place.has_signed for place in places)
    if missing or not places:
        raise NotAllHaveSigned(missing)


def had_settled(*, enrolled_at: datetime, signed_at: datetime) -> bool:
    """Whether the passkey was on file a day before it signed."""
    return signed_at - enrolled_at >= SETTLES
