"""Photographs: what they may be, a copy for showing that says nothing of where, and how alike two are."""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES: Final = 12_000_000
MOST_PIXELS: Final = 60_000_000  # a phone's largest; more is a picture made to fill the memory
LONGEST_SIDE: Final = 960  # of the copy that is shown
QUALITY: Final = 72
NEAR: Final = 10  # bits of 64 by which two pictures may differ and still be told as alike
_BITS: Final = 8
_FORMATS: Final = ["JPEG", "PNG"]


class NotAPhotograph(Exception):
    """Neither a whole JPEG nor a whole PNG."""


class PhotographTooLarge(Exception):
    """More bytes or pixels than any photograph of a ceremony needs."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph as it is kept: its fingerprints, and the copy for showing."""

    sha256: str
    pixels_sha256: str
    likeness: str
    shown: bytes
    shown_sha256: str
    width: int
    height: int
    suffix: str


def read(content: bytes) -> Picture:
    """Read a photograph. The copy is drawn anew from the pixels, so no byte of its metadata remains."""
    if len(content) > MOST_BYTES:
        raise PhotographTooLarge
    upright, suffix = _opened(content)
    copy = upright.copy()
    copy.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    drawn = BytesIO()
    copy.save(drawn, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    shown = drawn.getvalue()
    return Picture(
        sha256=sha256(content).hexdigest(),
        pixels_sha256=sha256(f"{upright.size}".encode() + upright.tobytes()).hexdigest(),
        likeness=likeness(upright),
        shown=shown,
        shown_sha256=sha256(shown).hexdigest(),
        width=copy.width,
        height=copy.height,
        suffix=suffix,
    )


def likeness(picture: Image.Image) -> str:
    """The difference hash: 64 bits that tell where it grows brighter from left to right, as 16 hex digits.

    Smaller copies, other compression and slight changes of light leave it nearly the same.
    """
    small = picture.convert("L").resize((_BITS + 1, _BITS), Image.Resampling.LANCZOS)
    grey = small.tobytes()
    bits = 0
    for row in range(_BITS):
        for column in range(_BITS):
            at = row * (_BITS + 1) + column
            bits = bits << 1 | (grey[at] < grey[at + 1])
    return f"{bits:016x}"


def distance(one: str, other: str) -> int:
    """By how many of the 64 bits two likenesses differ.

    >>> distance("00000000000000ff", "000000000000000f")
    4
    """
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _opened(content: bytes) -> tuple[Image.Image, str]:
    try:
        picture = Image.open(BytesIO(content), formats=_FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise PhotographTooLarge
        picture.load()
        turned = ImageOps.exif_transpose(picture).convert("RGB")
    except Image.DecompressionBombError as e:
        raise PhotographTooLarge from e
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as e:
        raise NotAPhotograph from e
    return turned, "png" if picture.format == "PNG" else "jpg"
