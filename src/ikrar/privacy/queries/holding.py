"""What the register was told of destructions, derived again from their rows: for fsck."""

from collections.abc import Iterator

from ikrar.kernel.canonical import Value
from ikrar.privacy.models import Destruction
from ikrar.register import queries as register
from ikrar.register.queries import Held, Holder

KIND = "destruction"


def _destructions() -> Iterator[Held]:
    yield from register.derived(Destruction.objects.exclude(done_at=None), kind=KIND, derive=_destruction)


def _destruction(row: Destruction) -> Held:
    body: dict[str, Value] = {
        "activity": row.activity,
        "declaration": row.declaration,
        "count": row.destroyed,
        "jra": row.jra,
        "decree": row.decree,
        "decided_on": row.decided_on.isoformat(),
    }
    return Held(
        where=str(row),
        kind=KIND,
        body=body,
        at=row.done_at,
        leaf_hash=None if row.leaf_hash is None else bytes(row.leaf_hash),
        is_rehearsal=row.is_rehearsal,
    )


HOLDERS = (Holder((KIND,), _destructions),)
