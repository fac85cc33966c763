"""An entry's proof, walked from its leaf to the signature of the checkpoint that covers it."""

from ikrar.register import (
    checkpoint,
    merkle,
    queries,
)


def check_proof(leaf_hash, *, rehearsal=False):
    found = queries.inclusion(leaf_hash=leaf_hash, rehearsal=rehearsal)
    head, signed = checkpoint.parse(found.checkpoint)
    queries.trust_of(rehearsal=rehearsal).check_seal(head, signed)
    merkle.verify_inclusion(
        leaf_hash=leaf_hash, index=found.index, size=head.size, proof=found.proof, root=head.root
    )
    return found
