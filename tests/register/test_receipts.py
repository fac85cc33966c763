"""A receipt has one spelling, and no changed one is believed."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.register import command, receipt, signatures, trust, verify

VECTORS = Path(__file__).parents[1] / "vectors"
FULL = (VECTORS / "good" / "device-key-full.json").read_bytes()
WITNESSED = (VECTORS / "good" / "witnessed.json").read_bytes()
STRICT = trust.parse((VECTORS / "trust-witnessed.json").read_bytes())
PLAIN = trust.parse((VECTORS / "trust.json").read_bytes())


@settings(max_examples=300)
@given(st.integers(0, len(FULL) * 8 - 1))
def test_no_changed_bit_of_a_full_receipt_passes(bit):
    data = bytearray(FULL)
    data[bit // 8] ^= 1 << bit % 8
    with pytest.raises(verify.StepFailed):
        verify.verify(bytes(data), trust=PLAIN)


@settings(max_examples=300)
@given(st.integers(0, len(WITNESSED) * 8 - 1))
def test_no_changed_bit_of_a_witnessed_receipt_passes(bit):
    data = bytearray(WITNESSED)
    data[bit // 8] ^= 1 << bit % 8
    with pytest.raises(verify.StepFailed):
        verify.verify(bytes(data), trust=STRICT)


@given(st.integers(0, len(FULL) - 2))
def test_no_beginning_of_a_receipt_is_one(length):
    with pytest.raises(receipt.ReceiptIsRefused):
        receipt.parse(FULL[:length])


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_anything_at_all_is_answered_with_a_failed_step(data):
    report = verify.examine(data, trust=PLAIN)
    assert report.failed.number == 1
    assert isinstance(report.failed.cause, receipt.ReceiptIsRefused)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(sorted(json.loads(FULL))), json_values)
def test_any_member_of_any_other_type_is_answered_with_a_failed_step(member, value):
    plain = json.loads(FULL)
    if plain[member] == value:
        return
    data = json.dumps({**plain, member: value}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert verify.examine(data.encode("utf-8", "surrogatepass"), trust=PLAIN).failed is not None


def test_a_receipt_is_written_as_it_is_read():
    read = receipt.parse(FULL)
    assert read.as_bytes() == FULL
    assert receipt.parse(FULL[:-1]) == read
    shared = receipt.parse(read.shareable().as_bytes())
    assert shared.opening is None
    assert b"Siti" not in shared.as_bytes()


def test_both_forms_of_an_honest_signature_become_the_low_one():
    low = signatures.unarmour(receipt.parse(FULL).record["signature"]["value"])
    r, s = signatures.decode_dss_signature(low)
    high = signatures.encode_dss_signature(r, signatures.ORDER - s)
    assert signatures.low_s(high) == signatures.low_s(low) == low


@pytest.mark.parametrize("name", ["device-key", "passkey", "kiosk", "paper", "certified"])
def test_what_a_receipt_cannot_prove_is_said_in_words(name, capsys):
    command.main([str(VECTORS / "good" / f"{name}.json"), "--trust", str(VECTORS / "trust.json")])
    said = capsys.readouterr().out
    assert "  ! " in said
    assert "Terbukti" in said


def test_without_a_trust_file_it_is_never_called_proved(capsys):
    assert command.main([str(VECTORS / "good" / "passkey.json")]) == 3
    said = capsys.readouterr().out
    assert "whose register this is was not checked" in said
    assert "– (3)" in said
    assert "Proved" not in said


def test_the_failed_step_is_named(capsys):
    assert (
        command.main([str(VECTORS / "evil" / "other-text.json"), "--trust", str(VECTORS / "trust.json")]) == 1
    )
    said = capsys.readouterr().out
    assert "✗ (5)" in said
    assert "[ProofDoesNotMatch]" in said
    assert "· (6)" in said


def test_wrong_use_is_status_two(tmp_path, capsys):
    assert command.main([str(tmp_path / "none.json")]) == 2
    (tmp_path / "trust.json").write_text("{}")
    assert command.main([str(VECTORS / "good" / "late.json"), "--trust", str(tmp_path / "trust.json")]) == 2
    with pytest.raises(SystemExit, match="2"):
        command.main([])
    assert "Traceback" not in capsys.readouterr().err
