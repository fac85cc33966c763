"""The pass: who was identified, how, and for which text. Stateless; whoever changes a byte of it holds nothing.

On the wire: `base64url(payload) . key id . base64url(HMAC-SHA256)`; the payload is canonical JSON. It travels in
request bodies only, never in an address, a cookie or a log line.
"""

import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final, Literal

from msgspec import MsgspecError, Struct
from msgspec.json import Decoder

from ikrar.pledges.domain import armour
from ikrar.pledges.domain.armour import jcs
from ikrar.pledges.domain.mac import hmac_sha256
from ikrar.pledges.domain.values import IdentifiedBy

VERSION: Final = "ikrar.pass/v1"
LONGEST = 2048
TID_HEX = 32
SALT_BYTES = 32

_PURPOSE = b"ikrar-pass/v1\n"


class PassForged(Exception):
    """These bytes are no pass that this installation gave out."""


class PassExpired(Exception):
    """It was ours, and its time is over."""


class PassFromElsewhere(Exception):
    """It was given out for another register."""


class PassOutdated(Exception):
    """The declaration was superseded or cancelled, or its passes revoked, since it was given out."""

    def __init__(self, epoch: int) -> None:
        super().__init__(epoch)
        self.epoch = epoch


Keys = Mapping[str, bytes]


class Pass(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a pass says. `not_after` is the last second (Unix time) at which it counts."""

    v: Literal["ikrar.pass/v1"] = VERSION
    tid: str
    register: str
    declaration: str
    epoch: int
    official: str
    identified_by: IdentifiedBy
    signer: str
    salt: str
    text_sha256: str
    not_after: int


_READ = Decoder(Pass).decode


def key_id(key: bytes) -> str:
    """The short public name of a secret key; it stands in each pass, so that keys can be changed."""
    return sha256(b"ikrar-pass-key/v1\n" + key).hexdigest()[:8]


def keys_of(*secrets: bytes) -> dict[str, bytes]:
    """Keys by their names; the first one signs, all of them are recognised."""
    return {key_id(secret): secret for secret in secrets}


def encode(given: Pass, *, keys: Keys) -> str:
    """The pass as the phone keeps it.

    >>> p = Pass(tid="0" * 32, register="r", declaration="D", epoch=1, official="O", signer="", salt="",
    ...     identified_by=IdentifiedBy.CODE, text_sha256="0" * 64, not_after=9)
    >>> parse(encode(p, keys=keys_of(bytes(32))), keys=keys_of(bytes(32))) == p
    True
    """
    name = next(iter(keys))
    payload = armour.url64(
        jcs(
            {
                "v": VERSION,
                "tid": given.tid,
                "register": given.register,
                "declaration": given.declaration,
                "epoch": given.epoch,
                "official": given.official,
                "identified_by": str(given.identified_by),
                "signer": given.signer,
                "salt": given.salt,
                "text_sha256": given.text_sha256,
                "not_after": given.not_after,
            }
        )
    )
    return f"{payload}.{name}.{_mac(payload, keys[name])}"


def parse(token: object, *, keys: Keys) -> Pass:
    """The pass behind these characters, or `PassForged`. Says nothing about its time or place."""
    if not isinstance(token, str) or len(token) > LONGEST or token.count(".") != 2:  # noqa: PLR2004 (three parts)
        raise PassForged
    payload, name, mac = token.split(".")
    key = keys.get(name)
    if key is None or not payload.isascii() or not mac.isascii():
        raise PassForged
    if not hmac.compare_digest(_mac(payload, key), mac):
        raise PassForged
    return _read(payload)


def check(given: Pass, *, register: str, at: datetime, grace: int = 0) -> None:
    """Raise unless it belongs to this register and its time is not over; `grace` seconds longer for receipts."""
    if given.register != register:
        raise PassFromElsewhere
    if at.timestamp() > given.not_after + grace:
        raise PassExpired


def check_epoch(given: Pass, *, epoch: int) -> None:
    if given.epoch != epoch:
        raise PassOutdated(epoch)


def last_second(at: datetime) -> int:
    """The Unix second of a cut-off."""
    return int(at.astimezone(UTC).timestamp())


def _mac(payload: str, key: bytes) -> str:
    return armour.url64(hmac_sha256(key, _PURPOSE + payload.encode("ascii")))


def _read(payload: str) -> Pass:
    # The MAC has vouched for every byte; what is checked here keeps a slip of our own from going further.
    try:
        said = _READ(armour.trusted_unurl64(payload))
    except (MsgspecError, ValueError) as e:
        raise PassForged from e
    if not armour.is_hex(said.tid, length=TID_HEX):
        raise PassForged
    return said
