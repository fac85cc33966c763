"""Which bytes of the file a signature holds. Read off the bytes themselves, as strictly as an honest signer writes them."""

import re
from typing import NamedTuple

from ikrar.papers.checking.words import Code

PARTS = 4
_END_OF_FILE = re.compile(rb"%%EOF[\r\n \t]*\Z")


class Range(NamedTuple):
    """From the start to `before`, and from `behind` to `end`; between them nothing but the signature itself."""

    before: int
    behind: int
    end: int


def read(numbers: object, *, size: int) -> Range | None:
    """The four numbers of a /ByteRange, if they are such as an honest signer writes."""
    if not isinstance(numbers, list | tuple) or len(numbers) != PARTS:
        return None
    if not all(isinstance(one, int) and not isinstance(one, bool) and one >= 0 for one in numbers):
        return None
    start, before, behind, rest = map(int, numbers)
    if start != 0 or not 0 < before < behind or rest <= 0 or behind + rest > size:
        return None
    return Range(before, behind, behind + rest)


def fault(pdf: bytes, held: Range | None, contents: bytes) -> Code | None:
    """What is wrong with the place of the signature: the gap must be its own bytes in hex, and nothing more."""
    if held is None:
        return Code.BYTE_RANGE
    gap = pdf[held.before : held.behind]
    if gap[:1] != b"<" or gap[-1:] != b">":
        return Code.BYTE_RANGE
    try:
        told = bytes.fromhex(gap[1:-1].decode("ascii"))
    except ValueError:
        return Code.BYTE_RANGE
    if told != contents or b" " in gap:
        return Code.BYTE_RANGE
    if not _END_OF_FILE.search(pdf[max(0, held.end - 64) : held.end]):
        return Code.BYTE_RANGE
    return None


def padding_fault(contents: bytes, length: int) -> bool:
    """Whether something but zeros stands behind the signature in its place, where no signature would hold it."""
    return any(contents[length:])


def behind_the_last(pdf: bytes, end: int) -> bytes:
    """What stands behind the last signed byte, blanks aside."""
    return pdf[end:].strip(b"\r\n\t \x00\x0c")
