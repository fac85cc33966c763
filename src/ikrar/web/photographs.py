"""A stranger's photograph, read and drawn anew small. Pure of Django: the child that reads large ones starts quickly.

What it may be is decided by what its head declares, before a pixel is decoded; anything larger than a thumbnail is decoded
in a child of its own with limits on memory and time, one at a time in each process.
"""

import json
import os
import resource
import subprocess
import sys
import threading
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS: Final = ("JPEG", "PNG")
MOST_PIXELS: Final = 60_000_000  # a phone's largest; more is a picture made to fill the memory
SMALL: Final = 1_000_000  # pixels; so little is decoded here, in four megabytes
MOST_MEMORY: Final = (
    1_200_000_000  # bytes of address space of the child: twice the largest picture, and its reader
)
MOST_SECONDS: Final = 30  # of work of the child
PATIENCE: Final = 4  # how many times its seconds of work it may take on a busy machine
STRIP: Final = 64  # rows that are hashed at once
GREY: Final = (9, 8)  # what a likeness is made of: brightness in nine columns and eight rows
SOURCE: Final = Path(__file__).parents[2]
WRONG: Final = 3  # the child's word for "no photograph"
_place = threading.BoundedSemaphore(1)


class NotAPhotograph(Exception):
    """Neither a whole JPEG nor a whole PNG."""


class PhotographTooLarge(Exception):
    """More pixels than any photograph of a ceremony needs, or more work than one makes."""


class PhotographsBusy(Exception):
    """Other photographs are being read; nothing was looked at."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The copy for showing, and what tells one picture from another."""

    shown: bytes
    width: int
    height: int
    suffix: str
    pixels_sha256: str
    grey: bytes  # of `GREY`


@dataclass(frozen=True, slots=True)
class Limits:
    """What one photograph may take."""

    pixels: int = MOST_PIXELS
    memory: int = MOST_MEMORY
    seconds: int = MOST_SECONDS


def look(content: bytes, *, edge: int, quality: int, limits: Limits | None = None) -> Seen:
    """Read a photograph and draw it anew, upright and at most `edge` wide or high, so that no metadata remains."""
    limits = limits or Limits()
    pixels = declared(content)
    if pixels > limits.pixels:
        raise PhotographTooLarge
    if pixels <= SMALL:
        return decoded(content, edge=edge, quality=quality)
    if not _place.acquire(timeout=limits.seconds):
        raise PhotographsBusy
    try:
        return _apart(content, edge=edge, quality=quality, limits=limits)
    finally:
        _place.release()


def declared(content: bytes) -> int:
    """How many pixels its head says it has; nothing is decoded."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as found:
            return found.width * found.height
    except Image.DecompressionBombError as e:
        raise PhotographTooLarge from e
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as e:
        raise NotAPhotograph from e


def decoded(content: bytes, *, edge: int, quality: int) -> Seen:
    """The same here and now; raises `NotAPhotograph`."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as found:
            kind = found.format
            found.load()
            upright = ImageOps.exif_transpose(found)
        upright = upright if upright.mode == "RGB" else upright.convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as e:
        raise NotAPhotograph from e
    pixels, grey = _pixels(upright), upright.convert("L").resize(GREY, Image.Resampling.LANCZOS).tobytes()
    upright.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    bare, made = Image.new("RGB", upright.size), BytesIO()
    bare.paste(upright)
    bare.save(made, "JPEG", quality=quality, optimize=True, progressive=True)
    return Seen(made.getvalue(), *bare.size, "png" if kind == "PNG" else "jpg", pixels, grey)


def _pixels(upright: Image.Image) -> str:
    """The hash of size and pixels, strip by strip: whatever the metadata, the same picture has the same."""
    found = sha256(f"{upright.size}".encode())
    wide, high = upright.size
    for top in range(0, high, STRIP):
        found.update(upright.crop((0, top, wide, min(top + STRIP, high))).tobytes())
    return found.hexdigest()


def _apart(content: bytes, *, edge: int, quality: int, limits: Limits) -> Seen:
    asked = {"edge": edge, "quality": quality, "memory": limits.memory, "seconds": limits.seconds}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "ikrar.web.photographs"],
            input=json.dumps(asked).encode() + b"\n" + content,
            env={"PYTHONPATH": str(SOURCE), "LC_ALL": "C.UTF-8", "PATH": os.defpath},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            timeout=PATIENCE * limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as e:
        raise PhotographTooLarge from e
    if done.returncode == WRONG:
        raise NotAPhotograph
    if done.returncode:
        raise PhotographTooLarge
    head, _, shown = done.stdout.partition(b"\n")
    told: dict[str, Any] = json.loads(head)
    return Seen(**told | {"shown": shown, "grey": bytes.fromhex(told["grey"])})


def main() -> None:
    """The child: bounded before it reads a single byte of the picture."""
    asked = json.loads(sys.stdin.buffer.readline())
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (asked["memory"], asked["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"] + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        seen = decoded(sys.stdin.buffer.read(), edge=asked["edge"], quality=asked["quality"])
    except NotAPhotograph:
        sys.exit(WRONG)
    told = {
        "width": seen.width,
        "height": seen.height,
        "suffix": seen.suffix,
        "pixels_sha256": seen.pixels_sha256,
        "grey": seen.grey.hex(),
    }
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + seen.shown)


if __name__ == "__main__":
    main()
