"""Each member of a pledge's record has one shape; anything else is refused by name."""

import copy
import json
from pathlib import Path

import pytest

from ikrar.kernel.canonical import canonical
from ikrar.register import signatures, statement
from ikrar.register.signatures import KeyIsNotP256, PasskeyAnswersSomethingElse, SignatureIsMisshapen
from ikrar.register.statement import PresenceDisagrees, RecordIsMisshapen
from ikrar.register.witness import main as witness_main

GOOD = Path(__file__).parents[1] / "vectors" / "good"
PLEDGE = json.loads((GOOD / "device-key.json").read_bytes())
PASSKEY = json.loads((GOOD / "passkey.json").read_bytes())["record"]
ED25519_SPKI = "MCowBQYDK2VwAyEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="


def _check_record(record):
    statement.check_record(record, register=PLEDGE["register"])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("v",), "ikrar.record/v2"),
        (("identified_by",), "face"),
        (("identified_by",), ["code"]),
        (("presence", "level"), ["shown"]),
        (("signature",), "none"),
        (("received_at",), "2026-11-23T00:46:12Z"),
        (("received_at",), "2026-13-23T00:46:12.345Z"),
        (("received_at",), None),
        (("blind",), "AAAA"),
        (("blind",), 7),
        (("statement",), []),
        (("statement", "kind"), "ikrar.pledge/v2"),
        (("statement", "device_time"), ""),
        (("statement", "declaration"), 7),
        (("statement", "nonce"), "A" * 32),
        (("statement", "text_sha256"), "0" * 63),
        (("statement", "signer"), "AAAA"),
        (("presence",), None),
        (("presence", "level"), "yes"),
    ],
)
def test_a_member_of_another_shape_is_refused(path, value):
    record = copy.deepcopy(PLEDGE["record"])
    inside = record
    for name in path[:-1]:
        inside = inside[name]
    inside[path[-1]] = value
    check = statement.check_presence if path[0] == "presence" else _check_record
    with pytest.raises(RecordIsMisshapen):
        check(record)


def test_presence_is_never_more_nor_less_than_what_was_signed():
    record = copy.deepcopy(PLEDGE["record"])
    record["presence"]["level"] = "none"
    with pytest.raises(PresenceDisagrees):
        statement.check_presence(record)
    record["statement"]["presence"] = None
    with pytest.raises(PresenceDisagrees):
        statement.check_presence(record)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"kind": ["device-key"]}, SignatureIsMisshapen),
        ({"kind": "kiosk"}, SignatureIsMisshapen),
        ({"key": "%%%"}, SignatureIsMisshapen),
        ({"key": "AAAA"}, KeyIsNotP256),
        ({"key": ED25519_SPKI}, KeyIsNotP256),
        ({"value": "AAAA"}, signatures.SignatureIsNotCanonical),
    ],
)
def test_a_signature_part_with_a_mistake_is_refused(change, refusal):
    record = PLEDGE["record"]
    with pytest.raises(refusal):
        signatures.verify(
            {**record["signature"], **change}, statement=canonical(record["statement"]), places=None
        )


def test_a_kiosk_without_a_signing_witness_is_taken_with_its_remark():
    part = {**PLEDGE["record"]["signature"], "kind": "kiosk", "witness": {"name": "saksi contoh"}}
    said = signatures.verify(part, statement=canonical(PLEDGE["record"]["statement"]), places=None)
    assert said == [signatures.KIOSK_WORD]


def test_a_passkey_assertion_is_read_strictly():
    signed = canonical(PASSKEY["statement"])
    client = json.loads(signatures.unarmour(PASSKEY["signature"]["client_data"]))
    for wrong in ({"type": "webauthn.create"}, {"crossOrigin": True}):
        with pytest.raises(PasskeyAnswersSomethingElse):
            signatures._check_client({**client, **wrong}, signed)
    with pytest.raises(PasskeyAnswersSomethingElse):
        signatures._check_authenticator(bytes(36))
    said = signatures.verify(PASSKEY["signature"], statement=signed, places=None)
    assert said == [signatures.PASSKEY_WORD, signatures.PASSKEY_PLACE_WORD]


def test_the_witness_program_refuses_what_it_cannot_use(tmp_path, capsys):
    assert witness_main(["key", "--data", str(tmp_path), "--name", "saksi contoh"]) == 2
    assert witness_main(["key", "--data", str(tmp_path), "--name", "saksi.contoh.example"]) == 0
    assert witness_main(["serve", "--data", str(tmp_path), "--log", "not a key"]) == 2
    told = capsys.readouterr()
    assert told.out.startswith("saksi.contoh.example+")
    assert "NotAKey" in told.err
