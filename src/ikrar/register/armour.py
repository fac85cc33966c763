"""Base64 that has exactly one spelling for one byte string, so that no changed character goes unnoticed."""

import base64
import binascii


class NotBase64(ValueError):
    """This is no base64 (RFC 4648, section 4), or not its one canonical spelling."""


def armour(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def unarmour(text: str, *, length: int | None = None) -> bytes:
    r"""The bytes; `length` is how many there must be.

    >>> unarmour("AA==")
    b'\x00'
    >>> unarmour("AB==")
    Traceback (most recent call last):
    ikrar.register.armour.NotBase64: AB==
    """
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as e:
        raise NotBase64(text) from e
    if armour(data) != text or length not in (None, len(data)):
        raise NotBase64(text)
    return data
