"""Base64, hexadecimal and canonical JSON: exactly one spelling for one value, at C speed."""

import json
import re
from binascii import Error, a2b_base64, b2a_base64
from json.encoder import encode_basestring

from ikrar.kernel.canonical import Value

# For objects with ASCII names, whole numbers, texts, null and true these are the RFC 8785 bytes; a test
# holds them against the kernel's, which are ten times slower.
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
_HEX = re.compile(r"[0-9a-f]*")
_TO_URL = bytes.maketrans(b"+/", b"-_")
_FROM_URL = bytes.maketrans(b"-_+/", b"+/!!")  # what belongs to the other alphabet stays refused


class NotEncoded(ValueError):
    """This is not the one canonical spelling of any bytes."""


def b64(data: bytes) -> str:
    """RFC 4648 section 4, with padding: as records and receipts write bytes."""
    return b2a_base64(data, newline=False).decode("ascii")


def unb64(text: str, *, length: int | None = None) -> bytes:
    r"""The bytes, or `NotEncoded` for another spelling or another length.

    >>> unb64("AAE=", length=2)
    b'\x00\x01'
    """
    try:
        sent = text.encode("ascii")
        data = a2b_base64(sent, strict_mode=True)
    except (Error, UnicodeEncodeError) as e:
        raise NotEncoded from e
    # The strict mode lets stray bits in the last character pass, so the one spelling is made and compared.
    if b2a_base64(data, newline=False) != sent or (length is not None and len(data) != length):
        raise NotEncoded
    return data


def url64(data: bytes) -> str:
    """RFC 4648 section 5, without padding: as passes and WebAuthn write bytes."""
    return b2a_base64(data, newline=False).translate(_TO_URL, b"=").decode("ascii")


def unurl64(text: str) -> bytes:
    """The bytes, or `NotEncoded`."""
    data = trusted_unurl64(text)
    if url64(data) != text:
        raise NotEncoded
    return data


def trusted_unurl64(text: str) -> bytes:
    """The bytes behind characters whose spelling something else has vouched for, such as our own MAC."""
    try:
        sent = text.encode("ascii").translate(_FROM_URL)
        return a2b_base64(sent + b"=" * (-len(sent) % 4), strict_mode=True)
    except (Error, UnicodeEncodeError) as e:
        raise NotEncoded from e


def is_hex(text: object, *, length: int) -> bool:
    """Whether this is lower-case hexadecimal of so many characters."""
    return isinstance(text, str) and len(text) == length and _HEX.fullmatch(text) is not None


def jcs(value: Value) -> bytes:
    """Canonical bytes of an object of our own making, with ASCII names.

    >>> jcs({"b": 1, "a": None}).decode()
    '{"a":null,"b":1}'
    """
    return _ENCODE(value).encode("utf-8")


def quoted(text: str) -> str:
    r"""A text as canonical JSON writes it: for the templates of bytes that are built by the thousand.

    >>> quoted('Siti "é"')
    '"Siti \\"é\\""'
    """
    return encode_basestring(text)
