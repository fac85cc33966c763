"""ECDSA on P-256 with SHA-256, as the gate needs it thousands of times a second: one key form, two signature forms.

The arithmetic is AWS-LC's (`awscrt`), which checks a signature in four fifths of the time of `cryptography`; what
may come in is decided here, and a test holds both libraries against each other (docs/decisions/0044).
"""

from hashlib import sha256
from typing import Final

from awscrt.crypto import EC
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
RAW_BYTES: Final = 64
SPKI_HEAD: Final = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")
SPKI_BYTES: Final = len(SPKI_HEAD) + 65

_HALF: Final = ORDER >> 1
_UNCOMPRESSED: Final = SPKI_HEAD + b"\x04"


class KeyNotAccepted(Exception):
    """Not an uncompressed P-256 key in its one SubjectPublicKeyInfo spelling."""


class SignatureWrong(Exception):
    """The signature does not belong to this statement and this key."""


def check(*, spki: bytes, value: bytes, message: bytes) -> bytes:
    """Verify raw r‖s or DER over the message; the same signature as low-S strict DER."""
    low = low_s(value)
    # AWS-LC takes a signature over n−S as well; what it is given is the form that is stored.
    if not load(spki).verify(sha256(message).digest(), low):
        raise SignatureWrong
    return low


def load(spki: bytes) -> EC:
    """The key, or `KeyNotAccepted`: other curves, compressed points, odd encodings, points off the curve."""
    if len(spki) != SPKI_BYTES or not spki.startswith(_UNCOMPRESSED):
        raise KeyNotAccepted
    try:
        return EC.new_key_from_der_data(spki)
    except (ValueError, RuntimeError) as e:
        raise KeyNotAccepted from e


def low_s(value: bytes) -> bytes:
    """Strict DER with the smaller of S and n−S, from raw r‖s or DER."""
    r, s = _pair(value)
    if not (0 < r < ORDER and 0 < s < ORDER):
        raise SignatureWrong
    return _der(r, s if s <= _HALF else ORDER - s)


def _pair(value: bytes) -> tuple[int, int]:
    if len(value) == RAW_BYTES:
        return int.from_bytes(value[:32], "big"), int.from_bytes(value[32:], "big")
    try:
        return decode_dss_signature(value)
    except ValueError as e:
        raise SignatureWrong from e


def _der(r: int, s: int) -> bytes:
    # A positive INTEGER has a leading zero byte where its highest bit is set; 72 bytes fit any length in one byte.
    first = r.to_bytes((r.bit_length() >> 3) + 1, "big")
    second = s.to_bytes((s.bit_length() >> 3) + 1, "big")
    head = bytes((0x30, len(first) + len(second) + 4, 2, len(first)))
    return b"%b%b\x02%c%b" % (head, first, len(second), second)
