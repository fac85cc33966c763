"""Base64, hexadecimal and canonical JSON: exactly one spelling for one value, at C speed."""

import base64
import binascii
import json
import re

from ikrar.kernel.canonical import Value

# For objects with ASCII names, whole numbers, texts, null and true these are the RFC 8785 bytes; a test
# holds them against the kernel's, which are ten times slower.
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
_HEX = re.compile(r"[0-9a-f]*")


class NotEncoded(ValueError):
    """This is not the one canonical spelling of any bytes."""


def b64(data: bytes) -> str:
    """RFC 4648 section 4, with padding: as records and receipts write bytes."""
    return base64.b64encode(data).decode("ascii")


def unb64(text: str, *, length: int | None = None) -> bytes:
    r"""The bytes, or `NotEncoded` for another spelling or another length.

    >>> unb64("AAE=", length=2)
    b'\x00\x01'
    """
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as e:
        raise NotEncoded from e
    if b64(data) != text or (length is not None and len(data) != length):
        raise NotEncoded
    return data


def url64(data: bytes) -> str:
    """RFC 4648 section 5, without padding: as passes and WebAuthn write bytes."""
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def unurl64(text: str) -> bytes:
    """The bytes, or `NotEncoded`."""
    try:
        data = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as e:
        raise NotEncoded from e
    if url64(data) != text:
        raise NotEncoded
    return data


def is_hex(text: object, *, length: int) -> bool:
    """Whether this is lower-case hexadecimal of so many characters."""
    return isinstance(text, str) and len(text) == length and _HEX.fullmatch(text) is not None


def jcs(value: Value) -> bytes:
    """Canonical bytes of an object of our own making, with ASCII names.

    >>> jcs({"b": 1, "a": None}).decode()
    '{"a":null,"b":1}'
    """
    return _ENCODE(value).encode("utf-8")
