"""The short way into the gate lets nothing through that the plain reader would not, and reads the same."""

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.pledges.gate import asking, offers, words

DEVICE = {"kind": "device-key", "key": "AAE=", "value": "AAEC"}
PASSKEY = {
    "kind": "passkey", "credential_id": "AAE", "authenticator_data": "AAEC", "client_data": "e30", "value": "MAA",
}  # fmt: skip
BODY = {
    "pass": "a.b.c",
    "stamp": None,
    "statement": '{"declaration":"é"}',
    "device_time": "2026-11-23T08:00:00+07:00",
    "signer": {"institution": "Kota Contoh", "name": "Siti Contoh", "number_tail": "3002"},
    "signature": DEVICE,
}
odd_values = st.sampled_from(
    [
        None,
        "",
        1,
        1.5,
        True,
        [],
        {},
        "x",
        "\x00",
        "\ud800",
        "a\\",
        'a"',
        "é" * 700,
        "x" * 9000,
        [[[[[[[1]]]]]]],
    ]
)


def outcome(read, body):
    try:
        return read(body)
    except Exception as refusal:  # noqa: BLE001 (which one is the question)
        return type(refusal), getattr(refusal, "field", None)


def both(body):
    return outcome(offers.read_offer, body), outcome(lambda data: words.offer(asking.read(data)), body)


@pytest.mark.parametrize("signature", [DEVICE, PASSKEY])
@pytest.mark.parametrize(
    "more", [{}, {"stamp": "s.shown.m"}, {"sent_at": "2026-11-23T08:00:01Z"}, {"sent_at": None}]
)
def test_what_a_phone_sends_takes_the_short_way(signature, more, monkeypatch):
    body = json.dumps(BODY | more | {"signature": signature}, ensure_ascii=False).encode()
    read, plain = both(body)
    assert read == plain
    monkeypatch.setattr(asking, "read", None)
    assert offers.read_offer(body) == plain


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_an_odd_body_is_read_or_refused_as_by_the_plain_reader(data):
    signature = data.draw(st.sampled_from([DEVICE, PASSKEY]))
    body = json.loads(json.dumps(BODY | {"signature": signature}))
    for _ in range(data.draw(st.integers(0, 2))):
        part = data.draw(st.sampled_from([body, body.get("signer"), body.get("signature")]))
        if isinstance(part, dict):
            name = data.draw(st.sampled_from([*part, "sent_at", "more", "kind"]))
            part[name] = data.draw(odd_values)
            if data.draw(st.booleans()):
                del part[name]
    read, plain = both(json.dumps(body, ensure_ascii=data.draw(st.booleans())).encode(errors="surrogatepass"))
    assert read == plain


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_member_that_stands_twice_is_refused(data):
    written = json.dumps(BODY, separators=(",", ":"))
    name = data.draw(st.sampled_from([*BODY, *BODY["signer"], *DEVICE]))
    value = data.draw(st.sampled_from(["null", '"x"', '"x\\\\"', '"\\""', "1"]))
    at = data.draw(st.sampled_from([i + 1 for i, c in enumerate(written) if c == "{"]))
    body = f'{written[:at]}"{name}":{value},{written[at:]}'.encode()
    read, plain = both(body)
    assert read == plain


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 300), st.integers(0, 40))
def test_a_mutilated_body_is_read_or_refused_as_by_the_plain_reader(junk, at, gone):
    written = json.dumps(BODY).encode()
    read, plain = both(written[:at] + junk + written[at + gone :])
    assert read == plain


@pytest.mark.parametrize("size", [asking.LONGEST_BODY, asking.LONGEST_BODY + 1])
def test_the_longest_body_is_the_same(size):
    body = json.dumps(BODY).encode()
    padded = body[:-1] + b" " * (size - len(body)) + b"}"
    assert len(padded) == size
    read, plain = both(padded)
    assert read == plain


def test_another_spelling_of_the_same_bytes_is_refused_by_the_plain_reader():
    value = base64.b64encode(b"\x00\x01").decode().replace("E=", "F=")
    read, plain = both(json.dumps(BODY | {"signature": DEVICE | {"key": value}}).encode())
    assert read == plain == (asking.FieldWrong, "key")
