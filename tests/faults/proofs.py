"""Checks of what was told against what is stored: rows, receipts under the trust file, and checkpoints one with another."""

from base64 import b64encode
from itertools import pairwise

from ikrar.register import checkpoint, merkle, tiles
from ikrar.register.folder import check_folder
from ikrar.register.shelf import Shelf
from ikrar.register.verify import verify


def check_receipts(told, *, trusted):
    """Everybody who was acknowledged holds a receipt with that number, and it verifies."""
    numbers = {p["tid"]: p["answers"][0][0] for p in told["pledges"]}
    assert {tid: number for tid, number, _ in told["receipts"]} == numbers
    for _, _, receipt in told["receipts"]:
        verify(receipt.encode(), trust=trusted)


def check_checkpoints(seen, *, trusted, folder):
    """Each checkpoint that anybody saw is sealed, and is the beginning of the next; how many sizes were seen."""
    heads = {}
    for text in [*seen, (folder / "checkpoint").read_text()]:
        head, note = checkpoint.parse(text)
        trusted.check_seal(head, note)
        assert heads.setdefault(head.size, head.root) == head.root, f"two trees of {head.size} leaves"
    read = Shelf(folder).read
    for old, new in pairwise(sorted(heads)):
        proof = merkle.consistency_proof(old=old, new=new, node=tiles.node_reader(read, size=new))
        merkle.verify_consistency(old=old, new=new, old_root=heads[old], new_root=heads[new], proof=proof)
    assert list(check_folder(folder, trust=trusted)) == []
    return len(heads)


def check_rows(told, held):
    """As many rows as acknowledgements, each pass once, each leaf once."""
    answered = {(p["tid"], p["answers"][0][1]) for p in told["pledges"]}
    stored = [(tid, armour(leaf)) for tid, leaf in held["pledges"]]
    assert len(stored) == len(set(stored)) == len(told["pledges"])
    assert set(stored) == answered
    assert sorted(map(armour, held["leaves"])) == sorted(leaf for _, leaf in answered)
    assert (held["twice"], held["waiting"]) == (0, 0)


def armour(leaf_hash):
    return b64encode(bytes.fromhex(leaf_hash)).decode()
