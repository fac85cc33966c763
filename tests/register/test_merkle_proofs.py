"""Every proof verifies, no one-bit change of it does, and a tree built elsewhere agrees."""

import pymerkle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.register import merkle
from ikrar.register.merkle import OutsideTheTree, ProofDoesNotMatch

LEAVES = [merkle.leaf_hash(str(at).encode()) for at in range(300)]


def node(level, index):
    return merkle.root_of(LEAVES[index << level : (index + 1) << level])


sizes = st.integers(1, len(LEAVES))


@st.composite
def inclusions(draw):
    size = draw(sizes)
    return size, draw(st.integers(0, size - 1))


@st.composite
def growths(draw):
    new = draw(sizes)
    return draw(st.integers(0, new)), new


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8 % len(data)] ^= 1 << bit % 8
    return bytes(changed)


@given(inclusions())
def test_every_leaf_has_a_proof(pair):
    size, index = pair
    proof = merkle.inclusion_proof(index=index, size=size, node=node)
    merkle.verify_inclusion(
        leaf_hash=LEAVES[index], index=index, size=size, proof=proof, root=merkle.root(size, node)
    )


@given(inclusions(), st.integers(0, 10**6))
def test_no_changed_inclusion_proof_verifies(pair, bit):
    size, index = pair
    proof = merkle.inclusion_proof(index=index, size=size, node=node)
    root = merkle.root(size, node)
    whole = flipped(b"".join((LEAVES[index], root, *proof)), bit)
    leaf, root, *proof = (whole[at : at + 32] for at in range(0, len(whole), 32))
    with pytest.raises(ProofDoesNotMatch):
        merkle.verify_inclusion(leaf_hash=leaf, index=index, size=size, proof=proof, root=root)


@given(inclusions(), st.data())
def test_a_proof_is_for_one_index_and_one_length(pair, data):
    size, index = pair
    proof = merkle.inclusion_proof(index=index, size=size, node=node)
    given_ = {"leaf_hash": LEAVES[index], "root": merkle.root(size, node)}
    other = data.draw(st.integers(-1, size).filter(lambda other: other != index))
    for wrong in (
        {"index": other, "size": size, "proof": proof},
        {"index": index, "size": size, "proof": (*proof, LEAVES[0])},
        {"index": index, "size": size, "proof": proof[:-1]}
        if proof
        else {"index": 1, "size": 1, "proof": ()},
    ):
        with pytest.raises(ProofDoesNotMatch):
            merkle.verify_inclusion(**given_, **wrong)


@given(growths())
def test_every_tree_is_the_beginning_of_a_later_one(pair):
    old, new = pair
    proof = merkle.consistency_proof(old=old, new=new, node=node)
    merkle.verify_consistency(
        old=old, new=new, old_root=merkle.root(old, node), new_root=merkle.root(new, node), proof=proof
    )


@given(growths().filter(lambda pair: 0 < pair[0] < pair[1]), st.integers(0, 10**6))
def test_no_changed_consistency_proof_verifies(pair, bit):
    old, new = pair
    proof = merkle.consistency_proof(old=old, new=new, node=node)
    whole = flipped(b"".join((merkle.root(old, node), merkle.root(new, node), *proof)), bit)
    old_root, new_root, *proof = (whole[at : at + 32] for at in range(0, len(whole), 32))
    with pytest.raises(ProofDoesNotMatch):
        merkle.verify_consistency(old=old, new=new, old_root=old_root, new_root=new_root, proof=proof)


@pytest.mark.parametrize(
    "wrong",
    [
        {"old": 2, "new": 1, "proof": ()},
        {"old": 0, "new": 3, "proof": (LEAVES[0],)},
        {"old": 0, "new": 3, "old_root": LEAVES[0], "proof": ()},
        {"old": 3, "new": 3, "proof": ()},
        {"old": 3, "new": 7, "proof": ()},
        {"old": 4, "new": 7, "proof": ()},
        {"old": 3, "new": 7, "proof": (LEAVES[0], LEAVES[1])},
        {"old": 1, "new": 2, "proof": (LEAVES[0], LEAVES[1], LEAVES[2])},
    ],
)
def test_nonsense_is_refused_by_name(wrong):
    with pytest.raises(ProofDoesNotMatch):
        merkle.verify_consistency(**{"old_root": merkle.EMPTY_ROOT, "new_root": LEAVES[1], **wrong})


def test_there_is_no_proof_outside_the_tree():
    for call in (
        lambda: merkle.inclusion_proof(index=3, size=3, node=node),
        lambda: merkle.inclusion_proof(index=-1, size=3, node=node),
        lambda: merkle.consistency_proof(old=4, new=3, node=node),
    ):
        with pytest.raises(OutsideTheTree):
            call()


@given(st.integers(0, 200), st.integers(0, 100))
def test_a_tree_grows_from_its_edge_alone(size, more):
    edge = merkle.grown((), size=0, leaf_hashes=LEAVES[:size])
    assert edge == merkle.edge_of(size, node)
    grown = merkle.grown(edge, size=size, leaf_hashes=LEAVES[size : size + more])
    assert merkle.root_of_edge(grown) == merkle.root_of(LEAVES[: size + more])


@settings(max_examples=20)
@given(growths())
def test_a_tree_not_written_here_agrees(pair):
    old, size = pair
    other = pymerkle.InmemoryTree(algorithm="sha256")
    for at in range(size):
        other.append_entry(str(at).encode())
    assert other.get_root() == merkle.root(size, node)
    index = max(old - 1, 0)
    theirs = other.prove_inclusion(index + 1)
    pymerkle.verify_inclusion(LEAVES[index], merkle.root(size, node), theirs)
    ours = merkle.inclusion_proof(index=index, size=size, node=node)
    assert theirs.path[0] == LEAVES[index]
    assert tuple(theirs.path[1:]) == ours
