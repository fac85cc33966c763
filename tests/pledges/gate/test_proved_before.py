"""A pledge is proved before its batch and judged with it: of several reasons the first is told, whichever found it."""

from dataclasses import replace as changed
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from msgspec.structs import replace

from ikrar.pledges.domain import armour, checking, identity, passes, presence, statement
from ikrar.pledges.domain.checking import Offer, Rules, Secrets
from ikrar.pledges.domain.identity import Signer
from ikrar.pledges.domain.passes import Pass
from ikrar.pledges.domain.presence import Shown
from ikrar.pledges.domain.signature import Offered, Party
from ikrar.pledges.domain.values import IdentifiedBy, KeyKind, PresenceLevel, State

pytestmark = pytest.mark.pure

AT = datetime(2026, 11, 23, 1, tzinfo=UTC)
CLOCK = "2026-11-23T08:00:00+07:00"
SECRETS = Secrets(pass_keys=passes.keys_of(bytes(32)), stamp=b"s" * 32, party=Party("x", frozenset()))
SIGNER = Signer("Kota Contoh", "Siti Contoh", "3002")
GIVEN = Pass(
    tid="0" * 32, register="r", declaration="D", epoch=1, official="O", identified_by=IdentifiedBy.CODE,
    signer=identity.commit(SIGNER, salt=bytes(32)), salt=armour.b64(bytes(32)), text_sha256="1" * 64,
    not_after=int(AT.timestamp()) + 60,
)  # fmt: skip
SHOWN = Shown("S", 58_000_000, PresenceLevel.SHOWN)
RULES = Rules(
    register="r", state=State.FIXED, epoch=1, text_sha256="1" * 64, signable_from=AT,
    cut_off_at=AT + timedelta(hours=1), opened={"S": AT},
)  # fmt: skip


@pytest.fixture(scope="module")
def offer():
    key = ec.generate_private_key(ec.SECP256R1())
    built = statement.build(given=GIVEN, shown=SHOWN, device_time=CLOCK)
    spki = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return Offer(
        token=passes.encode(GIVEN, keys=SECRETS.pass_keys),
        stamp=presence.stamp(SHOWN, tid=GIVEN.tid, secret=SECRETS.stamp),
        statement=built,
        device_time=CLOCK,
        signer=SIGNER,
        signature=Offered(kind=KeyKind.DEVICE, key=spki, value=key.sign(built, ec.ECDSA(hashes.SHA256()))),
    )


# In the order in which they are told: what the rules say, what the offer says, or both in turn.
FAULTS = {
    "PassFromElsewhere": ({"register": "q"}, {}),
    "DeclarationCancelled": ({"state": State.CANCELLED}, {}),
    "PassOutdated": ({"epoch": 2}, {}),
    "TextChanged": ({"text_sha256": "2" * 64}, {}),
    "StampForged": ({}, {"stamp": "a.shown.b"}),
    "SigningNotOpen": ({"opened": {"S": None}}, {}),
    "SignerDiffers": ({}, {"signer": Signer("Kota Contoh", "Ani Contoh", "3002")}),
    "StatementDiffers": ({}, {"statement": b"{}"}),
    "SignatureWrong": ({}, {"signature": None}),
}


def told(offer, *names):
    rules = RULES
    for name in names:
        of_rules, of_offer = FAULTS[name]
        if "signature" in of_offer:
            of_offer = {"signature": replace(offer.signature, value=bytes(63) + b"\1")}
        rules, offer = changed(rules, **of_rules), replace(offer, **of_offer)
    proved = checking.prove(offer, secrets=SECRETS)
    try:
        return checking.check(proved, rules=rules, enrolled=None, at=AT)
    except Exception as refusal:  # noqa: BLE001 (whichever it is)
        return type(refusal).__name__


def test_what_holds_is_recorded_as_it_was_proved(offer):
    checked = told(offer)
    assert (checked.statement, checked.shown, checked.signed.key) == (
        offer.statement,
        SHOWN,
        offer.signature.key,
    )


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told(offer, name):
    assert told(offer, name) == name


@pytest.mark.parametrize(("first", "second"), list(combinations(FAULTS, 2)))
def test_of_two_the_earlier_is_told(offer, first, second):
    assert told(offer, second, first) == first


def test_a_pass_of_nobody_is_refused_before_anything_else_is_looked_at(offer):
    with pytest.raises(passes.PassForged):
        checking.prove(replace(offer, token=offer.token[:-1] + "!"), secrets=SECRETS)
