"""The trust file: whose register this is. It reaches the verifier by another way than the receipt.

Strict: RFC 8785 is not asked for, but every member must be there and no other, so that a typing mistake is
never a weaker rule.
"""

import json
from dataclasses import dataclass
from typing import Any

from ikrar.register import checkpoint as checkpoints
from ikrar.register import note as notes
from ikrar.register.checkpoint import TreeHead
from ikrar.register.note import Note, VerifierKey

VERSION = "ikrar.trust/v1"
TRUST_BYTES = 1_000_000


class NotATrustFile(ValueError):
    """This is no ikrar.trust/v1 file."""


class RegisterIsNotTrusted(Exception):
    """The trust file does not name this register."""

    def __init__(self, origin: str) -> None:
        super().__init__(origin)
        self.origin = origin


class NotSealedByTrustedKey(Exception):
    """No key that the trust file gives this register for this size signed the checkpoint."""


class TooFewWitnesses(Exception):
    """Fewer trusted witnesses cosigned than the trust file demands."""

    def __init__(self, *, found: int, wanted: int) -> None:
        super().__init__(found, wanted)
        self.found = found
        self.wanted = wanted


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A register key and the tree sizes it may seal, both ends included."""

    vkey: VerifierKey
    from_size: int
    to_size: int | None

    def may_seal(self, size: int) -> bool:
        return self.from_size <= size and (self.to_size is None or size <= self.to_size)


@dataclass(frozen=True, slots=True)
class TrustedLog:
    """One register, its keys, and the checkpoint of its predecessor if it has one."""

    origin: str
    keys: tuple[TrustedKey, ...]
    predecessor: str | None
    predecessor_checkpoint: str | None


@dataclass(frozen=True, slots=True)
class Trust:
    """The whole file: registers, witnesses and how many of them, and where passkeys are asked for."""

    logs: tuple[TrustedLog, ...]
    witnesses: tuple[VerifierKey, ...]
    quorum: int
    rp_ids: frozenset[str]
    origins: frozenset[str]

    def log(self, origin: str) -> TrustedLog:
        for log in self.logs:
            if log.origin == origin:
                return log
        raise RegisterIsNotTrusted(origin)

    def check_seal(self, head: TreeHead, note: Note) -> None:
        """Raise unless a key of this register, in use at this size, signed the note."""
        keys = [key.vkey for key in self.log(head.origin).keys if key.may_seal(head.size)]
        signed = {(line.name, line.key_id) for line in note.lines}
        known = [key for key in keys if (key.name, key.key_id) in signed]
        if not known:
            raise NotSealedByTrustedKey(head.origin)
        for key in known:
            notes.verify(note, key)

    def check_witnesses(self, note: Note) -> int:
        """Raise unless enough trusted witnesses cosigned; how many did. A false line of one is refused."""
        signed = {(line.name, line.key_id) for line in note.lines}
        known = [key for key in self.witnesses if (key.name, key.key_id) in signed]
        for key in known:
            notes.verify(note, key)
        if len(known) < self.quorum:
            raise TooFewWitnesses(found=len(known), wanted=self.quorum)
        return len(known)

    def as_json(self) -> str:
        """The file, indented for people."""
        return json.dumps(_plain(self), indent=2, ensure_ascii=False) + "\n"


def parse(data: str | bytes) -> Trust:
    """Read a trust file."""
    if len(data) > TRUST_BYTES:
        raise NotATrustFile("too long")
    try:
        found = json.loads(data, object_pairs_hook=_no_name_twice)
        return _trust(found)
    except NotATrustFile:
        raise
    except (ValueError, TypeError, KeyError, RecursionError) as e:
        raise NotATrustFile(str(e)) from e


def _trust(found: Any) -> Trust:
    v, logs, witnesses, quorum, passkeys = _members(found, "v", "logs", "witnesses", "quorum", "passkeys")
    rp_ids, origins = _members(passkeys, "rp_ids", "origins")
    cosigners = tuple(dict.fromkeys(notes.parse_vkey(_text(vkey)) for vkey in witnesses))
    if v != VERSION or not _is_size(quorum) or quorum > len(cosigners):
        raise NotATrustFile("another version, or a quorum that cannot be met")
    if any(key.algorithm != notes.COSIGNATURE for key in cosigners):
        raise NotATrustFile("a witness key is none")
    trusted = tuple(_log(log) for log in logs)
    if not trusted or len({log.origin for log in trusted}) != len(trusted):
        raise NotATrustFile("no register, or one twice")
    return Trust(trusted, cosigners, quorum, frozenset(map(_text, rp_ids)), frozenset(map(_text, origins)))


def _log(found: Any) -> TrustedLog:
    origin, keys, predecessor = _members(found, "origin", "keys", "predecessor")
    if not keys:
        raise NotATrustFile("a register without keys")
    name, checkpoint = _members(predecessor, "origin", "checkpoint") if predecessor else (None, None)
    if checkpoint is not None:
        checkpoints.parse(_text(checkpoint))
    return TrustedLog(_text(origin), tuple(_key(key) for key in keys), name, checkpoint)


def _key(found: Any) -> TrustedKey:
    vkey, from_size, to_size = _members(found, "vkey", "from_size", "to_size")
    key = notes.parse_vkey(_text(vkey))
    if (
        key.algorithm != notes.ED25519
        or not _is_size(from_size)
        or not (to_size is None or _is_size(to_size))
    ):
        raise NotATrustFile("a key that cannot seal")
    return TrustedKey(key, from_size, to_size)


def _members(found: Any, *names: str) -> list[Any]:
    if not isinstance(found, dict) or set(found) != set(names):
        raise NotATrustFile(f"expected exactly {', '.join(names)}")
    return [found[name] for name in names]


def _text(found: Any) -> str:
    if not isinstance(found, str):
        raise NotATrustFile("expected a text")
    return found


def _is_size(found: Any) -> bool:
    return isinstance(found, int) and not isinstance(found, bool) and found >= 0


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise NotATrustFile("a member twice")
    return dict(pairs)


def _plain(trust: Trust) -> dict[str, Any]:
    return {
        "v": VERSION,
        "logs": [_plain_log(log) for log in trust.logs],
        "witnesses": [str(key) for key in trust.witnesses],
        "quorum": trust.quorum,
        "passkeys": {"rp_ids": sorted(trust.rp_ids), "origins": sorted(trust.origins)},
    }


def _plain_log(log: TrustedLog) -> dict[str, Any]:
    predecessor = {"origin": log.predecessor, "checkpoint": log.predecessor_checkpoint}
    return {
        "origin": log.origin,
        "keys": [
            {"vkey": str(key.vkey), "from_size": key.from_size, "to_size": key.to_size} for key in log.keys
        ],
        "predecessor": predecessor if log.predecessor else None,
    }
