"""Whatever is sent to the gate, its parsers answer in their own words; nothing changed is taken for ours or for signed."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from fido2 import cbor
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData
from hypothesis import given
from hypothesis import strategies as st

from ikrar.pledges import refusals
from ikrar.pledges.domain import identity, passes, presence, signature
from ikrar.pledges.domain.armour import NotEncoded, b64, unb64, unurl64, url64
from ikrar.pledges.domain.numbers import NotANumber, number_of, row_of
from ikrar.pledges.domain.presence import Shown
from ikrar.pledges.domain.signature import KeyNotAccepted, Offered, Party, SignatureWrong
from ikrar.pledges.domain.statement import ClockUnreadable, build, check_clock, minutes_off
from ikrar.pledges.domain.values import IdentifiedBy, KeyKind, PresenceLevel
from ikrar.pledges.gate import asking, words
from ikrar.pledges.operations.passing import identified
from tests.fuzz.making import anything, bent, changed, fuzzed, scalars, texts, values

AT = datetime(2026, 11, 23, 0, 46, tzinfo=UTC)
KEYS = passes.keys_of(bytes(32), b"\x01" * 32)
SECRET = b"\x02" * 32
TID = "0123456789abcdef" * 2
GIVEN = passes.Pass(
    tid=TID, register="contoh.example/register", declaration="DEKLARASI", epoch=3, official="PEJABAT", identified_by=IdentifiedBy.CODE,
    signer=b64(bytes(32)), salt=b64(b"\x03" * 32), text_sha256="ab" * 32, not_after=1_800_000_000,
)  # fmt: skip
TOKEN = passes.encode(GIVEN, keys=KEYS)
SHOWN = Shown("LOKASI", 59_000_000, PresenceLevel.SHOWN)
STAMP = presence.stamp(SHOWN, tid=TID, secret=SECRET)
DEVICE = ec.generate_private_key(ec.SECP256R1())
SPKI = DEVICE.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
STATEMENT = build(given=GIVEN, shown=SHOWN, device_time="2026-11-23T07:46:00+07:00")
SIGNATURE = signature.low_s(DEVICE.sign(STATEMENT, ec.ECDSA(hashes.SHA256())))
PARTY = Party("ikrar.test", frozenset({"https://ikrar.test"}))
CHALLENGE = sha256(STATEMENT).digest()
BOTH = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
RP_ID_HASH = sha256(b"ikrar.test").digest()


def text_of(data):
    return data.decode("utf-8", "replace")


def made(kind, challenge=CHALLENGE):
    return bytes(CollectedClientData.create(type=kind, origin="https://ikrar.test", challenge=challenge))


CLIENT = made("webauthn.get")
AUTHENTICATOR = bytes(AuthenticatorData.create(RP_ID_HASH, BOTH, 7))
ASSERTED = signature.low_s(DEVICE.sign(AUTHENTICATOR + sha256(CLIENT).digest(), ec.ECDSA(hashes.SHA256())))
POINT = SPKI[-64:]
COSE = {1: 2, 3: -7, -1: 1, -2: POINT[:32], -3: POINT[32:]}
CREDENTIAL = AttestedCredentialData.create(bytes(16), b"c" * 20, COSE)
NEW = bytes(
    AuthenticatorData.create(RP_ID_HASH, BOTH | AuthenticatorData.FLAG.AT, 0, credential_data=CREDENTIAL)
)
ATTESTATION = bytes(AttestationObject.create("none", AuthenticatorData(NEW), {}))
NEW_CLIENT = made("webauthn.create")

PLEDGE = {
    "pass": TOKEN,
    "stamp": STAMP,
    "statement": STATEMENT.decode(),
    "device_time": "2026-11-23T07:46:00+07:00",
    "sent_at": "2026-11-23T07:46:01+07:00",
    "signer": {"institution": "Kota Contoh", "name": "Ani Contoh", "number_tail": "0001"},
    "signature": {"kind": "device-key", "key": b64(SPKI), "value": b64(SIGNATURE)},
}
PASSKEY = PLEDGE | {
    "signature": {
        "kind": "passkey", "credential_id": url64(b"c" * 20), "authenticator_data": url64(AUTHENTICATOR),
        "client_data": url64(CLIENT), "value": url64(ASSERTED),
    }
}  # fmt: skip
REFUSED = tuple(refusal.exception for refusal in refusals.REFUSALS)


def test_what_is_changed_below_was_right():
    assert passes.parse(TOKEN, keys=KEYS) == GIVEN
    assert presence.read_stamp(STAMP, tid=TID, secret=SECRET) == SHOWN
    assert signature.check_plain(key=SPKI, value=SIGNATURE, message=STATEMENT) == SIGNATURE
    offered = Offered(
        kind=KeyKind.PASSKEY, value=ASSERTED, authenticator_data=AUTHENTICATOR, client_data=CLIENT
    )
    assert signature.check_assertion(offered, spki=SPKI, challenge=CHALLENGE, party=PARTY) == ASSERTED
    enrolled = signature.check_registration(
        client_data=NEW_CLIENT, attestation=ATTESTATION, challenge=CHALLENGE, party=PARTY
    )
    assert enrolled.spki == SPKI
    for body in (PLEDGE, PASSKEY):
        assert words.offer(asking.read(json.dumps(body).encode())).statement == STATEMENT


# ── what we gave out ────────────────────────────────────────────────────────────────────────────────


@fuzzed
@given(scalars | changed(TOKEN.encode()).map(text_of))
def test_no_changed_pass_is_ours(token):
    with pytest.raises(passes.PassForged):
        passes.parse(token, keys=KEYS)


@fuzzed
@given(anything)
def test_a_pass_that_says_something_else_under_a_right_seal_is_none(payload):
    """A slip of our own, or a key that somebody read: the shape is checked all the same."""
    name = next(iter(KEYS))
    told = url64(payload)
    with pytest.raises(passes.PassForged):
        passes.parse(f"{told}.{name}.{passes._mac(told, KEYS[name])}", keys=KEYS)


@fuzzed
@given(scalars | changed(STAMP.encode()).map(text_of))
def test_no_changed_stamp_is_ours(token):
    with pytest.raises(presence.StampForged):
        presence.read_stamp(token, tid=TID, secret=SECRET)


@fuzzed
@given(texts)
def test_a_stamp_is_of_one_pass_alone(tid):
    with pytest.raises(presence.StampForged):
        presence.read_stamp(STAMP, tid=tid, secret=SECRET)


@fuzzed
@given(st.data())
def test_no_changed_challenge_is_ours(data):
    token = identified.challenge(at=AT)
    with pytest.raises(identified.ChallengeStale):
        identified.check_challenge(data.draw(scalars | changed(token.encode()).map(text_of)), at=AT)
    late = AT + timedelta(seconds=data.draw(st.integers(601, 10**9)))
    with pytest.raises(identified.ChallengeStale):
        identified.check_challenge(token, at=late)


# ── keys, signatures, passkeys ──────────────────────────────────────────────────────────────────────


@fuzzed
@given(anything | changed(SIGNATURE), anything | changed(SPKI))
def test_no_changed_signature_statement_or_key_holds(value, key):
    for case in ({"value": value}, {"key": key}, {"message": STATEMENT + value + b"x"}):
        with pytest.raises((SignatureWrong, KeyNotAccepted)):
            signature.check_plain(**{"key": SPKI, "value": SIGNATURE, "message": STATEMENT} | case)


@fuzzed
@given(anything | changed(CLIENT), anything | changed(AUTHENTICATOR), anything | changed(ASSERTED))
def test_no_changed_assertion_holds(client, authenticator, value):
    right = {"client_data": CLIENT, "authenticator_data": AUTHENTICATOR, "value": ASSERTED}
    for case in ({"client_data": client}, {"authenticator_data": authenticator}, {"value": value}):
        offered = Offered(kind=KeyKind.PASSKEY, **right | case)
        with pytest.raises(SignatureWrong):
            signature.check_assertion(offered, spki=SPKI, challenge=CHALLENGE, party=PARTY)


@fuzzed
@given(bent(json.loads(CLIENT)))
def test_no_bent_client_data_holds(client):
    offered = Offered(
        kind=KeyKind.PASSKEY,
        value=ASSERTED,
        authenticator_data=AUTHENTICATOR,
        client_data=json.dumps(client).encode(),
    )
    with pytest.raises(SignatureWrong):
        signature.check_assertion(offered, spki=SPKI, challenge=CHALLENGE, party=PARTY)


@fuzzed
@given(anything | changed(NEW_CLIENT), anything | changed(ATTESTATION))
def test_a_registration_is_read_or_refused(client, attestation):
    for case in ({"client_data": client}, {"attestation": attestation}):
        right = {"client_data": NEW_CLIENT, "attestation": ATTESTATION}
        try:
            found = signature.check_registration(**right | case, challenge=CHALLENGE, party=PARTY)
        except (SignatureWrong, KeyNotAccepted):
            continue
        signature.load(
            found.spki
        )  # an attestation of "none" vouches for nothing; the key is one all the same


@fuzzed
@given(anything | changed(cbor.encode(COSE)))
def test_a_passkeys_key_is_read_or_refused(cose):
    try:
        signature.load(signature.spki_of_cose(cose))
    except KeyNotAccepted:
        return


# ── bodies ──────────────────────────────────────────────────────────────────────────────────────────


@fuzzed
@given(
    anything
    | changed(json.dumps(PLEDGE).encode())
    | bent(PASSKEY).map(lambda body: json.dumps(body).encode())
)
def test_a_body_is_read_or_refused(data):
    try:
        body = asking.read(data)
    except (asking.NotJson, asking.BodyTooLarge):
        return
    assert len(data) <= asking.LONGEST_BODY
    for name in list(body.members)[:8]:
        for read in (body.text, body.optional, body.base64, body.url64, body.part, body.flag):
            try:
                read(name)
            except asking.FieldWrong as wrong:
                assert wrong.field == name  # noqa: PT017 (either way is right; only another exception is not)


@fuzzed
@given(bent(PLEDGE) | bent(PASSKEY))
def test_an_offer_is_read_or_refused_in_words_of_the_table(members):
    try:
        offer = words.offer(asking.Body(members))
    except REFUSED:
        return
    assert isinstance(offer.statement, bytes)


@fuzzed
@given(values | bent(PLEDGE["signer"]))
def test_a_signer_is_read_or_refused(said):
    try:
        found = identity.read_signer(said)
        identity.check_signer(found, salt=b64(bytes(32)), commitment="")
    except identity.SignerDiffers:
        return
    pytest.fail("nobody's commitment was opened")


@fuzzed
@given(scalars)
def test_a_clock_is_read_or_refused_and_never_stops_a_pledge(said):
    try:
        check_clock(said)
    except ClockUnreadable:
        return
    assert isinstance(minutes_off(said, at=AT), int)


@fuzzed
@given(texts, st.none() | st.integers(0, 64))
def test_bytes_have_one_spelling(text, length):
    for read, write in ((lambda said: unb64(said, length=length), b64), (unurl64, url64)):
        try:
            found = read(text)
        except NotEncoded:
            continue
        assert write(found) == text


@fuzzed
@given(texts | st.from_regex(r"[0-9 .-]{5,16}", fullmatch=True))
def test_a_receipt_number_is_read_or_refused(typed):
    try:
        row = row_of(typed, secret=SECRET)
    except NotANumber:
        return
    assert row >= 0
    digits = "".join(letter for letter in typed if letter.isdigit())
    again = number_of(row, secret=SECRET).replace("-", "")
    assert again == digits or row < 10**6  # a short number spelt long stands for no row of that length


@fuzzed
@given(scalars)
def test_a_stage_code_is_read_or_refused(typed):
    try:
        assert len(presence.read_code(typed)) == presence.CODE_LENGTH
    except presence.PresenceCodeWrong:
        return
