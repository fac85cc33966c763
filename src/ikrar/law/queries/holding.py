"""Which version of the law held from when on, derived again from its row and its texts: for fsck."""

import hashlib
import zlib
from collections.abc import Iterator

from ikrar.kernel.canonical import Value
from ikrar.law.models import LawInForce
from ikrar.register import queries as register
from ikrar.register.queries import Held, Holder

KIND = "law-version"


def _versions() -> Iterator[Held]:
    yield from register.derived(LawInForce.objects.select_related("law"), kind=KIND, derive=_version)


def _version(row: LawInForce) -> Held:
    """The texts kept whole are hashed again."""
    try:
        is_whole = hashlib.sha256(zlib.decompress(bytes(row.law.texts))).hexdigest() == row.law.version
    except zlib.error:
        is_whole = False
    before = LawInForce.objects.filter(number=row.number - 1).values_list("law__version", flat=True).first()
    body: dict[str, Value] = {
        "v": "ikrar.law-version/v1",
        "number": row.number,
        "version": row.law.version,
        "before": before,
    }
    return Held(
        where=str(row),
        kind=KIND,
        body=body if is_whole else None,
        at=row.since,
        leaf_hash=bytes(row.leaf_hash),
    )


HOLDERS = (Holder((KIND,), _versions),)
