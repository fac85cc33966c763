"""Keys, signed notes, checkpoints and the trust file: read strictly, told apart by name and id."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikrar.register import checkpoint, note, trust
from ikrar.register.armour import NotBase64, armour, unarmour
from ikrar.register.note import NotAKey, NotANote

VECTORS = Path(__file__).parents[1] / "vectors"
TRUST = (VECTORS / "trust.json").read_text()
KEY = note.SigningKey("a.example/log", note.ED25519, bytes(32))
WITNESS = note.SigningKey("w.example", note.COSIGNATURE, bytes(31) + b"\x01")
NOTE = checkpoint.seal(checkpoint.TreeHead("a.example/log", 7, bytes(range(32))), KEY)


@given(st.binary(max_size=100))
def test_bytes_have_one_spelling(data):
    assert unarmour(armour(data)) == data


@given(st.binary(min_size=1, max_size=40), st.integers(0, 10**4), st.integers(0, 6))
def test_no_changed_character_spells_the_same_bytes(data, place, bit):
    text = armour(data)
    place %= len(text)
    changed = text[:place] + chr(ord(text[place]) ^ (1 << bit)) + text[place + 1 :]
    try:
        assert unarmour(changed) != data
    except NotBase64:
        return


def test_keys_are_read_back():
    assert note.parse_skey(str(KEY)) == KEY
    assert note.parse_vkey(str(WITNESS.verifier)) == WITNESS.verifier
    assert "AAAA" not in repr(KEY)


@pytest.mark.parametrize(
    "line", ["", "a+b", "a+00000000+AQ==", str(KEY.verifier)[:-4], "b" + str(KEY.verifier)[1:], "a b+c+d"]
)
def test_a_key_whose_parts_do_not_fit_is_none(line):
    with pytest.raises(NotAKey):
        note.parse_vkey(line)
    with pytest.raises(NotAKey):
        note.parse_skey("PRIVATE+KEY+" + line)


def test_a_key_does_only_its_own_kind_of_signature():
    with pytest.raises(NotAKey):
        WITNESS.sign("x\n")
    with pytest.raises(NotAKey):
        KEY.cosign("x\n", posix_time=1)
    with pytest.raises(NotAKey):
        note.new_key("a name with blanks", note.ED25519)
    with pytest.raises(NotAKey):
        note.parse_skey("x" + str(KEY))


def test_a_cosignature_carries_its_time():
    cosigned = NOTE.with_lines([WITNESS.cosign(NOTE.text, posix_time=1_795_394_772)])
    assert note.verify(note.parse(str(cosigned)), WITNESS.verifier) == 1_795_394_772
    assert note.verify(cosigned, KEY.verifier) is None
    with pytest.raises(note.NotSignedBy):
        note.verify(NOTE, WITNESS.verifier)


@given(st.integers(0, 10**5))
def test_no_changed_note_verifies(bit):
    data = bytearray(str(NOTE).encode())
    data[bit // 8 % len(data)] ^= 1 << bit % 8
    with pytest.raises((NotANote, note.NotSignedBy, note.SignatureDoesNotMatch)):
        note.verify(note.parse(bytes(data)), KEY.verifier)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "x",
        "x\n\n",
        "x\n\n— a b\n",
        "x\n\n— a AAAA\n",
        "x\n\n— a AAAAAAA=",
        "x\t\n\n" + str(NOTE.lines[0]),
        b"\xff\n\n",
        "x" * 70_000,
        "x\n\n" + str(NOTE.lines[0]) * 65,
        "x\n\nnot a line\n",
    ],
)
def test_these_are_no_notes(data):
    with pytest.raises(NotANote):
        note.parse(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\n",
        "a\n01\n" + armour(bytes(32)) + "\n",
        "a\n1\nAAAA\n",
        "\n1\n" + armour(bytes(32)) + "\n",
        "a\n1\n" + armour(bytes(32)) + "\nmore\n",
        "a\n-1\n" + armour(bytes(32)) + "\n",
    ],
)
def test_these_are_no_tree_heads(text):
    with pytest.raises(checkpoint.NotACheckpoint):
        checkpoint.parse_head(text)


def test_the_trust_file_is_written_as_it_is_read():
    assert trust.parse(TRUST).as_json() == TRUST


def changed(**members):
    return json.dumps({**json.loads(TRUST), **members})


def log(**members):
    return changed(logs=[{**json.loads(TRUST)["logs"][0], **members}])


@pytest.mark.parametrize(
    "data",
    [
        "",
        "[]",
        "{}",
        "x" * 1_000_001,
        TRUST[: len(TRUST) // 2],
        changed(v="ikrar.trust/v2"),
        changed(quorum=-1),
        changed(quorum=True),
        changed(quorum=2),
        changed(more=1),
        changed(logs=[]),
        changed(logs=json.loads(TRUST)["logs"] * 2),
        changed(witnesses=[str(KEY.verifier)]),
        changed(witnesses=["x"]),
        changed(passkeys={"rp_ids": [1], "origins": []}),
        changed(passkeys=[]),
        log(keys=[]),
        log(keys=[{"vkey": str(WITNESS.verifier), "from_size": 0, "to_size": None}]),
        log(predecessor={"origin": "x", "checkpoint": "y"}),
        log(keys=[{"vkey": str(KEY.verifier), "from_size": "0", "to_size": None}]),
        TRUST.replace('"quorum": 0', '"quorum": 0, "quorum": 0'),
    ],
)
def test_a_trust_file_with_a_mistake_is_refused_whole(data):
    with pytest.raises(trust.NotATrustFile):
        trust.parse(data)


def test_a_predecessor_is_kept():
    named = {"origin": "a.example/log", "checkpoint": str(NOTE)}
    found = trust.parse(log(predecessor=named))
    assert found.logs[0].predecessor == "a.example/log"
    assert json.loads(found.as_json())["logs"][0]["predecessor"] == named
