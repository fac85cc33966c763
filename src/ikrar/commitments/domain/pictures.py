"""How alike two photographs are, and how many bytes one may have."""

from typing import Final

MOST_BYTES: Final = 12_000_000
LONGEST_SIDE: Final = 960  # of the copy that is shown
QUALITY: Final = 72
NEAR: Final = 10  # bits of 64 by which two pictures may differ and still be told as alike
_ROWS: Final = 8


class TooManyBytes(Exception):
    """A file larger than any photograph of a ceremony needs to be."""


def likeness(grey: bytes) -> str:
    """The difference hash of nine by eight points of grey: 64 bits that tell where it grows brighter from left to right.

    Smaller copies, other compression and slight changes of light leave it nearly the same.
    """
    bits = 0
    for row in range(_ROWS):
        for column in range(_ROWS):
            at = row * (_ROWS + 1) + column
            bits = bits << 1 | (grey[at] < grey[at + 1])
    return f"{bits:016x}"


def distance(one: str, other: str) -> int:
    """By how many of the 64 bits two likenesses differ.

    >>> distance("00000000000000ff", "000000000000000f")
    4
    """
    return (int(one, 16) ^ int(other, 16)).bit_count()
