"""Photographs for the annex of minutes: looked at, made small, and freed of what a camera notes beside the picture.

Nothing of them is stored; whoever makes the minutes hands them in for this one paper.
"""

import hashlib
from collections.abc import Iterable
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from ikrar.papers.letters import Photograph

MOST = 6  # in one annex
MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 60_000_000
EDGE = 1600  # pixels of the longer side in print
FORMATS = ("JPEG", "PNG")


class NotAPhotograph(Exception):
    """One of the files is no JPEG or PNG that can be shown; carries its name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class TooManyPhotographs(Exception):
    """More pictures than an annex holds; carries how many it does."""

    def __init__(self) -> None:
        super().__init__(MOST)
        self.most = MOST


def photographs(files: Iterable[tuple[str, bytes, str]]) -> tuple[Photograph, ...]:
    """File name, content and caption of each; raises `NotAPhotograph` or `TooManyPhotographs`.

    The hash is of the file as it was handed in, so that it can be compared with the one that was kept.
    """
    given = list(files)
    if len(given) > MOST:
        raise TooManyPhotographs
    return tuple(_photograph(name, content, caption) for name, content, caption in given)


def _photograph(name: str, content: bytes, caption: str) -> Photograph:
    if len(content) > MOST_BYTES:
        raise NotAPhotograph(name)
    try:
        shown, size = _redrawn(content)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        raise NotAPhotograph(name) from None
    said = caption.strip() or "Foto kegiatan"
    return Photograph(
        image=shown,
        media="image/jpeg",
        size=size,
        caption=said,
        sha256=hashlib.sha256(content).hexdigest(),
        alt=f"Ilustrasi: {said}",
    )


def _redrawn(content: bytes) -> tuple[bytes, tuple[int, int]]:
    """The picture alone, upright, at most `EDGE` wide or high."""
    with Image.open(BytesIO(content), formats=FORMATS) as found:
        if found.width * found.height > MOST_PIXELS:
            raise ValueError(found.size)
        upright = ImageOps.exif_transpose(found).convert("RGB")
    upright.thumbnail((EDGE, EDGE))
    bare, made = Image.new("RGB", upright.size), BytesIO()
    bare.paste(upright)
    bare.save(made, "JPEG", quality=82, optimize=True)
    return made.getvalue(), bare.size
