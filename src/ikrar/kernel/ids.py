"""Public identifiers and codes: Crockford base32, so that a person can read them aloud and type them."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


class NotACode(ValueError):
    """These characters cannot be one of our codes."""


def encode(number: int, length: int) -> str:
    """Fixed-length Crockford base32, most significant first.

    >>> encode(1023, 3)
    '0ZZ'
    """
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(length)))


def clean(typed: str) -> str:
    """What the person meant: upper case, O as 0, I and L as 1, no blanks or hyphens.

    >>> clean("7k3m-oil")
    '7K3M011'
    """
    code = typed.strip().upper().translate(_FORGIVEN)
    if not code.isascii() or any(letter not in ALPHABET for letter in code):
        raise NotACode(typed)
    return code


def new_id(length: int = 10) -> str:
    """A random public id; ten characters are 50 bits."""
    return encode(secrets.randbits(5 * length), length)


def with_check(code: str) -> str:
    """The code and one check character, which notices any one wrong character and most swaps."""
    return code + ALPHABET[_checksum(code)]


def check(code: str) -> str:
    """The code without its check character; raises `NotACode` when it does not fit."""
    body, mark = code[:-1], code[-1:]
    if not body or not set(body) <= set(ALPHABET) or mark != ALPHABET[_checksum(body)]:
        raise NotACode(code)
    return body


def _checksum(code: str) -> int:
    # Weighted sum modulo 31 (a prime, all weights non-zero modulo it): one wrong or two swapped
    # neighbours change it, unless they differ by exactly 31.
    return sum((place % 30 + 1) * ALPHABET.index(letter) for place, letter in enumerate(code)) % 31
