"""Record pledges: one check, one durable commit, the same answer however often they are sent.

A batch of one is the Django view, a batch of hundreds the bare gate process. One bad pledge never fails its batch,
and what may stand beside what is decided by the database's constraints.
"""

from ikrar.pledges.operations.recording.answers import (
    Accepted,
    AlreadyPledged,
    Answer,
    NotAsked,
    PassUsed,
    accepted,
)
from ikrar.pledges.operations.recording.held import (
    Sealed,
    clock,
    pass_for,
    pass_of,
    record_held,
    record_sealed,
    seal,
    statement_of,
    view_of,
)
from ikrar.pledges.operations.recording.offers import record, record_one
from ikrar.pledges.operations.recording.troubles import note_trouble
from ikrar.pledges.queries.receipts import number_of

__all__ = [
    "Accepted",
    "AlreadyPledged",
    "Answer",
    "NotAsked",
    "PassUsed",
    "Sealed",
    "accepted",
    "clock",
    "note_trouble",
    "number_of",
    "pass_for",
    "pass_of",
    "record",
    "record_held",
    "record_one",
    "record_sealed",
    "seal",
    "statement_of",
    "view_of",
]
