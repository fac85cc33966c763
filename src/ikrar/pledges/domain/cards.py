"""Personal codes: sixty random bits, read aloud and typed; only a keyed hash is kept."""

import hmac
from hashlib import sha256

from ikrar.kernel import ids

LENGTH = 12  # Crockford characters of five bits each: 60 bits
GROUP = 4


class CodeIsMistyped(ValueError):
    """The check character does not fit: a slip of the finger, not a guess."""


def new_code() -> str:
    """Twelve random characters and one that checks them."""
    return ids.with_check(ids.new_id(LENGTH))


def grouped(code: str) -> str:
    """The code as it is printed.

    >>> grouped("K7M294XQ3T5VC")
    'K7M2-94XQ-3T5V-C'
    """
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(typed: str) -> str:
    """The code a person meant, or `CodeIsMistyped` before any look-up.

    >>> read_code(grouped(ids.with_check("K7M294XQ3T5V")).lower()) == ids.with_check("K7M294XQ3T5V")
    True
    """
    try:
        code = ids.clean(typed)
        body = ids.check(code)
    except ids.NotACode as e:
        raise CodeIsMistyped from e
    if len(body) != LENGTH:
        raise CodeIsMistyped
    return code


def code_hash(*, secret: bytes, declaration: str, code: str) -> str:
    """What is stored of a code; `secret` is the key ring's "codes", `declaration` a public id.

    >>> code_hash(secret=bytes(32), declaration="A", code="B") == code_hash(secret=bytes(32), declaration="AB", code="")
    False
    """
    return hmac.new(secret, f"ikrar-code/v1\n{declaration}\n{code}".encode(), sha256).hexdigest()
