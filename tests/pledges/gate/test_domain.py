"""Properties of the pure parts: parsers never raise anything but their named refusals; one spelling for one value."""

import string
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.kernel.canonical import canonical
from ikrar.pledges.domain import (
    IdentifiedBy,
    PresenceLevel,
    armour,
    identity,
    numbers,
    passes,
    presence,
    signature,
    statement,
)
from ikrar.pledges.domain.passes import Pass
from ikrar.pledges.domain.presence import Shown

KEYS = passes.keys_of(bytes(range(32)))
AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
few = settings(max_examples=60, deadline=None)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(string.ascii_letters + string.digits + "_", max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
a_pass = st.builds(
    Pass,
    tid=st.from_regex(r"[0-9a-f]{32}", fullmatch=True),
    register=texts,
    declaration=texts,
    epoch=st.integers(1, 10**6),
    official=texts,
    identified_by=st.sampled_from(IdentifiedBy),
    signer=texts,
    salt=texts,
    text_sha256=texts,
    not_after=st.integers(0, 2**40),
)


@few
@given(values)
def test_our_fast_canonical_bytes_are_the_kernels(value):
    assert armour.jcs(value) == canonical(value)


@few
@given(a_pass)
def test_a_pass_survives_its_round_trip(made):
    assert passes.parse(passes.encode(made, keys=KEYS), keys=KEYS) == made


@few
@given(st.one_of(texts, st.binary(max_size=40), values))
def test_parsing_a_pass_raises_nothing_but_forged(token):
    with pytest.raises(passes.PassForged):
        passes.parse(token, keys=KEYS)


@few
@given(a_pass, st.data())
def test_no_changed_character_of_a_pass_is_believed(made, data):
    token = passes.encode(made, keys=KEYS)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from([c for c in string.ascii_letters + "0-_.é" if c != token[place]]))
    with pytest.raises(passes.PassForged):
        passes.parse(token[:place] + other + token[place + 1 :], keys=KEYS)


@few
@given(
    st.dictionaries(st.sampled_from(["v", "tid", "epoch", "not_after", "identified_by", "register"]), values)
)
def test_even_a_well_sealed_slip_of_our_own_is_refused_by_name(members):
    payload = armour.url64(armour.jcs(members))
    name = next(iter(KEYS))
    token = f"{payload}.{name}.{passes._mac(payload, KEYS[name])}"
    with pytest.raises(passes.PassForged):
        passes.parse(token, keys=KEYS)


def test_a_new_pass_key_leaves_old_passes_valid():
    old, new = bytes(32), bytes([1]) * 32
    made = passes.parse(passes.encode(_a_pass(), keys=passes.keys_of(old)), keys=passes.keys_of(new, old))
    assert made == _a_pass()
    with pytest.raises(passes.PassForged):
        passes.parse(passes.encode(made, keys=passes.keys_of(old)), keys=passes.keys_of(new))


def _a_pass():
    return Pass(
        tid="0" * 32, register="r", declaration="D", epoch=1, official="O", identified_by=IdentifiedBy.CODE,
        signer="s", salt="t", text_sha256="0" * 64, not_after=1,
    )  # fmt: skip


@few
@given(st.integers(0, 2**33), st.sampled_from([PresenceLevel.SHOWN, PresenceLevel.LATE]), st.data())
def test_a_stamp_says_what_it_was_given_for_and_no_changed_one_is_believed(window, level, data):
    made = presence.stamp(Shown("S", window, level), tid="t", secret=b"k")
    assert presence.read_stamp(made, tid="t", secret=b"k") == Shown("S", window, level)
    place = data.draw(st.integers(0, len(made) - 1))
    for spoiled in (made[:place] + "é" + made[place + 1 :], made[:place], made + "A"):
        with pytest.raises(presence.StampForged):
            presence.read_stamp(spoiled, tid="t", secret=b"k")
    with pytest.raises(presence.StampForged):
        presence.read_stamp(made, tid="other", secret=b"k")


