"""What every run ends with: stored against acknowledged, one by one, and receipts checked as a stranger checks them."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ikrar.kernel.canonical import canonical
from ikrar.pledges.domain import armour
from ikrar.pledges.models import Pledge
from ikrar.pledges.queries import receipts
from ikrar.register import queries as register
from ikrar.register import trust, verify
from ikrar.register.models import Entry

HASH_BYTES = 32
ROWS = 5_000
NAMED = 3


@dataclass(slots=True)
class Reckoning:
    """The count. What is stored without an answer was on its way when the run ended, or its answer was lost."""

    acknowledged: int = 0
    stored: int = 0
    missing: list[int] = field(default_factory=list)
    differing: list[int] = field(default_factory=list)
    unanswered: int = 0
    receipts: int = 0
    bad_receipts: list[str] = field(default_factory=list)

    def faults(self) -> list[str]:
        """Sentences about whatever must not be."""
        told = []
        if self.missing:
            told.append(f"{len(self.missing)} acknowledged and not stored, e.g. {self.missing[:NAMED]}")
        if self.differing:
            told.append(
                f"{len(self.differing)} stored otherwise than answered, e.g. {self.differing[:NAMED]}"
            )
        if self.bad_receipts:
            told.append(f"{len(self.bad_receipts)} receipts do not verify, e.g. {self.bad_receipts[:NAMED]}")
        return told


def reckon(acks: Sequence[Path], *, people: int, tid_of: Callable[[int], str] | None = None) -> Reckoning:
    """Compare each answer with its row; numbers are those of the people. `tid_of` where we wrote the passes."""
    told, counted = Reckoning(), bytearray(HASH_BYTES * (people + 1))
    answered = bytearray(people + 1)
    for number, leaf_hash in _answers(acks):
        told.acknowledged += not answered[number]
        answered[number] = 1
        counted[number * HASH_BYTES : (number + 1) * HASH_BYTES] = leaf_hash
    rows = Pledge.objects.filter(effective=True).values_list("duty_id", "tid", "leaf_hash")
    for number, tid, kept in rows.iterator(chunk_size=ROWS):
        assert number is not None  # nothing was erased here
        told.stored += 1
        if not answered[number]:
            told.unanswered += 1
        elif _row(counted, number) != bytes(kept) or (tid_of and tid != tid_of(number)):
            told.differing.append(number)
        answered[number] = 0
    told.missing = [number for number, left in enumerate(answered) if left]
    return told


def check_receipts(told: Reckoning, *, sample: int) -> None:
    """Build the receipts of so many, drawn at random, and verify them under the trust file."""
    trusted = trust.parse(register.trust())
    ids = list(Pledge.objects.order_by("id").values_list("id", flat=True))
    for pledge_id in random.Random(told.stored).sample(ids, min(sample, len(ids))):  # noqa: S311 (a sample, no secret)
        told.receipts += 1
        try:
            full = receipts.proof_by_id(pledge_id=pledge_id).full
            verify.verify(canonical(full) + b"\n", trust=trusted)
        except Exception as e:  # noqa: BLE001 (whatever it is, the receipt does not verify)
            told.bad_receipts.append(f"{pledge_id}: {type(e).__name__} {e}")


def entered(*, most: int) -> Iterator[tuple[int, float]]:
    """(index, received at) of about so many pledges, spread over all."""
    step = max(1, Pledge.objects.count() // most)
    rows = Pledge.objects.order_by("id").values_list("id", "leaf_hash", "received_at")
    chosen = [
        (bytes(leaf), at.timestamp()) for n, (_, leaf, at) in enumerate(rows.iterator()) if n % step == 0
    ]
    for start in range(0, len(chosen), 500):
        part = dict(chosen[start : start + 500])
        found = Entry.objects.filter(leaf_hash__in=part).values_list("leaf_hash", "index")
        yield from ((index, part[bytes(leaf)]) for leaf, index in found)


def _row(counted: bytearray, number: int) -> bytearray:
    return counted[number * HASH_BYTES : (number + 1) * HASH_BYTES]


def _answers(acks: Sequence[Path]) -> Iterator[tuple[int, bytes]]:
    for path in acks:
        with path.open() as file:
            for line in file:
                number, _, body = line.partition(" ")
                yield int(number), armour.unb64(json.loads(body)["leaf_hash"])
