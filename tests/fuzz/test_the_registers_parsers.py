"""Whatever a stranger puts into the register's parsers is refused in the parser's own words; nothing changed passes."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from ikrar.kernel.canonical import NotCanonical, canonical
from ikrar.register import (
    armour,
    checkpoint,
    cosigning,
    merkle,
    note,
    receipt,
    signatures,
    statement,
    trust,
    verify,
)
from tests.fuzz.making import anything, bent, changed, fuzzed, texts, values

VECTORS = Path(__file__).parents[1] / "vectors"
GOOD = {path.stem: path.read_bytes() for path in sorted((VECTORS / "good").glob("*.json"))}
TRUST = (VECTORS / "trust.json").read_bytes()
TRUSTED = {
    vector["file"].removeprefix("good/").removesuffix(".json"): trust.parse(
        (VECTORS / vector["trust"]).read_bytes()
    )
    for vector in json.loads((VECTORS / "index.json").read_bytes())
    if vector["file"].startswith("good/") and vector["trust"]
}
SEALED = [name for name in GOOD if name in TRUSTED]
HEAD = receipt.parse(GOOD["witnessed"]).checkpoint
KEY = note.SigningKey("a.example/log", note.ED25519, bytes(32))
WITNESS = note.SigningKey("w.example", note.COSIGNATURE, bytes(31) + b"\x01")
LEAVES = [merkle.leaf_hash(b"%d" % n) for n in range(23)]
REQUEST = str(cosigning.AddCheckpoint(8, tuple(LEAVES[:4]), HEAD)).encode()
DEVICE = ec.generate_private_key(ec.SECP256R1())
SPKI = DEVICE.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
MESSAGE = b'{"kind":"ikrar.pledge/v1"}'


def node(level, index):
    return merkle.root_of(LEAVES[index << level : (index + 1) << level])


def low(signature):
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, min(s, signatures.ORDER - s))


SIGNATURE = low(DEVICE.sign(MESSAGE, ec.ECDSA(hashes.SHA256())))


# ── receipts ────────────────────────────────────────────────────────────────────────────────────────


@fuzzed
@given(anything | changed(st.sampled_from(list(GOOD.values()))))
def test_a_receipt_is_read_or_refused(data):
    try:
        found = receipt.parse(data)
    except receipt.ReceiptIsRefused:
        return
    assert found.as_bytes().rstrip(b"\n") == data.rstrip(b"\n")


@fuzzed
@given(st.sampled_from(SEALED).flatmap(lambda name: st.tuples(st.just(name), changed(GOOD[name]))))
def test_no_changed_receipt_is_believed(case):
    name, data = case
    if data.rstrip(b"\n") in {good.rstrip(b"\n") for good in GOOD.values()} and data.count(b"\n") < 2:
        return  # one line feed more or less is the same receipt
    with pytest.raises(verify.StepFailed):
        verify.verify(data, trust=TRUSTED[name])


@fuzzed
@given(st.sampled_from(SEALED).flatmap(lambda name: st.tuples(st.just(name), bent(json.loads(GOOD[name])))))
def test_no_bent_receipt_is_believed_even_in_its_canonical_spelling(case):
    name, bended = case
    try:
        data = canonical(bended)
    except (NotCanonical, RecursionError):
        return
    report = verify.examine(data, trust=TRUSTED[name])
    # The opening may be left out: that is the shareable receipt.
    if {k: v for k, v in json.loads(GOOD[name]).items() if k != "opening"} != bended:
        assert not report.is_consistent
    for step in report.steps:
        assert step.cause is None or not isinstance(step.cause, MemoryError | RecursionError)


@fuzzed
@given(bent(json.loads(GOOD["device-key-full"])["record"]) | st.dictionaries(texts, values, max_size=8))
def test_a_record_is_checked_or_refused(record):
    told = (
        statement.RecordIsMisshapen,
        statement.StatementIsForAnotherRegister,
        statement.PresenceDisagrees,
        NotCanonical,
    )
    try:
        statement.check_record(record, register="contoh.example/register")
        statement.check_presence(record)
    except told:
        return


# ── notes, checkpoints, keys, trust ─────────────────────────────────────────────────────────────────


@fuzzed
@given(anything | changed(HEAD.encode()))
def test_a_checkpoint_is_read_or_refused_and_has_one_spelling(data):
    try:
        head, found = checkpoint.parse(data)
    except (note.NotANote, checkpoint.NotACheckpoint):
        return
    assert str(found).encode() == data
    assert str(head) == found.text


@fuzzed
@given(changed(str(checkpoint.seal(checkpoint.TreeHead(KEY.name, 5, bytes(32)), KEY)).encode()))
def test_no_changed_checkpoint_bears_its_seal(data):
    with pytest.raises(
        (note.NotANote, note.NotSignedBy, note.SignatureDoesNotMatch, checkpoint.NotACheckpoint)
    ):
        note.verify(checkpoint.parse(data)[1], KEY.verifier)


@fuzzed
@given(texts | changed(str(KEY.verifier).encode()).map(lambda data: data.decode("utf-8", "replace")))
def test_a_key_line_is_read_or_refused(line):
    try:
        found = note.parse_vkey(line)
    except note.NotAKey:
        return
    assert str(found) == line.strip()


@fuzzed
@given(texts | changed(str(WITNESS).encode()).map(lambda data: data.decode("utf-8", "replace")))
def test_a_secret_key_line_is_refused_without_being_quoted(line):
    try:
        refused, found = "", note.parse_skey(line)
    except note.NotAKey as e:
        refused, found = str(e), None
    assert WITNESS.seed.hex() not in refused
    assert armour.armour(bytes([WITNESS.algorithm]) + WITNESS.seed) not in refused
    assert found is None or note.parse_skey(str(found)) == found


@fuzzed
@given(anything | changed(TRUST) | bent(json.loads(TRUST)).map(lambda found: json.dumps(found).encode()))
def test_a_trust_file_is_read_or_refused(data):
    try:
        found = trust.parse(data)
    except trust.NotATrustFile:
        return
    assert trust.parse(found.as_json()) == found


@fuzzed
@given(anything | changed(REQUEST))
def test_a_witness_reads_a_request_or_refuses_it(data):
    try:
        found = cosigning.parse(data)
    except cosigning.NotARequest:
        return
    assert str(found).encode() == data


@fuzzed
@given(texts, st.none() | st.integers(0, 64))
def test_base64_has_one_spelling(text, length):
    try:
        data = armour.unarmour(text, length=length)
    except armour.NotBase64:
        return
    assert armour.armour(data) == text


# ── proofs and signatures ───────────────────────────────────────────────────────────────────────────

hashes_of_nobody = st.binary(min_size=32, max_size=32) | st.sampled_from(LEAVES)
places = st.integers(-2, 40) | st.sampled_from((2**31, 2**62, 2**64, 2**200))


@fuzzed
@given(
    st.integers(0, 22), st.integers(1, 23), st.data(),
)  # fmt: skip
def test_no_changed_inclusion_proof_holds(index, size, data):
    if index >= size:
        return
    valid = merkle.inclusion_proof(index=index, size=size, node=node)
    proof = data.draw(st.lists(hashes_of_nobody, max_size=70) | st.permutations(valid) | st.just(valid))
    place, of = data.draw(places), data.draw(places)
    if (tuple(proof), place) == (tuple(valid), index):
        return
    try:
        merkle.verify_inclusion(
            leaf_hash=LEAVES[index], index=place, size=of, proof=proof, root=merkle.root(size, node)
        )
    except merkle.ProofDoesNotMatch:
        return
    # Another index or size may describe the same path; then it is the same proof of the same leaf.
    assert tuple(proof) == tuple(valid)


@fuzzed
@given(st.integers(0, 23), st.integers(0, 23), st.lists(hashes_of_nobody, max_size=70), places, places)
def test_a_proof_of_growth_that_nobody_made_holds_nothing(old, new, proof, said_old, said_new):
    if said_old == 0:
        return  # whatever there is grew from nothing
    roots = {size: merkle.root(size, node) for size in (old, new)}
    try:
        merkle.verify_consistency(
            old=said_old, new=said_new, old_root=roots[old], new_root=bytes(32), proof=proof
        )
    except merkle.ProofDoesNotMatch:
        return
    pytest.fail("a root of zeros was proved")


@fuzzed
@given(anything | changed(SPKI) | changed(SIGNATURE), anything | changed(SIGNATURE))
def test_no_changed_signature_or_key_is_right(key, value):
    told = (signatures.SignatureIsWrong, signatures.SignatureIsNotCanonical, signatures.KeyIsNotP256)
    with pytest.raises(told):
        signatures.verify_p256(key=SPKI, signature=value, message=MESSAGE)
    with pytest.raises(told):
        signatures.verify_p256(key=key, signature=SIGNATURE, message=MESSAGE)
    with pytest.raises(told):
        signatures.verify_p256(key=SPKI, signature=SIGNATURE, message=MESSAGE + value + b"x")


@fuzzed
@given(
    st.sampled_from(SEALED).flatmap(
        lambda name: bent(json.loads(GOOD[name])["record"].get("signature", {"kind": "paper"}))
    )
)
def test_a_signature_part_is_judged_in_the_verifiers_words(part):
    told = (
        signatures.SignatureIsWrong, signatures.SignatureIsNotCanonical, signatures.KeyIsNotP256,
        signatures.PasskeyAnswersSomethingElse, signatures.SignatureIsMisshapen,
    )  # fmt: skip
    try:
        signatures.verify(part, statement=sha256(b"another").digest(), places=None)
    except told:
        return
    assert part.get("kind") in (
        "paper",
        "certified",
    )  # of these nothing can be checked here, and the words say so