@few
@given(st.integers(0, 3000))
def test_a_code_is_shown_for_three_minutes_and_late_until_the_day_is_over(age):
    key = presence.site_key(secret=bytes(32), site="S")
    shown_at = AT - timedelta(seconds=age)
    code = presence.code_of(key=key, window=presence.window_at(shown_at))
    found = presence.find(
        key=key, site="S", code=code, at=AT, opened_at=AT - timedelta(hours=1), closed_at=None, seconds=180
    )
    assert found.level == (PresenceLevel.SHOWN if age <= 180 else PresenceLevel.LATE)


@few
@given(st.one_of(texts, values))
def test_reading_a_stage_code_raises_nothing_but_wrong(typed):
    with suppress(presence.PresenceCodeWrong):
        assert len(presence.read_code(typed)) == 6


@few
@given(values)
def test_a_signer_that_is_none_is_refused_by_name(said):
    with pytest.raises(identity.SignerDiffers):
        identity.check_signer(identity.read_signer(said), salt="!", commitment="x")


@few
@given(st.one_of(texts, values))
def test_a_clock_is_read_by_its_shape_alone(said):
    try:
        statement.check_clock(said)
    except statement.ClockUnreadable:
        return
    assert isinstance(statement.minutes_off(said, at=AT), int)


@few
@given(st.integers(1, 10**9 - 1), st.binary(min_size=32, max_size=32))
def test_a_receipt_number_leads_back_to_its_row_and_notices_slips(row, secret):
    number = numbers.number_of(row, secret=secret)
    assert numbers.row_of(number, secret=secret) == row
    digits = number.replace("-", "")
    for place in range(len(digits)):
        wrong = digits[:place] + str((int(digits[place]) + 1) % 10) + digits[place + 1 :]
        with pytest.raises(numbers.NotANumber):
            numbers.row_of(wrong, secret=secret)


def test_receipt_numbers_do_not_repeat_and_do_not_count_up():
    found = [numbers.number_of(row, secret=b"k") for row in range(1, 3000)]
    assert len(set(found)) == len(found)
    assert sorted(found) != found


@few
@given(st.binary(max_size=80), st.booleans())
def test_both_forms_of_a_signature_are_one(message, raw):
    key = ec.generate_private_key(ec.SECP256R1())
    spki = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    r, s = decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
    forms = []
    for value in (s, signature.ORDER - s):
        sent = r.to_bytes(32, "big") + value.to_bytes(32, "big") if raw else encode_dss_signature(r, value)
        forms.append(signature.check_plain(key=spki, value=sent, message=message))
    assert forms[0] == forms[1]
    assert decode_dss_signature(forms[0])[1] <= signature.ORDER // 2
    with pytest.raises(signature.SignatureWrong):
        signature.check_plain(key=spki, value=forms[0], message=message + b"x")


@few
@given(st.binary(max_size=100), st.binary(max_size=100))
def test_odd_keys_and_signatures_are_refused_by_name(key, value):
    with pytest.raises((signature.KeyNotAccepted, signature.SignatureWrong)):
        signature.check_plain(key=key, value=value, message=b"x")


@few
@given(st.binary(max_size=120), st.binary(max_size=120))
def test_an_odd_assertion_is_refused_by_name(client_data, authenticator_data):
    offered = signature.Offered(
        kind="passkey", value=b"x", client_data=client_data, authenticator_data=authenticator_data
    )
    party = signature.Party("ikrar.test", frozenset({"https://ikrar.test"}))
    with pytest.raises((signature.SignatureWrong, signature.KeyNotAccepted)):
        signature.check_assertion(offered, spki=b"", challenge=b"c", party=party)
    with pytest.raises((signature.SignatureWrong, signature.KeyNotAccepted)):
        signature.check_registration(
            client_data=client_data, attestation=authenticator_data, challenge=b"c", party=party
        )
