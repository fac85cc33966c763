"""What the gate answers: the receipt number of a recorded pledge, or why there is none."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.models import Pledge
from ikrar.pledges.queries.receipts import number_of


class PassUsed(Exception):
    """This pass has signed another statement before."""


class NotAsked(Exception):
    """The person is not among those asked at this declaration."""


class AlreadyPledged(Exception):
    """The person has an effective pledge for this declaration."""

    def __init__(self, *, number: str, received_at: datetime) -> None:
        super().__init__(number)
        self.number = number
        self.received_at = received_at
        self.received = f"{received_at.astimezone(JAKARTA):%H.%M} WIB"


@dataclass(frozen=True, slots=True)
class Accepted:
    """The answer to a recorded pledge; the same for each repetition."""

    pledge_id: int
    number: str
    leaf_hash: bytes
    received_at: datetime
    minutes_off: int


Answer = Accepted | Exception


def accepted(pledge: Pledge) -> Accepted:
    """The answer that a stored pledge gives."""
    return Accepted(
        pledge_id=pledge.id,
        number=number_of(pledge.id),
        leaf_hash=bytes(pledge.leaf_hash),
        received_at=pledge.received_at,
        minutes_off=pledge.device_minutes_off,
    )


def repeated(prior: Pledge, offered: bytes) -> Answer:
    """The same pass and statement: the first answer. Anything else under this pass: refused."""
    if prior.statement is None or bytes(prior.statement) != offered:
        return PassUsed()
    return accepted(prior)


def or_raise(answer: Answer | None) -> Accepted:
    """The answer, or what it refuses, raised."""
    if isinstance(answer, Accepted):
        return answer
    assert answer is not None
    raise answer
