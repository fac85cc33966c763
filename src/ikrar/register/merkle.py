"""The Merkle tree of RFC 6962, section 2.1: hashes, proofs, and checking them.

Plain functions over bytes and whole numbers. A proof is made from complete subtrees, which the caller
hands out by `Node`: level 0 are leaf hashes, and (level, index) covers the leaves from
`index * 2**level` to `(index + 1) * 2**level`, without that last one.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

Node = Callable[[int, int], bytes]

EMPTY_ROOT = sha256(b"").digest()
HASH_BYTES = 32
FEW = 8  # fewer leaves than this do not pay for a look at every level


class ProofDoesNotMatch(Exception):
    """The proof does not lead from what it is about to the root it was held against."""


class OutsideTheTree(ValueError):
    """There is no such leaf, or no such smaller tree, in a tree of this size."""


def leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root_of(leaf_hashes: Sequence[bytes]) -> bytes:
    """The tree head over these leaf hashes, all of them at hand."""
    return root_of_edge(grown((), size=0, leaf_hashes=leaf_hashes))


def root_of_full(leaf_hashes: Sequence[bytes]) -> bytes:
    """The same for a number of leaves that is a power of two: a row at a time, nothing but hashing."""
    row = leaf_hashes
    while len(row) > 1:
        row = [
            sha256(b"\x01" + left + right).digest() for left, right in zip(row[::2], row[1::2], strict=True)
        ]
    return row[0]


# The edge: one complete subtree for each bit of the size, the largest first. It is all a tree needs to grow.


def grown(edge: Sequence[bytes], *, size: int, leaf_hashes: Iterable[bytes]) -> tuple[bytes, ...]:
    """The edge after these leaves were put at the end of a tree of `size` leaves."""
    row = list(leaf_hashes)
    return _grown_by_few(edge, size, row) if len(row) < FEW else _grown_by_rows(edge, size, row)


def _grown_by_rows(edge: Sequence[bytes], size: int, row: list[bytes]) -> tuple[bytes, ...]:
    """Level by level: the old peak of a level goes in front, what is left over at its end is the new one."""
    peaks, left = list(edge), []
    while row or size:
        if size & 1:
            row = [peaks.pop(), *row]
        if len(row) & 1:
            left.append(row.pop())
        row = [sha256(b"\x01" + one + two).digest() for one, two in zip(row[::2], row[1::2], strict=True)]
        size >>= 1
    return tuple(reversed(left))


def _grown_by_few(edge: Sequence[bytes], size: int, leaf_hashes: list[bytes]) -> tuple[bytes, ...]:
    """Leaf by leaf."""
    peaks = list(edge)
    for right in leaf_hashes:
        carried = right
        for _ in range(_trailing_ones(size)):
            carried = node_hash(peaks.pop(), carried)
        peaks.append(carried)
        size += 1
    return tuple(peaks)


def root_of_edge(edge: Sequence[bytes]) -> bytes:
    """The tree head: the peaks folded together from the smallest to the largest."""
    if not edge:
        return EMPTY_ROOT
    head = edge[-1]
    for left in reversed(edge[:-1]):
        head = node_hash(left, head)
    return head


def edge_of(size: int, node: Node) -> tuple[bytes, ...]:
    return tuple(node(level, index) for level, index in peaks(0, size))


def root(size: int, node: Node) -> bytes:
    """The tree head over the first `size` leaves."""
    return root_of_edge(edge_of(size, node))


def peaks(begin: int, end: int) -> list[tuple[int, int]]:
    """The complete subtrees that make up the leaves from `begin` up to `end`, left to right.

    `begin` must be where a subtree of this length may start, as in every split of RFC 6962.

    >>> peaks(0, 7)
    [(2, 0), (1, 2), (0, 6)]
    """
    found = []
    while begin < end:
        level = (end - begin).bit_length() - 1
        found.append((level, begin >> level))
        begin += 1 << level
    return found


# Making proofs.


def inclusion_proof(*, index: int, size: int, node: Node) -> tuple[bytes, ...]:
    """PATH(index, D[size]) of RFC 6962, 2.1.1."""
    if not 0 <= index < size:
        raise OutsideTheTree(index, size)
    proof = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            proof.append(_range_hash(middle, end, node))
            end = middle
        else:
            proof.append(_range_hash(begin, middle, node))
            begin = middle
    return tuple(reversed(proof))


def consistency_proof(*, old: int, new: int, node: Node) -> tuple[bytes, ...]:
    """PROOF(old, D[new]) of RFC 6962, 2.1.2; empty from an empty tree or between equal ones."""
    if not 0 <= old <= new:
        raise OutsideTheTree(old, new)
    if old in (0, new):
        return ()
    proof = []
    begin, end = 0, new
    while old != end:
        middle = begin + _split(end - begin)
        if old <= middle:
            proof.append(_range_hash(middle, end, node))
            end = middle
        else:
            proof.append(_range_hash(begin, middle, node))
            begin = middle
    if begin:
        proof.append(_range_hash(begin, end, node))
    return tuple(reversed(proof))


# Checking proofs (RFC 9162, 2.1.3.2 and 2.1.4.2 give the algorithms for the same trees).


def verify_inclusion(*, leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Raise `ProofDoesNotMatch` unless the leaf stands at `index` below this root."""
    if not 0 <= index < size:
        raise ProofDoesNotMatch("the index lies outside the tree")
    head, place, last = leaf_hash, index, size - 1
    for sibling in proof:
        if last == 0:
            raise ProofDoesNotMatch("the proof is too long")
        if place & 1 or place == last:
            head = node_hash(sibling, head)
            zeros = _trailing_zeros(place)
            place, last = place >> zeros, last >> zeros
        else:
            head = node_hash(head, sibling)
        place, last = place >> 1, last >> 1
    if last != 0 or head != root:
        raise ProofDoesNotMatch("the proof leads to another root")


