"""Read a pledge straight from its bytes. What an honest phone sends takes the short way; all else the plain reader.

The plain reader alone refuses. So both ways have the same refusals, and the short one need only be sure of what it
lets through, which a test holds against the plain one.
"""

from typing import Final

from msgspec import UNSET, MsgspecError, Struct, UnsetType
from msgspec.json import Decoder

from ikrar.pledges.domain import armour
from ikrar.pledges.domain.checking import Offer
from ikrar.pledges.domain.identity import LONGEST as LONGEST_NAME
from ikrar.pledges.domain.identity import Signer
from ikrar.pledges.domain.signature import Offered
from ikrar.pledges.domain.values import KeyKind
from ikrar.pledges.gate import asking, words
from ikrar.pledges.gate.asking import LONGEST_BODY, LONGEST_TEXT

_LONGEST_STAMP: Final = 600
_LONGEST_CLOCK: Final = 64
_QUOTES: Final = 2  # around each name and each text
_ALWAYS: Final = _QUOTES * (5 + 3 + 3 * 2)  # five members, three of them texts, and the signer's three
_OF_DEVICE: Final = _QUOTES * 3 * 2
_OF_PASSKEY: Final = _QUOTES * 5 * 2


class _Device(Struct, tag_field="kind", tag="device-key", forbid_unknown_fields=True):
    key: str
    value: str

    def offered(self) -> Offered:
        return Offered(kind=KeyKind.DEVICE, key=armour.unb64(self.key), value=armour.unb64(self.value))


class _Passkey(Struct, tag_field="kind", tag="passkey", forbid_unknown_fields=True):
    credential_id: str
    authenticator_data: str
    client_data: str
    value: str

    def offered(self) -> Offered:
        return Offered(
            kind=KeyKind.PASSKEY,
            credential_id=armour.unurl64(self.credential_id),
            authenticator_data=armour.unurl64(self.authenticator_data),
            client_data=armour.unurl64(self.client_data),
            value=armour.unurl64(self.value),
        )


class _Sent(Struct, rename={"token": "pass"}, forbid_unknown_fields=True):
    token: str
    statement: str
    device_time: str
    signer: Signer
    signature: _Device | _Passkey
    stamp: str | UnsetType | None = UNSET
    sent_at: str | UnsetType | None = UNSET


_READ = Decoder(_Sent).decode


class _Odd(Exception):
    """Not what a phone sends: for the plain reader to judge."""


def read_offer(body: bytes) -> Offer:
    """The pledge in this body, none of it believed yet; raises what the plain reader raises."""
    try:
        return _read(body)
    except (_Odd, MsgspecError, ValueError, RecursionError):
        return words.offer(asking.read(body))


def _read(body: bytes) -> Offer:
    # An escaped backslash would make the quotes below uncountable; U+0000 is refused in every text.
    if len(body) > LONGEST_BODY or b"\\\\" in body or b"\\u0000" in body:
        raise _Odd
    sent = _READ(body)
    if not _is_plain(sent) or body.count(b'"') - body.count(b'\\"') != _quotes(sent):
        raise _Odd
    return Offer(
        token=sent.token,
        stamp=sent.stamp or None,
        device_time=sent.device_time,
        clock=sent.sent_at or None,
        statement=sent.statement.encode(),
        signer=sent.signer,
        signature=sent.signature.offered(),
    )


def _is_plain(sent: _Sent) -> bool:
    """Every text is there and none is too long."""
    signer = sent.signer
    return (
        0 < len(sent.token) <= LONGEST_TEXT
        and 0 < len(sent.statement) <= LONGEST_TEXT
        and 0 < len(sent.device_time) <= _LONGEST_CLOCK
        and _fits(sent.stamp, _LONGEST_STAMP)
        and _fits(sent.sent_at, _LONGEST_CLOCK)
        and len(signer.institution) <= LONGEST_NAME
        and len(signer.name) <= LONGEST_NAME
        and len(signer.number_tail) <= LONGEST_NAME
        and _is_filled(sent.signature)
    )


def _fits(text: str | UnsetType | None, longest: int) -> bool:
    return not isinstance(text, str) or 0 < len(text) <= longest


def _is_filled(part: _Device | _Passkey) -> bool:
    if isinstance(part, _Device):
        return 0 < len(part.key) <= LONGEST_TEXT and 0 < len(part.value) <= LONGEST_TEXT
    texts = (part.credential_id, part.authenticator_data, part.client_data, part.value)
    return all(0 < len(text) <= LONGEST_TEXT for text in texts)


def _quotes(sent: _Sent) -> int:
    """How many quotes there are when every member stands once; msgspec would take the last of two."""
    count = _ALWAYS + (_OF_DEVICE if isinstance(sent.signature, _Device) else _OF_PASSKEY)
    for text in (sent.stamp, sent.sent_at):
        count += 0 if text is UNSET else _QUOTES if text is None else 2 * _QUOTES
    return count
