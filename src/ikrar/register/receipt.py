"""Receipts: what a person keeps, and what a stranger needs to check it. Written and read strictly.

The shareable receipt opens nothing; the full one adds what the signer commitment hides. A file is the
RFC 8785 bytes of its object, with one line feed behind it or none, so it has one spelling only.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from ikrar.kernel.canonical import NotCanonical, Value, canonical
from ikrar.register.armour import NotBase64, armour, unarmour
from ikrar.register.merkle import HASH_BYTES

VERSION = "ikrar.receipt/v1"
RECEIPT_BYTES = 65_536
PROOF_HASHES = 64
SALT_BYTES = 32

_MEMBERS = frozenset({"v", "register", "kind", "index", "record", "proof", "checkpoint"})
_OPENING = frozenset({"salt", "institution", "name", "number_tail"})
_KEYS = frozenset({"key", "keys", "vkey", "vkeys", "trust", "witnesses", "logs", "quorum"})
_CUT = re.compile(rb"[^}\s]\s*\Z")


class ReceiptIsRefused(ValueError):
    """Parent of every reason not to read a file as a receipt."""


class ReceiptIsCutOff(ReceiptIsRefused):
    """The file ends in the middle: it was cut while it was copied."""


class ReceiptIsDamaged(ReceiptIsRefused):
    """This is no JSON in UTF-8, or not in its canonical spelling: something was changed or typed over."""


class ReceiptIsTooLong(ReceiptIsRefused):
    """No receipt is this long."""


class ReceiptIsMisshapen(ReceiptIsRefused):
    """A member is missing, is too much, or is of another type."""


class ReceiptHasAnotherVersion(ReceiptIsRefused):
    """This verifier knows ikrar.receipt/v1 only."""


class ReceiptBringsItsOwnKey(ReceiptIsRefused):
    """A receipt that says which key to trust would vouch for itself."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a full receipt shows of the person, with the salt that proves it."""

    salt: bytes
    institution: str
    name: str
    number_tail: str

    @property
    def shown(self) -> dict[str, Value]:
        """What the signer commitment is about."""
        return {"institution": self.institution, "name": self.name, "number_tail": self.number_tail}


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt that was read; nothing in it is checked yet but its shape."""

    register: str
    kind: str
    index: int
    record: dict[str, Value]
    proof: tuple[bytes, ...]
    checkpoint: str
    opening: Opening | None = None

    def as_bytes(self) -> bytes:
        """The file."""
        plain: dict[str, Value] = {
            "v": VERSION,
            "register": self.register,
            "kind": self.kind,
            "index": self.index,
            "record": self.record,
            "proof": [armour(one) for one in self.proof],
            "checkpoint": self.checkpoint,
        }
        if self.opening is not None:
            plain["opening"] = {"salt": armour(self.opening.salt), **self.opening.shown}
        return canonical(plain) + b"\n"

    def shareable(self) -> "Receipt":
        """The same receipt without what it could open."""
        return Receipt(self.register, self.kind, self.index, self.record, self.proof, self.checkpoint)


def parse(data: bytes) -> Receipt:
    """Read a receipt file; raises one of the `ReceiptIsRefused` kinds."""
    if len(data) > RECEIPT_BYTES:
        raise ReceiptIsTooLong(len(data))
    found = _loaded(data)
    if not isinstance(found, dict):
        raise ReceiptIsMisshapen("not an object")
    if brought := _KEYS & found.keys():
        raise ReceiptBringsItsOwnKey(min(brought))
    if found.get("v") != VERSION:
        raise ReceiptHasAnotherVersion(str(found.get("v"))[:40])
    if found.keys() - {"opening"} != _MEMBERS:
        raise ReceiptIsMisshapen(", ".join(sorted((found.keys() - {"opening"}) ^ _MEMBERS))[:200])
    _check_spelling(found, data)
    return _receipt(found)


def _loaded(data: bytes) -> Any:
    try:
        return json.loads(data.decode())
    except (ValueError, RecursionError) as e:
        if data and _CUT.search(data):
            raise ReceiptIsCutOff from e
        raise ReceiptIsDamaged from e


def _check_spelling(found: dict[str, Any], data: bytes) -> None:
    try:
        spelled = canonical(found)
    except (NotCanonical, RecursionError) as e:
        raise ReceiptIsDamaged from e
    if data not in (spelled, spelled + b"\n"):
        raise ReceiptIsDamaged


def _receipt(found: dict[str, Any]) -> Receipt:
    record, index = found["record"], found["index"]
    if not isinstance(record, dict) or not isinstance(index, int) or isinstance(index, bool) or index < 0:
        raise ReceiptIsMisshapen("record, index")
    opening = _opening(found["opening"]) if "opening" in found else None
    texts = [_text(found, name) for name in ("register", "kind", "checkpoint")]
    return Receipt(texts[0], texts[1], index, record, _proof(found["proof"]), texts[2], opening)


def _proof(found: Any) -> tuple[bytes, ...]:
    if not isinstance(found, list) or len(found) > PROOF_HASHES:
        raise ReceiptIsMisshapen("proof")
    try:
        return tuple(unarmour(one, length=HASH_BYTES) for one in found)
    except (NotBase64, TypeError, AttributeError) as e:
        raise ReceiptIsMisshapen("proof") from e


def _opening(found: Any) -> Opening:
    if not isinstance(found, dict) or found.keys() != _OPENING:
        raise ReceiptIsMisshapen("opening")
    try:
        salt = unarmour(_text(found, "salt"), length=SALT_BYTES)
    except NotBase64 as e:
        raise ReceiptIsMisshapen("opening") from e
    return Opening(salt, *(_text(found, name) for name in ("institution", "name", "number_tail")))


def _text(found: dict[str, Any], name: str) -> str:
    if not isinstance(found[name], str):
        raise ReceiptIsMisshapen(name)
    return str(found[name])
