"""Deep, long and repeated input for each family of parsers, and that each is refused in its own words."""

import json
from collections.abc import Callable, Iterator

from ikrar.pledges.domain import passes, presence, signature
from ikrar.pledges.domain.signature import KeyNotAccepted, Offered, Party, SignatureWrong
from ikrar.pledges.domain.values import KeyKind
from ikrar.pledges.gate import asking
from ikrar.register import armour, checkpoint, cosigning, note, receipt, trust, verify

LARGE = 8_000_000
DEEP = 200_000
PARTY = Party("ikrar.test", frozenset({"https://ikrar.test"}))


def large() -> Iterator[bytes]:
    """Bytes that cost most where a parser is careless."""
    yield b"[" * DEEP
    yield b'{"a":' * DEEP
    yield b"{" + b",".join(b'"%d":0' % n for n in range(200_000)) + b"}"
    yield b'{"v":' + b"9" * LARGE + b"}"
    yield b'{"v":"' + b"\\u0041" * (LARGE // 6) + b'"}'
    yield b"\n" * LARGE
    yield b"a.example/log\n" * (LARGE // 14)
    yield b"A" * LARGE
    yield b"=" * LARGE
    yield b"." * LARGE
    yield b"\x9b" + b"\xff" * 8 + b"\x80" * DEEP  # CBOR: a list of 2^64, each of them a list
    yield b"\x81" * DEEP
    yield b"\x5b" + b"\xff" * 8
    yield b"\x30\x84\xff\xff\xff\xff" + b"\x02\x01\x01" * DEEP  # DER that promises four gigabytes


def refused(family: str) -> None:
    """Raises unless every giant is refused by every parser of the family."""
    for data in large():
        for parse, told in FAMILIES[family]:
            try:
                parse(data)
            except told:
                continue
            raise AssertionError(f"{parse} took {data[:20]!r}…")


def _text(data: bytes) -> str:
    return data.decode("latin-1")


def _key(data: bytes) -> None:
    signature.check_plain(key=data, value=data, message=b"")


def _assertion(data: bytes) -> None:
    offered = Offered(kind=KeyKind.PASSKEY, value=data, authenticator_data=data, client_data=data)
    signature.check_assertion(offered, spki=b"", challenge=b"", party=PARTY)


def _registration(data: bytes) -> None:
    client = json.dumps({"type": "webauthn.create", "challenge": "", "origin": "https://ikrar.test"}).encode()
    signature.check_registration(client_data=client, attestation=data, challenge=b"", party=PARTY)


Parser = tuple[Callable[[bytes], object], tuple[type[Exception], ...]]
FAMILIES: dict[str, list[Parser]] = {
    "register": [
        (receipt.parse, (receipt.ReceiptIsRefused,)),
        (lambda data: verify.verify(data, trust=None), (verify.StepFailed,)),
        (trust.parse, (trust.NotATrustFile,)),
        (checkpoint.parse, (note.NotANote, checkpoint.NotACheckpoint)),
        (cosigning.parse, (cosigning.NotARequest,)),
        (lambda data: note.parse_vkey(_text(data)), (note.NotAKey,)),
        (lambda data: armour.unarmour(_text(data), length=32), (armour.NotBase64,)),
    ],
    "gate": [
        (asking.read, (asking.NotJson, asking.BodyTooLarge)),
        (lambda data: asking.read(data[: asking.LONGEST_BODY]), (asking.NotJson, asking.BodyTooLarge)),
        (lambda data: passes.parse(_text(data), keys={}), (passes.PassForged,)),
        (lambda data: presence.read_stamp(_text(data), tid="", secret=b""), (presence.StampForged,)),
    ],
    "passkey": [
        (_key, (SignatureWrong, KeyNotAccepted)),
        (_assertion, (SignatureWrong,)),
        (_registration, (SignatureWrong, KeyNotAccepted)),
        (signature.spki_of_cose, (KeyNotAccepted,)),
    ],
}
