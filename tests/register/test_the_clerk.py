"""From a staged entry to a checkpoint that covers it."""

from ikrar.register import checkpoint, merkle, note, queries


def test_an_entry_gets_a_proof_that_leads_to_a_signed_checkpoint(office):
    (leaf_hash,) = office.enter()
    assert queries.inclusion(leaf_hash=leaf_hash) is None
    office.seal()
    found = queries.inclusion(leaf_hash=leaf_hash)
    head, signed = checkpoint.parse(found.checkpoint)
    note.verify(signed, note.parse_vkey(queries.key()))
    merkle.verify_inclusion(
        leaf_hash=leaf_hash, index=found.index, size=head.size, proof=found.proof, root=head.root
    )
    assert head.origin == queries.origin() == "ikrar.test/register"
