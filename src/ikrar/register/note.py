"""Signed notes and their keys (C2SP signed-note and tlog-cosignature, Ed25519 only).

A note is text, an empty line, and signature lines. A key is known by its name and a four-byte id; lines
of unknown keys are skipped, a line of a known key that does not verify spoils the whole note.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NewType

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ikrar.register.armour import NotBase64, armour, unarmour

Algorithm = NewType("Algorithm", int)
ED25519 = Algorithm(0x01)
COSIGNATURE = Algorithm(0x04)

NOTE_BYTES = 65_536
LINES = 64
_NAME = re.compile(r"[^\s+]+")
_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/=]+)")


class NotANote(ValueError):
    """These bytes are no signed note."""


class NotAKey(ValueError):
    """This line is no verifier or signer key, or its parts do not fit together."""


class NotSignedBy(Exception):
    """No line of the note was made with this key."""


class SignatureDoesNotMatch(Exception):
    """A line names this key, but this key did not sign this text."""


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The public half: `name+id+base64(algorithm || key)`."""

    name: str
    algorithm: Algorithm
    public: bytes

    @property
    def key_id(self) -> bytes:
        return _key_id(self.name, self.algorithm, self.public)

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{armour(bytes([self.algorithm]) + self.public)}"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The secret half, an Ed25519 seed: `PRIVATE+KEY+name+id+base64(algorithm || seed)`."""

    name: str
    algorithm: Algorithm
    seed: bytes

    @property
    def verifier(self) -> VerifierKey:
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        return VerifierKey(self.name, self.algorithm, public)

    def __str__(self) -> str:
        key_id = self.verifier.key_id.hex()
        return f"PRIVATE+KEY+{self.name}+{key_id}+{armour(bytes([self.algorithm]) + self.seed)}"

    def __repr__(self) -> str:
        return f"<SigningKey of {self.name}>"

    def sign(self, text: str) -> "Line":
        """The log's own signature over the text of a note."""
        if self.algorithm != ED25519:
            raise NotAKey("a witness key cosigns")
        return Line(self.name, self.verifier.key_id, self._sign(text.encode()))

    def cosign(self, text: str, *, posix_time: int) -> "Line":
        """The witness's dated signature over the text of a checkpoint."""
        if self.algorithm != COSIGNATURE:
            raise NotAKey("only a witness key cosigns")
        signature = self._sign(_cosigned(text, posix_time))
        return Line(self.name, self.verifier.key_id, posix_time.to_bytes(8, "big") + signature)

    def _sign(self, message: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)


@dataclass(frozen=True, slots=True)
class Line:
    """One signature line of a note."""

    name: str
    key_id: bytes
    signature: bytes

    def __str__(self) -> str:
        return f"— {self.name} {armour(self.key_id + self.signature)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text, which ends in a line feed, and the lines below it."""

    text: str
    lines: tuple[Line, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(str(line) for line in self.lines)

    def with_lines(self, lines: Iterable[Line]) -> "Note":
        """The same note with these lines added, none twice."""
        return Note(self.text, tuple(dict.fromkeys((*self.lines, *lines))))


def new_key(name: str, algorithm: Algorithm) -> SigningKey:
    if not _NAME.fullmatch(name):
        raise NotAKey(name)
    return SigningKey(name, algorithm, secrets.token_bytes(32))


def parse_vkey(line: str) -> VerifierKey:
    """Read a verifier key; its id must be the one computed from the rest."""
    name, key_id, algorithm, public = _parts(line.split("+", 2), line)
    key = VerifierKey(name, algorithm, public)
    if key.key_id.hex() != key_id:
        raise NotAKey(line)
    return key


def parse_skey(line: str) -> SigningKey:
    """Read a signer key; never quoted back in the exception."""
    head, _, rest = line.strip().partition("PRIVATE+KEY+")
    if head:
        raise NotAKey("a signer key begins with PRIVATE+KEY+")
    name, key_id, algorithm, seed = _parts(rest.split("+", 2), "a signer key")
    key = SigningKey(name, algorithm, seed)
    if key.verifier.key_id.hex() != key_id:
        raise NotAKey("a signer key whose id does not fit")
    return key


def parse(data: str | bytes) -> Note:
    """Read a signed note, strictly: UTF-8, no control characters but line feeds, at least one line."""
    text = _decoded(data)
    if any(ord(letter) < 0x20 and letter != "\n" for letter in text):  # noqa: PLR2004 (as the format says)
        raise NotANote("control characters")
    body, gap, tail = text.rpartition("\n\n")
    if not gap or not tail.endswith("\n"):
        raise NotANote("no signature lines below an empty line")
    lines = tail[:-1].split("\n")
    if len(lines) > LINES:
        raise NotANote("too many signature lines")
    return Note(body + "\n", tuple(parse_line(line) for line in lines))


def parse_line(line: str) -> Line:
    """Read one signature line without its line feed."""
    found = _LINE.fullmatch(line)
    if found is None:
        raise NotANote(line)
    try:
        data = unarmour(found[2])
    except NotBase64 as e:
        raise NotANote(line) from e
    if len(data) < 5:  # noqa: PLR2004 (an id of four bytes and something behind it)
        raise NotANote(line)
    return Line(found[1], data[:4], data[4:])


def verify(note: Note, key: VerifierKey) -> int | None:
    """Raise unless the key signed the note; a witness's line answers with its POSIX time."""
    lines = [line for line in note.lines if (line.name, line.key_id) == (key.name, key.key_id)]
    if not lines:
        raise NotSignedBy(key.name)
    times = [_verify_line(note.text, line, key) for line in lines]
    return max((time for time in times if time is not None), default=None)


def _verify_line(text: str, line: Line, key: VerifierKey) -> int | None:
    time = None
    message, signature = text.encode(), line.signature
    if key.algorithm == COSIGNATURE:
        time, signature = int.from_bytes(signature[:8], "big"), signature[8:]
        message = _cosigned(text, time)
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
    except InvalidSignature as e:
        raise SignatureDoesNotMatch(key.name) from e
    return time


def _cosigned(text: str, posix_time: int) -> bytes:
    return f"cosignature/v1\ntime {posix_time}\n{text}".encode()


def _key_id(name: str, algorithm: int, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + bytes([algorithm]) + public).digest()[:4]


def _parts(parts: list[str], told: str) -> tuple[str, str, Algorithm, bytes]:
    try:
        name, key_id, material = parts
        data = unarmour(material, length=33)
    except ValueError as e:
        raise NotAKey(told) from e
    if not _NAME.fullmatch(name) or data[0] not in (ED25519, COSIGNATURE):
        raise NotAKey(told)
    return name, key_id, Algorithm(data[0]), data[1:]


def _decoded(data: str | bytes) -> str:
    if len(data) > NOTE_BYTES:
        raise NotANote("too long")
    try:
        return data.decode() if isinstance(data, bytes) else data
    except UnicodeDecodeError as e:
        raise NotANote("not UTF-8") from e
