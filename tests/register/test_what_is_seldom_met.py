"""Refusals that honest files never meet, and random ones seldom."""

import dataclasses
from base64 import b64encode
from hashlib import sha256

import pytest

from ikrar.kernel.canonical import canonical
from ikrar.register import checkpoint, domain, folder, invented, merkle, note, reasons, receipt, tiles, verify
from ikrar.register.signatures import KeyIsNotP256
from ikrar.register.signatures import verify as verify_signature
from ikrar.register.tiles import Tile
from ikrar.register.witness import memory, program
from ikrar.register.witness.memory import AddCheckpoint
from tests.register.test_records_with_a_mistake import PLEDGE

KEY = note.SigningKey("a.example/log", note.ED25519, bytes(32))
COMPRESSED = bytes.fromhex(  # the generator of P-256 by its x alone, as RFC 5480 allows and we do not
    "3039301306072a8648ce3d020106082a8648ce3d030107032200"
    "036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
)


def codes(place):
    return [finding.code for finding in folder.check_folder(place, trust=None)]


def test_leaves_that_give_another_root_than_the_checkpoint_are_found(tmp_path):
    invented.lay_out(tmp_path, leaves=3)
    head = dataclasses.replace(folder.head_of(tmp_path), root=bytes(32))
    (tmp_path / "checkpoint").write_text(str(checkpoint.seal(head, KEY)))
    assert codes(tmp_path) == ["wrong-root"]


def test_a_part_that_was_left_is_the_beginning_of_its_tile_or_ahead_of_the_checkpoint(tmp_path):
    invented.lay_out(tmp_path, leaves=3)
    parts = tmp_path / "tile/0/000.p"
    (parts / "2").write_bytes((parts / "3").read_bytes()[:64])
    (parts / "9").write_bytes(b"not promised yet")
    assert codes(tmp_path) == []
    (parts / "two").write_bytes(b"")
    assert codes(tmp_path) == ["damaged"]


def test_a_bundle_with_fewer_leaves_than_its_name_promises_is_damaged():
    with pytest.raises(tiles.TileIsDamaged):
        tiles.leaves_in(tiles.bundle([b"one", b"three"]), Tile(None, 0, 3))


@pytest.mark.parametrize(
    ("data", "refusal"),
    [(b" " * (receipt.RECEIPT_BYTES + 1), receipt.ReceiptIsTooLong), (b"[]\n", receipt.ReceiptIsMisshapen)],
)
def test_what_is_no_receipt_at_all_is_refused_by_name(data, refusal):
    with pytest.raises(refusal):
        receipt.parse(data)


def test_a_key_in_another_spelling_is_refused():
    part = PLEDGE["record"]["signature"] | {"key": b64encode(COMPRESSED).decode()}
    with pytest.raises(KeyIsNotP256):
        verify_signature(part, statement=b"", places=None)


def test_a_key_line_of_an_unknown_algorithm_is_none():
    with pytest.raises(note.NotAKey):
        note.parse_vkey(f"a.example/log+00000000+{b64encode(bytes([9]) + bytes(32)).decode()}")


def test_a_receipt_whose_kind_is_not_the_records_fails_at_the_record():
    record = {"v": "ikrar.entry/v1", "kind": "other", "at": "2026-11-22T00:00:00.000Z", "body": {}}
    head = merkle.leaf_hash(domain.leaf("note", sha256(canonical(record)).digest()))
    seal = str(checkpoint.seal(checkpoint.TreeHead(KEY.name, 1, head), KEY))
    told = receipt.Receipt(KEY.name, "note", 0, record, (), seal)
    failed = verify.examine(told.as_bytes(), trust=None).failed
    assert isinstance(failed.cause, verify.KindDisagrees)


def test_a_cause_nobody_foresaw_has_words_too():
    assert reasons.reason(RuntimeError()) == reasons.OTHER


def test_a_witness_is_asked_with_another_root_for_the_size_it_saw(tmp_path):
    witness = note.SigningKey("w.example", note.COSIGNATURE, bytes(31) + b"\x01")
    seen = memory.Memory(folder=tmp_path, key=witness, logs={KEY.name: (KEY.verifier,)})

    def add(root, old):
        said = str(checkpoint.seal(checkpoint.TreeHead(KEY.name, 1, root), KEY))
        return seen.add(AddCheckpoint(old, (), said), posix_time=1)

    add(bytes(32), 0)
    with pytest.raises(memory.SizeIsAnother):
        add(bytes(31) + b"\x01", 1)


def test_a_witness_does_not_start_with_an_open_key_or_another_kind_of_key(tmp_path):
    program.own_key(tmp_path, name="w.example")
    path = tmp_path / program.KEY
    path.write_text(str(KEY))
    with pytest.raises(note.NotAKey):
        program.own_key(tmp_path, name="w.example")
    path.chmod(0o644)
    with pytest.raises(program.WitnessKeyIsOpen):
        program.own_key(tmp_path, name="w.example")
