"""The draw of signers to telephone (step 15): repeatable by whoever holds the list and the checkpoint. Plain Python."""

from collections.abc import Iterable
from hashlib import sha256

MOST = 200


def population_digest(leaf_hashes: Iterable[bytes]) -> str:
    """What is entered before the draw, so that nobody is left out or slipped in afterwards.

    >>> population_digest([b"b", b"a"]) == population_digest([b"a", b"b"])
    True
    """
    return sha256(b"".join(sorted(leaf_hashes))).hexdigest()


def seed(*, root: bytes, declaration: str) -> bytes:
    """SHA-256 of the checkpoint's root and the declaration's id."""
    return sha256(root + declaration.encode()).digest()


def drawn(leaf_hashes: Iterable[bytes], *, root: bytes, declaration: str, count: int) -> list[bytes]:
    """The first so many in the order of SHA-256(seed || leaf hash); a larger count only adds to a smaller.

    >>> leaves = [bytes([n]) * 32 for n in range(9)]
    >>> few = drawn(leaves, root=bytes(32), declaration="D1", count=2)
    >>> few == drawn(reversed(leaves), root=bytes(32), declaration="D1", count=5)[:2]
    True
    """
    key = seed(root=root, declaration=declaration)
    return sorted(leaf_hashes, key=lambda leaf: sha256(key + leaf).digest())[:count]
