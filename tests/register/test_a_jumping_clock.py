"""The server's clock jumps back and forward; the register goes on growing as one."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ikrar.register import checkpoint, merkle, operations, queries, tiles
from ikrar.register.models import Checkpoint, Staged
from ikrar.register.shelf import Shelf

JUMPS = st.lists(
    st.tuples(st.integers(1, 12), st.integers(-90_000, 90_000)),
    min_size=2,
    max_size=6,
)


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(jumps=JUMPS)
def test_every_checkpoint_is_the_beginning_of_the_next_whatever_the_clock_says(office, tmp_path, jumps):
    seen = []
    for entries, seconds in jumps:
        leaves = office.enter(entries)
        office.now += timedelta(seconds=seconds)
        operations.advance(at=office.now)
        office.seal()
        assert all(queries.inclusion(leaf_hash=leaf) for leaf in leaves)
        seen.append((tmp_path / "register" / "checkpoint").read_text())
    heads = [checkpoint.parse(text)[0] for text in seen]
    assert [head.size for head in heads] == sorted(head.size for head in heads)
    read = Shelf(tmp_path / "register").read
    for old, new in pairwise(heads):
        node = tiles.node_reader(read, size=new.size)
        proof = merkle.consistency_proof(old=old.size, new=new.size, node=node)
        merkle.verify_consistency(
            old=old.size, new=new.size, old_root=old.root, new_root=new.root, proof=proof
        )
    assert list(queries.check_log()) == []


def test_an_outage_never_ends_before_it_began(office):
    office.enter(8)
    office.wait(60)
    operations.advance(at=office.now)
    office.enter(8)
    office.wait(-3600)
    operations.advance(at=office.now)
    assert all(outage.ended_at >= outage.began_at for outage in queries.outages())
    assert not Staged.objects.exclude(kind="outage").exists()
    assert not Checkpoint.objects.filter(published_at=None).exists()
