"""What was written out for speed gives what the plain way gives, byte for byte and refusal for refusal."""

import hmac
import json
from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.kernel.canonical import canonical
from ikrar.pledges.domain import IdentifiedBy, KeyKind, PresenceLevel, mac, p256, record, statement
from ikrar.pledges.domain.identity import Signer
from ikrar.pledges.domain.p256 import ORDER, KeyNotAccepted, SignatureWrong
from ikrar.pledges.domain.passes import Pass
from ikrar.pledges.domain.presence import Shown
from ikrar.pledges.domain.signature import Signed

few = settings(max_examples=150, deadline=None)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
shown = st.none() | st.builds(
    Shown, site=texts, window=st.integers(0, 2**40), level=st.sampled_from(PresenceLevel)
)
KEY = ec.derive_private_key(7, ec.SECP256R1())
SPKI = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
MESSAGE = b"a statement"
SIGNED = decode_dss_signature(KEY.sign(MESSAGE, ec.ECDSA(hashes.SHA256())))


@few
@given(st.binary(max_size=200), st.binary(max_size=200))
def test_our_mac_is_the_standard_librarys(key, message):
    assert mac.hmac_sha256(key, message) == hmac.digest(key, message, "sha256")


@few
@given(texts, texts, texts, texts, shown)
def test_the_template_of_a_statement_writes_canonical_bytes(declaration, register, signer, sha, where):
    held = Pass(
        tid="0" * 32, register=register, declaration=declaration, epoch=1, official="O",
        identified_by=IdentifiedBy.CODE, signer=signer, salt="", text_sha256=sha, not_after=9,
    )  # fmt: skip
    said = {
        "declaration": declaration, "device_time": "2026-11-23T08:00:00Z", "kind": "ikrar.pledge/v1",
        "nonce": held.tid, "presence": {"site": where.site, "window": where.window} if where else None,
        "register": register, "signer": signer, "text_sha256": sha,
    }  # fmt: skip
    built = statement.build(given=held, shown=where, device_time="2026-11-23T08:00:00Z")
    assert built == canonical(said)


@few
@given(texts, texts, texts)
def test_the_template_of_a_signer_writes_canonical_bytes(institution, name, tail):
    signer = Signer(institution, name, tail)
    assert signer.canonical().encode() == canonical(signer.as_json())


@few
@given(
    st.sampled_from(IdentifiedBy),
    shown,
    st.binary(min_size=32, max_size=32),
    st.dictionaries(st.sampled_from(["authenticator_data", "client_data", "sheet_sha256", "witness"]), texts),
    texts,
)
def test_the_template_of_a_record_writes_canonical_bytes(identified_by, where, blind, more, name):
    signed = Signed(kind=KeyKind.DEVICE, key=SPKI, value=b"v", more=more)
    words = canonical({"kind": "ikrar.pledge/v1", "name": name})
    at = datetime(2026, 11, 23, 0, 46, 12, 345000, tzinfo=UTC)
    plain = record.record(
        statement=words, signature=json.loads(signed.part()), identified_by=identified_by, shown=where,
        received_at=at, blind=blind,
    )  # fmt: skip
    written = record.canonical_bytes(
        statement=words, signature=signed.part(), identified_by=identified_by, shown=where,
        received_at=plain["received_at"], blind=blind,
    )  # fmt: skip
    assert written == canonical(plain)


def plain_check(spki, value, message):
    """The same check by `cryptography` alone, in the words of docs/api.md."""
    if len(spki) != 91 or spki[:27] != SPKI[:27]:
        return KeyNotAccepted
    try:
        r, s = (
            (int.from_bytes(value[:32], "big"), int.from_bytes(value[32:], "big"))
            if len(value) == 64
            else decode_dss_signature(value)
        )
    except ValueError:
        return SignatureWrong
    if not (0 < r < ORDER and 0 < s < ORDER):
        return SignatureWrong
    low = encode_dss_signature(r, min(s, ORDER - s))
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), spki[26:])
        key.verify(low, message, ec.ECDSA(hashes.SHA256()))
    except ValueError:
        return KeyNotAccepted
    except InvalidSignature:
        return SignatureWrong
    return low


def checked(spki, value, message):
    try:
        return p256.check(spki=spki, value=value, message=message)
    except (KeyNotAccepted, SignatureWrong) as refusal:
        return type(refusal)


def changed(data, sent):
    """The bytes with some of them replaced, dropped or put in."""
    at = data.draw(st.integers(0, len(sent)))
    gone = data.draw(st.integers(0, 2))
    return sent[:at] + data.draw(st.binary(max_size=2)) + sent[at + gone :]


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_both_libraries_take_and_refuse_the_same(data):
    r, s = SIGNED
    edges = [0, 1, 2, ORDER // 2, ORDER // 2 + 1, ORDER - 1, ORDER, ORDER + 1, 2**256 - 1]
    r = data.draw(st.sampled_from([r, r, r, *edges]))
    s = data.draw(st.sampled_from([s, s, ORDER - s, ORDER - s, *edges]))
    value = (
        encode_dss_signature(r, s)
        if data.draw(st.booleans())
        else r.to_bytes(32, "big") + s.to_bytes(32, "big")
    )
    spki = SPKI
    what = data.draw(st.sampled_from(["nothing", "signature", "key", "message"]))
    value = changed(data, value) if what == "signature" else value
    spki = changed(data, spki) if what == "key" else spki
    message = changed(data, MESSAGE) if what == "message" else MESSAGE
    expected = plain_check(spki, value, message)
    found = checked(spki, value, message)
    if KeyNotAccepted in {expected, found}:  # of two faults either may be named first
        assert {expected, found} <= {KeyNotAccepted, SignatureWrong}
    else:
        assert found == expected


@pytest.mark.parametrize(
    "point",
    [
        bytes(64),
        b"\xff" * 64,
        SPKI[27:59] + bytes(32),
        SPKI[27:90] + bytes([SPKI[90] ^ 1]),
        SPKI[59:] + SPKI[27:59],
    ],
)
def test_a_point_off_the_curve_is_no_key(point):
    with pytest.raises(KeyNotAccepted):
        p256.load(SPKI[:27] + point)


def test_compressed_and_other_curves_are_no_keys():
    short = KEY.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    other = ec.generate_private_key(ec.SECP384R1()).public_key()
    for spki in (
        SPKI[:26] + short,
        other.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        SPKI + b"\0",
        SPKI[:26] + b"\x06" + SPKI[27:],
    ):
        with pytest.raises(KeyNotAccepted):
            p256.load(spki)


@few
@given(st.integers(1, ORDER - 1), st.integers(1, ORDER - 1))
def test_the_stored_form_is_strict_der_with_the_smaller_s(r, s):
    stored = encode_dss_signature(r, min(s, ORDER - s))
    assert p256.low_s(encode_dss_signature(r, s)) == stored
    assert p256.low_s(r.to_bytes(32, "big") + s.to_bytes(32, "big")) == stored