def verify_consistency(
    *, old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Raise `ProofDoesNotMatch` unless the old tree is the beginning of the new one."""
    if not 0 <= old <= new:
        raise ProofDoesNotMatch("the old tree is larger than the new one")
    if old in (0, new):
        _verify_trivial(old=old, new=new, old_root=old_root, new_root=new_root, proof=proof)
        return
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    if not path:
        raise ProofDoesNotMatch("the proof is empty")
    if _climb(path, place=old - 1, last=new - 1) != (old_root, new_root):
        raise ProofDoesNotMatch("the proof leads to other roots")


def _verify_trivial(*, old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    if proof:
        raise ProofDoesNotMatch("there is nothing to prove")
    if old == 0 and old_root != EMPTY_ROOT:
        raise ProofDoesNotMatch("an empty tree has one root only")
    if old == new and old_root != new_root:
        raise ProofDoesNotMatch("two roots for one size")


def _climb(path: Sequence[bytes], *, place: int, last: int) -> tuple[bytes, bytes]:
    ones = _trailing_ones(place)
    place, last = place >> ones, last >> ones
    old_head = new_head = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise ProofDoesNotMatch("the proof is too long")
        if place & 1 or place == last:
            old_head, new_head = node_hash(sibling, old_head), node_hash(sibling, new_head)
            zeros = _trailing_zeros(place)
            place, last = place >> zeros, last >> zeros
        else:
            new_head = node_hash(new_head, sibling)
        place, last = place >> 1, last >> 1
    if last != 0:
        raise ProofDoesNotMatch("the proof is too short")
    return old_head, new_head


def _range_hash(begin: int, end: int, node: Node) -> bytes:
    return root_of_edge([node(level, index) for level, index in peaks(begin, end)])


def _split(length: int) -> int:
    """The largest power of two smaller than `length`."""
    return 1 << ((length - 1).bit_length() - 1)


def _trailing_ones(number: int) -> int:
    return _trailing_zeros(number + 1)


def _trailing_zeros(number: int) -> int:
    """How often two divides it; none for zero, which ends every climb anyway."""
    return (number & -number).bit_length() - 1 if number else 0
