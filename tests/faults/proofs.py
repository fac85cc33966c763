"""What must hold after every fault: `check_nothing_lost`, and the checks it is made of."""

import json
from base64 import b64encode
from itertools import pairwise

from ikrar.register import checkpoint, merkle, tiles, trust
from ikrar.register.folder import check_folder
from ikrar.register.shelf import Shelf
from ikrar.register.verify import verify
from tests.patience import NotInTime


def check_nothing_lost(service, *tolds, row):
    """Nothing acknowledged is missing, and what is published stands. Stops the service.

    That is: no index is used twice, each published checkpoint is the beginning of the next, every receipt ever given
    verifies under the public trust file, and fsck finds nothing.
    `tolds` is what the crowds saw from outside; `row` gets the counts. Returns the stored rows.
    """
    told = {
        name: [one for each in tolds for one in each[name]] for name in ("pledges", "receipts", "checkpoints")
    }
    trusted = trust.parse(asked(service, "register", "trust"))
    service.watch_until(lambda: service.office("count")["waiting"] == 0, seconds=600)
    service.stop()
    held = service.office("count")
    row.acknowledged, row.stored = len(told["pledges"]), len(held["pledges"])
    check_rows(told, held)
    check_receipts(told, trusted=trusted)
    check_indexes(told)
    check_checkpoints(told["checkpoints"], trusted=trusted, folder=service.data / "register")
    words = asked(service, "fsck")
    assert words.splitlines()[-1] == "Bersih / clean.", words
    return held


def asked(service, *words):
    done = service.ikrar(*words)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def check_indexes(told):
    """Each receipt stands at an index of its own."""
    places = {}
    for tid, _, receipt in told["receipts"]:
        said = json.loads(receipt)
        assert places.setdefault((said["register"], said["index"]), tid) == tid, "an index used twice"


def check_answers(told, *, troubles=False):
    """Nobody was refused, who was told to wait was told so in words, and a repetition got the first answer."""
    check_faults(told["faults"])
    assert troubles or told["troubles"] == [], told["troubles"][:3]
    for word, status, said in told["troubles"]:
        assert status in (500, 502, 503, 504), (word, said)
        problem = json.loads(said)
        assert problem["title"]
        assert problem["remedy"]
    differing = [p for p in told["pledges"] if len({tuple(answer) for answer in p["answers"]}) != 1]
    assert differing == []


def check_faults(faults):
    """None; and where phones gave up because no answer came for minutes, that is a matter of time."""
    assert [fault for fault in faults if not fault.startswith("GaveUp(")] == []
    if faults:
        raise NotInTime(f"{len(faults)} phones gave up: {faults[0]}")


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
