"""Receipt numbers: short enough to read aloud, with a check digit, and not counting up.

Numbers that count up would tell every signer how many came before, and coverage is never shown live.
"""

from functools import lru_cache

from ikrar.pledges.domain.mac import hmac_sha256

SHORT, LONG = 6, 10

# Damm's quasigroup: notices every single wrong digit and every swap of neighbours.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
_ZERO = ord("0")
_ROUNDS = 4
_TURNS = tuple(b"ikrar-number/v1\n" + bytes([turn]) for turn in range(_ROUNDS))


class NotANumber(ValueError):
    """This cannot be a receipt number of ours."""


def check_digit(digits: str) -> str:
    """Damm's check digit.

    >>> check_digit("572")
    '4'
    """
    interim = 0
    for digit in digits.encode():
        interim = _DAMM[interim][digit - _ZERO]
    return str(interim)


def number_of(row: int, *, secret: bytes) -> str:
    """The receipt number of the so-manieth pledge of this installation.

    >>> number_of(1, secret=bytes(32))
    '001199-7'
    """
    width = SHORT if row < 10**SHORT else LONG
    digits = f"{_mixed(row, width=width, secret=secret):0{width}d}"
    return f"{digits}-{check_digit(digits)}"


def row_of(typed: str, *, secret: bytes) -> int:
    """Back from the number a person reads out.

    >>> row_of(" 001199-7", secret=bytes(32))
    1
    """
    digits = "".join(letter for letter in typed if letter not in " -.")
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in (SHORT + 1, LONG + 1):
        raise NotANumber(typed)
    body, mark = digits[:-1], digits[-1]
    if check_digit(body) != mark:
        raise NotANumber(typed)
    return _unmixed(int(body), width=len(body), secret=secret)


# A Feistel network over two halves of equal width: a permutation, whatever the round function.


def _mixed(row: int, *, width: int, secret: bytes) -> int:
    half = _half(width)
    left, right = divmod(row, half)
    for turn in range(_ROUNDS):
        left, right = right, (left + _scramble(turn, right, secret)) % half
    return left * half + right


def _unmixed(number: int, *, width: int, secret: bytes) -> int:
    half = _half(width)
    left, right = divmod(number, half)
    for turn in reversed(range(_ROUNDS)):
        left, right = (right - _scramble(turn, left, secret)) % half, left
    return left * half + right


def _half(width: int) -> int:
    return 1000 if width == SHORT else 100_000


# While numbers are short a half has a thousand values: after some thousand pledges each of them is known.
@lru_cache(maxsize=_ROUNDS * 1000)
def _scramble(turn: int, half: int, secret: bytes) -> int:
    mac = hmac_sha256(secret, _TURNS[turn] + half.to_bytes(8, "big"))
    return int.from_bytes(mac[:8], "big")
